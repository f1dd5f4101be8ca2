"""The trial list in all its forms, and the trials that these refer to; see `cms.core.blocks.variations`."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Final

from cms.core.blocks.odd_words import ARABIC, EMOJI, LONG_WORD, MARKUP, ODD, sentences
from cms.core.blocks.variations import Variations, items
from trials.enums import InterventionType, OverallStatus, Phase, Registry, StudyType
from trials.querysets import TrialQuery
from trials.schemas import SAMPLE_CARD

_NOTHING: Final[dict[str, Any]] = {
    "condition": "",
    "intervention": "",
    "statuses": [],
    "country": "",
    "maximum": 10,
}
_FOUND: Final = {**_NOTHING, "condition": "a condition that trials are found for", "maximum": 3}
_EVERYTHING: Final = {
    "condition": ODD,
    "intervention": MARKUP,
    "statuses": list(OverallStatus.values),
    "country": ARABIC,
    "maximum": 50,
}


def _list(title: str, trials: list[int], *, layout: str = "full", query: Any = None) -> dict[str, Any]:
    return {"title": title, "layout": layout, "trials": items(*trials), "query": query or _NOTHING}


TRIAL_LIST: Final[Variations] = {
    "minimal": _list("", [1]),
    "longest": _list(sentences(30), list(range(1, 11))),
    "oddest": _list(ODD, [2, 3], query=_EVERYTHING),
    "none": _list("No trial was found", [19]),
    "none and no title": _list("", [19]),
    "one, short": _list("One line", [1], layout="short"),
    "ten, short": _list("Ten lines", list(range(1, 11)), layout="short"),
    "chosen and found": _list("One chosen, two found", [1], query=_FOUND),
}


def _card(key: int, title: str, **parts: Any) -> dict[str, Any]:
    registry_id = f"NCT{key:08}"
    address = SAMPLE_CARD["url"].rpartition("/trials/")[0]
    return {
        **SAMPLE_CARD,
        "id": key,
        "title": title,
        "slug": f"trial-{key}",
        "registry_id": registry_id,
        "registry_url": f"https://clinicaltrials.gov/study/{registry_id}",
        "url": f"{address}/fixtures/article/#trial-{key}",
        **parts,
    }


_UNKNOWN: Final[dict[str, Any]] = {
    "summary": "",
    "registry_id": None,
    "registry": "",
    "overall_status": OverallStatus.UNKNOWN.value,
    "phases": [],
    "study_type": StudyType.OBSERVATIONAL.value,
    "first_posted": "",
    "conditions": [],
    "interventions": [],
    "countries": [],
    "sponsor": "",
    "enrolment": None,
    "registry_url": "",
    "as_of": "",
}
_LONG: Final[dict[str, Any]] = {
    "summary": sentences(200),
    "registry": Registry.CTRI.value,
    "registry_id": "CTRI/2019/01/017091",
    "overall_status": OverallStatus.TEMPORARILY_NOT_AVAILABLE.value,
    "phases": list(Phase.values),
    "first_posted": "2020-02-29",
    "conditions": [f"Condition {number} with a rather long name" for number in range(1, 31)],
    "interventions": [
        {"type": kind, "name": f"{kind.replace('_', ' ').lower()}: {sentences(12)}"}
        for kind in InterventionType.values
    ],
    "countries": [f"Country {number}" for number in range(1, 61)],
    "sponsor": sentences(30),
    "enrolment": 2_000_000_000,
}


def trials_by_kind() -> dict[str, dict[Hashable, Any]]:
    """Return what the forms of the trial list refer to, by kind and key."""
    statuses = OverallStatus.values
    cards = [
        _card(1, SAMPLE_CARD["title"]),
        _card(2, "A trial of which little is known", **_UNKNOWN),
        _card(3, f"{MARKUP} {EMOJI} {LONG_WORD}", **_LONG),
        _card(4, ARABIC, summary=ARABIC, first_posted="2020", sponsor=ARABIC, conditions=[ARABIC]),
        *(
            _card(key, f"Trial {key} of ten", overall_status=statuses[key], first_posted=f"2021-{key:02}")
            for key in range(5, 11)
        ),
    ]
    return {
        "trial": {card["id"]: card for card in cards},
        "trial_query": {
            TrialQuery.from_raw(TRIAL_LIST["chosen and found"]["query"]): [1, 5, 6],
            TrialQuery.from_raw(_EVERYTHING): [],
        },
    }
