"""Each worker of the server keeps to one processor, where there are no more processors than workers.

A worker's threads hand requests to each other: one reads them, others run Python, one at a time. Spread over
two processors they mostly wake one another; on one they take turns, and a kept answer costs a third less
processor time (`docs/decisions/0004-granian-wsgi.md`). Where processors are left over nothing is gained.

    var/processors/<number>-<place>    held by the worker that has taken the place, until it ends
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from io import TextIOWrapper
from multiprocessing import parent_process
from pathlib import Path
from typing import Final

# While one worker takes over from another there are too many; the newer waits for the other's place.
LOOK_AGAIN_SECONDS: Final = 5.0

_held: list[TextIOWrapper] = []


def keep_to_one(directory: Path, *, workers: int) -> None:
    """Keep this process to one processor if it is one of so many workers and there are no more processors.

    `directory` is where the workers of the host agree who takes which.
    """
    if parent_process() is None or not hasattr(os, "sched_getaffinity"):
        return
    processors = sorted(os.sched_getaffinity(0))
    if len(processors) > workers or len(processors) == 1:
        return
    places = -(-workers // len(processors))
    if not _take_one(directory, processors, places):
        waiting = threading.Thread(
            target=_wait_for_one, args=(directory, processors, places), name="processor", daemon=True
        )
        waiting.start()


def _wait_for_one(directory: Path, processors: list[int], places: int) -> None:
    while not _take_one(directory, processors, places):
        time.sleep(LOOK_AGAIN_SECONDS)


def _take_one(directory: Path, processors: list[int], places: int) -> bool:
    """Take a free place; tell whether there was one. A directory that cannot be written ends the search."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for place in range(places):
            for processor in processors:
                if _lock(directory / f"{processor}-{place}"):
                    _stay_on(processor)
                    return True
    except OSError:
        return True
    return False


def _lock(file: Path) -> bool:
    opened = file.open("a")
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        opened.close()
        return False
    _held.append(opened)
    return True


def _stay_on(processor: int) -> None:
    """Move all threads of this process; those that start later follow the one that starts them."""
    for thread in Path("/proc/self/task").iterdir():
        os.sched_setaffinity(int(thread.name), {processor})
