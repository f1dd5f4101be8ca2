"""The page explorer: what every list of pages shows."""

from __future__ import annotations

from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet

from cms.core.listings import review_column
from cms.core.models import BasePage


def explorer_columns(*extra: Column) -> list[Column]:
    """Return Wagtail's own columns with the review, and `extra` after the title."""
    columns = list(ExplorableIndexView.base_columns)
    after_title = [column.name for column in columns].index("title") + 1
    updated = [column.name for column in columns].index("latest_revision_created_at")
    return [
        *columns[:after_title],
        *extra,
        *columns[after_title:updated],
        review_column(),
        *columns[updated:],
    ]


class BasePageViewSet(PageViewSet):
    """Pages of every type that has no explorer of its own."""

    model = BasePage
    columns = explorer_columns()
