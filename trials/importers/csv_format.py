"""The website's CSV download, in its layout until 2023 ("Status", "Phase 1|Phase 2") and in that since.

Lists are separated by "|", dates are written "December 1, 2023" or "March 2020" (since 2023: ISO).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from trials.countries import split_location
from trials.enums import Registry
from trials.fields import Intervention
from trials.importers.records import (
    SOURCE,
    RecordError,
    TrialRecord,
    UnreadableRecord,
    clean,
    clean_list,
    is_intervention_type,
    read_date,
    read_flag,
    read_intervention,
    read_number,
    read_phases,
    read_status,
    read_study_type,
)
from trials.registry_ids import RegistryIdError, normalise_registry_id, registry_page

DELIMITERS: Final = (",", ";", "\t")
REQUIRED: Final = ("NCT Number", "Title", "Status")
# What a column has been called since 2023 -> what it was called before.
RENAMED: Final = {
    "Study Title": "Title",
    "Study Status": "Status",
    "Sponsor": "Sponsor/Collaborators",
    "Study URL": "URL",
}
Row = Mapping[str, str]


class CsvLayoutError(ValueError):
    """The file as a whole is not the registry's CSV; the message says what is missing."""


def read_csv(text: str) -> Iterator[TrialRecord | UnreadableRecord]:
    """Yield the records of a CSV download; raises `CsvLayoutError` when the file is something else."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        columns = [RENAMED.get(clean(name), clean(name)) for name in next(rows, [])]
        _check_columns(columns)
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield _read_row(cells, columns=columns, place=f"line {rows.line_num}")
    except csv.Error as error:
        raise CsvLayoutError(
            f"line {rows.line_num} cannot be read as CSV ({error}); check its quotes"
        ) from error


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(DELIMITERS, key=header.count)


def _check_columns(columns: list[str]) -> None:
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise CsvLayoutError(
            f"it has no column {_quoted(missing)}; a CSV download of ClinicalTrials.gov begins with a line "
            f"that names {_quoted(REQUIRED)} and others"
        )


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _read_row(cells: list[str], *, columns: list[str], place: str) -> TrialRecord | UnreadableRecord:
    row = dict(zip(columns, cells, strict=False))
    try:
        if len(cells) != len(columns):
            raise RecordError(
                f"The row has {len(cells)} cells where there are {len(columns)} columns; look for a missing "
                "or extra quote or separator."
            )
        registry_id = _registry_id(row["NCT Number"])
        return TrialRecord(place=place, registry_id=registry_id, facts=_facts(row, registry_id=registry_id))
    except RecordError as error:
        return UnreadableRecord(place=place, registry_id=clean(row.get("NCT Number", "")), reason=str(error))


def _registry_id(text: str) -> str:
    if not text.strip():
        raise RecordError("The row has no “NCT Number”, so it cannot be told which trial it is.")
    try:
        return normalise_registry_id(text, registry=Registry.CLINICALTRIALS_GOV)
    except RegistryIdError as error:
        raise RecordError(str(error)) from error


def _facts(row: Row, *, registry_id: str) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "registry": Registry.CLINICALTRIALS_GOV.value,
        "url": registry_page(registry_id, registry=Registry.CLINICALTRIALS_GOV),
        "source": SOURCE,
    }
    for column, fields in _READERS.items():
        if column in row:
            facts |= fields(row[column])
    if not facts["brief_title"]:
        raise RecordError("The row has no “Title”.")
    return facts


def _study_type(text: str) -> dict[str, Any]:
    return {"study_type": read_study_type(text)} if text.strip() else {}


def _sponsor(text: str) -> dict[str, Any]:
    # The lead sponsor stands first, collaborators after it.
    return {"sponsor": clean(text.partition("|")[0])}


def _interventions(text: str) -> dict[str, Any]:
    interventions: list[Intervention] = []
    for piece in text.split("|"):
        kind, colon, name = piece.partition(":")
        if colon and is_intervention_type(kind):
            interventions.append(read_intervention(kind, name))
        elif interventions and piece.strip():
            # A name that itself has a "|" in it.
            interventions[-1]["name"] = clean(f"{interventions[-1]['name']}|{piece}")
        elif piece.strip():
            interventions.append(read_intervention("Other", piece))
    return {"interventions": interventions}


def _locations(text: str) -> dict[str, Any]:
    places = [split_location(location) for location in text.split("|") if location.strip()]
    return {
        "countries": clean_list([country for _place, country in places]),
        "sites": clean_list([", ".join(filter(None, place)) for place in places]),
    }


def _has_results(text: str) -> dict[str, Any]:
    yes, no = {"hasresults", "yes"}, {"noresultsavailable", "no", ""}
    return {"has_results": read_flag(text, yes=yes, no=no, what="The column “Study Results”")}


def _date(field: str, column: str) -> Callable[[str], dict[str, Any]]:
    return lambda text: {field: read_date(text, what=f"The column “{column}”")}


_READERS: Final[dict[str, Callable[[str], dict[str, Any]]]] = {
    "Title": lambda text: {"brief_title": clean(text)},
    "Status": lambda text: {"overall_status": read_status(text)},
    "Study Results": _has_results,
    "Conditions": lambda text: {"conditions": clean_list(text.split("|"))},
    "Interventions": _interventions,
    "Sponsor/Collaborators": _sponsor,
    "Phases": lambda text: {"phases": read_phases(text.split("|"))},
    "Enrollment": lambda text: {"enrolment": read_number(text, what="The column “Enrollment”")},
    "Study Type": _study_type,
    "Start Date": _date("start", "Start Date"),
    "Completion Date": _date("completion", "Completion Date"),
    "First Posted": _date("first_posted", "First Posted"),
    "Last Update Posted": _date("last_update_posted", "Last Update Posted"),
    "Locations": _locations,
}
