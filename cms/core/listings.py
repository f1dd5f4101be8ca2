"""What lists in the admin share: where something is used, and how a page's medical review stands."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column, UsageCountColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import IndexView

from cms.core.enums import ReviewStatus
from cms.core.models import BasePage

REVIEW_WORDS = {
    ReviewStatus.OVERDUE: "Overdue since {date}",
    ReviewStatus.DUE: "Due on {date}",
    ReviewStatus.CURRENT: "Reviewed, next on {date}",
}


class SnippetIndexView(IndexView):  # type: ignore[misc]
    """A list of snippets with the number of places where each is used, counted for one screen at a time."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the counts, and where the places are listed."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        counts = ReferenceIndex.get_count_references_to_in_bulk(list(context["object_list"]))
        for snippet in context["object_list"]:
            snippet.usage_count = counts.get(snippet, 0)
            snippet.usage_url = reverse(self.usage_url_name, args=[quote(snippet.pk)])
        return context

    def get_valid_orderings(self) -> list[str]:
        """Leave out what a search cannot be ordered by: columns that are computed."""
        orderings: list[str] = super().get_valid_orderings()
        if not self.is_searching:
            return orderings
        indexed = {field.field_name for field in self.model.get_filterable_search_fields()}
        return [ordering for ordering in orderings if ordering.lstrip("-") in indexed]


def used_in_column() -> UsageCountColumn:
    """Return the column that says how often something is used, leading to the places."""
    return UsageCountColumn("usage_count", label="Used in", accessor="usage_count", width="8%")


def review_column() -> Column:
    """Return the column that says how a page's medical review stands."""
    return Column(
        "review", label="Medical review", accessor=review_words, sort_key="next_review_at", width="13%"
    )


def review_words(page: BasePage) -> str:
    """Say how a page's medical review stands, such as "Overdue since 1 May 2026"; "" without any."""
    status = page.review_status
    if status == ReviewStatus.NONE:
        return ""
    if page.next_review_at is None:
        return "Reviewed"
    return REVIEW_WORDS[status].format(date=date_format(page.next_review_at, "j M Y"))
