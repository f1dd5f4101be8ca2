"""Wiring: every page document carries its head."""

from __future__ import annotations

from django.apps import AppConfig


class SeoConfig(AppConfig):
    """The app that writes heads."""

    name = "cms.seo"
    label = "seo"
    verbose_name = "Search engines"

    def ready(self) -> None:
        """Add heads and structured data to the documents of all pages."""
        from cms.core.api_fields import register_page_fields
        from cms.seo.fields import head_fields, register_head_links
        from cms.seo.json_ld import block_nodes, images, site_nodes
        from cms.seo.markdown import api as markdown_api
        from cms.seo.markdown import blocks as markdown_blocks
        from cms.seo.page_head import PAGE_HEAD
        from cms.seo.robots_txt import panel as robots_panel
        from cms.seo.sitemaps.pages import PAGES
        from cms.seo.sitemaps.parts import register_source

        register_source(PAGES)
        robots_panel.register()
        site_nodes.register()
        images.register()
        block_nodes.register()
        markdown_blocks.register()
        markdown_api.register()
        register_head_links(markdown_api.head_link)
        register_page_fields(*head_fields(PAGE_HEAD))
