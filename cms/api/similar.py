"""What is most like an address that leads nowhere: for readers who mistyped, and for links that went stale.

Slugs next to each other in the order of the alphabet begin alike, so the neighbours of the asked slug in the
index are the candidates: a few dozen rows whatever the number of pages. What lies below the nearest page is
looked at too, which finds slugs that are mistyped at their beginning. Candidates are then compared by the
groups of three letters that they share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.text import slugify

from cms.core.models import BasePage
from cms.core.prepared import PreparedRows
from cms.core.reader_paths import split_locale
from cms.core.scope import PublicScope

MOST_SIMILAR = 3
NEIGHBOURS = 40
"""Candidates on each side of the asked slug, and below the nearest page."""

LEAST_LIKENESS = 0.35
"""Below this two slugs share no more than a word like "for"."""

LONGEST_SLUG = 255
# In the alphabet of treebeard's paths the last letter; a path's own descendants lie before it.
_AFTER_ALL_PATHS = "Z" * 40


@dataclass(frozen=True)
class Candidate:
    """Something public, by reference kind and key, with how like what was asked it is (0 to 1)."""

    kind: str
    key: Any
    likeness: float


def similar_pages(scope: PublicScope, path: str, *, nearest: dict[str, Any] | None) -> list[Candidate]:
    """Return the public pages in the language of `path` that are most like it, the best first.

    `nearest` is the row of the closest page above (`paths.first_page`). Asks one query.
    """
    slug = asked_slug(path)
    if not slug:
        return []
    below = nearest["path"] if nearest else scope.site.primary_root.path
    rows = _neighbour_rows(slugs=[slug], paths=[below], ends=[below + _AFTER_ALL_PATHS])
    locale_code = split_locale(path)[0]
    roots = tuple(root.path for root in scope.site.roots if root.locale_code == locale_code)
    public = [row for row in rows if row["path"].startswith(roots) and scope.is_public_here(row["path"])]
    return _best(
        Candidate("page", row["pk"], _page_likeness(slug, path, row["url_path"]))
        for row in public
        if nearest is None or row["pk"] != nearest["pk"]
    )


def similar_snippets(
    queryset: QuerySet[Any], key: str, *, columns: Sequence[str], kind: str
) -> list[Candidate]:
    """Return the objects of a queryset one of whose key columns is most like `key`, the best first."""
    near = reduce(or_, (_beside(queryset, column, key) for column in columns), Q())
    rows = queryset.model._default_manager.filter(near).order_by().values("pk", *columns)
    return _best(
        Candidate(kind, row["pk"], max(likeness(key, row[column] or "") for column in columns))
        for row in rows
    )


def merged(*lists: Iterable[Candidate]) -> list[Candidate]:
    """Return the best of several lists."""
    return _best(candidate for candidates in lists for candidate in candidates)


def asked_slug(path: str) -> str:
    """Return the last part of a normalised path as a slug would be: no ending, small letters, hyphens."""
    last = path.rstrip("/").rsplit("/", 1)[-1]
    plain = re.sub(r"\.\w{1,5}$", "", last)
    return slugify(re.sub(r"[_+.]", "-", plain), allow_unicode=True)[:LONGEST_SLUG]


def likeness(one: str, other: str) -> float:
    """Return how much two slugs have in common, from 0 to 1: Dice's coefficient of their trigrams."""
    mine, theirs = Counter(_trigrams(one)), Counter(_trigrams(other))
    return 2 * (mine & theirs).total() / ((mine.total() + theirs.total()) or 1)


def _trigrams(text: str) -> Iterator[str]:
    padded = f"  {text.lower()} "
    return (padded[start : start + 3] for start in range(len(padded) - 2))


def _page_likeness(slug: str, path: str, url_path: str) -> float:
    """Return how like a page's slug is; among equals the page whose whole path is more like it wins."""
    own = url_path.rstrip("/").rsplit("/", 1)[-1]
    return 0.95 * likeness(slug, own) + 0.05 * likeness(path, url_path)


def _best(candidates: Iterable[Candidate]) -> list[Candidate]:
    enough = [candidate for candidate in candidates if candidate.likeness >= LEAST_LIKENESS]
    return sorted(enough, key=lambda candidate: (-candidate.likeness, candidate.key))[:MOST_SIMILAR]


def _beside(queryset: QuerySet[Any], column: str, key: str) -> Q:
    """Return the condition of the rows next to `key` in the order of a column."""
    after = queryset.filter(**{f"{column}__gte": key}).order_by(column)
    before = queryset.filter(**{f"{column}__lt": key}).order_by(f"-{column}")
    return Q(pk__in=after.values("pk")[:NEIGHBOURS]) | Q(pk__in=before.values("pk")[:NEIGHBOURS])


def _neighbour_query(slugs: Sequence[str], paths: Sequence[str], ends: Sequence[str]) -> QuerySet[Any, Any]:
    model: type[Model] = BasePage
    live = model._default_manager.filter(live=True)
    # A range, since "starts with" has no index on SQLite.
    below = live.filter(path__gt=paths[0], path__lt=ends[0]).order_by("path").values("pk")[:NEIGHBOURS]
    near = _beside(live, "slug", slugs[0]) | Q(pk__in=below)
    return model._default_manager.filter(near).order_by().values("pk", "path", "url_path")


_neighbour_rows = PreparedRows(_neighbour_query)
