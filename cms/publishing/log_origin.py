"""Which database a position of the change log belongs to.

After a backup has been restored, or another server stands at the same address, an old position may seem to
fit while the changes before it are other ones. So whoever keeps a position keeps the log's origin with it.
"""

from __future__ import annotations

from django.db import connection

from cms.publishing.triggers import LOG


def origin() -> str:
    """Return what tells this log from that of any other database."""
    return _of_postgresql() if connection.vendor == "postgresql" else _newest_row()


def is_from(kept: str) -> bool:
    """Tell whether the log is the one in which `kept` was the origin."""
    if connection.vendor == "postgresql":
        return kept == _of_postgresql()
    number, _, moment = kept.partition(" ")
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "happened_at" FROM "{LOG}" WHERE "id" = %s', [number or 0])
        row = cursor.fetchone()
    # A row that has been trimmed says nothing; the position itself will not fit if the log is another.
    return row is None or str(row[0]) == moment


def _newest_row() -> str:
    """Return number and moment of the newest row: after a restoration the number is given again, later."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "id", "happened_at" FROM "{LOG}" ORDER BY "id" DESC LIMIT 1')
        row = cursor.fetchone()
    return "" if row is None else f"{row[0]} {row[1]}"


def _of_postgresql() -> str:
    """Return server, timeline, database and table; a failover or a restoration begins another of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_function_privilege('pg_control_system()', 'execute')"
            " AND has_function_privilege('pg_control_checkpoint()', 'execute')"
        )
        server = ""
        if cursor.fetchone()[0]:
            cursor.execute(
                "SELECT system_identifier::text || '.' || timeline_id::text"
                " FROM pg_control_system(), pg_control_checkpoint()"
            )
            server = str(cursor.fetchone()[0])
        cursor.execute(
            "SELECT (SELECT oid FROM pg_database WHERE datname = current_database())::text"
            " || '.' || %s::regclass::oid::text",
            [LOG],
        )
        return f"{server} {cursor.fetchone()[0]}"
