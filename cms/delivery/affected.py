"""Which kept answers a batch of changes makes untrue: found by keys first, then looked at closely."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b

from cms.delivery.executions import Execution, Key
from cms.delivery.relevance import Changes, keys_of_change
from cms.delivery.sql_reads import Read, reads_of
from cms.publishing.change_log import RowChanged
from cms.publishing.triggers import logged_models

# Beyond so many executions that may be affected (a section with thousands of pages moves) not each is looked
# at closely.
MOST_CANDIDATES = 1000


def answers_changed(connection: sqlite3.Connection, changes: Changes) -> list[int]:
    """Return the ids of the answers made from an execution to which one of the changes matters.

    The cost is that of the executions that share a key with a change, however many answers are kept. Each is
    read once for the whole batch.
    """
    by_hash = _by_hash(changes)
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS changed (hash INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM changed")
    connection.executemany("INSERT INTO changed (hash) VALUES (?)", [(number,) for number in by_hash])
    candidates = connection.execute(
        "SELECT execution_id, GROUP_CONCAT(hash) FROM temp.changed JOIN execution_key USING (hash)"
        " GROUP BY execution_id"
    ).fetchall()
    are_many = len(candidates) > MOST_CANDIDATES
    batch = _Batch(changes, by_hash)
    affected: set[int] = set()
    for number, hashes in candidates:
        answers = _answers_of(connection, number)
        if not answers <= affected:
            execution = _execution(connection, number)
            found = tuple(map(int, hashes.split(",")))
            if (are_many and batch.hits(execution, found)) or batch.matters_to(execution, found):
                affected |= answers
    return sorted(affected)


class _Batch:
    """Changes, and their places by the hash of each key that they have."""

    def __init__(self, changes: Changes, by_hash: dict[int, list[int]]) -> None:
        self._changes = changes
        self._by_hash = by_hash
        unique = unique_columns_by_table()
        self._of_one_row = {
            _hash(key)
            for change in changes.changes
            for key in keys_of_change(change)
            if len(key) == 3 and key[1] in unique.get(key[0], ())
        }
        self._known: dict[tuple[str, tuple[int, ...]], bool] = {}

    def hits(self, execution: Execution, hashes: tuple[int, ...]) -> bool:
        """Tell whether the execution asks for a changed row by what no other row has, and for a column of it.

        That is the same for all executions of a statement that share these keys, and where it is so the row
        nearly always was in the result.
        """
        question = (execution.sql, tuple(number for number in hashes if number in self._of_one_row))
        if question not in self._known:
            self._known[question] = bool(question[1]) and self._shares_columns(execution, question[1])
        return self._known[question]

    def matters_to(self, execution: Execution, hashes: Iterable[int]) -> bool:
        """Tell whether one of the changes with these keys may have made the result untrue."""
        reads = _by_table(execution.reads())
        return any(
            self._changes.matters_to_read(change, read)
            for change in self._with(hashes)
            for read in reads.get(change.table, ())
        )

    def _shares_columns(self, execution: Execution, hashes: Iterable[int]) -> bool:
        reads = _by_table(reads_of(execution.sql, vendor=execution.vendor))
        return any(
            change.columns is None or read.columns is None or bool(change.columns & read.columns)
            for change in self._with(hashes)
            for read in reads.get(change.table, ())
        )

    def _with(self, hashes: Iterable[int]) -> list[RowChanged]:
        places = {place for number in hashes for place in self._by_hash[number]}
        return [self._changes.changes[place] for place in sorted(places)]


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
    content = execution.as_json()
    digest = blake2b(content.encode(), digest_size=16).digest()
    row = connection.execute("SELECT id FROM execution WHERE digest = ?", (digest,)).fetchone()
    if row is not None:
        return int(row[0])
    cursor = connection.execute("INSERT INTO execution (digest, content) VALUES (?, ?)", (digest, content))
    connection.executemany(
        "INSERT OR IGNORE INTO execution_key (hash, execution_id) VALUES (?, ?)",
        [(_hash(key), cursor.lastrowid) for key in sorted(execution.index_keys(), key=str)],
    )
    return int(cursor.lastrowid or 0)


def _by_hash(changes: Changes) -> dict[int, list[int]]:
    """Return the places of the changes by the hash of each key that they have."""
    hashes: dict[Key, int] = {}
    places: dict[int, list[int]] = defaultdict(list)
    for place, change in enumerate(changes.changes):
        for key in keys_of_change(change):
            if key not in hashes:
                hashes[key] = _hash(key)
            places[hashes[key]].append(place)
    return places


def _execution(connection: sqlite3.Connection, number: int) -> Execution:
    (content,) = connection.execute("SELECT content FROM execution WHERE id = ?", (number,)).fetchone()
    return Execution.from_json(content)


def _by_table(reads: Iterable[Read]) -> dict[str, list[Read]]:
    found: dict[str, list[Read]] = defaultdict(list)
    for read in reads:
        found[read.table].append(read)
    return found


def _answers_of(connection: sqlite3.Connection, execution_id: int) -> set[int]:
    rows = connection.execute("SELECT answer_id FROM made_from WHERE execution_id = ?", (execution_id,))
    return {answer_id for (answer_id,) in rows}


def _hash(key: Key) -> int:
    """Return a number for a key that is the same in every process; two keys may share one."""
    digest = blake2b(json.dumps(key).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
