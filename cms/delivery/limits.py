"""How many requests a worker works on at once, so that kept answers always find a thread.

A request that goes to Django holds one of the worker's threads until it is answered. Each kind may hold some:

    answers of the API that have to be made    a quarter of the threads, as many as wait for them included
    pages of the reader, files                 a quarter
    admin, previews, `/readyz`                 three eighths

What is left is for kept answers alone, and for `/healthz`, which is answered right here. A request that finds
no place waits for one, for as long as such waits have been short; where a place has been lacking for longer
than `patience`, all are turned away at once, with 503 and `Retry-After`, until there has been room for a
while.

Nobody holds a place for ever: who hears nothing from the database for `silence` seconds is told so.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection

from cms.core.database_patience import patience
from cms.core.database_trouble import trouble_of
from cms.core.problems import CONTENT_TYPE, problem
from cms.delivery.counters import Count, Counters

logger = logging.getLogger("cms.delivery")

# A burst on something that takes a moment to make is served; what takes longer is an overload.
PATIENCE_SECONDS = 0.5
# Editors wait rather than lose what they have written.
EDITORS_PATIENCE_SECONDS = 10.0
# What editors do may take the database so many times as long as what readers ask for.
EDITORS_SILENCE = 5
# An overload is over when places have not been lacking for this time.
CALM_SECONDS = 1.0
RETRY_AFTER_SECONDS = 2

# What is never turned away for the sake of readers: editors, and those who look whether requests can be
# served.
EDITORS = ("/admin/", "/api/v2/preview/", "/readyz")
API = "/api/"
# Asks nothing of anybody: it must not wait behind those who wait for a database.
ALIVE = "/healthz"

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class OverloadedError(Exception):
    """There has been no place for too long."""


class Limit:
    """So many at once; `patience` is for how long in seconds places may be lacking.

    `silence` is how long in seconds each may wait for an answer of the database; `count` is what is counted
    of those who are turned away.
    """

    def __init__(
        self, most: int, *, patience: float, silence: float = 10.0, count: Count = Count.TURNED_AWAY
    ) -> None:
        self.most = most
        self.silence = silence
        self.count = count
        self._patience = patience
        self._free = threading.Semaphore(most)
        self._full_since = self._full_at = float("-inf")

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place while the block runs; raises `OverloadedError`."""
        self.enter()
        try:
            yield
        finally:
            self.leave()

    def enter(self) -> None:
        """Take a place, to be given back with `leave`; raises `OverloadedError`."""
        if not self._free.acquire(blocking=False):
            self._wait()

    def leave(self) -> None:
        """Give a place back."""
        self._free.release()

    def _wait(self) -> None:
        now = time.monotonic()
        if now - self._full_at > CALM_SECONDS:
            self._full_since = now
        self._full_at = now
        left = self._full_since + self._patience - now
        if left <= 0 or not self._free.acquire(timeout=left):
            raise OverloadedError


class Limits:
    """The places of a worker with so many `threads`; fewer than eight leave none for kept answers."""

    def __init__(self, threads: int) -> None:
        silence = settings.DATABASE_PATIENCE_SECONDS
        self.answers = Limit(max(1, threads // 4), patience=PATIENCE_SECONDS, silence=silence)
        self.pages = Limit(
            max(1, threads // 4), patience=PATIENCE_SECONDS, silence=silence, count=Count.PAGES_TURNED_AWAY
        )
        self.editors = Limit(
            max(1, threads * 3 // 8),
            patience=EDITORS_PATIENCE_SECONDS,
            silence=silence * EDITORS_SILENCE,
            count=Count.EDITORS_TURNED_AWAY,
        )

    def of(self, path: str) -> Limit:
        """Return the limit that holds for a path."""
        if path.startswith(EDITORS):
            return self.editors
        return self.answers if path.startswith(API) else self.pages


class LimitedApplication:
    """An application that is asked by so many at once; others are turned away, and counted."""

    def __init__(self, application: Application, limits: Limits, counters: Counters | None = None) -> None:
        self._application = application
        self._limits = limits
        self._counters = counters or Counters()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request. Its place is held until the last byte is handed over, or the answer is closed."""
        path = environ["PATH_INFO"]
        if path == ALIVE:
            return say_alive(start_response)
        limit = self._limits.of(path)
        try:
            limit.enter()
        except OverloadedError:
            self._counters.add(limit.count)
            return turn_away(environ, start_response)
        try:
            with patience(limit.silence):
                result = self._application(environ, start_response)
        except BaseException:
            limit.leave()
            raise
        return _Held(result, limit.leave)


class _Held:
    """The body of an answer, whose place is given back when the server closes it."""

    def __init__(self, body: Iterable[bytes], leave: Callable[[], None]) -> None:
        self._body = body
        self._leave = leave

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._body)

    def close(self) -> None:
        """Close the body, and give the place back once."""
        leave, self._leave = self._leave, _nothing
        try:
            close = getattr(self._body, "close", None)
            if close is not None:
                close()
        finally:
            leave()

    def __del__(self) -> None:
        # A server that forgets to close an answer, perhaps one that nobody waits for any more.
        self._leave()


def _nothing() -> None:
    pass


def say_alive(start_response: StartResponse) -> list[bytes]:
    """Answer as `cms.health.healthz` does, without Django."""
    body = b'{"status":"ok"}'
    headers = [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
    ]
    start_response("200 OK", headers)
    return [body]


def turn_away(environ: dict[str, Any], start_response: StartResponse) -> list[bytes]:
    """Answer that there is too much to do at the moment."""
    detail = "Too much is asked at the moment. Ask again in some seconds."
    return refuse(detail, environ, start_response, retry_after=RETRY_AFTER_SECONDS, why="overload")


def refuse_for_now(
    error: DatabaseError, environ: dict[str, Any], start_response: StartResponse
) -> list[bytes]:
    """Answer that the database is away; raises an error that says something else. Frees this thread of it."""
    trouble = trouble_of(error)
    if trouble is None:
        raise error
    logger.error("%s: %s", trouble.what, str(error).strip())
    if not connection.in_atomic_block:
        with suppress(DatabaseError):
            connection.close()
    return refuse(
        trouble.sentence,
        environ,
        start_response,
        retry_after=trouble.retry_after,
        why="cut off from the database",
    )


def refuse(
    detail: str, environ: dict[str, Any], start_response: StartResponse, *, retry_after: int, why: str
) -> list[bytes]:
    """Answer 503: below the API as problem details, elsewhere as a sentence; `why` is for Cache-Status."""
    if environ["PATH_INFO"].startswith(API):
        content_type, text = CONTENT_TYPE, json.dumps(problem(detail, status=503), separators=(",", ":"))
    else:
        content_type, text = "text/plain; charset=utf-8", detail
    body = text.encode()
    headers = [
        ("Cache-Status", f'cms; fwd=miss; detail="{why}"'),
        ("Content-Type", content_type),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Retry-After", str(retry_after)),
        ("Vary", "Accept-Encoding, Origin"),
        *_readable_by(environ.get("HTTP_ORIGIN", "")),
    ]
    start_response("503 Service Unavailable", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _readable_by(origin: str) -> list[tuple[str, str]]:
    allowed = settings.API_CORS_ORIGINS
    if "*" not in allowed and origin not in allowed:
        return []
    return [
        ("Access-Control-Allow-Origin", "*" if "*" in allowed else origin),
        ("Access-Control-Expose-Headers", "Cache-Status, Retry-After"),
    ]
