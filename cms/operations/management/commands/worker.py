"""``manage.py worker``: background tasks and periodic jobs in one process."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from cms.operations.worker import run_worker


class Command(BaseCommand):
    """Run until SIGTERM or Ctrl-C."""

    help = "Run background tasks and periodic jobs (scheduled publishing, expiry, clean-up) until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Hand over to the worker and pass its exit code on."""
        sys.exit(run_worker())
