"""Write the API's OpenAPI document to `schemas/openapi.json`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.openapi.document import document_text


class Command(BaseCommand):
    """See the module's docstring."""

    help = "Writes the OpenAPI document of the delivery API to schemas/openapi.json."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where to write, and whether to write at all."""
        parser.add_argument(
            "--file",
            type=Path,
            default=Path(settings.BASE_DIR) / "schemas" / "openapi.json",
            help="where to write (default: schemas/openapi.json)",
        )
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if the file is not up to date"
        )

    def handle(self, *args: Any, file: Path, check: bool, **options: Any) -> None:
        """Write or check, and say whether something has changed."""
        present = file.read_text(encoding="utf-8") if file.exists() else ""
        made = document_text()
        if present == made:
            self.stdout.write("All up to date.")
        elif check:
            raise CommandError(f"Not up to date: {file.name}. Run `make schemas`.")
        else:
            file.write_text(made, encoding="utf-8")
            self.stdout.write(f"Written: {file.name}")
