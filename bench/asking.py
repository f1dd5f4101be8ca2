"""A load of requests over kept-open connections, and how long each took.

Standard library only, so that nothing has to be installed: good for some thousand requests a second, which
is more than an uncached answer of any Python server. Both projects are asked by the same client.
"""

from __future__ import annotations

import http.client
import itertools
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Load:
    """What a load measured: requests per second, and the median and 99th percentile in milliseconds."""

    requests_per_second: float
    p50: float
    p99: float


def ask(port: int, paths: Sequence[str], *, seconds: float, connections: int) -> Load:
    """Ask for the paths in turn over so many connections; raises `RuntimeError` on an answer but 200."""
    source, lock = itertools.cycle(paths), threading.Lock()
    times: list[float] = []
    failures: list[str] = []
    started = time.monotonic()

    def connection() -> None:
        client = http.client.HTTPConnection(HOST, port, timeout=60)
        while not failures and time.monotonic() - started < seconds:
            with lock:
                path = next(source)
            before = time.perf_counter()
            client.request("GET", path, headers={"Host": f"localhost:{port}"})
            response = client.getresponse()
            response.read()
            times.append(time.perf_counter() - before)
            if response.status != 200:
                failures.append(f"{path} answered {response.status}")
        client.close()

    threads = [threading.Thread(target=connection) for _number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures or len(times) < 2:
        raise RuntimeError(failures[0] if failures else f"{paths[0]} was not answered in {seconds} s")
    elapsed = time.monotonic() - started
    hundredths = statistics.quantiles(times, n=100)
    return Load(len(times) / elapsed, hundredths[49] * 1000, hundredths[98] * 1000)
