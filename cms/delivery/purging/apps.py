"""Wiring: the app that owns the table of purges."""

from __future__ import annotations

from django.apps import AppConfig


class PurgingConfig(AppConfig):
    """Purges of a CDN, and how administrators see what went wrong with them."""

    name = "cms.delivery.purging"
    label = "purging"
    verbose_name = "CDN purges"
