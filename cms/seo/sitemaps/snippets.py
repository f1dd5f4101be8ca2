"""Trials, topics and authors in a sitemap: whatever has a head but is no page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import F, Max, Model, QuerySet

from cms.core.scope import PublicScope
from cms.seo.languages import alternates
from cms.seo.sitemaps.parts import BATCH, IDS_PER_PART, Entry, ListedPart, Part, Source, in_batches

Row = dict[str, Any]
Addresses = Callable[[PublicScope, list[Row]], dict[int, list[tuple[str, str]]]]
"""Says for rows, by primary key, under which (language code, address) each is found, and its translations."""


def snippet_source(
    name: str, model: type[Model], *, columns: tuple[str, ...], addresses: Addresses
) -> Source:
    """Return the source of the live objects of a model; `columns` are what `addresses` reads of each row.

    What has a language has one entry, all others one in each language.
    """

    def live(scope: PublicScope) -> QuerySet[Any]:
        rows = model._default_manager.filter(live=True)
        return rows.none() if scope.site.robots.startswith("noindex") else rows

    def list_parts(scope: PublicScope) -> Iterator[ListedPart]:
        numbered = live(scope).order_by().annotate(number=F("pk") / IDS_PER_PART).values("number")
        for row in numbered.annotate(latest=Max("last_published_at")).order_by("number"):
            yield ListedPart(Part(name, None, row["number"]), row["latest"])

    def entries(scope: PublicScope, part: Part) -> Iterator[Entry]:
        if part.section is not None:
            return
        start, end = part.ids
        rows = live(scope).filter(pk__gte=start, pk__lt=end).order_by("pk")
        chosen = rows.values("pk", "last_published_at", *columns).iterator(chunk_size=BATCH)
        for batch in in_batches(chosen):
            found = addresses(scope, batch)
            for row in batch:
                yield from _entries(scope, row, found.get(row["pk"], []))

    return Source(list_parts=list_parts, entries=entries, has=lambda asked: asked == name)


def _entries(scope: PublicScope, row: Row, found: list[tuple[str, str]]) -> Iterator[Entry]:
    links = alternates(found, default_code=scope.site.primary_root.locale_code)
    own = row.get("locale__language_code")
    for _code, url in (entry for entry in found if own in (None, entry[0])):
        yield Entry(url=url, modified=row["last_published_at"], alternates=links)
