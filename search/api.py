"""`/api/v2/search/?q=`: pages and trials together, as cards.

Ranking within a kind is the search engine's own (Wagtail's database backend: SQLite FTS5, PostgreSQL).
Pages come first, then trials: a reader's words are answered by an explanation before a registry record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.search.backends import get_search_backend

from cms.api.answers import LIST_META
from cms.api.descriptions import ViewDescription, describe_view
from cms.api.errors import BadParameter, unknown_name
from cms.api.explain import EXPLANATION
from cms.api.json_views import json_view
from cms.api.pagination import window_of
from cms.api.parameters import asked_locale
from cms.api.query_parameters import register_parameter
from cms.api.registry import router
from cms.api.scope import scope_of
from cms.api.search_filter import LONGEST_SEARCH, check_search_text
from cms.core.json_schema import array_of, object_of, one_of, text
from cms.core.models import BasePage
from cms.core.references import References
from cms.core.scope import PublicScope
from cms.core.shapes import CARD
from trials.models import Trial
from trials.schemas import TRIAL_CARD


@dataclass(frozen=True)
class Source:
    """One kind of result: its reference kind and the rows that may be found."""

    kind: str
    queryset: Callable[[PublicScope, str | None], QuerySet[Any]]


def _pages(scope: PublicScope, locale: str | None) -> QuerySet[Any]:
    pages = BasePage.objects.filter(scope.pages_q(), robots_noindex=False)
    return pages.filter(locale__language_code=locale) if locale else pages


def _trials(scope: PublicScope, locale: str | None) -> QuerySet[Any]:
    return Trial.objects.filter(live=True)


SOURCES = {"page": Source(kind="page", queryset=_pages), "trial": Source(kind="trial", queryset=_trials)}


@json_view(parameters=frozenset({"q", "type", "locale", "limit", "offset", "site", "explain"}))
def search_view(request: HttpRequest) -> dict[str, Any]:
    """Pages and trials that have the words of a search: a list of cards, pages first."""
    scope = scope_of(request)
    text = _query(request)
    locale = asked_locale(request)
    scope.locale_code = locale or scope.locale_code
    start, stop = window_of(request.GET)
    references = References(scope)
    keys: list[tuple[str, int]] = []
    total = 0
    for source in _kinds(request):
        results = _search(text, source.queryset(scope, locale))
        count = results.count()
        window = results[max(0, start - total) : max(0, stop - total)]
        keys.extend((source.kind, found.pk) for found in window)
        total += count
    for kind, key in keys:
        references.want(kind, key)
    cards = [references.get(kind, key) for kind, key in keys]
    return {"meta": {"total_count": total}, "items": [card for card in cards if card is not None]}


def _search(text: str, queryset: QuerySet[Any]) -> Any:
    # A subquery: the engine refuses conditions on columns that it has not indexed.
    findable = queryset.model._default_manager.filter(pk__in=queryset.order_by().values("pk"))
    return get_search_backend().search(text, findable)


def _query(request: HttpRequest) -> str:
    text = check_search_text(request.GET.get("q", ""), parameter="q")
    if not text:
        raise BadParameter("q is missing; give the words to search for", parameter="q")
    return text


def _kinds(request: HttpRequest) -> list[Source]:
    kind = request.GET.get("type")
    if not kind:
        return list(SOURCES.values())
    if kind not in SOURCES:
        raise unknown_name(kind, SOURCES, parameter="type", what=f"a kind of result ({', '.join(SOURCES)})")
    return [SOURCES[kind]]


def register() -> None:
    """Register the endpoint, what it answers and the parameter that is its own."""
    answer = object_of(
        {"meta": LIST_META, "items": array_of({"anyOf": [TRIAL_CARD, CARD]}), "explain": EXPLANATION},
        "What was found.",
        optional=("explain",),
    )
    router.register_view("search/", search_view, name="search")
    register_parameter(
        "q", "The words to search for.", schema=text(minLength=1, maxLength=LONGEST_SEARCH), example="knee"
    )
    kinds = {
        "description": "Which kind of results alone; all if not given.",
        "schema": one_of(["", *SOURCES]),
    }
    describe_view(
        "search",
        ViewDescription(
            operation_id="search", tag="search", answer=answer, required=("q",), narrowed={"type": kinds}
        ),
    )
