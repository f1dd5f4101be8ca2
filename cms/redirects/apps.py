"""Wiring of the redirects."""

from __future__ import annotations

from django.apps import AppConfig


class RedirectsConfig(AppConfig):
    """What is added to Wagtail's redirects."""

    name = "cms.redirects"
    label = "redirects"
    verbose_name = "Redirects"
