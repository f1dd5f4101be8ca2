"""An answer as it is kept: status, headers and the body in every encoding, each with its own ETag."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import brotli

# Below this a compressed answer is hardly shorter than its own headers.
SHORTEST = 256
# Good enough for text, and a millisecond for an article; answers are made while somebody waits.
BROTLI_QUALITY = 5
GZIP_LEVEL = 6

Headers = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Answer:
    """`expires_at` is a Unix time in seconds; `headers` are those that all encodings share."""

    status: str
    headers: Headers
    plain: bytes
    gzip: bytes | None
    br: bytes | None
    etag: str
    made_at: float
    expires_at: float
    was_used: bool = False
    _written: dict[str, tuple[bytes, str, list[tuple[str, str]]]] = field(default_factory=dict)

    @classmethod
    def made(cls, *, status: str, headers: Headers, body: bytes, made_at: float, expires_at: float) -> Answer:
        """Return an answer, compressed."""
        is_long = len(body) >= SHORTEST
        return cls(
            status=status,
            headers=headers,
            plain=body,
            gzip=gzip.compress(body, GZIP_LEVEL, mtime=0) if is_long else None,
            br=brotli.compress(body, quality=BROTLI_QUALITY) if is_long else None,
            etag=blake2b(body, digest_size=12).hexdigest(),
            made_at=made_at,
            expires_at=expires_at,
        )

    @classmethod
    def stored(cls, head: str, plain: bytes, zipped: bytes | None, br: bytes | None) -> Answer:
        """Return the answer that `head()` and its bodies were written from."""
        known: dict[str, Any] = json.loads(head)
        known["headers"] = tuple((name, value) for name, value in known["headers"])
        return cls(plain=plain, gzip=zipped, br=br, **known)

    def head(self) -> str:
        """Return everything but the bodies as JSON."""
        names = ("status", "headers", "etag", "made_at", "expires_at")
        return json.dumps({name: getattr(self, name) for name in names})

    @property
    def size(self) -> int:
        """Return how many bytes the bodies have."""
        return len(self.plain) + len(self.gzip or b"") + len(self.br or b"")

    def written(self, encoding: str) -> tuple[bytes, str, list[tuple[str, str]]]:
        """Return body, ETag and headers in an encoding ("br", "gzip", "")."""
        if encoding not in self._written:
            body = (encoding and getattr(self, encoding)) or self.plain
            name = encoding if body is not self.plain else ""
            etag = f'"{self.etag}-{name}"' if name else f'"{self.etag}"'
            headers = [*self.headers, ("ETag", etag), ("Content-Length", str(len(body)))]
            if name:
                headers.append(("Content-Encoding", name))
            self._written[encoding] = (body, etag, headers)
        return self._written[encoding]


def best_encoding(accepted: str) -> str:
    """Return "br", "gzip" or "" for an `Accept-Encoding` (RFC 9110, 12.5.3), the shortest that it takes."""
    if not accepted:
        return ""
    wanted: dict[str, float] = {}
    for item in accepted.lower().split(","):
        name, _, parameters = item.partition(";")
        wanted[name.strip()] = _quality(parameters)
    for name in ("br", "gzip"):
        if wanted.get(name, wanted.get("*", 0.0)) > 0:
            return name
    return ""


def _quality(parameters: str) -> float:
    _, _, value = parameters.partition("q=")
    try:
        return float(value) if value else 1.0
    except ValueError:
        return 0.0
