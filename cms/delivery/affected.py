"""Which kept answers a batch of changes makes untrue: found by keys first, then looked at closely."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from functools import cache
from hashlib import blake2b

from cms.delivery.executions import Execution, Key
from cms.delivery.relevance import Changes, keys_of_change
from cms.publishing.triggers import logged_models

# Executions, their statements, and the keys by which a change finds them.
SCHEMA = """
CREATE TABLE IF NOT EXISTS statement (
    id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, sql TEXT NOT NULL, vendor TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS execution (
    id INTEGER PRIMARY KEY, statement_id INTEGER NOT NULL REFERENCES statement (id),
    digest BLOB NOT NULL UNIQUE, content TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS execution_statement ON execution (statement_id);
CREATE TABLE IF NOT EXISTS execution_key (
    hash INTEGER NOT NULL, execution_id INTEGER NOT NULL REFERENCES execution (id) ON DELETE CASCADE,
    PRIMARY KEY (hash, execution_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS execution_key_execution ON execution_key (execution_id);
"""

# Beyond so many executions that may be affected (a section with thousands of pages moves) not each is looked
# at closely.
MOST_CANDIDATES = 5000


def answers_changed(connection: sqlite3.Connection, changes: Changes) -> list[int]:
    """Return the ids of the answers made from an execution to which one of the changes matters.

    The cost is that of the executions that share a key with a change, however many answers are kept. What is
    the same for all executions of a statement is worked out once; most changes matter to few statements.
    """
    batch = _Batch(connection, changes)
    candidates = [
        (number, places, hashes)
        for number, statement, hashes in batch.sharing_keys()
        if (places := batch.concerning(statement, hashes))
    ]
    are_many = len(candidates) > MOST_CANDIDATES
    affected: set[int] = set()
    for number, places, hashes in candidates:
        answers = _answers_of(connection, number)
        if answers <= affected:
            continue
        is_hit = are_many and batch.asks_for_one_of(places, hashes)
        if is_hit or changes.matter_to(batch.execution(number), places):
            affected |= answers
    return sorted(affected)


class _Batch:
    """Changes, what is kept in a file, and how they find each other."""

    def __init__(self, connection: sqlite3.Connection, changes: Changes) -> None:
        self._connection = connection
        self._changes = changes
        self._by_hash = _by_hash(changes)
        self._of_one_row = _hashes_of_one_row(changes)
        self._statements: dict[int, tuple[str, str]] = {}
        self._known: dict[tuple[int, int], frozenset[int]] = {}

    def sharing_keys(self) -> list[tuple[int, int, str]]:
        """Return the executions that share keys with the changes: id, statement, hashes of the keys."""
        self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS changed (hash INTEGER PRIMARY KEY)")
        self._connection.execute("DELETE FROM changed")
        self._connection.executemany(
            "INSERT INTO changed (hash) VALUES (?)", [(number,) for number in self._by_hash]
        )
        return self._connection.execute(
            "SELECT execution.id, statement_id, GROUP_CONCAT(hash) FROM temp.changed"
            " JOIN execution_key USING (hash) JOIN execution ON execution.id = execution_id"
            " GROUP BY execution.id"
        ).fetchall()

    def concerning(self, statement: int, hashes: str) -> frozenset[int]:
        """Return the places of the changes with these keys that may matter to executions of a statement."""
        found = (self._with_key(statement, int(number)) for number in hashes.split(","))
        return frozenset().union(*found)

    def _with_key(self, statement: int, number: int) -> frozenset[int]:
        if (statement, number) not in self._known:
            sql, vendor = self._statement(statement)
            self._known[statement, number] = frozenset(
                place
                for place in self._by_hash[number]
                if self._changes.reads_concerned(place, sql, vendor=vendor)
            )
        return self._known[statement, number]

    def asks_for_one_of(self, places: frozenset[int], hashes: str) -> bool:
        """Tell whether an execution asks for one of these changed rows by what no other row has.

        Where it does, the row nearly always was in the result.
        """
        own = (int(number) for number in hashes.split(","))
        return any(
            not self._by_hash[number].isdisjoint(places) for number in own if number in self._of_one_row
        )

    def execution(self, number: int) -> Execution:
        """Return an execution by its id."""
        statement, content = self._connection.execute(
            "SELECT statement_id, content FROM execution WHERE id = ?", (number,)
        ).fetchone()
        return Execution.stored(*self._statement(statement), content)

    def _statement(self, number: int) -> tuple[str, str]:
        if number not in self._statements:
            self._statements[number] = self._connection.execute(
                "SELECT sql, vendor FROM statement WHERE id = ?", (number,)
            ).fetchone()
        return self._statements[number]


@cache
def unique_columns_by_table() -> dict[str, frozenset[str]]:
    """Return the columns of which no two rows have the same value, by table."""
    return {
        model._meta.db_table: frozenset(
            field.column for field in model._meta.local_concrete_fields if field.unique and field.column
        )
        for model in logged_models()
    }


def execution_id(connection: sqlite3.Connection, execution: Execution) -> int:
    """Return the id of an execution in the file, where it is written if it is new."""
    digest = _digest(execution.as_json())
    row = connection.execute("SELECT id FROM execution WHERE digest = ?", (digest,)).fetchone()
    if row is not None:
        return int(row[0])
    cursor = connection.execute(
        "INSERT INTO execution (statement_id, digest, content) VALUES (?, ?, ?)",
        (_statement_id(connection, execution), digest, execution.content()),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO execution_key (hash, execution_id) VALUES (?, ?)",
        [(_hash(key), cursor.lastrowid) for key in sorted(execution.index_keys(), key=str)],
    )
    return int(cursor.lastrowid or 0)


def forget_unused(connection: sqlite3.Connection) -> None:
    """Remove executions from which no answer was made, and statements that nobody executes."""
    connection.execute("DELETE FROM execution WHERE id NOT IN (SELECT execution_id FROM made_from)")
    connection.execute("DELETE FROM statement WHERE id NOT IN (SELECT statement_id FROM execution)")


def _statement_id(connection: sqlite3.Connection, execution: Execution) -> int:
    digest = _digest(f"{execution.vendor} {execution.sql}")
    connection.execute(
        "INSERT OR IGNORE INTO statement (digest, sql, vendor) VALUES (?, ?, ?)",
        (digest, execution.sql, execution.vendor),
    )
    row = connection.execute("SELECT id FROM statement WHERE digest = ?", (digest,)).fetchone()
    return int(row[0])


def _by_hash(changes: Changes) -> dict[int, set[int]]:
    """Return the places of the changes by the hash of each key that they have."""
    hashes: dict[Key, int] = {}
    places: dict[int, set[int]] = defaultdict(set)
    for place, change in enumerate(changes.changes):
        for key in keys_of_change(change):
            if key not in hashes:
                hashes[key] = _hash(key)
            places[hashes[key]].add(place)
    return places


def _hashes_of_one_row(changes: Changes) -> set[int]:
    """Return the hashes of those keys that only one row can have."""
    unique = unique_columns_by_table()
    return {
        _hash(key)
        for change in changes.changes
        for key in keys_of_change(change)
        if len(key) == 3 and key[1] in unique.get(key[0], ())
    }


def _answers_of(connection: sqlite3.Connection, execution_id: int) -> set[int]:
    rows = connection.execute(
        "SELECT answer_id FROM made_from WHERE execution_id = ? AND answer_id NOT IN gone", (execution_id,)
    )
    return {answer_id for (answer_id,) in rows}


def _hash(key: Key) -> int:
    """Return a number for a key that is the same in every process; two keys may share one."""
    digest = blake2b(json.dumps(key).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()
