"""Wiring of the trials: what responses can refer to."""

from __future__ import annotations

from django.apps import AppConfig


class TrialsConfig(AppConfig):
    """Clinical trials."""

    name = "trials"
    verbose_name = "Trials"

    def ready(self) -> None:
        """Register what responses can refer to."""
        from trials import cards

        cards.register()
