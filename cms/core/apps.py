"""Wiring of the core: reference kinds and background work on images."""

from __future__ import annotations

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The app that holds the base page, users, images and documents."""

    name = "cms.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        """Register what the core itself can refer to."""
        from cms.core import cards, checks, embeds, image_objects, shapes  # noqa: F401
        from cms.core.blocks.schema_files import block_shapes
        from cms.core.json_schema import register_shape

        cards.register()
        image_objects.register()
        embeds.register()
        for name, schema in block_shapes().items():
            register_shape(name, schema)
