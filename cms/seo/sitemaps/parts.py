"""Parts of a sitemap: a source, a section and a range of ids.

A part holds what has its id in one range, so an entry never moves from part to part: a part is fetched anew
only when something in it has changed, and writing one costs the same however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Final, NamedTuple, TypeVar

from cms.core.scope import PublicScope

# The protocol allows 50,000 entries and 50 MB (sitemaps.org/protocol.html); this leaves 12 kB for each.
IDS_PER_PART: Final = 4_000
# Longer addresses are not allowed; they are in no sitemap.
LONGEST_ADDRESS: Final = 2_047
# Entries are read and completed in so many steps.
BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One address: when its content last changed, the same in other languages, and its pictures."""

    url: str
    modified: datetime | None = None
    alternates: list[dict[str, str]] = field(default_factory=list)
    images: list[str] = field(default_factory=list)


class Part(NamedTuple):
    """One part: `section` is the id of a page, None where the source has none."""

    source: str
    section: int | None
    number: int

    @property
    def path(self) -> str:
        """Return where the part is on the reader's site."""
        places = [self.source, *([] if self.section is None else [str(self.section)]), str(self.number)]
        return f"/sitemaps/{'-'.join(places)}.xml"

    @property
    def ids(self) -> tuple[int, int]:
        """Return the first id, and the first after the last."""
        return self.number * IDS_PER_PART, (self.number + 1) * IDS_PER_PART


class ListedPart(NamedTuple):
    """A part that has entries, and when the last of them changed."""

    part: Part
    modified: datetime | None


@dataclass(frozen=True)
class Source:
    """Where entries come from: `list_parts` are those that have any, `entries` are those of one part.

    `has` says whether the name of a part's source is one of these.
    """

    list_parts: Callable[[PublicScope], Iterator[ListedPart]]
    entries: Callable[[PublicScope, Part], Iterator[Entry]]
    has: Callable[[str], bool]


_sources: list[Source] = []
_T = TypeVar("_T")


def in_batches(rows: Iterable[_T]) -> Iterator[list[_T]]:
    """Return rows a few hundred at a time."""
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def register_source(source: Source) -> None:
    """Add what has addresses of its own."""
    _sources.append(source)


def listed_parts(scope: PublicScope) -> Iterator[ListedPart]:
    """Return all parts of a site that have entries."""
    for source in _sources:
        yield from source.list_parts(scope)


def entries_of(scope: PublicScope, part: Part) -> Iterator[Entry]:
    """Return the entries of a part; none for one that does not exist."""
    for source in _sources:
        if source.has(part.source):
            yield from (entry for entry in source.entries(scope, part) if len(entry.url) <= LONGEST_ADDRESS)
