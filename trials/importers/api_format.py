"""Studies as the API v2 of ClinicalTrials.gov returns them: one study, a list, or `{"studies": […]}`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trials.countries import country_name
from trials.enums import STOPPED_STATUSES, OverallStatus, Registry, StudyType
from trials.importers.records import (
    SOURCE,
    RecordError,
    TrialRecord,
    UnreadableRecord,
    clean,
    clean_list,
    read_date,
    read_intervention,
    read_phases,
    read_status,
    read_study_type,
)
from trials.registry_ids import RegistryIdError, normalise_registry_id, registry_page


class JsonLayoutError(ValueError):
    """The file as a whole holds no studies; the message says what would be right."""


def read_studies(document: Any) -> Iterator[TrialRecord | UnreadableRecord]:
    """Yield the records of a parsed JSON document; raises `JsonLayoutError` when it holds no studies."""
    for number, study in enumerate(_studies(document), start=1):
        yield _read_study(study, place=f"study {number}")


def _studies(document: Any) -> list[Any]:
    if isinstance(document, dict) and "protocolSection" in document:
        return [document]
    studies = document.get("studies") if isinstance(document, dict) else document
    if not isinstance(studies, list):
        raise JsonLayoutError(
            'it holds no studies; the API\'s answer is an object with a list named "studies"'
        )
    return studies


def _read_study(study: Any, *, place: str) -> TrialRecord | UnreadableRecord:
    registry_id = ""
    try:
        module = _object(_object(study, "protocolSection"), "identificationModule")
        registry_id = _registry_id(_text(module, "nctId"))
        return TrialRecord(place=place, registry_id=registry_id, facts=_facts(study, registry_id=registry_id))
    except RecordError as error:
        return UnreadableRecord(place=place, registry_id=registry_id, reason=str(error))


def _registry_id(text: str) -> str:
    if not text:
        raise RecordError("The study has no “nctId”, so it cannot be told which trial it is.")
    try:
        return normalise_registry_id(text, registry=Registry.CLINICALTRIALS_GOV)
    except RegistryIdError as error:
        raise RecordError(str(error)) from error


def _facts(study: Any, *, registry_id: str) -> dict[str, Any]:
    protocol = _object(study, "protocolSection")
    facts = {
        "registry": Registry.CLINICALTRIALS_GOV.value,
        "url": registry_page(registry_id, registry=Registry.CLINICALTRIALS_GOV),
        "source": SOURCE,
        "has_results": study.get("hasResults") is True,
        **_identification(_object(protocol, "identificationModule")),
        **_status(_object(protocol, "statusModule")),
        **_design(_object(protocol, "designModule")),
        **_places(_object(protocol, "contactsLocationsModule")),
        "conditions": clean_list(_texts(_object(protocol, "conditionsModule"), "conditions")),
        "interventions": _interventions(_object(protocol, "armsInterventionsModule")),
        "sponsor": _text(_object(_object(protocol, "sponsorCollaboratorsModule"), "leadSponsor"), "name"),
    }
    version = _text(_object(_object(study, "derivedSection"), "miscInfoModule"), "versionHolder")
    return facts | ({"as_of": read_date(version, what="“versionHolder”")} if version else {})


def _identification(module: dict[str, Any]) -> dict[str, Any]:
    brief, official = _text(module, "briefTitle"), _text(module, "officialTitle")
    if not (brief or official):
        raise RecordError("The study has neither a “briefTitle” nor an “officialTitle”.")
    return {"brief_title": brief or official[:300], "official_title": official if official != brief else ""}


def _status(module: dict[str, Any]) -> dict[str, Any]:
    status = read_status(_text(module, "overallStatus"))
    last_known = _text(module, "lastKnownStatus") if status == OverallStatus.UNKNOWN else ""
    return {
        "overall_status": status,
        "last_known_status": last_known and read_status(last_known, what="The last known status"),
        "why_stopped": _text(module, "whyStopped") if status in STOPPED_STATUSES else "",
        "start": _date(module, "startDateStruct"),
        "completion": _date(module, "completionDateStruct"),
        "first_posted": _date(module, "studyFirstPostDateStruct"),
        "last_update_posted": _date(module, "lastUpdatePostDateStruct"),
    }


def _design(module: dict[str, Any]) -> dict[str, Any]:
    study_type = read_study_type(_text(module, "studyType") or StudyType.INTERVENTIONAL.value)
    enrolment = _object(module, "enrollmentInfo").get("count")
    if enrolment is not None and (isinstance(enrolment, bool) or not isinstance(enrolment, int)):
        raise RecordError(f"The number of participants, {enrolment!r}, is not a whole number.")
    return {"study_type": study_type, "phases": read_phases(_texts(module, "phases")), "enrolment": enrolment}


def _interventions(module: dict[str, Any]) -> list[Any]:
    interventions = [
        read_intervention(_text(item, "type"), _text(item, "name"))
        for item in _objects(module, "interventions")
    ]
    return [intervention for intervention in interventions if intervention["name"]]


def _places(module: dict[str, Any]) -> dict[str, Any]:
    locations = _objects(module, "locations")
    countries = [country_name(_text(location, "country")) for location in locations]
    sites = [
        ", ".join(
            filter(
                None, (_text(location, "facility"), _text(location, "city"), _text(location, "state"), name)
            )
        )
        for location, name in zip(locations, countries, strict=True)
    ]
    return {"countries": clean_list(countries), "sites": clean_list(sites)}


def _date(module: dict[str, Any], name: str) -> str:
    return read_date(_text(_object(module, name), "date"), what=f"“{name}”")


# Reading JSON of which nothing may be taken for granted.


def _object(parent: Any, name: str) -> dict[str, Any]:
    value = parent.get(name) if isinstance(parent, dict) else None
    if value is None and isinstance(parent, dict):
        return {}
    if not isinstance(value, dict):
        raise RecordError(f"“{name}” should be an object, as in the API's answers.")
    return value


def _list(parent: dict[str, Any], name: str) -> list[Any]:
    value = parent.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise RecordError(f"“{name}” should be a list, as in the API's answers.")
    return value


def _objects(parent: dict[str, Any], name: str) -> list[dict[str, Any]]:
    items = _list(parent, name)
    if not all(isinstance(item, dict) for item in items):
        raise RecordError(f"“{name}” should be a list of objects, as in the API's answers.")
    return items


def _texts(parent: dict[str, Any], name: str) -> list[str]:
    items = _list(parent, name)
    if not all(isinstance(item, str) for item in items):
        raise RecordError(f"“{name}” should be a list of texts, as in the API's answers.")
    return items


def _text(parent: dict[str, Any], name: str) -> str:
    value = parent.get(name)
    if value is not None and not isinstance(value, str):
        raise RecordError(f"“{name}” should be a text, as in the API's answers.")
    return clean(value or "")
