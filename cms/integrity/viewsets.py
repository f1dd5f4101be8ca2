"""The explorers of pages, with our screens before a page is moved, unpublished or deleted."""

from __future__ import annotations

from cms.core import viewsets
from cms.integrity.views import PageDeleteView, PageMoveView, PageUnpublishView


class AskingPageViews:
    """What every viewset of pages mixes in."""

    delete_view_class = PageDeleteView
    unpublish_view_class = PageUnpublishView
    move_confirm_view_class = PageMoveView


class BasePageViewSet(AskingPageViews, viewsets.BasePageViewSet):
    """Pages of every type that has no explorer of its own."""
