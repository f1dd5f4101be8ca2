"""How an answer is handed out: in the coding asked for, to the origin that asks, or as a 304."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.conf import settings

from cms.delivery.answers import Answer, Header, headers_when_new, unacceptable
from cms.delivery.counters import Counters
from cms.delivery.negotiation import is_known, offer_of

StartResponse = Callable[..., Any]

_ANY = "*"


class Handed(NamedTuple):
    """What a client is sent: a status line, headers and a whole body."""

    status: str
    headers: Sequence[Header]
    body: bytes


class Responder:
    """Writes answers to clients. `API_CORS_ORIGINS` says which origins are told that they may read."""

    def __init__(self, counters: Counters) -> None:
        self._numbers = counters.numbers
        allowed = frozenset(settings.API_CORS_ORIGINS)
        # Where any origin may read, the answers say so themselves.
        self._origins = None if _ANY in allowed else allowed

    def respond(
        self,
        answer: Answer,
        environ: Mapping[str, Any],
        how: Header,
        now: float,
    ) -> Handed:
        """Hand out an answer; `how` is its Cache-Status (RFC 9211), `now` a Unix time in seconds."""
        offer = offer_of(environ.get("HTTP_ACCEPT_ENCODING"))
        if not offer:
            refusal, problem_headers = unacceptable()
            return Handed("406 Not Acceptable", problem_headers, refusal)
        body, etag, headers, confirming = written = answer.written(offer)
        if now - answer.made_at < 1:
            headers = headers_when_new(written, answer)
        first = [how]
        if answer.is_timed:
            first.append(("Age", str(max(0, int(now - answer.made_at)))))
        if self._origins is not None:
            first += self.of_origin(environ)
        has_it = "HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" in environ
        if has_it and answer.is_found and is_known(environ, etag=etag, made_at=answer.made_at):
            self._numbers[1] += 1  # Count.CONFIRMED
            return Handed("304 Not Modified", [*first, *headers[:confirming]], b"")
        return Handed(answer.status, [*first, *headers], b"" if environ["REQUEST_METHOD"] == "HEAD" else body)

    def of_origin(self, environ: Mapping[str, Any]) -> list[Header]:
        """Return what the origin that asks is told beside what all are told."""
        origin = environ.get("HTTP_ORIGIN")
        if self._origins is None or origin is None or origin not in self._origins:
            return []
        return [("Access-Control-Allow-Origin", origin)]
