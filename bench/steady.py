"""Asking at a steady rate that a server can easily stand, to learn how long answers from memory take.

A load generator that asks as fast as it can shows how much a server does, not how long one visitor waits:
its p99 is the queue that it makes itself.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from itertools import cycle
from typing import Final

from bench.pressure import CONNECTIONS, PressureProblem, Sample
from cms.operations.launcher import HOST

RATE: Final = 800  # requests per second
_HIT: Final = b"cms; hit"


def hits_at_a_steady_rate(paths: list[str], *, port: int, seconds: float) -> Sample:
    """Ask for `paths` in turn; return what is true of those requests that were answered from memory.

    Raises `PressureProblem` when there are none.
    """
    return asyncio.run(_measure(paths, port=port, seconds=seconds))


async def _measure(paths: list[str], *, port: int, seconds: float) -> Sample:
    requests = cycle(f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\n\r\n".encode() for path in paths)
    latencies: list[float] = []
    started = time.perf_counter()
    until = started + seconds
    await asyncio.gather(
        *(_ask(requests, latencies, port=port, until=until, turn=turn) for turn in range(CONNECTIONS))
    )
    if not latencies:
        raise PressureProblem("no request was answered from memory")
    latencies.sort()
    return Sample(
        requests=len(latencies),
        requests_per_second=len(latencies) / (time.perf_counter() - started),
        p50=latencies[len(latencies) // 2] * 1e3,
        p99=latencies[len(latencies) * 99 // 100] * 1e3,
    )


async def _ask(
    requests: Iterator[bytes], latencies: list[float], *, port: int, until: float, turn: int
) -> None:
    """Ask over one connection, as often as its part of the rate; note the seconds that hits took."""
    every = CONNECTIONS / RATE
    reader, writer = await asyncio.open_connection(HOST, port)
    due = time.perf_counter() + every * turn / CONNECTIONS
    while due < until:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        before = time.perf_counter()
        # Whoever was late does not catch up: that would be a load of another kind.
        due = max(due + every, before)
        writer.write(next(requests))
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(_length(head))
        if _HIT in head:
            latencies.append(time.perf_counter() - before)
    writer.close()
    await writer.wait_closed()


def _length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
