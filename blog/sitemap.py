"""Articles' dates, authors and topics in the sitemap."""

from __future__ import annotations

from typing import Any

from blog.models import Author, Topic
from blog.models.snippet import NamedSnippet
from cms.core.scope import PublicScope
from cms.seo.sitemaps.pages import register_modified
from cms.seo.sitemaps.parts import register_source
from cms.seo.sitemaps.snippets import Addresses, Row, snippet_source

_COLUMNS = ("slug", "translation_key", "locale__language_code")


def _addresses(model: type[NamedSnippet]) -> Addresses:
    """Return what says where authors or topics are found: each has its row, and links to its translations."""
    label = model._meta.label

    def addresses(scope: PublicScope, rows: list[Row]) -> dict[int, list[tuple[str, str]]]:
        keys = {row["translation_key"] for row in rows}
        same: dict[Any, list[Row]] = {}
        for row in model._default_manager.filter(translation_key__in=keys, live=True).values("pk", *_COLUMNS):
            same.setdefault(row["translation_key"], []).append(row)
        return {row["pk"]: [_address(scope, other) for other in same[row["translation_key"]]] for row in rows}

    def _address(scope: PublicScope, row: Row) -> tuple[str, str]:
        code = row["locale__language_code"]
        return code, scope.snippet_url(label, row["slug"], locale_code=code)

    return addresses


def register() -> None:
    """Add authors and topics, and say when articles have changed."""
    register_modified("articlepage__updated_at")
    for name, model in (("topics", Topic), ("authors", Author)):
        register_source(snippet_source(name, model, columns=_COLUMNS, addresses=_addresses(model)))
