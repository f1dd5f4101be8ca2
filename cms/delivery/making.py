"""How an answer is made: Django is asked while everything that it reads is recorded."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from cms.delivery.answers import Answer, Header
from cms.delivery.keys import Question
from cms.delivery.lifetimes import kept_headers, lifetime_of, may_be_kept
from cms.delivery.purging.tags import tagged
from cms.delivery.recording import recording
from cms.delivery.responding import StartResponse
from cms.delivery.store import Store
from cms.delivery.surroundings import Surroundings, read_sites
from cms.publishing.change_log import position

Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Made:
    """An answer, and the key under which it is kept: None when something has changed while it was made."""

    answer: Answer
    key: str | None


@dataclass(frozen=True, slots=True)
class Unkept:
    """What Django has said where it is not for everybody."""

    status: str
    headers: list[Header]
    body: bytes


class Maker:
    """Asks `application`, and keeps in `store` what it answers."""

    def __init__(self, application: Application, store: Store) -> None:
        self._application = application
        self._store = store

    def make(self, question: Question, surroundings: Surroundings) -> Made | Unkept:
        """Return the answer to a question, kept if it may be and nothing has changed meanwhile."""
        since = position()
        with recording() as record:
            # The key was chosen by the sites as they were a moment ago; other sites make another key.
            is_asked_rightly = read_sites() == surroundings.sites
            said = _call(self._application, question.environ)
            executions = record.executions
        if not record.is_complete or not may_be_kept(said.status, said.headers):
            return said
        answer = _answer(said, until=surroundings.until)
        # A parameter that says what is the default anyway is the same question only to who accepts it.
        key = question.key if answer.is_found else question.in_full
        # What this host does not know of, nobody could purge: only what is kept may be held by a CDN.
        known_outside = tagged(answer, key)
        is_kept = (
            is_asked_rightly
            and answer.expires_at > answer.made_at
            and self._store.put(key, known_outside, executions, since=since)
        )
        return Made(known_outside, key) if is_kept else Made(answer, None)


def _answer(said: Unkept, *, until: float) -> Answer:
    now = time.time()
    lifetime = lifetime_of(said.headers, usual=settings.DELIVERY_CACHE_CONTROL, now=now, until=until)
    return Answer.made(
        status=said.status,
        headers=kept_headers(said.headers, cache_control=lifetime.cache_control),
        body=said.body,
        made_at=now,
        expires_at=lifetime.expires_at,
        is_timed=lifetime.is_timed,
    )


def _call(application: Application, environ: dict[str, Any]) -> Unkept:
    """Return status, headers and the whole body of another application."""
    started: list[Any] = []

    def start_response(status: str, headers: list[Header], exc_info: Any = None) -> None:
        started[:] = [status, headers]

    result = application(environ, start_response)
    try:
        body = b"".join(result)
    finally:
        close = getattr(result, "close", None)
        if close is not None:
            close()
    return Unkept(started[0], list(started[1]), body)
