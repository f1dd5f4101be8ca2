"""Reading everything over one connection, as a build of a static site does, and what depth costs.

Wall time says how long a client waits, the server's processor time what the work is, whatever else the
machine does meanwhile.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from bench.projects import Project
from bench.servers import processor_seconds
from cms.operations.launcher import HOST

PAGE: Final = 100
# Pages of a list near its top and far down are asked for in turn, so many of each, so many times.
REPEATED: Final = 20
TIMES: Final = 3

Get = Callable[[str], dict[str, Any]]


class IncompleteReadError(Exception):
    """A project did not answer with all of its articles."""


@dataclass(frozen=True)
class Reading:
    """What it took to read all articles; `processor` (of the server) is None where nobody knows."""

    project: str
    articles: int
    seconds: float
    processor: float | None


@dataclass(frozen=True)
class Depth:
    """Milliseconds of one page of a list by cursor, the first and the last full one."""

    first: float
    last: float


def read_all(project: Project, *, articles: int, port: int, pid: int) -> Reading:
    """Read all articles whole, page after page; raises `IncompleteReadError`."""
    get = _connection(port)
    before, started = processor_seconds(pid), time.perf_counter()
    found = sum(len(page["items"]) for page in _pages(project, get, articles=articles, fields="*"))
    seconds, after = time.perf_counter() - started, processor_seconds(pid)
    if found != articles:
        raise IncompleteReadError(f"{project.label} has shown {found} of {articles} articles")
    used = None if before is None or after is None else after - before
    return Reading(project.key, articles, seconds, used)


def measure_depth(project: Project, *, articles: int, port: int) -> Depth:
    """Compare the first page of a list by cursor with the last full one, asked for in turn."""
    get = _connection(port)
    first = _first_page(project, fields="title")
    last = first
    for place, page in enumerate(_pages(project, get, articles=articles, fields="title"), start=2):
        if page["meta"]["next"] and place * PAGE <= articles:
            last = page["meta"]["next"]
    times: dict[str, list[float]] = {first: [], last: []}
    for _turn in range(TIMES):
        for address, measured in times.items():
            measured += [_milliseconds(get, address) for _each in range(REPEATED)]
    return Depth(first=median(times[first]), last=median(times[last]))


def _pages(project: Project, get: Get, *, articles: int, fields: str) -> Iterator[dict[str, Any]]:
    """Ask for all pages: by cursor where the project has them, else by offset."""
    if not project.has_cursors:
        for offset in range(0, articles, PAGE):
            query = {"type": project.article_model, "fields": fields, "limit": PAGE, "offset": offset}
            yield get(f"/api/v2/pages/?{urlencode(query, safe='*')}")
        return
    address: str | None = _first_page(project, fields=fields)
    while address:
        page = get(address)
        yield page
        address = page["meta"]["next"]


def _first_page(project: Project, *, fields: str) -> str:
    query = {"type": project.article_model, "fields": fields, "limit": PAGE}
    return f"/api/v2/pages/?{urlencode({**query, 'cursor': '*', 'total_count': 'false'}, safe='*')}"


def _connection(port: int) -> Get:
    """Return a function that asks for an address over one connection that stays open."""
    connection = HTTPConnection(HOST, port, timeout=60)

    def get(address: str) -> dict[str, Any]:
        parts = urlsplit(address)
        connection.request("GET", f"{parts.path}?{parts.query}")
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise IncompleteReadError(f"{address} answered {response.status}: {body[:200]!r}")
        document: dict[str, Any] = json.loads(body)
        return document

    return get


def _milliseconds(get: Get, address: str) -> float:
    started = time.perf_counter()
    get(address)
    return (time.perf_counter() - started) * 1000
