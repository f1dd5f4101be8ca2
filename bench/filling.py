"""Having answers made before those that are kept are measured."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from typing import Final

from bench.workers import TurnedAwayError, ask
from cms.operations.launcher import HOST

# Few enough not to be turned away for overload.
_CONNECTIONS: Final = 2
_PATIENCE_SECONDS: Final = 60.0


def fill(paths: Sequence[str], *, port: int) -> None:
    """Ask for each of the paths once."""
    parts = [paths[number::_CONNECTIONS] for number in range(_CONNECTIONS)]
    with ThreadPoolExecutor(_CONNECTIONS) as threads:
        list(threads.map(lambda part: _ask_all(part, port=port), parts))


def _ask_all(paths: Sequence[str], *, port: int) -> None:
    with closing(HTTPConnection(HOST, port, timeout=60)) as connection:
        for path in paths:
            ask_patiently(connection, path)


def ask_patiently(connection: HTTPConnection, path: str) -> None:
    """Ask until there is an answer: a server that has too much to do says so for a moment."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            ask(connection, path)
            return
        except TurnedAwayError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
