"""Wiring: the endpoints that belong to no kind of content."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The delivery API."""

    name = "cms.api"
    label = "api"
    verbose_name = "Delivery API"

    def ready(self) -> None:
        """Register pages, images, documents, redirects, and what all of them know and answer."""
        from cms.api import answers, checks, endpoints, known_parameters  # noqa: F401

        known_parameters.register()
        endpoints.register()
        answers.register()
