"""Wiring of the search."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search over all kinds of content."""

    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        """Register the endpoint."""
        from search import api

        api.register()
