"""An editor in a process of its own, who publishes articles as it is told: `python -m bench.publishing`.

It reads lines from standard input, each a number of articles to publish, one a second, and writes one line
of JSON for each: `id`, the new `title`, and `committed_at`, the moment right after the commit on the
system's monotonic clock, which all processes share.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO, Final

from bench.projects import FIRST_ID, ROOT, Project, sample

EVERY_SECONDS: Final = 1.0


@dataclass(frozen=True)
class Published:
    """An article that was published with another title."""

    id: int
    title: str
    committed_at: float


class Editor:
    """Tells the process what to do."""

    def __init__(self, orders: IO[str], reports: IO[str]) -> None:
        self._orders = orders
        self._reports = reports
        self._thread: threading.Thread | None = None

    def publish(self) -> Published:
        """Publish the next article; wait until that is done."""
        self._order(1)
        return self._read()

    def start(self, times: int) -> None:
        """Publish so many articles, one a second, while others work."""
        self._order(times)
        self._thread = threading.Thread(target=lambda: [self._read() for _each in range(times)])
        self._thread.start()

    def wait(self) -> None:
        """Wait until all that were ordered are published."""
        if self._thread is not None:
            self._thread.join()

    def _order(self, times: int) -> None:
        self._orders.write(f"{times}\n")
        self._orders.flush()

    def _read(self) -> Published:
        return Published(**json.loads(self._reports.readline()))


@contextmanager
def editing(project: Project, *, directory: Path, articles: int) -> Iterator[Editor]:
    """Have an editor at work while the block runs."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "bench.publishing", str(articles)],
        cwd=ROOT,
        env=project.environment(directory, articles),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the process has no pipes")
    editor = Editor(process.stdin, process.stdout)
    try:
        editor.publish()  # has to load everything first
        yield editor
    finally:
        editor.wait()
        process.stdin.close()
        process.wait()


def main() -> None:
    """Publish what standard input orders, in the project of the environment."""
    import django

    django.setup()
    numbers = sample(int(sys.argv[1]))
    rounds = count()
    for line in sys.stdin:
        due = time.monotonic()
        for _each in range(int(line)):
            turn = next(rounds)
            print(json.dumps(_publish(FIRST_ID + numbers[turn % len(numbers)], turn)), flush=True)
            due += EVERY_SECONDS
            if int(line) > 1:
                time.sleep(max(0.0, due - time.monotonic()))


def _publish(pk: int, turn: int) -> dict[str, object]:
    """Publish an article as the admin does: a revision, then that revision, in one transaction."""
    from django.db import transaction

    from blog.models import ArticlePage

    committed: list[float] = []
    article = ArticlePage.objects.get(pk=pk)
    article.title = f"Changed {os.getpid()} {turn}"
    with transaction.atomic():
        # The first to be called after the commit.
        transaction.on_commit(lambda: committed.append(time.monotonic()))
        article.save_revision().publish()
    return {"id": pk, "title": article.title, "committed_at": committed[0]}


if __name__ == "__main__":
    main()
