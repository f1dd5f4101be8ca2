"""One answer is made once, however many ask for it at the same moment, on all workers of a host."""

from __future__ import annotations

import fcntl
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

logger = logging.getLogger("cms.delivery")

# Whoever waits longer makes the answer itself: the one who was first may have died.
PATIENCE_SECONDS = 10.0
PAUSE_SECONDS = 0.005
# What turned out not to be for everybody is not waited for, for a while: each has to make it anyway.
APART_SECONDS = 30.0
MOST_APART = 10_000


def _opened(file: Path) -> BinaryIO | None:
    """Return the file whose bytes are locked; None where none can be had, as on a disk that is read-only."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return file.open("ab+")
    except OSError as error:
        logger.error("%s cannot be used (%s): each process makes its answers by itself", file, error)
        return None


class Flights:
    """Locks by key: one among threads, and a byte of a file among processes."""

    def __init__(self, file: Path) -> None:
        self._file = _opened(file)
        self._mutex = threading.Lock()
        self._threads: dict[str, tuple[threading.Lock, int]] = {}
        self._apart: dict[str, float] = {}

    def fly_apart(self, key: str) -> None:
        """Note that nobody gains by waiting for this key: its answer cannot be kept."""
        if len(self._apart) >= MOST_APART:
            self._apart.clear()
        self._apart[key] = time.monotonic() + APART_SECONDS

    @contextmanager
    def one(self, key: str) -> Iterator[None]:
        """Run the block while nobody else runs one with this key, unless that was seen to be of no use."""
        if self._apart.get(key, 0.0) > time.monotonic():
            yield
            return
        with self._among_threads(key) as is_mine:
            place = int.from_bytes(blake2b(key.encode(), digest_size=6).digest(), "little")
            locked = is_mine and self._lock(place)
            try:
                yield
            finally:
                if locked and self._file is not None:
                    with suppress(OSError):
                        fcntl.lockf(self._file, fcntl.LOCK_UN, 1, place)

    @contextmanager
    def _among_threads(self, key: str) -> Iterator[bool]:
        with self._mutex:
            lock, waiting = self._threads.get(key, (threading.Lock(), 0))
            self._threads[key] = (lock, waiting + 1)
        is_mine = lock.acquire(timeout=PATIENCE_SECONDS)
        try:
            yield is_mine
        finally:
            if is_mine:
                lock.release()
            with self._mutex:
                lock, waiting = self._threads[key]
                if waiting == 1:
                    del self._threads[key]
                else:
                    self._threads[key] = (lock, waiting - 1)

    def _lock(self, place: int) -> bool:
        if self._file is None:
            return False
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
            except OSError:
                time.sleep(PAUSE_SECONDS)
            else:
                return True
        return False
