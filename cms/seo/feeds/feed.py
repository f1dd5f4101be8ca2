"""What a feed holds, whatever its format, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from cms.core.scope import PublicScope
from cms.seo.html import Link

MOST_ITEMS: Final = 30
# File names below a feed's path, with media type and the name in links.
FORMATS: Final = {
    "rss.xml": ("application/rss+xml", "RSS"),
    "atom.xml": ("application/atom+xml", "Atom"),
    "feed.json": ("application/feed+json", "JSON Feed"),
}


class FeedAuthor(NamedTuple):
    """Somebody who has written something; `url` is the reader's address."""

    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class FeedItem:
    """One thing that is new. `image` is an image object of the API."""

    url: str
    title: str
    summary: str
    published: datetime
    updated: datetime
    authors: Sequence[FeedAuthor] = ()
    topics: Sequence[str] = ()
    image: dict[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Feed:
    """What is new at `url`; `path` is its reader path."""

    path: str
    url: str
    title: str
    description: str
    locale_code: str
    publisher: str
    items: Sequence[FeedItem]

    @property
    def updated(self) -> datetime | None:
        """Return when something in it has changed last, None for an empty one."""
        return max((item.updated for item in self.items), default=None)


FeedMaker = Callable[[PublicScope, str], Feed | None]
_makers: list[FeedMaker] = []


def register_feeds(make: FeedMaker) -> None:
    """Add feeds: `make(scope, path)` returns that of a normalised reader path, None where it has none."""
    _makers.append(make)


def feed_at(scope: PublicScope, path: str) -> Feed | None:
    """Return the feed of a reader path."""
    return next((feed for make in _makers if (feed := make(scope, path)) is not None), None)


def feed_links(root_url: str, path: str, title: str) -> list[Link]:
    """Return the links to the feeds of a reader path, for heads."""
    return [
        Link(media_type, f"{title} ({name})", f"{root_url}/feeds{path}{file}")
        for file, (media_type, name) in FORMATS.items()
    ]
