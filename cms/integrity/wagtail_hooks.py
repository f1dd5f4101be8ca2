"""Puts the screens in the place of Wagtail's, and before a slug is published."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from cms.integrity.bulk_actions import AskingDeleteBulkAction, AskingUnpublishBulkAction
from cms.integrity.slug_views import (
    PublishPageView,
    PublishSnippetView,
    UndoView,
    described,
    screen_before_page,
    screen_before_snippet,
)
from cms.integrity.undo import ACTION
from cms.integrity.viewsets import BasePageViewSet

hooks.register("before_publish_page", screen_before_page)
hooks.register("before_publish", screen_before_snippet)
# After Wagtail's own, whose place they take.
hooks.register("register_bulk_action", AskingUnpublishBulkAction, order=1)
hooks.register("register_bulk_action", AskingDeleteBulkAction, order=1)


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    """Answer the addresses of the screens that Wagtail has none for."""
    own = [
        path("publish/<int:page_id>/", PublishPageView.as_view(), name="publish_page"),
        path(
            "publish/<str:app_label>/<str:model_name>/<int:pk>/",
            PublishSnippetView.as_view(),
            name="publish_snippet",
        ),
        path("undo/<int:entry_id>/", UndoView.as_view(), name="undo"),
    ]
    return [
        path("addresses/", include((own, "integrity"), namespace="integrity")),
    ]


@hooks.register("register_admin_viewset")
def register_base_page_viewset() -> BasePageViewSet:
    """Let pages of every type that has no explorer of its own use ours."""
    return BasePageViewSet()


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Let the history of a page tell of changes that can be undone."""

    @actions.register_action(ACTION)
    class AddressFormatter(LogFormatter):
        """Tells what undoing would do."""

        label = "Change addresses"

        def format_message(self, log_entry: Any) -> str:
            done = "Addresses changed, and changed back." if log_entry.data.get("undone") else ""
            return done or f"Addresses changed. To undo: {described(log_entry.data)}"
