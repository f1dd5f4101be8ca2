"""Sitemaps as XML, in pieces: sitemaps.org/protocol.html, with Google's words for pictures and languages."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from cms.seo.sitemaps.parts import Entry, ListedPart

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PROTOCOL: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_URLSET: Final = (
    f'<urlset xmlns="{_PROTOCOL}" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
# What zlib calls a gzip stream with its largest window.
_GZIP: Final = 16 + zlib.MAX_WBITS


def urlset(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Return a part of a sitemap, entry by entry."""
    yield f"{_HEAD}{_URLSET}".encode()
    for entry in entries:
        yield _url(entry).encode()
    yield b"</urlset>\n"


def index(parts: Iterable[ListedPart], *, root_url: str) -> Iterator[bytes]:
    """Return the index of a sitemap."""
    yield f'{_HEAD}<sitemapindex xmlns="{_PROTOCOL}">\n'.encode()
    for part, modified in parts:
        loc = f"<loc>{escape(root_url + part.path)}</loc>"
        yield f"<sitemap>{loc}{_lastmod(modified)}</sitemap>\n".encode()
    yield b"</sitemapindex>\n"


def gzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Return the same as one gzip stream."""
    packer = zlib.compressobj(wbits=_GZIP)
    for piece in pieces:
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()


def _url(entry: Entry) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(link["hreflang"])} href={quoteattr(link["url"])}/>'
        for link in entry.alternates
    )
    images = "".join(
        f"<image:image><image:loc>{escape(url)}</image:loc></image:image>" for url in entry.images
    )
    return f"<url><loc>{escape(entry.url)}</loc>{_lastmod(entry.modified)}{links}{images}</url>\n"


def _lastmod(modified: datetime | None) -> str:
    return f"<lastmod>{modified.isoformat(timespec='seconds')}</lastmod>" if modified else ""
