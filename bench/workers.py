"""A connection to each worker of a server: which worker takes a new connection is for the system to say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from typing import Final

from cms.operations.launcher import HOST

# What bench.marked_wsgi adds to every answer.
HEADER: Final = "X-Worker"
# More than anybody would need by chance.
_MOST_ATTEMPTS: Final = 200


class WorkerProblem(Exception):
    """Some worker takes no connection, or gives a wrong answer."""


class TurnedAwayError(WorkerProblem):
    """The server has too much to do at the moment."""


@contextmanager
def connected(path: str, *, port: int, workers: int) -> Iterator[dict[int, HTTPConnection]]:
    """Give an open connection to each worker by process id; raises `WorkerProblem`."""
    found: dict[int, HTTPConnection] = {}
    others: list[HTTPConnection] = []
    try:
        while len(found) < workers:
            if len(others) > _MOST_ATTEMPTS:
                raise WorkerProblem(f"only {len(found)} of {workers} workers take connections")
            connection = HTTPConnection(HOST, port, timeout=30)
            worker = int(ask(connection, path)[0].headers[HEADER])
            if found.setdefault(worker, connection) is not connection:
                others.append(connection)  # stays open, so that the next one goes elsewhere
        yield found
    finally:
        for connection in (*found.values(), *others):
            connection.close()


def ask(connection: HTTPConnection, path: str) -> tuple[HTTPResponse, bytes]:
    """Return head and body of the answer; raises `WorkerProblem` when it is none."""
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    if response.status == 503:
        raise TurnedAwayError(f"{path}: {body[:300]!r}")
    if response.status != 200:
        raise WorkerProblem(f"{path} answered {response.status}: {body[:300]!r}")
    return response, body
