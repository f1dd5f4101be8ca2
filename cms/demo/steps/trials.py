"""Trials: the registry's file, the studies of the old list that it does not hold, and editors' summaries."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from django.db import transaction

from cms.demo.content.trials import AS_OF, REGISTRY_SUMMARIES, SOURCE, TRIALS, TrialContent
from cms.demo.registry import step
from cms.demo.steps import keys
from cms.demo.steps.snippets import publish_new
from trials.importers import Result, import_trials
from trials.models import Trial, TrialSummary

REGISTRY_FILE: Final = Path(__file__).resolve().parent.parent / "data" / "knee_stem_cell_trials.csv"
# The newest record in the file was last updated on 19 September 2022.
REGISTRY_FILE_AS_OF: Final = "2022-09"


@step("Trials of the registry file")
def import_registry_file() -> int:
    """Import the registry's records, if one of them is missing."""
    with REGISTRY_FILE.open(encoding="utf-8-sig", newline="") as file:
        registry_ids = [row["NCT Number"] for row in csv.DictReader(file)]
    if Trial.objects.filter(registry_id__in=registry_ids).count() == len(registry_ids):
        return 0
    return import_trials(REGISTRY_FILE, as_of=REGISTRY_FILE_AS_OF).count(Result.CREATED)


@step("Trials of the publisher's old list")
def create_listed_trials() -> int:
    """Create the trials that have no registry number."""
    missing = [trial for trial in TRIALS if not Trial.objects.filter(slug=trial.slug).exists()]
    for content in missing:
        _create(content)
    return len(missing)


@step("Summaries of trials")
def add_summaries() -> int:
    """Add our editors' summaries to records that nobody has touched since their import."""
    return sum(_add_summaries(registry_id, texts) for registry_id, texts in REGISTRY_SUMMARIES.items())


def _create(content: TrialContent) -> None:
    trial = Trial(
        slug=content.slug,
        brief_title=content.brief_title,
        overall_status=content.overall_status,
        conditions=list(content.conditions),
        interventions=[{"type": "BIOLOGICAL", "name": name} for name in content.interventions],
        countries=list(content.countries),
        sites=list(content.sites),
        sponsor=content.sponsor,
        first_posted=content.first_posted,
        source=SOURCE,
        as_of=AS_OF,
    )
    _summarise(trial, content.summaries)
    publish_new(trial)


@transaction.atomic
def _add_summaries(registry_id: str, texts: Mapping[str, str]) -> int:
    trial = Trial.objects.filter(registry_id=registry_id, summaries__isnull=True).first()
    if trial is None or trial.revisions.count() != 1:
        return 0
    _summarise(trial, texts)
    trial.save_revision(log_action=True).publish()
    return 1


def _summarise(trial: Trial, texts: Mapping[str, str]) -> None:
    trial.summaries.set([TrialSummary(locale=keys.locale(code), text=text) for code, text in texts.items()])
