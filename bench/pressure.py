"""Asking a server for addresses as fast as it answers: with wrk where it is installed, else by ourselves."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from typing import Final

from cms.operations.launcher import HOST

CONNECTIONS: Final = 16
OWN_GENERATOR: Final = "own"
WRK: Final = "wrk"

# Paths in turn; the result as one line of JSON, latencies in microseconds.
_WRK_SCRIPT = """
local paths = {%s}
local requests = {}
local count = 0
init = function()
  for number, path in ipairs(paths) do requests[number] = wrk.format("GET", path) end
end
request = function()
  count = count %% #requests + 1
  return requests[count]
end
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format('\\n{"requests":%%d,"microseconds":%%d,"failed":%%d,"p50":%%d,"p99":%%d}\\n',
    summary.requests, summary.duration,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
"""


class PressureProblem(Exception):
    """Some requests were not answered properly, so the figures would mean nothing."""


class TooSlowError(PressureProblem):
    """Not every connection was answered once: servers work on all of them at a time."""


@dataclass(frozen=True)
class Sample:
    """What one server did with one scenario for some seconds; latencies in milliseconds."""

    requests: int
    requests_per_second: float
    p50: float
    p99: float


def generator() -> str:
    """Return the load generator of this machine."""
    return WRK if shutil.which("wrk") else OWN_GENERATOR


def put_under_pressure(
    paths: list[str], *, port: int, seconds: float, using: str, headers: Mapping[str, str] | None = None
) -> Sample:
    """Ask for `paths` in turn over 16 connections that stay open.

    Raises `PressureProblem`, `TooSlowError` where more time would help.
    """
    if using == WRK:
        return _with_wrk(paths, port=port, seconds=seconds, headers=headers or {})
    return asyncio.run(_by_ourselves(paths, port=port, seconds=seconds, headers=headers or {}))


def _with_wrk(paths: list[str], *, port: int, seconds: float, headers: Mapping[str, str]) -> Sample:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_WRK_SCRIPT % ", ".join(json.dumps(path) for path in paths))
        script.flush()
        command = [WRK, "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--timeout", "120s"]
        command += [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
        command += ["-s", script.name, f"http://{HOST}:{port}"]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    result = json.loads(output.strip().rpartition("\n")[2])
    if result["requests"] < CONNECTIONS and not result["failed"]:
        counted = f"{result['requests']} answers to {CONNECTIONS} connections"
        raise TooSlowError(f"{counted} within {seconds:g} s: {paths[0]}")
    return _sample(
        result["requests"],
        seconds=result["microseconds"] / 1e6,
        failed=result["failed"],
        p50=result["p50"] / 1e3,
        p99=result["p99"] / 1e3,
    )


async def _by_ourselves(paths: list[str], *, port: int, seconds: float, headers: Mapping[str, str]) -> Sample:
    """Do what wrk does, slower: good for comparisons of servers that answer some thousand times a second."""
    latencies: list[float] = []
    started = time.perf_counter()
    more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    in_turn = cycle(f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\n{more}\r\n".encode() for path in paths)
    askers = (_ask(in_turn, latencies, port=port, until=started + seconds) for _each in range(CONNECTIONS))
    failed = sum(await asyncio.gather(*askers))
    # What was asked for is waited for, so that there are as many answers as connections at the least.
    latencies.sort()
    return _sample(
        len(latencies),
        seconds=time.perf_counter() - started,
        failed=failed,
        p50=latencies[len(latencies) // 2] * 1e3,
        p99=latencies[len(latencies) * 99 // 100] * 1e3,
    )


async def _ask(requests: Iterator[bytes], latencies: list[float], *, port: int, until: float) -> int:
    """Keep one connection busy until a moment; return how many answers were no 200, 302 and 304."""
    reader, writer = await asyncio.open_connection(HOST, port)
    failed = 0
    before = time.perf_counter()
    while True:
        writer.write(next(requests))
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = head.partition("content-length:")[2].partition("\r\n")[0]
        status = head.split(" ", 2)[1]
        if status != "304":
            await reader.readexactly(int(length))
        latencies.append(time.perf_counter() - before)
        failed += status not in ("200", "302", "304")
        before = time.perf_counter()
        if before >= until:
            break
    writer.close()
    await writer.wait_closed()
    return failed


def _sample(requests: int, *, seconds: float, failed: int, p50: float, p99: float) -> Sample:
    if failed:
        raise PressureProblem(f"{failed} of {requests} requests failed")
    return Sample(requests=requests, requests_per_second=requests / seconds, p50=p50, p99=p99)
