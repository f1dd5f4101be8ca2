"""What the workers of a host do, counted where everybody on the host can look.

    var/delivery/counters/<process id>   one number of eight bytes for each member of `Count`

Counting is writing to mapped memory: no lock, no system call. Two threads that count the same at the same
moment may count once. A worker that has no room for its file counts for itself alone.
"""

from __future__ import annotations

import logging
import mmap
import os
from contextlib import suppress
from enum import IntEnum
from pathlib import Path

logger = logging.getLogger("cms.delivery")

_SIZE = 8


class Count(IntEnum):
    """What is counted since the worker started, and (`ANSWERS`, `BYTES`) what is in its memory now."""

    HITS = 0
    CONFIRMED = 1
    MISSES = 2
    KEPT = 3
    PASSED = 4
    DROPPED = 5
    EVICTED = 6
    ANSWERS = 7
    BYTES = 8
    TURNED_AWAY = 9
    PAGES_TURNED_AWAY = 10
    EDITORS_TURNED_AWAY = 11


class Counters:
    """The numbers of one worker; without a directory they are its own."""

    def __init__(self, directory: Path | None = None) -> None:
        self.numbers = memoryview(bytearray(_SIZE * len(Count))).cast("Q")
        if directory is None:
            return
        try:
            self.numbers = _mapped(directory / str(os.getpid()))
        except OSError as error:
            logger.error("what this worker does is not counted for others to see: %s", error)

    def add(self, count: Count, number: int = 1) -> None:
        """Count so many more."""
        self.numbers[count] += number

    def set(self, count: Count, number: int) -> None:
        """Set what is measured rather than counted."""
        self.numbers[count] = number


def _mapped(file: Path) -> memoryview:
    """Return a file's memory. It is written first: where a full disk has no place for it, that raises."""
    size = _SIZE * len(Count)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(bytes(size))
    with file.open("r+b") as opened:
        return memoryview(mmap.mmap(opened.fileno(), size)).cast("Q")


def counted(directory: Path) -> dict[int, dict[str, int]]:
    """Return the numbers of all living workers of this host by process id; forget those of dead ones."""
    found = {}
    for file in sorted(directory.glob("[0-9]*"), key=lambda file: int(file.name)):
        if not _is_alive(int(file.name)):
            with suppress(FileNotFoundError):
                file.unlink()
            continue
        numbers = file.read_bytes()
        if len(numbers) == _SIZE * len(Count):
            values = memoryview(numbers).cast("Q")
            found[int(file.name)] = {count.name.lower(): values[count] for count in Count}
    return found


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
