"""`/api/v2/search/?q=`: pages and trials together, as cards.

Ranking within a kind is the search engine's own (Wagtail's database backend: SQLite FTS5, PostgreSQL).
Pages come first, then trials: a reader's words are answered by an explanation before a registry record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.search.backends import get_search_backend

from cms.api.errors import BadParameter, unknown_name
from cms.api.json_views import json_view
from cms.api.scope import scope_of
from cms.core.models import BasePage
from cms.core.references import References
from cms.core.scope import PublicScope
from trials.models import Trial

LONGEST_QUERY = 200


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


@json_view(parameters=frozenset({"q", "type", "locale", "limit", "offset", "site"}))
def search_view(request: HttpRequest) -> dict[str, Any]:
    """Return what was found: `{"meta": {"total_count"}, "items": [card, …]}`."""
    scope = scope_of(request)
    text = _query(request)
    locale = _choice(request, "locale", [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES])
    kind = _choice(request, "type", list(SOURCES))
    start, stop = _window(request)
    references = References(scope)
    keys: list[tuple[str, int]] = []
    total = 0
    for source in [SOURCES[kind]] if kind else SOURCES.values():
        results = _search(text, source.queryset(scope, locale))
        count = results.count()
        window = results[max(0, start - total) : max(0, stop - total)]
        keys.extend((source.kind, found.pk) for found in window)
        total += count
    for key in keys:
        references.want(*key)
    cards = [references.get(*key) for key in keys]
    return {"meta": {"total_count": total}, "items": [card for card in cards if card is not None]}


def _search(text: str, queryset: QuerySet[Any]) -> Any:
    # A subquery: the engine refuses conditions on columns that it has not indexed.
    findable = queryset.model._default_manager.filter(pk__in=queryset.order_by().values("pk"))
    return get_search_backend().search(text, findable)


def _query(request: HttpRequest) -> str:
    text = " ".join(request.GET.get("q", "").split())
    if not text:
        raise BadParameter("q is missing; give the words to search for", parameter="q")
    if len(text) > LONGEST_QUERY:
        raise BadParameter(f"q is longer than {LONGEST_QUERY} characters", parameter="q")
    return text


def _choice(request: HttpRequest, name: str, choices: list[str]) -> str | None:
    value = request.GET.get(name)
    if value and value not in choices:
        raise unknown_name(value, choices, parameter=name, what=f"a value of {name} ({', '.join(choices)})")
    return value or None


def _window(request: HttpRequest) -> tuple[int, int]:
    """Return the first result and the one after the last, from `limit` and `offset`."""
    numbers = {}
    for name, default, largest in (("offset", 0, 10_000), ("limit", 20, settings.WAGTAILAPI_LIMIT_MAX)):
        value = request.GET.get(name, str(default))
        if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) <= largest):
            raise BadParameter(f"{name} must be a whole number from 0 to {largest}", parameter=name)
        numbers[name] = int(value)
    return numbers["offset"], numbers["offset"] + numbers["limit"]
