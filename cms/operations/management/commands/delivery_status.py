"""`manage.py delivery_status`: what the server processes of this host keep and hand out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from cms.delivery.counters import counted

COLUMNS = {
    "hits": "hits",
    "confirmed": "304s among them",
    "misses": "misses",
    "kept": "kept",
    "passed": "not to be kept",
    "dropped": "dropped",
    "evicted": "evicted",
    "turned_away": "turned away",
    "pages_turned_away": "pages turned away",
    "editors_turned_away": "editors turned away",
    "answers": "answers now",
    "bytes": "bytes now",
}


class Command(BaseCommand):
    """Prints the counters of every living server process, counted since it started."""

    help = "Show what the server processes of this host keep in memory and have handed out."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the option for programs."""
        parser.add_argument("--json", action="store_true", help="write JSON, by process id")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a table, or JSON."""
        found = counted(Path(settings.DATA_DIR) / "delivery" / "counters")
        if options["json"]:
            self.stdout.write(json.dumps(found))
            return
        if not found:
            self.stdout.write("No server process of this host keeps answers.")
            return
        self.stdout.write(f"{'process':>20}" + "".join(f"{process:>14}" for process in found))
        for name, words in COLUMNS.items():
            numbers = "".join(f"{numbers[name]:>14,}" for numbers in found.values())
            self.stdout.write(f"{words:>20}{numbers}")
