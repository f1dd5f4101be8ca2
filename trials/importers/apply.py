"""From a record to a trial: what is new, what is newer, and what is left alone.

The registry owns the facts, editors own the summaries, the slug and whatever they have corrected by hand.
So facts are taken over only from a record that is newer than what is stored (or when forced); every import
leaves a revision, so nothing is lost. A trial that is not live stays so, a draft that is being written keeps
its words and gets the new facts, and one that is locked or in review is not touched.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from trials.enums import STOPPED_STATUSES, OverallStatus
from trials.importers.records import TrialRecord
from trials.importers.report import Result, RowOutcome
from trials.models import Trial

# Says when the facts were looked up, and is no fact about the trial itself.
_DATE_OF_LOOKUP = "as_of"


def apply_record(record: TrialRecord, *, force: bool) -> RowOutcome:
    """Create or update the trial of a record, completely or not at all."""
    try:
        with transaction.atomic():
            result, reason = _apply(record, force=force)
    except ValidationError as error:
        result, reason = Result.REJECTED, _sentences(error)
    return RowOutcome(record.place, record.registry_id, result, reason)


def _apply(record: TrialRecord, *, force: bool) -> tuple[Result, str]:
    trial = Trial.objects.filter(registry_id=record.registry_id).first()
    if trial is None:
        _create(record)
        return Result.CREATED, ""
    changed = _changed_fields(trial, record.facts)
    if not changed:
        return Result.UNCHANGED, ""
    if reason := _reason_to_keep(trial, record, changed=changed, force=force):
        return Result.UNCHANGED, reason
    if trial.get_lock():
        return Result.REJECTED, "It is locked or in review here. Finish that first, then import again."
    _update(trial, record.facts)
    return Result.UPDATED, f"({', '.join(changed)})"


def _create(record: TrialRecord) -> None:
    trial = Trial(registry_id=record.registry_id, live=False, **record.facts)
    trial.full_clean()
    trial.save()
    trial.save_revision(clean=False, log_action="wagtail.create").publish()


def _update(trial: Trial, facts: dict[str, Any]) -> None:
    draft = trial.get_latest_revision_as_object() if trial.has_unpublished_changes else None
    if trial.live:
        _take_over(trial, facts)
        trial.save_revision(clean=False, log_action=True).publish()
    if draft is not None or not trial.live:
        draft = draft or trial
        _take_over(draft, facts)
        if not draft.live:
            # Like the editor: what nobody sees yet is stored in the row, where lists and searches find it.
            draft.save()
        draft.save_revision(clean=False, log_action=True)


def _take_over(trial: Trial, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        setattr(trial, name, value)
    # A format that does not know these fields must not leave them contradicting the new status.
    if trial.overall_status not in STOPPED_STATUSES:
        trial.why_stopped = ""
    if trial.overall_status != OverallStatus.UNKNOWN:
        trial.last_known_status = ""
    trial.full_clean()


def _current(trial: Trial) -> Trial:
    """Return what the record is compared with: what readers see, or the draft of what they do not see."""
    current: Trial = trial if trial.live else trial.get_latest_revision_as_object()
    return current


def _changed_fields(trial: Trial, facts: dict[str, Any]) -> list[str]:
    current = _current(trial)
    changed = [name for name, value in facts.items() if getattr(current, name) != value]
    # An older look-up that says the same is no news.
    if changed == [_DATE_OF_LOOKUP] and facts[_DATE_OF_LOOKUP] <= current.as_of:
        return []
    return changed


def _reason_to_keep(trial: Trial, record: TrialRecord, *, changed: list[str], force: bool) -> str:
    """Return why the stored facts stay, "" if the record may replace them."""
    current = _current(trial)
    ours, theirs = current.last_update_posted, record.facts.get("last_update_posted", "")
    if not (ours and theirs):
        ours, theirs = current.as_of, record.facts.get(_DATE_OF_LOOKUP, "")
    if force or changed == [_DATE_OF_LOOKUP] or theirs > ours:
        return ""
    differing = ", ".join(name for name in changed if name != _DATE_OF_LOOKUP)
    if theirs == ours:
        return f"Edited here since the registry's last update, kept as it is ({differing})."
    return f"Older than what is stored here, kept as it is ({differing})."


def _sentences(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    labels = {field.name: str(field.verbose_name) for field in Trial._meta.concrete_fields}
    return " ".join(
        f"{labels[name]}: {' '.join(messages)}" if name in labels else " ".join(messages)
        for name, messages in error.message_dict.items()
    )
