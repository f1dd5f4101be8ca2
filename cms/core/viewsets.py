"""The page explorer: what every list of pages shows."""

from __future__ import annotations

from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import (
    BulkActionsColumn,
    PageStatusColumn,
    PageTitleColumn,
    PageTypeColumn,
    ParentPageColumn,
)
from wagtail.admin.viewsets.pages import PageViewSet

from cms.core.listings import review_column
from cms.core.models import BasePage


def page_columns(*extra: Column, with_type: bool = True) -> list[Column]:
    """Return the columns of a list of pages: Wagtail's own, `extra` after the title, and the review.

    Widths leave at least a quarter of a small screen to the title.
    """
    kind = PageTypeColumn(
        "type", label="Type", accessor="page_type_display_name", sort_key="content_type__model", width="9%"
    )
    return [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
        ParentPageColumn("parent", label="Parent"),
        *extra,
        review_column(),
        DateColumn(
            "latest_revision_created_at", label="Updated", sort_key="latest_revision_created_at", width="9%"
        ),
        *([kind] if with_type else []),
        PageStatusColumn("status", label="Status", sort_key="live", width="8%"),
    ]


class BasePageViewSet(PageViewSet):
    """Pages of every type that has no explorer of its own."""

    model = BasePage
    columns = page_columns()
