"""Wiring: listen to the signals."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The app that turns signals into one event."""

    name = "cms.publishing"
    label = "publishing"
    verbose_name = "Publishing"

    def ready(self) -> None:
        """Connect the signals."""
        from cms.publishing.signals import connect

        connect()
