"""How responses load trials: cards by id, the trials of saved queries, and the summaries of one trial."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from cms.core.prepared import PreparedRows
from cms.core.references import References, register_reference_kind
from trials.querysets import TrialQuery
from trials.serializers import CARD_COLUMNS, TrialCard, address_key, trial_card


def load_trials(references: References, keys: frozenset[Any]) -> Mapping[Any, TrialCard]:
    """Read the live trials among `keys` (ids) with their summaries in one query."""
    rows = _card_rows(ids=keys, locale_codes=[references.scope.locale_code])
    return {row["pk"]: _card(row, references) for row in rows}


def load_trial_queries(references: References, keys: frozenset[Any]) -> Mapping[Any, list[int]]:
    """Answer all saved queries of a response with one query; the cards come along.

    The value of a query is the list of ids that it found, the newest trials first.
    """
    from trials.models import Trial

    queries: Sequence[TrialQuery] = list(keys)
    matches = {f"matches_{number}": query for number, query in enumerate(queries)}
    found_by = {
        name: Q(pk__in=Trial.objects.live().matching(query).values("pk")) for name, query in matches.items()
    }
    flags = {
        name: Case(When(found, then=Value(True)), default=Value(False)) for name, found in found_by.items()
    }
    trials = Trial.objects.filter(reduce(or_, found_by.values())).newest_first().annotate(**flags)
    found: dict[Any, list[int]] = {query: [] for query in queries}
    for row in _rows(trials, references.scope.locale_code, *flags):
        references.put("trial", row["pk"], _card(row, references))
        for name, query in matches.items():
            if row[name]:
                found[query].append(row["pk"])
    return found


def load_summaries(references: References, keys: frozenset[Any]) -> Mapping[Any, dict[str, str]]:
    """Read the summaries of the trials among `keys` as {language code: text}, in one query."""
    from trials.models import TrialSummary

    rows = TrialSummary.objects.filter(trial_id__in=keys).order_by("locale_id")
    found: dict[Any, dict[str, str]] = defaultdict(dict)
    for trial_id, code, text in rows.values_list("trial_id", "locale__language_code", "text"):
        found[trial_id][code] = text
    return found


def register() -> None:
    """Register the reference kinds `trial_query`, `trial` and `trial_summaries`."""
    register_reference_kind("trial_query", order=10, load=load_trial_queries)
    register_reference_kind("trial", order=20, load=load_trials)
    register_reference_kind("trial_summaries", order=20, load=load_summaries)


def _card_query(ids: Sequence[Any], locale_codes: Sequence[Any]) -> QuerySet[Any, Any]:
    from trials.models import Trial

    return _rows(Trial.objects.filter(pk__in=ids), locale_codes[0])


_card_rows = PreparedRows(_card_query)


def _rows(trials: QuerySet[Any], locale_code: Any, *extra: str) -> QuerySet[Any, Any]:
    """Return the live rows that cards are made from; the only place where cards of trials are read."""
    summary = _summary(locale_code)
    return trials.filter(live=True).annotate(summary=summary).values(*CARD_COLUMNS, "summary", *extra)


def _summary(locale_code: Any) -> Subquery:
    """Return the text in the asked language, else in the default one."""
    from trials.models import TrialSummary

    languages = TrialSummary.objects.filter(
        trial=OuterRef("pk"), locale__language_code__in={locale_code, settings.LANGUAGE_CODE}
    )
    asked_first = Case(When(locale__language_code=locale_code, then=Value(0)), default=Value(1))
    return Subquery(languages.order_by(asked_first).values("text")[:1])


def _card(row: Mapping[str, Any], references: References) -> TrialCard:
    key = address_key(row["registry_id"], row["slug"])
    url = references.scope.snippet_url("trials.Trial", key, locale_code=references.scope.locale_code)
    return trial_card(row, url=url, summary=row["summary"] or "")
