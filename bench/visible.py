"""How long after the commit each worker shows what was published: by asking all of them all the time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Final

from bench.filling import ask_patiently
from bench.publishing import Editor, Published
from bench.workers import WorkerProblem, ask, connected

# Asking without any pause would take the processor from those who are measured.
PAUSE_SECONDS: Final = 0.001
PATIENCE_SECONDS: Final = 30.0


def seconds_until_visible(
    editor: Editor, paths: Sequence[str], *, port: int, workers: int, times: int
) -> list[float]:
    """Return for each publishing the seconds until the slowest worker shows it; raises `WorkerProblem`.

    The editor is a process of its own, so every worker is another one than the one that wrote. All have the
    old article in memory before.
    """
    with connected(paths[0], port=port, workers=workers) as connections:
        for connection in connections.values():
            for path in paths:
                ask_patiently(connection, path)
        return [_once(editor, list(connections.values())) for _each in range(times)]


def _once(editor: Editor, connections: list[HTTPConnection]) -> float:
    published = editor.publish()
    with ThreadPoolExecutor(len(connections)) as threads:
        moments = list(threads.map(lambda connection: _moment(connection, published), connections))
    return max(0.0, max(moments) - published.committed_at)


def _moment(connection: HTTPConnection, published: Published) -> float:
    """Return when a worker has first shown the new title."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    title = published.title.encode()
    while time.monotonic() < deadline:
        if title in ask(connection, f"/api/v2/pages/{published.id}/")[1]:
            return time.monotonic()
        time.sleep(PAUSE_SECONDS)
    raise WorkerProblem(f"'{published.title}' was not shown within {PATIENCE_SECONDS:.0f} s")
