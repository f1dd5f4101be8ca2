"""Reading everything over one connection, as a build of a static site does, and what depth costs.

Wall time says how long a client waits, from a request to the last byte of its answer; what the client does
with the answer (here Python decodes it) is its own affair. The server's processor time says what the work is,
whatever else the machine does meanwhile.
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
    """What it took to read all articles: seconds of waiting, and of the server's processor where known."""

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
    client = _Client(port)
    before = processor_seconds(pid)
    found = sum(len(page["items"]) for page in _pages(project, client.get, articles=articles, fields="*"))
    seconds, after = client.waited, processor_seconds(pid)
    if found != articles:
        raise IncompleteReadError(f"{project.label} has shown {found} of {articles} articles")
    used = None if before is None or after is None else after - before
    return Reading(project.key, articles, seconds, used)


def measure_depth(project: Project, *, articles: int, port: int) -> Depth:
    """Compare the first page of a list by cursor with the last full one, asked for in turn."""
    client = _Client(port)
    get = client.get
    first = _first_page(project, fields="title")
    last = first
    for place, page in enumerate(_pages(project, get, articles=articles, fields="title"), start=2):
        if page["meta"]["next"] and place * PAGE <= articles:
            last = page["meta"]["next"]
    times: dict[str, list[float]] = {first: [], last: []}
    for _turn in range(TIMES):
        for address, measured in times.items():
            measured += [client.milliseconds(address) for _each in range(REPEATED)]
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


class _Client:
    """Asks over one connection that stays open; `waited` are the seconds that all answers took to arrive."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection(HOST, port, timeout=60)
        self.waited = 0.0

    def get(self, address: str) -> dict[str, Any]:
        """Return the document at an address."""
        parts = urlsplit(address)
        started = time.perf_counter()
        self._connection.request("GET", f"{parts.path}?{parts.query}")
        response = self._connection.getresponse()
        body = response.read()
        self.waited += time.perf_counter() - started
        if response.status != 200:
            raise IncompleteReadError(f"{address} answered {response.status}: {body[:200]!r}")
        document: dict[str, Any] = json.loads(body)
        return document

    def milliseconds(self, address: str) -> float:
        """Return how long one answer takes to arrive."""
        before = self.waited
        self.get(address)
        return (self.waited - before) * 1000
