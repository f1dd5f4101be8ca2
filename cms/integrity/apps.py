"""Wiring of the screen before addresses change."""

from __future__ import annotations

from django.apps import AppConfig


class IntegrityConfig(AppConfig):
    """The screen before addresses change."""

    name = "cms.integrity"
    label = "integrity"
    verbose_name = "Integrity"
