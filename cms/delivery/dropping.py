"""Dropping answers from the host's file: gone at once, removed later.

To free the bodies of ten thousand answers takes more than a second, in which nobody else could write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

# Keys are remembered for workers, and for the CDN; their numbers begin anywhere, so that those of another
# file fit nothing.
SCHEMA = """
CREATE TABLE IF NOT EXISTS gone (answer_id INTEGER PRIMARY KEY REFERENCES answer (id) ON DELETE CASCADE);
CREATE TABLE IF NOT EXISTS dropped (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL);
INSERT INTO sqlite_sequence (name, seq) SELECT 'dropped', ABS(RANDOM() % 1000000000000)
    WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'dropped');
"""

# Stands in `dropped` for every key there ever was.
EVERYTHING = "*"
# Removed while others wait.
REMOVED_AT_ONCE = 200


def drop(connection: sqlite3.Connection, answer_ids: Iterable[int]) -> None:
    """Let answers be gone, and say so under their keys."""
    ids = [(answer_id,) for answer_id in answer_ids]
    connection.executemany(
        "INSERT INTO dropped (key) SELECT key FROM answer WHERE id = ? AND id NOT IN gone", ids
    )
    connection.executemany("INSERT OR IGNORE INTO gone (answer_id) VALUES (?)", ids)


def drop_everything(connection: sqlite3.Connection) -> None:
    """Let all answers be gone."""
    connection.execute("INSERT OR IGNORE INTO gone (answer_id) SELECT id FROM answer")
    connection.execute("INSERT INTO dropped (key) VALUES (?)", (EVERYTHING,))


def remove_gone(connection: sqlite3.Connection) -> bool:
    """Remove some of what is gone; tell whether there may be more."""
    removed = connection.execute(
        "DELETE FROM answer WHERE id IN (SELECT answer_id FROM gone LIMIT ?)", (REMOVED_AT_ONCE,)
    )
    return removed.rowcount == REMOVED_AT_ONCE
