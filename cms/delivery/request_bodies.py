"""The bodies of requests, read on Granian's threads, where alone they can be.

A body belongs to the call in which Granian hands it over and is empty afterwards, so whoever passes a request
on to another thread takes its body first. A slow sender keeps a thread meanwhile: at most `most_at_once` may,
so that one of Granian's threads is always free for kept answers.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

# Larger ones are written to a file.
_IN_MEMORY: Final = 2**20
_PIECE: Final = 2**16
BUSY: Final = "Too many uploads arrive at once. Try again in some seconds; nothing has been changed."
TOO_LARGE: Final = (
    "This request is larger than the {megabytes} MB that are accepted. Nothing has been changed."
)


class Refused(Exception):
    """A body that is not taken; `status` and `sentence` say why."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


def has_body(scope: Mapping[str, Any]) -> bool:
    """Tell whether a request brings a body."""
    return scope.get("CONTENT_LENGTH", "0") not in ("", "0") or "HTTP_TRANSFER_ENCODING" in scope


class RequestBodies:
    """Reads bodies of at most `most_bytes`, `most_at_once` at a time."""

    def __init__(self, *, most_bytes: int, most_at_once: int) -> None:
        self._most_bytes = most_bytes
        self._places = threading.BoundedSemaphore(most_at_once)

    def take(self, scope: Mapping[str, Any]) -> dict[str, Any]:
        """Return the request with a body of its own, whole and of known length; raises Refused."""
        if int(scope.get("CONTENT_LENGTH") or 0) > self._most_bytes:
            raise self._too_large()
        if not self._places.acquire(blocking=False):
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, BUSY)
        try:
            body, length = self._read(scope["wsgi.input"])
        finally:
            self._places.release()
        return {**scope, "wsgi.input": body, "CONTENT_LENGTH": str(length)}

    def _read(self, source: Any) -> tuple[IO[bytes], int]:
        body = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - lives as long as its request
        length = 0
        while piece := source.read(_PIECE):
            length += len(piece)
            if length > self._most_bytes:
                raise self._too_large()
            body.write(piece)
        body.seek(0)
        return body, length

    def _too_large(self) -> Refused:
        sentence = TOO_LARGE.format(megabytes=self._most_bytes // 2**20)
        return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence)
