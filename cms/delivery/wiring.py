"""Puts the delivery in front of Django's application, as the settings say."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from cms.delivery.application import Application, DeliveryApplication


def delivering(application: Application) -> Application:
    """Return the application with kept answers in front of it; itself when `DELIVERY_CACHE` is off."""
    if not settings.DELIVERY_CACHE:
        return application
    return DeliveryApplication(
        application,
        directory=Path(settings.DATA_DIR) / "delivery",
        most_bytes=settings.DELIVERY_CACHE_MEGABYTES * 2**20,
    )
