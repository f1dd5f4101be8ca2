"""One record of a file, read into the fields of a trial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cms.core.partial_dates import PartialDateError, parse_partial_date
from trials.enums import InterventionType, OverallStatus, Phase, StudyType
from trials.fields import Intervention

SOURCE = "ClinicalTrials.gov"
LONGEST_NUMBER = 12


class RecordError(ValueError):
    """A record that cannot be imported; the message is a sentence for whoever imports it."""


@dataclass(frozen=True)
class TrialRecord:
    """A record that could be read.

    `place` is where it stands in the file; `facts` are the fields of `Trial` of which the record says
    something, in stored form. A field that is missing there is left as it is.
    """

    place: str
    registry_id: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class UnreadableRecord:
    """A record that could not be read, and why."""

    place: str
    registry_id: str
    reason: str


def _key(text: str) -> str:
    """Reduce "Active, not recruiting" and "ACTIVE_NOT_RECRUITING" to the same key."""
    return "".join(character for character in text.casefold() if character.isalnum())


# The registry's spellings, beside the API's own names, from which they differ in more than punctuation.
_SPELLINGS = {
    "unknownstatus": OverallStatus.UNKNOWN.value,
    "notapplicable": Phase.NA.value,
    "behavioural": InterventionType.BEHAVIORAL.value,
}


def _named(text: str, values: list[str], *, what: str) -> str:
    key = _key(text)
    known = {_key(value): value for value in values}
    spelled = _SPELLINGS.get(key)
    if spelled in values:
        return str(spelled)
    if key in known:
        return known[key]
    raise RecordError(f"{what} “{text.strip()}” is not one of the registry's: {', '.join(values)}.")


def read_status(text: str, *, what: str = "The status") -> str:
    """Return the `OverallStatus` of "Active, not recruiting" or "ACTIVE_NOT_RECRUITING"."""
    return _named(text, OverallStatus.values, what=what)


def read_phases(texts: list[str]) -> list[str]:
    """Return the phases of ["Phase 1", "Phase 2"] or ["PHASE1", "PHASE2"], in order and each once."""
    phases = {_named(text, Phase.values, what="The phase") for text in texts if text.strip()}
    return [phase for phase in Phase.values if phase in phases]


def read_study_type(text: str) -> str:
    """Return the `StudyType` of "Interventional" or "Observational [Patient Registry]"."""
    plain = text.partition("[")[0].partition(":")[0]
    return _named(plain, StudyType.values, what="The study type")


def read_intervention(kind: str, name: str) -> Intervention:
    """Return one intervention."""
    return {"type": _named(kind, InterventionType.values, what="The intervention type"), "name": clean(name)}


def is_intervention_type(text: str) -> bool:
    """Tell whether this is a type of intervention, however it is spelled."""
    return _key(text) in {_key(value) for value in InterventionType.values} | {"behavioural"}


def read_date(text: str, *, what: str) -> str:
    """Return the stored form of a date with its precision, "" for none."""
    if not text.strip():
        return ""
    try:
        return parse_partial_date(text)
    except PartialDateError as error:
        raise RecordError(f"{what}: {error}") from error


def read_number(text: str, *, what: str) -> int | None:
    """Return a number of people, None where none is given."""
    digits = text.replace(",", "").strip()
    if not digits:
        return None
    if not digits.isdecimal() or len(digits) > LONGEST_NUMBER:
        raise RecordError(f"{what}: “{text.strip()}” is not a whole number.")
    return int(digits)


def read_flag(text: str, *, yes: set[str], no: set[str], what: str) -> bool:
    """Return True or False for one of the known spellings."""
    key = _key(text)
    if key in yes or key in no:
        return key in yes
    raise RecordError(f"{what}: “{text.strip()}” means neither yes nor no.")


def clean(text: str) -> str:
    """Return the text on one line, without blanks around it and without what no database stores."""
    storable = text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return " ".join(storable.split())


def clean_list(texts: list[str]) -> list[str]:
    """Return the texts that are not empty, each once."""
    return list(dict.fromkeys(filter(None, map(clean, texts))))
