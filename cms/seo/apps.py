"""Wiring: every page document carries its head."""

from __future__ import annotations

from django.apps import AppConfig


class SeoConfig(AppConfig):
    """The app that writes heads."""

    name = "cms.seo"
    label = "seo"
    verbose_name = "Search engines"

    def ready(self) -> None:
        """Add `seo` to every page document."""
        from cms.core.api_fields import register_page_fields
        from cms.seo.head import seo_field

        register_page_fields(seo_field())
