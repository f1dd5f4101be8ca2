"""What it costs to find out what a change has made untrue: `python -m bench.affected --articles 2000`.

Keeps the document of every article, and some lists, then makes one kind of change after the other and lets
the host's file catch up with it. Each change finds everything kept. Times are of the processor, which hardly
depend on what else the machine does; `--profile move` says where they go.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.load import article_count
from bench.projects import DIRECTORY, FIRST_ID, KEEPING, OURS, ROOT
from bench.requests import ask_application

if TYPE_CHECKING:
    from cms.delivery.application import DeliveryApplication

PROJECT: Final = replace(KEEPING, key="affected")
SLOWEST_LINES: Final = 30


@dataclass(frozen=True)
class Cost:
    """Rows in the change log, answers dropped, and seconds of the processor for finding and dropping them."""

    name: str
    rows: int
    dropped: int
    seconds: float


def main() -> None:
    """Print a table of what each kind of change costs."""
    parser = argparse.ArgumentParser(prog="python -m bench.affected", description=__doc__)
    parser.add_argument("--articles", type=article_count, default=2000, help="how many there are, all kept")
    parser.add_argument("--directory", type=Path, default=DIRECTORY, help="where the files go")
    parser.add_argument(
        "--only", nargs="+", default=[""], help="changes whose names have one of these in them"
    )
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    options = parser.parse_args()
    directory = options.directory.resolve()
    _prepare(directory, options.articles)
    host = _Host(directory / PROJECT.key)
    host.fill(options.articles)
    from bench.kinds_of_change import KINDS

    print(f"{'change':<44}{'rows logged':>12}{'dropped':>9}{'ms of processor':>17}{'µs each':>9}")
    for name, change in KINDS.items():
        if any(words in name for words in options.only):
            with _profile(name) if options.profile else nullcontext():
                _print(host.cost_of(name, change))


def _print(cost: Cost) -> None:
    each = cost.seconds * 1e6 / max(1, cost.dropped)
    print(f"{cost.name:<44}{cost.rows:>12,}{cost.dropped:>9,}{cost.seconds * 1000:>17,.0f}{each:>9,.0f}")


def _prepare(directory: Path, articles: int) -> None:
    """Load the content, copy it, for it will be changed, and set Django up for the copy."""
    loading = [sys.executable, "-W", "ignore", "-m", "bench.load", str(articles)]
    subprocess.run([*loading, "--directory", str(directory)], cwd=ROOT, check=True)
    source, target = (project.database(directory, articles) for project in (OURS, PROJECT))
    for old in (target, *(Path(f"{target}{ending}") for ending in ("-wal", "-shm"))):
        old.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as loaded, closing(sqlite3.connect(target)) as copy:
        loaded.backup(copy)
    os.environ.update(PROJECT.environment(directory, articles))
    import django

    django.setup()


class _Host:
    """A worker, and a copy of the file of its host as it was when everything was kept."""

    def __init__(self, directory: Path) -> None:
        from django.core.wsgi import get_wsgi_application

        from cms.api.query_parameters import default_values
        from cms.delivery.application import DeliveryApplication

        shutil.rmtree(directory, ignore_errors=True)
        self._full = directory / "full.sqlite3"
        self._delivery: DeliveryApplication = DeliveryApplication(
            get_wsgi_application(),
            directory=directory,
            most_bytes=2**20,
            defaults=default_values(),
            looks_around=False,
        )
        self._store = self._delivery.store

    def fill(self, articles: int) -> None:
        """Ask for all articles and for the lists."""
        from bench.bulk import Progress

        paths = [f"/api/v2/pages/{FIRST_ID + number}/" for number in range(articles)]
        lists = [
            path for name, paths in PROJECT.scenarios(articles).items() if "list" in name for path in paths
        ]
        progress = Progress(len(paths), what="making answers")
        for path in (*lists, *paths):
            ask_application(self._delivery, path)
            progress.advance(path not in lists)
        with closing(sqlite3.connect(self._store.path)) as file:
            file.execute("VACUUM INTO ?", (str(self._full),))

    def cost_of(self, name: str, change: Callable[[], Any]) -> Cost:
        """Make a change, and return what it costs to catch up with it when everything is kept."""
        from cms.publishing.change_log import changes_since, position

        start = position()
        change()
        rows = len(changes_since(start)[0])
        self._keep_everything(start)
        number = self._store.dropped_since(-1)[1]
        before = time.process_time()
        self._store.catch_up()
        seconds = time.process_time() - before
        dropped = self._store.dropped_since(number)[0] or []
        return Cost(name, rows, len(dropped), seconds)

    def _keep_everything(self, position: str) -> None:
        """Bring the file back in which everything is kept, as if it were true up to a position of the log."""
        path = self._store.path
        for ending in ("-wal", "-shm", ""):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        shutil.copy(self._full, path)
        with closing(sqlite3.connect(path)) as file, file:
            file.execute("UPDATE state SET value = ? WHERE name = 'position'", (position,))


class _profile:
    """Print where the time of a block goes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._profile = cProfile.Profile()

    def __enter__(self) -> None:
        self._profile.enable()

    def __exit__(self, *error: object) -> None:
        self._profile.disable()
        print(self._name)
        pstats.Stats(self._profile).sort_stats("cumulative").print_stats(SLOWEST_LINES)


if __name__ == "__main__":
    main()
