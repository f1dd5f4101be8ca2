"""Reading the change log: what was committed since a position.

A position is opaque text. On SQLite, where one transaction writes at a time, it is the last number; on
PostgreSQL, where a lower number may be committed after a higher one, it is a snapshot of the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from cms.publishing.triggers import LOG, columns_in, spelled

# Who has not looked for so long starts anew.
KEPT = timedelta(hours=1)
CHUNK = 5000


class LostTrackError(Exception):
    """What happened since a position is no longer in the log."""


@dataclass(frozen=True, slots=True)
class RowChanged:
    """One row of `table`: `before` and `after` hold its short columns, None where there was or is no row.

    `columns` are the names of all columns that differ; None for a row that came or went.
    """

    table: str
    columns: frozenset[str] | None
    before: Mapping[str, str | None] | None
    after: Mapping[str, str | None] | None


@contextmanager
def snapshot() -> Iterator[None]:
    """Read everything inside from one state of the database. Not inside a transaction."""
    if connection.in_atomic_block:
        yield  # tests; what is read is this transaction's own state
        return
    level = " ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"BEGIN{level}")
        try:
            yield
        finally:
            cursor.execute("COMMIT")


def position() -> str:
    """Return the position after everything that is committed."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_current_snapshot()::text")
            return str(cursor.fetchone()[0])
        # Not the highest number in the table, which is gone when the log has been trimmed to nothing.
        cursor.execute("SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = %s), 0)", [LOG])
        return str(cursor.fetchone()[0])


def changes_since(start: str) -> tuple[list[RowChanged], str]:
    """Return what was committed since a position, in order, and the position after it.

    Raises `LostTrackError` when a part of it has been trimmed, or a table was emptied by TRUNCATE.
    """
    if connection.vendor == "postgresql":
        return _since_snapshot(start)
    return _since_number(int(start))


def has_changed_since(start: str) -> bool:
    """Tell whether anything was committed since a position, or it is none of this log."""
    if connection.vendor != "postgresql":
        return position() != start
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT pg_snapshot_xmax(%s::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()) OR EXISTS (
                SELECT 1 FROM "{LOG}"
                WHERE "transaction_id" >= pg_snapshot_xmin(%s::pg_snapshot)::text::bigint
                AND NOT pg_visible_in_snapshot("transaction_id"::text::xid8, %s::pg_snapshot)
            )
            """,
            [start, start, start],
        )
        return bool(cursor.fetchone()[0])


def trim() -> int:
    """Delete what is older than `KEPT`; return how many rows. A job of the worker.

    The last of the old rows stays: who has not seen it has missed something.
    """
    begins = connection.ops.adapt_datetimefield_value(timezone.now() - KEPT)
    last = f'(SELECT MAX("id") FROM "{LOG}" WHERE "happened_at" < %s)'
    # Not through the model, which would read every row for those who listen to deletions.
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{LOG}" WHERE "happened_at" < %s AND "id" < {last}', [begins, begins])
        return int(cursor.rowcount)


_COLUMNS = '"id", "table", "columns", "before", "after"'


def _since_number(number: int) -> tuple[list[RowChanged], str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {_COLUMNS} FROM "{LOG}" WHERE "id" > %s ORDER BY "id"', [number])
        rows = cursor.fetchall()
    if rows and rows[-1][0] != number + len(rows):
        raise LostTrackError(f"of the log after {number} up to {rows[-1][0]} there are {len(rows)} rows")
    if not rows:
        last = position()
        if int(last) != number:
            raise LostTrackError(f"the log was emptied after {number}, it is at {last}")
    return [_changed(row) for row in rows], str(rows[-1][0] if rows else number)


def _since_snapshot(start: str) -> tuple[list[RowChanged], str]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT pg_current_snapshot()::text,
                pg_snapshot_xmax(%s::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()),
                "happened_at" < clock_timestamp() - make_interval(secs => %s), {_COLUMNS}
            FROM (SELECT 1) AS one LEFT JOIN "{LOG}"
                ON "transaction_id" >= pg_snapshot_xmin(%s::pg_snapshot)::text::bigint
                AND NOT pg_visible_in_snapshot("transaction_id"::text::xid8, %s::pg_snapshot)
            ORDER BY "id"
            """,
            [start, KEPT.total_seconds(), start, start],
        )
        rows = cursor.fetchall()
    now, is_ahead = rows[0][:2]
    if is_ahead or any(row[2] for row in rows):
        raise LostTrackError(f"the log after {start} has been trimmed, or is another one")
    return [_changed(row[3:]) for row in rows if row[3] is not None], str(now)


def _changed(row: tuple[Any, ...]) -> RowChanged:
    _number, table, columns, before, after = row
    if before is None and after is None:
        raise LostTrackError(f"{table} was emptied as a whole")
    return RowChanged(
        table=table,
        columns=columns_in(columns) if before and after else None,
        before=_row(before),
        after=_row(after),
    )


def _row(text: str | None) -> Mapping[str, str | None] | None:
    if text is None:
        return None
    return {name: spelled(value) for name, value in json.loads(text).items()}
