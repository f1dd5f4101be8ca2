"""Wiring of the redirects."""

from __future__ import annotations

from django.apps import AppConfig


class RedirectsConfig(AppConfig):
    """What is added to Wagtail's redirects."""

    name = "cms.redirects"
    label = "redirects"
    verbose_name = "Redirects"

    def ready(self) -> None:
        """Follow pages and snippets wherever they go."""
        from cms.publishing.events import before_content_deleted, before_content_saved
        from cms.redirects import listeners, snippet_history

        before_content_saved(listeners.page_is_saved)
        before_content_deleted(listeners.page_is_deleted)
        before_content_saved(snippet_history.snippet_is_saved)
        before_content_deleted(snippet_history.snippet_is_deleted)
