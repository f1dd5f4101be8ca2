"""How long is waited for a database that has taken a request and says nothing.

A server that hangs, a proxy that swallows, a statement that would take minutes: nothing of it ends by itself,
and no setting of the server's helps against a server that does nothing. So a thread of each process looks at
those who wait. Whoever has heard nothing for too long has the statement cancelled, and a second later, if
that was not heard either, the connection cut off. What waited raises the database's error, as when the
database is away.
"""

from __future__ import annotations

import logging
import os
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from django.db import connections

logger = logging.getLogger("cms.core")

# How often those who wait are looked at, and how long a cancelled statement has for saying so.
LOOK_SECONDS = 0.2
CANCEL_SECONDS = 1.0


class _Wait:
    """A block that uses a thread's connection; `heard_at` is when the database was asked or answered."""

    def __init__(self, database: Any, seconds: float) -> None:
        self.database = database
        self.seconds = seconds
        self.heard_at = time.monotonic()
        self.is_cancelled = False

    def asking(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        """Execute a statement; a wrapper as Django's connections take them."""
        self.heard_at = time.monotonic()
        try:
            return execute(*arguments)
        finally:
            self.heard_at = time.monotonic()
            self.is_cancelled = False

    def look(self, now: float) -> None:
        """Cancel what has taken too long, or cut off the connection when that has not helped."""
        silent = now - self.heard_at
        if silent > self.seconds and not self.is_cancelled:
            self.is_cancelled = True
            _cancel(self.database.connection)
        elif silent > self.seconds + CANCEL_SECONDS:
            _cut_off(self.database.connection)


class _Watch:
    """Looks at all who wait, in a thread that is there while anybody does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waits: list[_Wait] = []
        self._somebody = threading.Event()
        self._thread: threading.Thread | None = None

    def add(self, wait: _Wait) -> None:
        with self._lock:
            self._waits.append(wait)
            self._somebody.set()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="database-patience", daemon=True)
                self._thread.start()

    def remove(self, wait: _Wait) -> None:
        # Under the lock: nobody is cut off for what somebody else has waited for.
        with self._lock:
            self._waits.remove(wait)
            if not self._waits:
                self._somebody.clear()

    def _run(self) -> None:
        while True:
            self._somebody.wait()
            time.sleep(LOOK_SECONDS)
            with self._lock:
                now = time.monotonic()
                for wait in self._waits:
                    wait.look(now)


_watch = _Watch()


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Wait for any answer of the database no longer than so many seconds while this thread runs the block.

    What takes longer raises Django's `OperationalError`. Connecting has its own limit (`connect_timeout`).
    """
    database: Any = connections["default"]
    wait = _Wait(database, seconds)
    # Not by Django's own context manager, which takes away the last one, whosever it is: others come when
    # the connection is opened.
    database.execute_wrappers.insert(0, wait.asking)
    _watch.add(wait)
    try:
        yield
    finally:
        _watch.remove(wait)
        database.execute_wrappers.remove(wait.asking)


def _cancel(opened: Any) -> None:
    """Ask the database to end what it is at; in a thread, because a server may not answer that either."""
    if isinstance(opened, sqlite3.Connection):
        with suppress(sqlite3.Error):
            opened.interrupt()
    elif isinstance(opened, psycopg.Connection):
        threading.Thread(target=_cancel_at_server, args=(opened,), daemon=True).start()


def _cancel_at_server(opened: psycopg.Connection[Any]) -> None:
    with suppress(psycopg.Error, OSError):
        opened.cancel_safe(timeout=CANCEL_SECONDS)


def _cut_off(opened: Any) -> None:
    """End a connection to a server under the hands of the thread that waits for it."""
    if not isinstance(opened, psycopg.Connection):
        return
    with suppress(psycopg.Error, OSError):
        number = opened.pgconn.socket
        with socket.socket(fileno=os.dup(number)) as line:
            # The number may mean something else by now: then this raises.
            if opened.pgconn.socket == number:
                line.shutdown(socket.SHUT_RDWR)
                logger.error("the database has not answered in time; the connection is cut off")
