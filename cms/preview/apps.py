"""Wiring: the preview endpoint."""

from __future__ import annotations

from django.apps import AppConfig


class PreviewConfig(AppConfig):
    """Previews of drafts."""

    name = "cms.preview"
    label = "preview"
    verbose_name = "Preview"

    def ready(self) -> None:
        """Register the endpoint."""
        from cms.preview import api

        api.register()
