"""Wiring: listen to the signals."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The app that turns signals into one event."""

    name = "cms.publishing"
    label = "publishing"
    verbose_name = "Publishing"

    def ready(self) -> None:
        """Connect the signals, and the one reaction that belongs to no kind of content."""
        from cms.publishing.events import on_content_changed
        from cms.publishing.images import make_sizes
        from cms.publishing.signals import connect

        connect()
        on_content_changed(make_sizes)
