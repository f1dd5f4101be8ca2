"""From a reader path back to what lives there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.db.models import QuerySet

from cms.core.addresses import locale_prefix
from cms.core.models import BasePage
from cms.core.prepared import PreparedRows
from cms.core.scope import PublicScope


@dataclass(frozen=True)
class SnippetAddress:
    """A path that names a trial, topic or author: its model, its key and its language."""

    model_label: str
    key: str
    locale_code: str


def normalised(path: str) -> str:
    """Return a path as this site writes it: decoded, no query, one slash at both ends."""
    # Not `urlsplit`, which takes what follows two slashes for a host.
    decoded = unquote(re.split("[?#]", path, maxsplit=1)[0]).replace("\x00", "\N{REPLACEMENT CHARACTER}")
    trimmed = "/".join(part for part in decoded.split("/") if part)
    return f"/{trimmed}/" if trimmed else "/"


def split_locale(path: str) -> tuple[str, str]:
    """Return (language code, rest of the path) of a normalised path."""
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        prefix = locale_prefix(code)
        if prefix and path.lower().startswith(f"{prefix}/"):
            return code, path[len(prefix) :]
    return settings.LANGUAGE_CODE, path


def page_id_at(scope: PublicScope, path: str) -> int | None:
    """Return the id of the live, public page at a reader path; case and slashes do not matter."""
    return first_page_id(scope, [normalised(path)])


def first_page_id(scope: PublicScope, paths: list[str]) -> int | None:
    """Return the id of the first of several normalised paths that is a public page, in one query."""
    wanted = [url_path for path in paths for url_path in _url_paths(scope, path)]
    slugs = {url_path.rstrip("/").rsplit("/", 1)[-1] for url_path in wanted}
    rows = _address_rows(slugs=slugs, url_paths=wanted)
    found = {row["url_path"]: row["pk"] for row in rows if scope.is_public_here(row["path"])}
    return next((found[url_path] for url_path in wanted if url_path in found), None)


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
