"""Kept answers beside a file served by nginx and beside stock Wagtail, in turn, in one run."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any

from bench.filling import fill
from bench.goals import Goal, Skipped
from bench.nginx import find_nginx, serving_files
from bench.pressure import WRK, Sample, put_under_pressure
from bench.projects import FIRST_ID, KEEPING, MARKED, OURS, STOCK, WHOLE, sample
from bench.publishing import editing
from bench.servers import processor_seconds, serving
from bench.steady import hits_at_a_steady_rate
from bench.visible import seconds_until_visible
from bench.workers import ask
from cms.operations.launcher import HOST

HIT = "hit"
CONFIRMED = "304"
FILE = "nginx"
WARM_UP_SECONDS = 2.0
REST_SECONDS = 0.5
# As long as several changes take; the slowest hundredth of some seconds needs many hits.
PUBLISHING_SECONDS = 6
PUBLISHED = 30
WORKERS = 2
# The same articles once more, and a megabyte at once.
NOT_ASKED = frozenset({"article by address", WHOLE})

_NGINX_MISSING = "nginx was not found; install it (apt-get install nginx)"
_OWN_GENERATOR = "the generator of this project's own is slower than the server; install wrk"


@dataclass(frozen=True)
class Options:
    """How to measure; `rounds` of `seconds` each, on `port` and the two after it."""

    articles: int
    rounds: int
    seconds: float
    generator: str
    directory: Path
    port: int


@dataclass(frozen=True)
class Place:
    """Where a server answers, and its first process."""

    port: int
    process: int


@dataclass
class Figures:
    """What was measured, by server: a sample of each round, microseconds of processor time for a request."""

    samples: dict[str, list[Sample]] = field(default_factory=dict)
    visible: list[float] = field(default_factory=list)
    processor: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, measured: Sample) -> None:
        """Note one round."""
        self.samples.setdefault(name, []).append(measured)
        print(
            f"  {name}: {measured.requests_per_second:,.0f} requests/s, p99 {measured.p99:.2f} ms", flush=True
        )

    def press(
        self, name: str, path: str, options: Options, *, at: Place, headers: dict[str, str] | None = None
    ) -> None:
        """Put a server under pressure for one round."""
        settings: dict[str, Any] = {"port": at.port, "using": options.generator, "headers": headers}
        put_under_pressure([path], seconds=WARM_UP_SECONDS, **settings)
        before = processor_seconds(at.process)
        measured = put_under_pressure([path], seconds=options.seconds, **settings)
        after = processor_seconds(at.process)
        if before is not None and after is not None:
            self.processor.setdefault(name, []).append((after - before) * 1e6 / measured.requests)
        self.add(name, measured)

    def spoken(self, name: str) -> str:
        """Return speed and processor time for people."""
        used = self.processor.get(name)
        return f"{self.speed(name):,.0f}/s" + (f" {median(used):,.0f} µs" if used else "")

    def speed(self, name: str) -> float:
        """Return the median of requests per second."""
        return median(measured.requests_per_second for measured in self.samples[name])

    def slowest(self, name: str) -> float:
        """Return the median of the 99th percentiles in milliseconds."""
        return median(measured.p99 for measured in self.samples[name])


def measure_kept(options: Options) -> tuple[Figures, list[Goal | Skipped]]:
    """Measure everything about kept answers that does not need many articles."""
    figures = Figures()
    prepare_content(options)
    print("Kept answers, nginx and stock Wagtail in turn", flush=True)
    _speeds(options, figures)
    print("Kept answers while one article a second is published", flush=True)
    _while_publishing(options, figures)
    print(f"From commit to visible, {PUBLISHED} articles", flush=True)
    with (
        serving(MARKED, directory=options.directory, articles=options.articles, port=options.port),
        editing(KEEPING, directory=options.directory, articles=options.articles) as editor,
    ):
        # Those that the editor begins with.
        paths = KEEPING.scenarios(options.articles)["article by id"][: PUBLISHED + 5]
        figures.visible = sorted(
            seconds_until_visible(editor, paths, port=options.port, workers=WORKERS, times=PUBLISHED)
        )
    return figures, goals_of(figures, generator=options.generator)


def prepare_content(options: Options) -> None:
    """Copy the loaded content, because it will be changed, and forget what was kept of an earlier copy."""
    source, target = (project.database(options.directory, options.articles) for project in (OURS, KEEPING))
    for old in (target, *(Path(f"{target}{ending}") for ending in ("-wal", "-shm"))):
        old.unlink(missing_ok=True)
    shutil.rmtree(options.directory / KEEPING.key, ignore_errors=True)
    with closing(sqlite3.connect(source)) as loaded, closing(sqlite3.connect(target)) as copy:
        loaded.backup(copy)


def _speeds(options: Options, figures: Figures) -> None:
    numbers = sample(options.articles)[: options.rounds]
    paths = [f"/api/v2/pages/{FIRST_ID + number}/" for number in numbers]
    servers: dict[str, Any] = {"directory": options.directory, "articles": options.articles}
    with ExitStack() as stack:
        ours = Place(options.port, stack.enter_context(serving(KEEPING, port=options.port, **servers)))
        other = options.port + 1
        stock = Place(other, stack.enter_context(serving(STOCK, port=other, **servers)))
        answers = {path: _answer(path, port=ours.port) for path in paths}
        files = stack.enter_context(_files(answers, options))
        for path, (_body, tag) in answers.items():
            if files is not None:
                figures.press(FILE, _file_name(path, slash="/"), options, at=files)
            figures.press(HIT, path, options, at=ours)
            figures.press(CONFIRMED, path, options, at=ours, headers={"If-None-Match": tag})
            figures.press(STOCK.key, path, options, at=stock)
            _let_finish(path, port=stock.port)


def _let_finish(path: str, *, port: int) -> None:
    """Wait until a server has answered what was asked last: it would take time from the next one."""
    with closing(HTTPConnection(HOST, port, timeout=60)) as connection:
        ask(connection, path)
    time.sleep(REST_SECONDS)


@contextmanager
def _files(answers: dict[str, tuple[bytes, str]], options: Options) -> Iterator[Place | None]:
    """Serve the very same bytes from files; None where nginx is missing."""
    program = find_nginx()
    if program is None:
        yield None
        return
    port = options.port + 2
    files = {_file_name(path): body for path, (body, _tag) in answers.items()}
    directory = options.directory / "nginx"
    with serving_files(files, program=program, directory=directory, port=port) as process:
        yield Place(port, process)


def _file_name(path: str, *, slash: str = "") -> str:
    return f"{slash}{path.strip('/').replace('/', '-')}.json"


def _answer(path: str, *, port: int) -> tuple[bytes, str]:
    """Return the bytes and the tag of an answer."""
    with closing(HTTPConnection(HOST, port, timeout=30)) as connection:
        response, body = ask(connection, path)
        return body, response.headers["ETag"]


def _while_publishing(options: Options, figures: Figures) -> None:
    """Ask for many articles, those that are published among them, and for lists that show them."""
    scenarios = KEEPING.scenarios(options.articles)
    paths = [path for name, paths in scenarios.items() if name not in NOT_ASKED for path in paths]
    settings = {"port": options.port, "seconds": PUBLISHING_SECONDS}
    with (
        serving(KEEPING, directory=options.directory, articles=options.articles, port=options.port),
        editing(KEEPING, directory=options.directory, articles=options.articles) as editor,
    ):
        # Made by one worker, then read by both.
        fill(paths, port=options.port)
        hits_at_a_steady_rate(paths, **settings)
        for _round in range(options.rounds):
            figures.add("quiet", hits_at_a_steady_rate(paths, **settings))
            editor.start(PUBLISHING_SECONDS)
            figures.add("while publishing", hits_at_a_steady_rate(paths, **settings))
            editor.wait()


def goals_of(figures: Figures, *, generator: str) -> list[Goal | Skipped]:
    """Hold what was measured against what is required."""
    hit = figures.speed(HIT)
    return [
        _beside_a_file(figures, generator=generator),
        Goal(
            "hit / stock Wagtail, requests per second",
            *(hit / figures.speed(STOCK.key), 150, 300),
            ours=figures.spoken(HIT),
            other=figures.spoken(STOCK.key),
        ),
        Goal(
            "304 / hit, requests per second (0.9 is a tie)",
            *(figures.speed(CONFIRMED) / hit, 0.9, 1.0),
            ours=figures.spoken(CONFIRMED),
            other=figures.spoken(HIT),
        ),
        Goal(
            "p99 of hits: publishing / quiet",
            *(figures.slowest("while publishing") / figures.slowest("quiet"), 2, 1.2),
            at_most=True,
            ours=f"{figures.slowest('while publishing'):.2f} ms",
            other=f"{figures.slowest('quiet'):.2f} ms",
        ),
        Goal(
            "commit to visible on the slowest worker, p99, s",
            *(percentile(figures.visible, 99), 1, 0.1),
            at_most=True,
            ours=f"p50 {percentile(figures.visible, 50) * 1000:.0f} ms",
        ),
    ]


def _beside_a_file(figures: Figures, *, generator: str) -> Goal | Skipped:
    name = "hit / file served by nginx, requests per second"
    if FILE not in figures.samples:
        return Skipped(name, _NGINX_MISSING)
    if generator != WRK:
        return Skipped(name, _OWN_GENERATOR)
    ratio = figures.speed(HIT) / figures.speed(FILE)
    return Goal(name, ratio, 0.4, 0.7, ours=figures.spoken(HIT), other=figures.spoken(FILE))


def percentile(values: list[float], part: int) -> float:
    """Return the smallest of the sorted values that so many percent do not exceed."""
    return values[max(0, -(-len(values) * part // 100) - 1)]
