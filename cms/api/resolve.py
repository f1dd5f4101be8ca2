"""`/api/v2/resolve/?path=`: what lives at a reader address, in one response."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from wagtail.models import TranslatableMixin

from cms.api import paths
from cms.api.errors import ApiProblem, BadParameter
from cms.api.json_views import json_view, say_header
from cms.api.pages import PageAPIViewSet
from cms.api.scope import scope_of
from cms.api.similar import Candidate, merged, similar_pages, similar_snippets
from cms.api.views_by_model import view_of
from cms.api.viewsets import LONGEST_KEY, SnippetAPIViewSet
from cms.core.reader_paths import normalised
from cms.core.references import References
from cms.core.scope import PublicScope
from cms.core.shapes import CARD_MEMBERS
from cms.redirects.enums import Status
from cms.redirects.hits import HEADER as REDIRECT_HEADER
from cms.redirects.lookup import journey_from, report_once
from cms.redirects.occupants import register_occupant
from cms.redirects.snippet_history import register_keys

LONGEST_PATH = 2000


@dataclass(frozen=True)
class Resolution:
    """What a reader path leads to.

    `kind` is page, trial, topic, author, redirect, gone or not_found; `status` the HTTP status a front end
    should answer with; `document` the full document. Where nothing is: `nearest` is the card of the closest
    page above, `similar` are cards of what is most like the path, `trouble` says why redirects from here are
    not followed, and `chain` are the addresses that they would have led through. `redirect_id` is the
    redirect that answers, for those who count.
    """

    kind: str
    status: int
    document: dict[str, Any] | None = None
    location: str | None = None
    external: bool = False
    nearest: dict[str, Any] | None = None
    similar: list[dict[str, Any]] = field(default_factory=list)
    trouble: str = ""
    chain: tuple[str, ...] = ()
    redirect_id: int | None = None

    @property
    def title(self) -> str:
        """Return the title for the head of the reader's page."""
        document = self.document or {}
        return (document.get("seo") or {}).get("title") or document.get("title") or document.get("name") or ""

    @property
    def description(self) -> str:
        """Return the description for the head of the reader's page."""
        document = self.document or {}
        return (document.get("seo") or {}).get("description") or ""


@dataclass(frozen=True)
class SnippetResolver:
    """How snippets of one model are resolved: the `kind` in the answer and their endpoint."""

    kind: str
    viewset: type[SnippetAPIViewSet]


_snippets: dict[str, SnippetResolver] = {}


def register_snippet_resolver(model_label: str, *, kind: str, viewset: type[SnippetAPIViewSet]) -> None:
    """Let `resolve/` answer for a model of `settings.READER_URL_PATTERNS`, also at its old addresses."""
    register_keys(model_label, viewset.key_fields)
    _snippets[model_label] = SnippetResolver(kind=kind, viewset=viewset)


def snippet_resolvers() -> list[SnippetResolver]:
    """Return how snippets are resolved, one entry for each of their models."""
    return list(_snippets.values())


_made_up_pages: dict[str, Callable[[HttpRequest], dict[str, Any]]] = {}


def register_made_up_page(path: str, write: Callable[[HttpRequest], dict[str, Any]]) -> None:
    """Let `resolve/` answer with the document of a page that is in no database, where no real one lives.

    `write(request)` returns the document; it raises `Http404` where there is none today.
    """
    _made_up_pages[path] = write


def resolve_path(request: HttpRequest, path: str) -> Resolution:
    """Return what lives at `path` for a reader of the request's site: content, a redirect or nothing.

    `path` may carry a query, which only redirects look at.
    """
    place = normalised(path)
    return (
        _snippet(request, place)
        or _page(request, place)
        or _made_up(request, place)
        or _redirect(request, path)
    )


def _page(request: HttpRequest, path: str) -> Resolution | None:
    page_id = paths.page_id_at(scope_of(request), path)
    if page_id is None:
        return None
    view = view_of(PageAPIViewSet, request)
    return Resolution(kind="page", status=200, document=view.document_of(view.specific_page(page_id)))


def _snippet(request: HttpRequest, path: str) -> Resolution | None:
    address = paths.snippet_at(path)
    resolver = _snippets.get(address.model_label) if address else None
    if address is None or resolver is None:
        return None
    view = view_of(resolver.viewset, request)
    try:
        instance = view.find_by_key(address.key, locale_code=address.locale_code)
    except Http404:
        return None
    scope_of(request).locale_code = address.locale_code
    return Resolution(kind=resolver.kind, status=200, document=view.document_of(instance))


def _made_up(request: HttpRequest, path: str) -> Resolution | None:
    write = _made_up_pages.get(path)
    try:
        return Resolution(kind="page", status=200, document=write(request)) if write else None
    except Http404:
        return None


def _redirect(request: HttpRequest, path: str) -> Resolution:
    scope = scope_of(request)
    journey = journey_from(scope, path)
    if journey is None:
        return _nothing(scope, path, kind="not_found", status=404)
    if journey.status is None:
        report_once(scope, journey)
        chain, trouble = journey.chain, journey.trouble
        return _nothing(scope, path, kind="not_found", status=404, chain=chain, trouble=trouble)
    if journey.status == Status.GONE:
        return _nothing(scope, path, kind="gone", status=410, redirect_id=journey.redirect_id)
    return Resolution(
        kind="redirect",
        status=journey.status.value,
        location=journey.location,
        external=journey.is_external,
        redirect_id=journey.redirect_id,
    )


def _nothing(scope: PublicScope, path: str, **what: Any) -> Resolution:
    """Return the answer for a path that leads nowhere, with what a reader may have meant."""
    place = normalised(path)
    parts = [part for part in place.split("/") if part]
    above = ["/" + "".join(f"{part}/" for part in parts[:end]) for end in range(len(parts) - 1, -1, -1)]
    nearest = paths.first_page(scope, above)
    candidates = merged(similar_pages(scope, place, nearest=nearest), _similar_snippets(place))
    references = References(scope)
    nearest_id = nearest["pk"] if nearest else None
    references.want("page", nearest_id)
    for candidate in candidates:
        references.want(candidate.kind, candidate.key)
    return Resolution(
        **what,
        nearest=references.get("page", nearest_id),
        similar=[card for candidate in candidates if (card := _card(references, candidate))],
    )


def _card(references: References, candidate: Candidate) -> dict[str, Any] | None:
    card = references.get(candidate.kind, candidate.key)
    return card and {name: card[name] for name in CARD_MEMBERS}


def _similar_snippets(path: str) -> list[Candidate]:
    address = paths.snippet_at(path)
    resolver = _snippets.get(address.model_label) if address else None
    if address is None or resolver is None or len(address.key) > LONGEST_KEY:
        return []
    columns = resolver.viewset.key_fields
    live = _live_snippets(resolver, address)
    return similar_snippets(live, address.key, columns=columns, kind=resolver.kind)


def _live_snippets(resolver: SnippetResolver, address: paths.SnippetAddress) -> QuerySet[Any]:
    model = resolver.viewset.model
    live: QuerySet[Any] = model._default_manager.filter(live=True)
    if issubclass(model, TranslatableMixin):
        live = live.filter(locale__language_code=address.locale_code)
    return live


def snippet_title_at(scope: PublicScope, path: str) -> str | None:
    """Return the name of the trial, topic or author that lives at a normalised path, None for none."""
    address = paths.snippet_at(path)
    resolver = _snippets.get(address.model_label) if address else None
    if address is None or resolver is None or len(address.key) > LONGEST_KEY:
        return None
    keys = (Q(**{f"{column}__iexact": address.key}) for column in resolver.viewset.key_fields)
    found = _live_snippets(resolver, address).filter(reduce(or_, keys)).first()
    return str(found) if found else None


@json_view(parameters=frozenset({"path", "site", "fields", "rich_text_format", "locale", "explain"}))
def resolve_view(request: HttpRequest) -> dict[str, Any]:
    """What lives at a reader's address: a document, a redirect, or 404 or 410 with what may be meant."""
    text = request.GET.get("path", "")
    if not text:
        raise BadParameter("path is missing; give a reader path such as path=/articles/", parameter="path")
    if len(text) > LONGEST_PATH:
        raise BadParameter(f"path is longer than {LONGEST_PATH} characters", parameter="path")
    path = paths.path_of(scope_of(request), text)
    resolution = resolve_path(request, path)
    if resolution.redirect_id is not None:
        say_header(request, REDIRECT_HEADER, str(resolution.redirect_id))
    if resolution.kind == "redirect":
        return {
            "kind": "redirect",
            "location": resolution.location,
            "status": resolution.status,
            "external": resolution.external,
        }
    if resolution.document is None:
        raise _problem(resolution, normalised(path))
    return {"kind": resolution.kind, resolution.kind: resolution.document}


def _problem(resolution: Resolution, path: str) -> ApiProblem:
    if resolution.kind == "gone":
        detail = f"What was at {path} has been removed and has no replacement."
    else:
        detail = " ".join(filter(None, (f"Nothing is published at {path}.", resolution.trouble)))
    return ApiProblem(
        detail,
        status=resolution.status,
        kind=resolution.kind,
        nearest=resolution.nearest,
        similar=resolution.similar,
        **({"chain": list(resolution.chain)} if resolution.chain else {}),
    )


def register() -> None:
    """Let published content keep its address whatever redirects say."""
    register_occupant(paths.page_title_at)
    register_occupant(snippet_title_at)
