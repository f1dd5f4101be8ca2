"""The SQLite file in which the workers of a host keep answers, and what may befall a file.

It may be deleted at any time, break, become unwritable or run out of space. A broken one is replaced; where
no file can be had at all, a worker keeps its answers to itself, in memory.
"""

from __future__ import annotations

import fcntl
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

logger = logging.getLogger("cms.delivery")

# Longer than anyone needs the file for himself, but for a change of thousands of rows.
BUSY_SECONDS = 2.0
# A file that could not be had is asked for again after this time.
RETRY_SECONDS = 30.0
# A server whose power fails may lose what was written last, but never has one half of it: a lost answer is
# made again, half of what an answer was made from would leave it in place when it becomes untrue. The
# write-ahead log is cut to this after it has been worked into the file.
MOST_WAL_BYTES = 16 * 2**20

_SETTINGS = f"""
PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;
PRAGMA journal_size_limit = {MOST_WAL_BYTES};
"""
_BROKEN = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_READONLY_DBMOVED")


class StoreTroubleError(Exception):
    """The file cannot be written at the moment; what is in it can perhaps be read."""


class _Connected(threading.local):
    connection: sqlite3.Connection | None = None
    place: tuple[int, int] = (0, 0)


class StoreFile:
    """A file with a schema. Every thread has its own connection to it."""

    def __init__(self, file: Path, *, schema: str) -> None:
        self._file = file
        self._schema = schema
        self._local = _Connected()
        self._alone: sqlite3.Connection | None = None
        self._alone_lock = threading.RLock()
        self._retry_at = 0.0

    @property
    def is_alone(self) -> bool:
        """Tell whether there is no file and this process keeps its answers to itself."""
        return self._alone is not None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection to read with; raises `StoreTroubleError`."""
        with self._watched():
            connection = self._connection()
            with self._turn_on(connection):
                yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside a transaction; raises `StoreTroubleError`."""
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _turn_on(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Wait for one's turn where all threads have one connection."""
        with self._alone_lock if connection is self._alone else nullcontext():
            yield

    @contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "") or ""
            if name.startswith(_BROKEN) and not self.is_alone:
                self.discard(f"{name}: {error}")
            raise StoreTroubleError(f"{name}: {error}") from error

    def _connection(self) -> sqlite3.Connection:
        if self._alone is not None and time.monotonic() < self._retry_at:
            return self._alone
        place = self._place()
        local = self._local
        if local.connection is None or local.place != place or place[1] == 0:
            local.connection = None
            try:
                local.connection = self._open()
            except (OSError, sqlite3.OperationalError) as error:
                return self._keep_alone(error)
            if self._alone is not None:
                logger.warning("answers are kept in %s again", self._file)
                self._alone = None
        return local.connection

    def _place(self) -> tuple[int, int]:
        """Return process and inode: a connection is good in its own process and for its own file alone."""
        try:
            return os.getpid(), os.stat(self._file).st_ino
        except OSError:
            return os.getpid(), 0

    def _open(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._locked():
            if not self._file.exists():
                self._remove("-wal", "-shm")
            connection = sqlite3.connect(self._file, timeout=BUSY_SECONDS, isolation_level=None)
            try:
                connection.executescript(_SETTINGS + self._schema)
            finally:
                self._local.place = self._place()
        return connection

    def _keep_alone(self, error: Exception) -> sqlite3.Connection:
        self._retry_at = time.monotonic() + RETRY_SECONDS
        if self._alone is None:
            logger.error("%s cannot be used (%s): this worker keeps its answers to itself", self._file, error)
            connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            connection.executescript("PRAGMA foreign_keys = ON;" + self._schema)
            self._alone = connection
        return self._alone

    def discard(self, why: str) -> None:
        """Remove the broken file, unless somebody else has done so already."""
        logger.error("the file of kept answers is broken (%s) and made anew", why)
        self._local.connection = None
        with suppress(OSError), self._locked():
            if self._place() == self._local.place:
                self._remove("-wal", "-shm", "")

    def _remove(self, *endings: str) -> None:
        # The write-ahead log first: SQLite would take an old one for part of a new file.
        for ending in endings:
            self._file.with_name(self._file.name + ending).unlink(missing_ok=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Let nobody else on this host open or remove the file meanwhile."""
        with self._file.with_suffix(".lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
