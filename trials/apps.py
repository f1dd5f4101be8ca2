"""Wiring of the trials: what responses can refer to, and their endpoint."""

from __future__ import annotations

from django.apps import AppConfig


class TrialsConfig(AppConfig):
    """Clinical trials."""

    name = "trials"
    verbose_name = "Trials"

    def ready(self) -> None:
        """Register what responses can refer to, and the endpoint."""
        from trials import api, cards, heads, markdown, sitemap, structured_data

        cards.register()
        heads.register()
        structured_data.register()
        sitemap.register()
        markdown.register()
        api.register()
