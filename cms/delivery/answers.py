"""An answer as it is kept: status, headers and the body in every encoding, each with its own ETag."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

import brotli
from django.utils.http import http_date

from cms.delivery.negotiation import Offer
from cms.redirects.hits import HEADER as REDIRECT_HEADER

# Below this a compressed answer is hardly shorter than its own headers.
SHORTEST = 256
# Good enough for text, and a millisecond for an article; answers are made while somebody waits.
BROTLI_QUALITY = 5
GZIP_LEVEL = 6
# What an answer takes in memory beside its bodies: key, spellings, headers (bench/delivery_memory.py).
ENTRY_BYTES = 4000

Header = tuple[str, str]
Headers = tuple[Header, ...]

# What a 304 repeats (RFC 9110, 15.4.5), with what browsers and caches in between want to know of it.
_OF_304 = frozenset(
    {
        "access-control-allow-origin",
        "access-control-expose-headers",
        "cache-control",
        "cache-tag",
        "cdn-cache-control",
        "strict-transport-security",
        "surrogate-control",
        "surrogate-key",
        "vary",
    }
)
_CODED = {name: [("Content-Encoding", name)] for name in ("br", "gzip")} | {"": []}
# Headers that most answers share are held once.
_MOST_SHARED = 4096
_shared: dict[Header, Header] = {}


class Written(NamedTuple):
    """An answer in one coding. The first `confirming` of the headers are those of a 304."""

    body: bytes
    etag: str
    headers: Headers
    confirming: int


@dataclass(slots=True)
class Answer:
    """`made_at` and `expires_at` are Unix times in seconds; `headers` are those that all encodings share.

    `is_timed` says that others may keep the answer for a while counted from when it was made, so they have
    to be told its age. `redirect_id` is the redirect that it tells of, whose hits are counted; 0 for none.
    """

    status: str
    headers: Headers
    plain: bytes
    gzip: bytes | None
    br: bytes | None
    etag: str
    made_at: float
    expires_at: float
    is_timed: bool = False
    redirect_id: int = 0
    was_used: bool = False
    _hit: tuple[int, Header] = (-1, ("", ""))
    _dated: Header | None = None
    _written: dict[Offer, Written] = field(default_factory=dict)

    @classmethod
    def made(
        cls,
        *,
        status: str,
        headers: Headers,
        body: bytes,
        made_at: float,
        expires_at: float,
        is_timed: bool = False,
    ) -> Answer:
        """Return an answer, compressed."""
        zipped, br = _compressed(body) if len(body) >= SHORTEST else (None, None)
        return cls(
            status=status,
            headers=shared(headers),
            plain=_exactly(body),
            gzip=zipped,
            br=br,
            etag=blake2b(body, digest_size=12).hexdigest(),
            made_at=made_at,
            expires_at=expires_at,
            is_timed=is_timed,
            redirect_id=next((int(value) for name, value in headers if name == REDIRECT_HEADER), 0),
        )

    @classmethod
    def stored(cls, head: str, plain: bytes, zipped: bytes | None, br: bytes | None) -> Answer:
        """Return the answer that `head()` and its bodies were written from."""
        known: dict[str, Any] = json.loads(head)
        known["headers"] = shared((name, value) for name, value in known["headers"])
        return cls(plain=plain, gzip=zipped, br=br, **known)

    def head(self) -> str:
        """Return everything but the bodies as JSON."""
        names = ("status", "headers", "etag", "made_at", "expires_at", "is_timed", "redirect_id")
        return json.dumps({name: getattr(self, name) for name in names})

    @property
    def is_found(self) -> bool:
        """Tell whether there is something, rather than the word that there is nothing."""
        return self.status.startswith("200")

    @property
    def body_bytes(self) -> int:
        """Return how many bytes the bodies have."""
        return len(self.plain) + len(self.gzip or b"") + len(self.br or b"")

    @property
    def size(self) -> int:
        """Return how many bytes of memory this answer takes."""
        return ENTRY_BYTES + self.body_bytes

    def hit(self, now: float) -> Header:
        """Return what Cache-Status (RFC 9211) says of a kept answer, written once for each second."""
        left = int(self.expires_at - now)
        if self._hit[0] != left:
            self._hit = (left, ("Cache-Status", f"cms; hit; ttl={left}"))
        return self._hit[1]

    def written(self, offer: Offer) -> Written:
        """Return the answer in the first coding of an offer that it has."""
        found = self._written.get(offer)
        if found is None:
            found = self._written[offer] = self._write(*self._best(offer))
        return found

    def _best(self, offer: Offer) -> tuple[str, bytes]:
        for name in offer:
            body = getattr(self, name) if name else self.plain
            if body is not None:
                return name, body
        # Too short to be worth it, but this client takes nothing else.
        return "gzip", gzip.compress(self.plain, GZIP_LEVEL, mtime=0)

    def _write(self, coding: str, body: bytes) -> Written:
        etag = f'"{self.etag}-{coding}"' if coding else f'"{self.etag}"'
        if self._dated is None:
            self._dated = ("Last-Modified", http_date(self.made_at))
        confirming = [header for header in self.headers if header[0].lower() in _OF_304]
        rest = [header for header in self.headers if header[0].lower() not in _OF_304]
        rest.append(("Content-Length", str(len(body))))
        rest += _CODED[coding]
        headers = (("ETag", etag), self._dated, *confirming, *rest)
        return Written(body, etag, headers, confirming=2 + len(confirming))


def _compressed(body: bytes) -> tuple[bytes, bytes]:
    """Return a body as gzip and br."""
    return (
        _exactly(gzip.compress(body, GZIP_LEVEL, mtime=0)),
        _exactly(brotli.compress(body, quality=BROTLI_QUALITY)),
    )


def _exactly(body: bytes) -> bytes:
    """Return a body that takes as much memory as it is long.

    Whoever writes bytes of unknown length, JSON or compressed, takes more room at first. What was not needed
    stays a part of the result (a third of an article, as orjson writes it) or a hole that nothing fits into.
    """
    return bytes(memoryview(body))


def shared(headers: Iterable[Header]) -> Headers:
    """Return headers of which those that other answers have too are the same objects."""
    if len(_shared) > _MOST_SHARED:
        _shared.clear()
    return tuple(_shared.setdefault(header, header) for header in headers)


def headers_when_new(written: Written, answer: Answer) -> Headers:
    """Return the headers in the second in which the answer was made.

    Times in headers count whole seconds: another answer may follow in the same one that could not be told
    from this one by its time. So a time before both is sent, and whoever asks with it gets all of it.
    """
    return (written.headers[0], ("Last-Modified", http_date(answer.made_at - 1)), *written.headers[2:])


def unacceptable() -> tuple[bytes, list[Header]]:
    """Return body and headers of the answer to those who take no encoding that there is."""
    detail = "Answers come as br, gzip or identity; this request takes none of them."
    problem = {"type": "about:blank", "title": "Not Acceptable", "status": 406}
    body = json.dumps({**problem, "detail": detail, "message": detail}).encode()
    headers = [("Content-Type", "application/problem+json"), ("Content-Length", str(len(body)))]
    return body, [*headers, ("Cache-Control", "no-store"), ("Vary", "Accept-Encoding, Origin")]
