"""What a response was made from: every SELECT that runs while it is made, with its parameters and result.

    with recording() as record:
        response = application(request)
    record.executions, record.is_complete

Recording stands in the database connection of this thread, so no query can pass it by, whoever writes it:
ours, Wagtail's, Django's, prepared statements and hand-written SQL.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from cms.delivery.executions import Execution, execution
from cms.delivery.sql_reads import UnreadableStatementError
from cms.publishing.triggers import plain_columns_by_table

logger = logging.getLogger("cms.delivery")

# What opens and closes transactions reads nothing.
_NO_READS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "SET ", "SHOW ")


# How drivers execute otherwise: psycopg's copies and streams, SQLite's scripts.
_UNSEEN = frozenset({"copy", "stream", "executescript"})


class Record:
    """What was executed. `is_complete` is False when something was read that cannot be followed."""

    def __init__(self) -> None:
        self.is_complete = True
        self._running: list[_Running] = []

    @property
    def executions(self) -> list[Execution]:
        """Return everything executed, each only once."""
        return list(dict.fromkeys(running.finished() for running in self._running))

    def executed(self, sql: str, parameters: Sequence[Any] | None) -> _Running | None:
        """Note an execution whose rows are about to be fetched."""
        if sql.lstrip().upper().startswith(_NO_READS):
            return None
        running = _Running(sql, parameters or ())
        try:
            tables = execution(sql, connection.vendor, running.parameters, ()).tables
        except UnreadableStatementError:
            self._give_up("a statement cannot be read: %s", sql)
            return None
        unknown = tables - plain_columns_by_table().keys()
        if unknown:
            self._give_up("changes of these tables are not logged: %s", ", ".join(sorted(unknown)))
            return None
        self._running.append(running)
        return running

    def _give_up(self, reason: str, what: str) -> None:
        if self.is_complete:
            logger.info("an answer is not kept; " + reason, what)
        self.is_complete = False


class _Running:
    """An execution whose rows are being fetched."""

    def __init__(self, sql: str, parameters: Sequence[Any]) -> None:
        self.sql = sql
        self.parameters = parameters
        self.rows: list[Sequence[Any]] = []

    def finished(self) -> Execution:
        return execution(self.sql, connection.vendor, self.parameters, self.rows)


class _RecordingCursor(CursorWrapper):
    """A cursor that notes what it executes and fetches."""

    def __init__(self, cursor: Any, db: Any, record: Record) -> None:
        super().__init__(cursor, db)
        self._record = record
        self._execution: _Running | None = None

    def execute(self, sql: Any, params: Any = None) -> Any:
        """Execute and note a statement."""
        result = super().execute(sql, params)
        self._execution = self._record.executed(sql, params)
        return result

    def callproc(self, procname: Any, params: Any = None, kparams: Any = None) -> Any:
        """Call what may read anything."""
        self._record.is_complete = False
        return super().callproc(procname, params, kparams)

    def __getattr__(self, name: str) -> Any:
        """Return what only the driver's own cursor has; some of that reads without being seen."""
        if name in _UNSEEN:
            self._record.is_complete = False
        return super().__getattr__(name)

    def executemany(self, sql: Any, param_list: Any) -> Any:
        """Execute a statement for many parameters: only writers do."""
        self._record.is_complete = False
        return super().executemany(sql, param_list)

    def fetchone(self) -> Any:
        """Fetch a row and note it."""
        row = self.cursor.fetchone()
        self._note([] if row is None else [row])
        return row

    def fetchmany(self, *arguments: Any) -> Any:
        """Fetch some rows and note them."""
        return self._note(self.cursor.fetchmany(*arguments))

    def fetchall(self) -> Any:
        """Fetch all rows and note them."""
        return self._note(self.cursor.fetchall())

    def __iter__(self) -> Iterator[Any]:
        """Go through the rows, noting each."""
        for row in super().__iter__():
            self._note([row])
            yield row

    def _note(self, rows: Any) -> Any:
        if self._execution is not None:
            self._execution.rows.extend(rows)
        return rows


@contextmanager
def recording() -> Iterator[Record]:
    """Record what is read through this thread's database connection."""
    record = Record()
    before = {name: connection.__dict__.get(name) for name in ("make_cursor", "make_debug_cursor")}

    def make_cursor(cursor: Any) -> _RecordingCursor:
        return _RecordingCursor(cursor, connection, record)

    wrapped: Any = connection
    wrapped.make_cursor = wrapped.make_debug_cursor = make_cursor
    try:
        yield record
    finally:
        for name, value in before.items():
            if value is None:
                delattr(wrapped, name)
            else:
                setattr(wrapped, name, value)
