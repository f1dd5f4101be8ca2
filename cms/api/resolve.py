"""`/api/v2/resolve/?path=`: what lives at a reader address, in one response."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db.models import F, Q
from django.http import Http404, HttpRequest
from wagtail.contrib.redirects.models import Redirect

from cms.api import paths
from cms.api.endpoints import redirect_location
from cms.api.errors import ApiProblem, BadParameter
from cms.api.json_views import json_view
from cms.api.pages import PageAPIViewSet
from cms.api.scope import scope_of
from cms.api.views_by_model import view_of
from cms.api.viewsets import SnippetAPIViewSet
from cms.core.references import References

LONGEST_PATH = 2000


@dataclass(frozen=True)
class Resolution:
    """What a reader path leads to.

    `kind` is page, trial, topic, author, redirect or not_found; `status` the HTTP status a front end
    should answer with; `document` the full document; `nearest` the card of the closest page above.
    """

    kind: str
    status: int
    document: dict[str, Any] | None = None
    location: str | None = None
    external: bool = False
    nearest: dict[str, Any] | None = None

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

    @property
    def canonical(self) -> str | None:
        """Return the canonical address, None where search engines should not see one."""
        document = self.document or {}
        if "seo" in document:
            return document["seo"]["canonical"]
        return (document.get("meta") or {}).get("html_url")


@dataclass(frozen=True)
class SnippetResolver:
    """How snippets of one model are resolved: the `kind` in the answer and their endpoint."""

    kind: str
    viewset: type[SnippetAPIViewSet]


_snippets: dict[str, SnippetResolver] = {}


def register_snippet_resolver(model_label: str, *, kind: str, viewset: type[SnippetAPIViewSet]) -> None:
    """Let `resolve/` answer for a model of `settings.READER_URL_PATTERNS`."""
    _snippets[model_label] = SnippetResolver(kind=kind, viewset=viewset)


def snippet_resolvers() -> list[SnippetResolver]:
    """Return how snippets are resolved, one entry for each of their models."""
    return list(_snippets.values())


def resolve_path(request: HttpRequest, path: str) -> Resolution:
    """Return what lives at `path` for a reader of the request's site: content, a redirect or nothing."""
    normalised = paths.normalised(path)
    found = _snippet(request, normalised) or _page(request, normalised) or _redirect(request, normalised)
    if found is not None:
        return found
    return Resolution(kind="not_found", status=404, nearest=_nearest(request, normalised))


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


def _redirect(request: HttpRequest, path: str) -> Resolution | None:
    scope = scope_of(request)
    rows = Redirect.objects.filter(
        Q(site_id=scope.site.id) | Q(site=None), old_path__iexact=Redirect.normalise_path(path)
    )
    # The site's own before that of all sites.
    redirect = rows.order_by(F("site_id").asc(nulls_last=True)).first()
    location = redirect_location(redirect, References(scope)) if redirect else None
    if redirect is None or not location:
        return None
    parts = urlsplit(location)
    own = location.startswith(f"{scope.site.root_url}/")
    return Resolution(
        kind="redirect",
        status=301 if redirect.is_permanent else 302,
        location=location[len(scope.site.root_url) :] if own else location,
        external=bool(parts.netloc) and not own,
    )


def _nearest(request: HttpRequest, path: str) -> dict[str, Any] | None:
    """Return the card of the closest public page above a path that leads nowhere."""
    parts = [part for part in path.split("/") if part]
    above = ["/" + "".join(f"{part}/" for part in parts[:end]) for end in range(len(parts) - 1, -1, -1)]
    scope = scope_of(request)
    page_id = paths.first_page_id(scope, above)
    return References(scope).get("page", page_id)


@json_view(parameters=frozenset({"path", "site", "fields", "rich_text_format", "locale"}))
def resolve_view(request: HttpRequest) -> dict[str, Any]:
    """Answer `resolve/`: a document, a redirect, or a 404 with the nearest page above."""
    path = request.GET.get("path", "")
    if not path:
        raise BadParameter("path is missing; give a reader path such as path=/articles/", parameter="path")
    if len(path) > LONGEST_PATH:
        raise BadParameter(f"path is longer than {LONGEST_PATH} characters", parameter="path")
    resolution = resolve_path(request, path)
    if resolution.kind == "redirect":
        return {
            "kind": "redirect",
            "location": resolution.location,
            "status": resolution.status,
            "external": resolution.external,
        }
    if resolution.document is None:
        raise ApiProblem(
            f"Nothing is published at {paths.normalised(path)}.",
            status=resolution.status,
            kind=resolution.kind,
            nearest=resolution.nearest,
        )
    return {"kind": resolution.kind, resolution.kind: resolution.document}
