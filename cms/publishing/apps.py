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
        from django.db.backends.signals import connection_created
        from django.db.models.signals import post_migrate

        from cms.publishing import bell
        from cms.publishing.events import on_content_changed
        from cms.publishing.images import make_sizes
        from cms.publishing.signals import connect
        from cms.publishing.triggers import install_after_migration, see_what_is_replaced

        connect()
        bell.connect()
        connection_created.connect(see_what_is_replaced, dispatch_uid="publishing.replaced")
        post_migrate.connect(install_after_migration, sender=self, dispatch_uid="publishing.triggers")
        on_content_changed(make_sizes)
