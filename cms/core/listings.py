"""What lists in the admin share: where something is used, and how a page's medical review stands."""

from __future__ import annotations

from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column, UsageCountColumn

from cms.core.enums import ReviewStatus
from cms.core.models import BasePage

REVIEW_WORDS = {
    ReviewStatus.OVERDUE: "Overdue since {date}",
    ReviewStatus.DUE: "Due on {date}",
    ReviewStatus.CURRENT: "Reviewed, next on {date}",
}


def used_in_column() -> UsageCountColumn:
    """Return the column that says how often something is used, leading to the places."""
    return UsageCountColumn("usage_count", label="Used in", accessor="usage_count", width="8%")


def review_column() -> Column:
    """Return the column that says how a page's medical review stands."""
    return Column(
        "review", label="Medical review", accessor=review_words, sort_key="next_review_at", width="12%"
    )


def review_words(page: BasePage) -> str:
    """Say how a page's medical review stands, such as "Overdue since 1 May 2026"; "" without any."""
    status = page.review_status
    if status == ReviewStatus.NONE:
        return ""
    if page.next_review_at is None:
        return "Reviewed"
    return REVIEW_WORDS[status].format(date=date_format(page.next_review_at, "j M Y"))
