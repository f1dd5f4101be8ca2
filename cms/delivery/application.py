"""The WSGI application around Django's: answers of the delivery API from memory, before Django is asked."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import Error as DatabaseError

from cms.core.database_patience import patience
from cms.delivery.answers import Answer, Header
from cms.delivery.counters import Count, Counters
from cms.delivery.flights import Flights
from cms.delivery.keys import NotKeptError, Question, question_of, scheme_name
from cms.delivery.limits import LimitedApplication, Limits, OverloadedError, refuse_for_now, turn_away
from cms.delivery.listening import Listener
from cms.delivery.making import Application, Made, Maker, Unkept
from cms.delivery.memory import Memory, Spelling
from cms.delivery.purging.tags import handed_on, untagged
from cms.delivery.responding import Handed, Responder, StartResponse
from cms.delivery.shared import shared_answers
from cms.delivery.store import Store
from cms.delivery.surroundings import Address, Outlook, Surroundings
from cms.redirects.hits import tally

# What is answered from memory: the API, and the files that a site has beside its pages. Parts of sitemaps
# are not among them: they are streamed, whatever their size.
PREFIXES = ("/api/v2/", "/feeds/", "/llms.txt", "/robots.txt", "/sitemap.xml")
NEVER_KEPT = ("/api/v2/preview/",)
_READING = frozenset({"GET", "HEAD"})
# What Cache-Status (RFC 9211) says of answers that were just made.
STORED = ("Cache-Status", "cms; fwd=miss; stored")
NOT_STORED = ("Cache-Status", "cms; fwd=miss")


class DeliveryApplication:
    """Hands out kept answers as bytes and keeps what Django answers.

    `directory` holds what the workers of a host share; `defaults` are the values that query parameters have
    when they are missing; `looks_around` says whether a thread of its own notices what others commit without
    ringing the bell; `threads` is how many of them the server gives this worker.
    """

    def __init__(
        self,
        application: Application,
        *,
        directory: Path,
        most_bytes: int,
        defaults: Mapping[str, str] | None = None,
        looks_around: bool = True,
        threads: int = 16,
    ) -> None:
        self._limits = Limits(threads)
        self._defaults = defaults or {}
        self._looks_around = looks_around
        self._counters = Counters(directory / "counters")
        self._application = LimitedApplication(application, self._limits, self._counters)
        self._memory = Memory(most_bytes=most_bytes, counters=self._counters)
        self._store = Store(directory / "answers.sqlite3", shared=shared_answers())
        self._flights = Flights(directory / "flights.lock")
        self._maker = Maker(application, self._store)
        self._listener = Listener(self._store, self._memory)
        self._outlook = Outlook(self._store)
        self._sites = frozenset[Address]()
        self._responder = Responder(self._counters)
        self._scheme = scheme_name()
        self._numbers = self._counters.numbers
        self._respond = self._responder.respond

    def at_once(self, environ: Mapping[str, Any]) -> Handed | None:
        """Return what a request is answered if it is a hit that need not wait for anything.

        The way of nearly all requests: no query, no lock, no second look at what is known.
        """
        path = environ["PATH_INFO"]
        is_reading = environ["REQUEST_METHOD"] in _READING
        if not is_reading or not path.startswith(PREFIXES) or "HTTP_AUTHORIZATION" in environ:
            return None
        if not self._listener.overhear():
            return None
        answer = self._memory.spelled(self._spelling(environ))
        now = time.time()
        if answer is None or answer.expires_at <= now:
            return None
        self._numbers[0] += 1  # Count.HITS, whose name costs as much as the counting
        if not self._listener.is_sure:
            answer = untagged(answer)
        if answer.redirect_id:
            tally.count(answer.redirect_id)
        return self._respond(answer, environ, self._hit(answer, now), now)

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if environ["REQUEST_METHOD"] not in _READING:
            return self._write(environ, start_response)
        if not environ["PATH_INFO"].startswith(PREFIXES) or "HTTP_AUTHORIZATION" in environ:
            return self._application(environ, start_response)
        self._listener.listen()
        handed = self.at_once(environ)
        if handed is not None:
            return _send(handed, start_response)
        if self._looks_around:
            self._listener.watch()
        self._listener.leave_lost_connection()
        try:
            return self._miss(self._spelling(environ), environ, start_response)
        except OverloadedError:
            self._counters.add(Count.TURNED_AWAY)
            return turn_away(environ, start_response)
        except DatabaseError as error:
            refusal = refuse_for_now(error, environ, start_response)
            self._listener.say_cut_off()
            return refusal

    def _spelling(self, environ: Mapping[str, Any]) -> Spelling:
        host, query = environ.get("HTTP_HOST"), environ.get("QUERY_STRING")
        return (environ.get(self._scheme), host, environ["PATH_INFO"], query)

    def _write(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Have Django change something; whoever has changed it finds it changed by the next request."""
        result = self._application(environ, start_response)
        self._listener.settle()
        return result

    def _hit(self, answer: Answer, now: float) -> Header:
        """Return what Cache-Status says of a kept answer."""
        name, said = header = answer.hit(now)
        return (name, f'{said}; detail="cut off from the database"') if self._listener.is_cut_off else header

    @property
    def store(self) -> Store:
        """The answers of this host."""
        return self._store

    def watch(self) -> None:
        """Notice changes although nobody asks for anything; a CDN may answer everybody."""
        self._listener.watch()

    # Making answers

    def _miss(
        self, spelling: Spelling, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        generation = self._listener.generation
        try:
            if environ["PATH_INFO"].startswith(NEVER_KEPT):
                raise NotKeptError("a preview")
            surroundings = self._surroundings(generation)
            question = self._question(environ, surroundings)
        except NotKeptError:
            self._counters.add(Count.PASSED)
            return self._application(environ, _saying_who_keeps_it(start_response))
        # What other hosts have made is held against the database: for that one needs a place.
        answer, how = self._known(question, by_others=False), None
        if answer is None:
            places = self._limits.answers
            with places.place(), self._flights.one(question.key), patience(places.silence):
                answer = self._known(question, by_others=True)
                if answer is None:
                    made = self._make(question, surroundings)
                    if isinstance(made, Unkept):
                        self._flights.fly_apart(question.key)
                        return self._hand_on(made, environ, start_response)
                    answer, how = made.answer, STORED if made.key else NOT_STORED
                    self._remember(spelling, question, made.key, generation)
        now = time.time()
        if how is None:
            self._counters.add(Count.HITS)
            self._remember(spelling, question, question.key, generation)
            how = self._hit(answer, now)
        if not self._listener.is_sure:
            answer = untagged(answer)
        if answer.redirect_id:
            tally.count(answer.redirect_id)
        return _send(self._respond(answer, environ, how, now), start_response)

    def _surroundings(self, generation: int) -> Surroundings:
        surroundings = self._outlook.known(generation, is_cut_off=self._listener.is_cut_off)
        if surroundings is None:
            with self._limits.answers.place(), patience(self._limits.answers.silence):
                surroundings = self._outlook.at(generation)
        if surroundings.sites != self._sites:
            # A host may mean another site now.
            self._memory.forget_spellings()
            self._sites = surroundings.sites
        return surroundings

    def _question(self, environ: dict[str, Any], surroundings: Surroundings) -> Question:
        return question_of(environ, sites=surroundings.sites, defaults=self._defaults)

    def _known(self, question: Question, *, by_others: bool) -> Answer | None:
        """Return the answer that is kept; None for a spelling that no endpoint has accepted yet."""
        if question.in_full != question.key and not self._memory.is_spelled(_accepted(question)):
            return None
        answer = self._memory.get(question.key)
        if answer is None or answer.expires_at <= time.time():
            forgotten = self._listener.forgotten
            answer = self._store.get(question.key, by_others=by_others)
            if answer is not None:
                self._listener.keep(question.key, answer, forgotten=forgotten)
        return answer

    def _make(self, question: Question, surroundings: Surroundings) -> Made | Unkept:
        self._counters.add(Count.MISSES)
        forgotten = self._listener.forgotten
        made = self._maker.make(question, surroundings)
        if isinstance(made, Made) and made.key is not None:
            self._counters.add(Count.KEPT)
            self._listener.keep(made.key, made.answer, forgotten=forgotten)
        return made

    def _remember(self, spelling: Spelling, question: Question, key: str | None, generation: int) -> None:
        """Note which key this spelling means, unless something has changed since it was looked up."""
        if key is None or generation != self._listener.generation:
            return
        self._memory.remember(spelling, key)
        if question.in_full != key:
            self._memory.remember(_accepted(question), key)

    def _hand_on(self, said: Unkept, environ: dict[str, Any], start_response: StartResponse) -> list[bytes]:
        """Answer with what Django has said, which is not kept."""
        first = [NOT_STORED, *self._responder.of_origin(environ)]
        start_response(said.status, [*first, *handed_on(said.headers)])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [said.body]


def _send(handed: Handed, start_response: StartResponse) -> list[bytes]:
    status, headers, body = handed
    start_response(status, list(headers))
    return [body]


def _saying_who_keeps_it(start_response: StartResponse) -> StartResponse:
    def start(status: str, headers: list[Header], *error: Any) -> Any:
        return start_response(status, handed_on(headers), *error)

    return start


def _accepted(question: Question) -> Spelling:
    """Return what is remembered of a question that has been answered once."""
    return (None, None, question.in_full, None)
