"""The WSGI application around Django's: answers of the delivery API from memory, before Django is asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.http import http_date, parse_http_date_safe
from wagtail.models import Site

from cms.delivery.answers import Answer, Headers, best_encoding
from cms.delivery.flights import Flights
from cms.delivery.keys import NotKeptError, key_of
from cms.delivery.listening import Listener
from cms.delivery.memory import Memory, Spelling
from cms.delivery.recording import recording
from cms.delivery.store import Store
from cms.publishing.change_log import position

PREFIX = "/api/v2/"
NEVER_KEPT = ("/api/v2/preview/",)
KEPT_STATUSES = ("200", "404", "410")
LIFETIME_SECONDS = 24 * 3600.0

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class DeliveryApplication:
    """Hands out kept answers as bytes and keeps what Django answers.

    `directory` holds what the workers of a host share; `looks_around` says whether a thread of its own
    notices what others commit without ringing the bell.
    """

    def __init__(
        self, application: Application, *, directory: Path, most_bytes: int, looks_around: bool = True
    ) -> None:
        self._application = application
        self._memory = Memory(most_bytes=most_bytes)
        self._store = Store(directory / "answers.sqlite3")
        self._flights = Flights(directory / "flights.lock")
        self._looks_around = looks_around
        self._listener = Listener(self._store, self._memory)

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        path = environ["PATH_INFO"]
        is_reading = environ["REQUEST_METHOD"] in ("GET", "HEAD")
        if not is_reading or not path.startswith(PREFIX) or "HTTP_AUTHORIZATION" in environ:
            return self._application(environ, start_response)
        self._listener.listen()
        spelling = (environ.get("HTTP_HOST", ""), path, environ.get("QUERY_STRING", ""))
        answer = self._memory.spelled(spelling)
        if answer is not None and answer.expires_at > time.time():
            return _respond(answer, environ, start_response, status=self._hit())
        if self._looks_around:
            self._listener.watch()
        return self._miss(spelling, environ, start_response)

    def _hit(self) -> str:
        """Return what Cache-Status (RFC 9211) says of a kept answer."""
        return 'hit; detail="cut off from the database"' if self._listener.is_cut_off else "hit"

    # Making answers

    def _miss(
        self, spelling: Spelling, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        try:
            key = key_of(environ, hosts=Site.objects.values_list("hostname", flat=True))
        except NotKeptError:
            return self._application(environ, start_response)
        if any(environ["PATH_INFO"].startswith(path) for path in NEVER_KEPT):
            return self._application(environ, start_response)
        answer = self._known(key)
        if answer is not None:
            self._memory.remember(spelling, key)
            return _respond(answer, environ, start_response, status=self._hit())
        with self._flights.one(key):
            answer = self._known(key)
            if answer is None:
                made = self._make(key, environ)
                if isinstance(made, _Unkept):
                    return made.respond(start_response)
                answer = made
        self._memory.remember(spelling, key)
        return _respond(answer, environ, start_response, status="fwd=miss")

    def _known(self, key: str) -> Answer | None:
        now = time.time()
        answer = self._memory.get(key)
        if answer is None or answer.expires_at <= now:
            answer = self._store.get(key)
            if answer is not None:
                self._memory.put(key, answer)
        return answer

    def _make(self, key: str, environ: dict[str, Any]) -> Answer | _Unkept:
        """Ask Django, and keep the answer if it may be kept and nothing has changed meanwhile."""
        since = position()
        with recording() as record:
            status, headers, body = _call(self._application, {**environ, "REQUEST_METHOD": "GET"})
            executions = record.executions
        if not record.is_complete or not _may_be_kept(status, headers):
            return _Unkept(status, headers, body)
        now = time.time()
        answer = Answer.made(
            status=status,
            headers=_kept_headers(status, headers, made_at=now),
            body=body,
            made_at=now,
            expires_at=now + LIFETIME_SECONDS,
        )
        if self._store.put(key, answer, executions, since=since):
            self._memory.put(key, answer)
        return answer


class _Unkept:
    """An answer of Django's that is handed on as it is."""

    def __init__(self, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        self._status, self._headers, self._body = status, headers, body

    def respond(self, start_response: StartResponse) -> list[bytes]:
        start_response(self._status, self._headers)
        return [self._body]


def _call(application: Application, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes]:
    """Return status, headers and the whole body of another application."""
    started: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        started[:] = [status, headers]

    result = application(environ, start_response)
    try:
        body = b"".join(result)
    finally:
        close = getattr(result, "close", None)
        if close is not None:
            close()
    return started[0], started[1], body


def _may_be_kept(status: str, headers: list[tuple[str, str]]) -> bool:
    said = {name.lower(): value for name, value in headers}
    is_private = any(word in said.get("cache-control", "") for word in ("no-store", "private"))
    return status.startswith(KEPT_STATUSES) and "set-cookie" not in said and not is_private


_MADE_ANEW = frozenset({"content-length", "cache-control", "etag", "last-modified"})


def _kept_headers(status: str, headers: list[tuple[str, str]], *, made_at: float) -> Headers:
    kept = [(name, value) for name, value in headers if name.lower() not in _MADE_ANEW]
    kept += [("Cache-Control", settings.DELIVERY_CACHE_CONTROL), ("Last-Modified", http_date(made_at))]
    return tuple(kept)


_OF_304 = frozenset({"etag", "cache-control", "vary", "last-modified", "access-control-allow-origin"})


def _respond(
    answer: Answer, environ: dict[str, Any], start_response: StartResponse, *, status: str
) -> list[bytes]:
    body, etag, headers = answer.written(best_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")))
    how = ("Cache-Status", f"cms; {status}")
    if answer.status.startswith("200") and _is_known(answer, etag, environ):
        start_response("304 Not Modified", [how, *(h for h in headers if h[0].lower() in _OF_304)])
        return []
    start_response(answer.status, [how, *headers])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _is_known(answer: Answer, etag: str, environ: dict[str, Any]) -> bool:
    """Tell whether the client has this answer already (RFC 9110, 13.1.2 and 13.1.3)."""
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None:
        return known.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in known.split(","))
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    moment = parse_http_date_safe(since) if since else None
    return moment is not None and int(answer.made_at) <= moment
