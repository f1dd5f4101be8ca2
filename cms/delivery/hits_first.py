"""Granian's few threads hand out kept answers; everything else goes on to threads of ours.

Granian hands each request to a pool of threads. Of many that wake for requests only one can run Python, and
the rest costs more than the answer. So it gets few threads, `cms.delivery` looks for a kept answer there,
which never waits for anything, and what has to be made is made elsewhere: no slow request keeps a hit waiting
(`docs/decisions/0004-granian-wsgi.md`). All that is done there besides is to take the body of a request.

Granian offers no such hook. The one name that is replaced here is looked up at the start of each worker;
where another version lacks it, the server works as Granian does by itself, with its own threads.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from cms.delivery.request_bodies import Refused, RequestBodies, has_body
from cms.delivery.responding import Handed

logger = logging.getLogger("cms.delivery")

# As Granian calls them: what answers, and the request as a WSGI environment without the process's variables.
Runner = Callable[[Any, dict[str, Any]], Any]
AtOnce = Callable[[Mapping[str, Any]], Handed | None]

_NAME = "_wsgi_call_wrap"


def serve_hits_first(*, threads: int, bodies: RequestBodies) -> None:
    """Have Granian's worker ask applications with a method `at_once` for kept answers first.

    All other requests share so many `threads`, with what `bodies` has read. Without Granian nothing happens.
    """
    try:
        from granian.server import mp
    except ImportError:
        return
    usual = getattr(mp, _NAME, None)
    if usual is None:
        logger.error("this version of Granian has no %s: kept answers share its threads with others", _NAME)
        return

    def wrapped(application: Any, options: Mapping[str, Any], log_format: str | None = None) -> Runner:
        runner = usual(application, options, log_format)
        # Requests that are logged, or come under a prefix, are Granian's to read.
        is_plain = log_format is None and not options.get("url_path_prefix")
        at_once = getattr(application, "at_once", None) if is_plain else None
        return HitsFirst(runner, at_once=at_once, threads=threads, bodies=bodies)

    setattr(mp, _NAME, wrapped)


class HitsFirst:
    """Answers a request at once if `at_once` can; else `runner` does, on one of so many threads."""

    def __init__(
        self, runner: Runner, *, at_once: AtOnce | None, threads: int, bodies: RequestBodies
    ) -> None:
        self._runner = runner
        self._bodies = bodies
        self._at_once = at_once or _nothing
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="request")

    def __call__(self, protocol: Any, scope: dict[str, Any]) -> None:
        """Answer a request through Granian's `protocol`."""
        handed = self._at_once(scope)
        if handed is None:
            self._hand_on(protocol, scope)
        else:
            status, headers, body = handed
            protocol.response_bytes(int(status[:3]), headers, body)

    def _hand_on(self, protocol: Any, scope: dict[str, Any]) -> None:
        try:
            whole = self._bodies.take(scope) if has_body(scope) else scope
        except Refused as refused:
            headers = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", "5")]
            protocol.response_bytes(refused.status.value, headers, refused.sentence.encode())
        else:
            self._threads.submit(self._run, protocol, whole)

    def _run(self, protocol: Any, scope: dict[str, Any]) -> None:
        try:
            self._runner(protocol, scope)
        except BaseException:
            logger.exception("%s %s has failed", scope["REQUEST_METHOD"], scope["PATH_INFO"])
            # Says nothing where an answer has begun.
            protocol.response_bytes(500, [], b"")


def _nothing(environ: Mapping[str, Any]) -> None:
    return None
