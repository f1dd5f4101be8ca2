"""Write the JSON Schemas of the body blocks to `schemas/blocks/`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.core.blocks.schema_files import outdated_files, write_schema_files


class Command(BaseCommand):
    """See the module's docstring."""

    help = "Writes the JSON Schemas of the body blocks to schemas/blocks/, one file per block."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where to write, and whether to write at all."""
        parser.add_argument(
            "--folder",
            type=Path,
            default=Path(settings.BASE_DIR) / "schemas" / "blocks",
            help="where to write (default: schemas/blocks)",
        )
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if the files are not up to date"
        )

    def handle(self, *args: Any, folder: Path, check: bool, **options: Any) -> None:
        """Write or check, and say what has changed."""
        if check:
            self._check(folder)
            return
        changed = write_schema_files(folder)
        self.stdout.write(f"{len(changed)} changed: {', '.join(changed)}" if changed else "All up to date.")

    def _check(self, folder: Path) -> None:
        outdated = outdated_files(folder)
        if outdated:
            raise CommandError(f"Not up to date: {', '.join(outdated)}. Run `make schemas`.")
        self.stdout.write("All up to date.")
