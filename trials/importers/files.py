"""From a file to records: encoding, format, and what can be said about the file as a whole."""

from __future__ import annotations

import codecs
import json
from dataclasses import replace
from pathlib import Path

from trials.importers.api_format import JsonLayoutError, read_studies
from trials.importers.csv_format import CsvLayoutError, read_csv
from trials.importers.records import TrialRecord, UnreadableRecord

Records = list[TrialRecord | UnreadableRecord]


class ImportFileError(ValueError):
    """Nothing of the file can be imported; the message is a sentence that names the file."""


def read_records(path: Path) -> Records:
    """Return the records of a CSV or JSON file, each with `as_of`; raises `ImportFileError`."""
    text = _decoded(path)
    try:
        records = list(read_studies(json.loads(text)) if _looks_like_json(text) else read_csv(text))
    except (CsvLayoutError, JsonLayoutError) as error:
        raise ImportFileError(f"{path.name} cannot be imported: {error}.") from error
    except (ValueError, RecursionError) as error:
        raise ImportFileError(f"{path.name} cannot be imported: it is no valid JSON ({error}).") from error
    if not records:
        raise ImportFileError(f"{path.name} cannot be imported: it holds no trials.")
    return _without_repetitions(_dated(records))


def _decoded(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ImportFileError(f"{path} cannot be read: {error.strerror}.") from error
    # Excel's "Unicode text" is UTF-16 and says so in its first bytes.
    is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFileError(
            f"{path.name} cannot be imported: it is not encoded in UTF-8 (byte {error.start + 1}). Save it "
            "as “CSV UTF-8” and try again."
        ) from error


def _looks_like_json(text: str) -> bool:
    return text.lstrip().startswith(("{", "["))


def _dated(records: Records) -> Records:
    """Say of records that carry no date of their own: they were true when the newest of them was updated."""
    updates = [
        record.facts.get("last_update_posted", "") for record in records if isinstance(record, TrialRecord)
    ]
    newest = {"as_of": max(updates)} if any(updates) else {}
    return [
        replace(record, facts=newest | record.facts) if isinstance(record, TrialRecord) else record
        for record in records
    ]


def _without_repetitions(records: Records) -> Records:
    places: dict[str, str] = {}
    checked: Records = []
    for record in records:
        if isinstance(record, TrialRecord) and record.registry_id in places:
            reason = f"The file has this trial already in {places[record.registry_id]}."
            record = UnreadableRecord(record.place, record.registry_id, reason)
        elif isinstance(record, TrialRecord):
            places[record.registry_id] = record.place
        checked.append(record)
    return checked
