"""Wiring of the home pages."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Home page and plain pages."""

    name = "home"
    verbose_name = "Home and plain pages"

    def ready(self) -> None:
        """Register what these pages look like inside other things."""
        from cms.core.cards import register_page_card
        from home import page_fields

        register_page_card("home.HomePage", image="homepage__hero_image_id")
        register_page_card("home.StandardPage")
        page_fields.register()
