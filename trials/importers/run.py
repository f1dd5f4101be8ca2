"""One import: a file in, a report out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from django.db import transaction

from trials.importers.apply import apply_record
from trials.importers.files import read_records
from trials.importers.records import TrialRecord, UnreadableRecord
from trials.importers.report import ImportReport, Result, RowOutcome

Progress = Callable[[RowOutcome], None]


def import_trials(
    path: Path,
    *,
    as_of: str = "",
    force: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import a CSV download or an API answer of ClinicalTrials.gov; importing it again changes nothing.

    `as_of` (a partial date) says when the file was downloaded; without it the file's own dates say so.
    `force` takes over the file's facts even where ours are as new or newer. `dry_run` undoes everything at
    the end. `progress` is called after each record. Raises `ImportFileError` when the file cannot be read.
    """
    records = read_records(path)
    # Every record has a transaction of its own: a long one would keep editors waiting.
    with transaction.atomic() if dry_run else nullcontext():
        report = ImportReport()
        for record in records:
            outcome = _outcome(record, as_of=as_of, force=force)
            report.outcomes.append(outcome)
            if progress:
                progress(outcome)
        if dry_run:
            transaction.set_rollback(True)
    return report


def _outcome(record: TrialRecord | UnreadableRecord, *, as_of: str, force: bool) -> RowOutcome:
    if isinstance(record, UnreadableRecord):
        return RowOutcome(record.place, record.registry_id, Result.REJECTED, record.reason)
    if as_of:
        record = replace(record, facts=record.facts | {"as_of": as_of})
    return apply_record(record, force=force)
