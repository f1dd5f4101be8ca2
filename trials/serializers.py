"""How a trial looks to a client. Knows rows and plain values only: no models, no queries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, TypedDict

from cms.core.cards import Card
from trials.fields import Intervention

# Needs no escaping in an address; an id with other characters ("CTRI/2019/01/017091") gives way to the slug.
_PLAIN = re.compile(r"[A-Za-z0-9._~-]+")


class TrialCard(Card):
    """What is needed to draw a trial in a list; `summary` is the editor's, in the asked language or ""."""

    slug: str
    registry_id: str | None
    registry: str
    overall_status: str
    phases: list[str]
    study_type: str
    first_posted: str
    conditions: list[str]
    interventions: list[Intervention]
    countries: list[str]
    sponsor: str
    enrolment: int | None
    registry_url: str
    as_of: str


class TrialSummaryValue(TypedDict):
    """An editor's summary in one language."""

    locale: str
    text: str


class TrialDocument(TypedDict):
    """What the trial endpoint adds to `id` and `meta`; dates are "2020", "2020-01", "2020-01-15" or ""."""

    title: str
    brief_title: str
    official_title: str
    slug: str
    registry_id: str | None
    registry: str
    overall_status: str
    last_known_status: str
    why_stopped: str
    phases: list[str]
    study_type: str
    conditions: list[str]
    interventions: list[Intervention]
    sponsor: str
    enrolment: int | None
    first_posted: str
    last_update_posted: str
    start: str
    completion: str
    countries: list[str]
    sites: list[str]
    has_results: bool
    url: str
    source: str
    as_of: str
    summary: str
    summaries: list[TrialSummaryValue]
    seo: dict[str, Any]


COLUMN_FIELDS: Final = (
    "brief_title",
    "official_title",
    "slug",
    "registry_id",
    "registry",
    "overall_status",
    "last_known_status",
    "why_stopped",
    "phases",
    "study_type",
    "conditions",
    "interventions",
    "sponsor",
    "enrolment",
    "first_posted",
    "last_update_posted",
    "start",
    "completion",
    "countries",
    "sites",
    "has_results",
    "url",
    "source",
    "as_of",
)
"""The fields of the document that come from the trial's own row."""

CARD_COLUMNS: Final = (
    "pk",
    "brief_title",
    "slug",
    "registry_id",
    "registry",
    "overall_status",
    "phases",
    "study_type",
    "first_posted",
    "conditions",
    "interventions",
    "countries",
    "sponsor",
    "enrolment",
    "url",
    "as_of",
)
"""The columns that a card is made from, beside the summary."""


def address_key(registry_id: str | None, slug: str) -> str:
    """Return the last part of a trial's reader address: its registry id, or the slug where there is none."""
    return registry_id if registry_id and _PLAIN.fullmatch(registry_id) else slug


def trial_card(row: Mapping[str, Any], *, url: str, summary: str) -> TrialCard:
    """Return the card for a row of `CARD_COLUMNS`; `url` is the trial's reader address."""
    return {
        "id": row["pk"],
        "type": "trials.Trial",
        "title": row["brief_title"],
        "url": url,
        "summary": summary,
        "image": None,
        "slug": row["slug"],
        "registry_id": row["registry_id"],
        "registry": row["registry"],
        "overall_status": row["overall_status"],
        "phases": row["phases"],
        "study_type": row["study_type"],
        "first_posted": row["first_posted"],
        "conditions": row["conditions"],
        "interventions": row["interventions"],
        "countries": row["countries"],
        "sponsor": row["sponsor"],
        "enrolment": row["enrolment"],
        "registry_url": row["url"],
        "as_of": row["as_of"],
    }


def summary_in(summaries: Mapping[str, str], *, locale_code: str, default_code: str) -> str:
    """Return the summary in a language, else in the default language, else ""."""
    return summaries.get(locale_code) or summaries.get(default_code) or ""
