"""`manage.py import_trials FILE`: trials from a download of ClinicalTrials.gov."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.core.partial_dates import PartialDateError, parse_partial_date
from trials.importers import ImportFileError, Result, RowOutcome, import_trials


class Command(BaseCommand):
    """Import trials; see `trials.importers`."""

    help = (
        "Imports clinical trials from a CSV download or an API v2 answer (JSON) of ClinicalTrials.gov. "
        "Trials that are here already are updated where the file is newer; what editors wrote stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("file", type=Path, help="the CSV or JSON file")
        parser.add_argument(
            "--as-of", default="", help="when the file was downloaded (2020, 2020-01 or 2020-01-15)"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
        parser.add_argument(
            "--force", action="store_true", help="take over the file's facts even where ours are newer"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the file and print a line for each record and the totals."""
        try:
            report = import_trials(
                options["file"],
                as_of=parse_partial_date(options["as_of"]) if options["as_of"] else "",
                force=options["force"],
                dry_run=options["dry_run"],
                progress=self._print if options["verbosity"] else None,
            )
        except (ImportFileError, PartialDateError) as error:
            raise CommandError(str(error)) from error
        suffix = " (nothing was changed: this was a dry run)" if options["dry_run"] else ""
        self.stdout.write(f"{report.totals()}{suffix}")

    def _print(self, outcome: RowOutcome) -> None:
        stream = self.stderr if outcome.result == Result.REJECTED else self.stdout
        stream.write(str(outcome))
