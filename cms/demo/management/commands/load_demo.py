"""``manage.py load_demo``: put the demo content into this site."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.demo.registry import run_all
from cms.demo.steps.keys import NotEmptySiteError


class Command(BaseCommand):
    """Run the registered steps and say what each created."""

    help = (
        "Load the demo: articles, trials, authors, topics, pictures, pages, redirects and, where the "
        "settings allow it, one user per role. It creates what is missing and never changes what exists."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the steps in order."""
        created = 0
        try:
            for outcome in run_all():
                created += outcome.created
                self.stdout.write(f"  {outcome.label:<34}{outcome.created:>4} new  {outcome.seconds:5.1f} s")
                self.stdout.flush()
        except NotEmptySiteError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Demo loaded: {created} things created" if created else "The demo is complete already"
        )
