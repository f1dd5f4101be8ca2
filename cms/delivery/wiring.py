"""Puts the delivery in front of Django's application, as the settings say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from cms.delivery.application import DeliveryApplication
from cms.delivery.making import Application
from cms.delivery.purging.choice import cdn
from cms.delivery.purging.handover import Purger


def delivering(application: Application, *, defaults: Mapping[str, str]) -> Application:
    """Return the application with kept answers in front of it; itself when `DELIVERY_CACHE` is off.

    `defaults` are the values that query parameters have when they are missing.
    """
    if not settings.DELIVERY_CACHE:
        return application
    delivery = DeliveryApplication(
        application,
        directory=Path(settings.DATA_DIR) / "delivery",
        most_bytes=settings.DELIVERY_CACHE_MEGABYTES * 2**20,
        defaults=defaults,
        threads=settings.SERVER_THREADS,
    )
    chosen = cdn()
    if chosen is not None:
        delivery.watch()
        Purger(delivery.store, chosen).start()
    return delivery
