"""From a reader path back to what lives there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet

from cms.api.errors import BadParameter
from cms.core.models import BasePage
from cms.core.prepared import PreparedRows
from cms.core.reader_paths import normalised, split_locale
from cms.core.scope import PublicScope
from cms.redirects.targets import names_site

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True)
class SnippetAddress:
    """A path that names a trial, topic or author: its model, its key and its language."""

    model_label: str
    key: str
    locale_code: str


def path_of(scope: PublicScope, text: str) -> str:
    """Return the path, with query, of what a client gives as `path`: itself, or taken from a full address.

    Raises `BadParameter` for an address that is none of the scope's site.
    """
    if not _ABSOLUTE.match(text):
        return text
    try:
        parts = urlsplit(text)
        site = next((site for site in (scope.site, *scope.sites) if names_site(parts, site)), None)
    except ValueError:
        raise BadParameter("path is no valid address", parameter="path") from None
    if site == scope.site and parts.scheme in ("http", "https"):
        return parts._replace(scheme="", netloc="", path="/" + parts.path.lstrip("/")).geturl()
    own = scope.site.root_url
    if site is None:
        hint = f"this site is {own}; give a path such as /articles/ or an address that begins with {own}/"
    else:
        hint = f"it is on another site of this installation; add site={site.hostname}:{site.port}"
    raise BadParameter(f"path is an address that is not on this site: {hint}", parameter="path")


def page_id_at(scope: PublicScope, path: str) -> int | None:
    """Return the id of the live, public page at a reader path; case and slashes do not matter."""
    return first_page_id(scope, [normalised(path)])


def first_page_id(scope: PublicScope, paths: list[str]) -> int | None:
    """Return the id of the first of several normalised paths that is a public page, in one query."""
    row = first_page(scope, paths)
    return row["pk"] if row else None


def first_page(scope: PublicScope, paths: list[str]) -> dict[str, Any] | None:
    """Return `pk`, `path` and `url_path` of the first of several normalised paths that is a public page."""
    wanted = [url_path for path in paths for url_path in _url_paths(scope, path)]
    slugs = {url_path.rstrip("/").rsplit("/", 1)[-1] for url_path in wanted}
    rows = _address_rows(slugs=slugs, url_paths=wanted)
    found = {row["url_path"]: row for row in rows if scope.is_public_here(row["path"])}
    return next((found[url_path] for url_path in wanted if url_path in found), None)


def page_title_at(scope: PublicScope, path: str) -> str | None:
    """Return the title of the page that readers find at a path, None where there is none."""
    page_id = page_id_at(scope, path)
    return BasePage.objects.values_list("title", flat=True).get(pk=page_id) if page_id else None


def _address_query(slugs: Sequence[str], url_paths: Sequence[str]) -> QuerySet[Any, Any]:
    # By slug as well, which has an index.
    pages = BasePage.objects.filter(live=True, slug__in=slugs, url_path__in=url_paths)
    return pages.order_by().values("pk", "path", "url_path")


_address_rows = PreparedRows(_address_query)


def snippet_at(path: str) -> SnippetAddress | None:
    """Return the snippet that a normalised path names by `settings.READER_URL_PATTERNS`."""
    locale_code, rest = split_locale(path)
    for model_label, pattern in settings.READER_URL_PATTERNS.items():
        expression = re.escape(pattern).replace(re.escape("{key}"), "(?P<key>[^/]+)")
        match = re.fullmatch(expression, rest, re.IGNORECASE)
        if match:
            return SnippetAddress(model_label=model_label, key=match["key"], locale_code=locale_code)
    return None


def _url_paths(scope: PublicScope, path: str) -> list[str]:
    """Return the tree's spellings of a reader path, as typed and in small letters."""
    locale_code, rest = split_locale(path)
    roots = [root for root in scope.site.roots if root.locale_code == locale_code]
    spellings = dict.fromkeys((rest, rest.lower()))
    return [root.url_path + spelling.lstrip("/") for root in roots for spelling in spellings]
