"""What keeps a trial's facts from being published: one sentence per problem, by the name of its field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cms.core.partial_dates import display_partial_date, earliest_day, is_partial_date, latest_day
from trials.enums import STOPPED_STATUSES, OverallStatus, StudyType

if TYPE_CHECKING:
    from trials.models import Trial

WEB_SCHEMES = ("http://", "https://")


def contradictions(trial: Trial, *, today: date) -> dict[str, str]:
    """Return what contradicts itself in a trial whose fields are valid one by one."""
    checks = {
        "why_stopped": _why_stopped(trial),
        "last_known_status": _last_known_status(trial),
        "completion": _completion(trial),
        "phases": _phases(trial),
        "url": _url(trial),
        "as_of": _as_of(trial, today=today),
    }
    return {field: sentence for field, sentence in checks.items() if sentence}


def _why_stopped(trial: Trial) -> str:
    if not trial.why_stopped or trial.overall_status in STOPPED_STATUSES:
        return ""
    status = trial.get_overall_status_display()
    return (
        f"The status is “{status}”, and only a trial that was suspended, terminated or withdrawn has a "
        "reason for stopping. Empty this field or correct the status."
    )


def _last_known_status(trial: Trial) -> str:
    if not trial.last_known_status or trial.overall_status == OverallStatus.UNKNOWN:
        return ""
    status = trial.get_overall_status_display()
    return (
        f"The status is “{status}”; a last known status belongs to “Unknown status” only. Empty this field "
        "or correct the status."
    )


def _completion(trial: Trial) -> str:
    start, completion = trial.start, trial.completion
    if not (start and completion and is_partial_date(start) and is_partial_date(completion)):
        return ""
    if latest_day(completion) >= earliest_day(start):
        return ""
    end, beginning = display_partial_date(completion), display_partial_date(start)
    return f"The trial ends ({end}) before it starts ({beginning}). Correct one of the two dates."


def _phases(trial: Trial) -> str:
    if trial.phases and trial.study_type == StudyType.OBSERVATIONAL:
        return "A study that only observes has no phase. Untick the phases or correct the type of study."
    if "NA" in trial.phases and len(trial.phases) > 1:
        return "“Not applicable” cannot be combined with a phase. Untick one of them."
    return ""


def _url(trial: Trial) -> str:
    if not trial.url or trial.url.lower().startswith(WEB_SCHEMES):
        return ""
    return "The address must begin with https:// or http://."


def _as_of(trial: Trial, *, today: date) -> str:
    if not trial.as_of or not is_partial_date(trial.as_of) or earliest_day(trial.as_of) <= today:
        return ""
    day = display_partial_date(trial.as_of)
    return f"{day} lies in the future. Write the day on which these facts were looked up."
