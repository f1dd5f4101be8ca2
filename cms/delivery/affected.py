"""Which kept answers a batch of changes makes untrue: found by keys first, then looked at closely."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from cms.delivery.executions import Execution, Key
from cms.delivery.relevance import Changes, keys_of_change
from cms.delivery.sql_reads import Read, reads_of
from cms.publishing.change_log import RowChanged

# Beyond so many changes at once (thousands of pages moved) not each is looked at closely.
MOST_CHANGES = 1000
# A key that no more than this part of them has is one of single rows, such as an id, and not one such as "is
# live".
FEW = 1 / 100


def answers_changed(connection: sqlite3.Connection, changes: Changes) -> list[int]:
    """Return the ids of the answers made from an execution to which one of the changes matters.

    The cost is that of the executions that share a key with a change, however many answers are kept. Each is
    read once for the whole batch.
    """
    by_hash = _by_hash(changes)
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS changed (hash INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM changed")
    connection.executemany("INSERT INTO changed (hash) VALUES (?)", [(number,) for number in by_hash])
    affected: set[int] = set()
    for number in _candidates(connection):
        answers = _answers_of(connection, number)
        if not answers <= affected and _is_affected(connection, number, changes, by_hash):
            affected |= answers
    return sorted(affected)


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


def _candidates(connection: sqlite3.Connection) -> Iterator[int]:
    rows = connection.execute(
        "SELECT DISTINCT execution_id FROM temp.changed JOIN execution_key USING (hash)"
    ).fetchall()
    yield from (found for (found,) in rows)


def _is_affected(
    connection: sqlite3.Connection, execution_id: int, changes: Changes, by_hash: dict[int, list[int]]
) -> bool:
    (content,) = connection.execute("SELECT content FROM execution WHERE id = ?", (execution_id,)).fetchone()
    execution = Execution.from_json(content)
    hashes = connection.execute(
        "SELECT hash FROM execution_key JOIN temp.changed USING (hash) WHERE execution_id = ?",
        (execution_id,),
    ).fetchall()
    found = [by_hash[number] for (number,) in hashes]
    if len(changes.changes) > MOST_CHANGES and _is_hit(execution, changes, found):
        return True
    places = sorted({place for some in found for place in some})
    reads = _by_table(execution.reads())
    return any(
        changes.matters_to_read(changes.changes[place], read)
        for place in places
        for read in reads.get(changes.changes[place].table, ())
    )


def _is_hit(execution: Execution, changes: Changes, found: list[list[int]]) -> bool:
    """Tell whether a change shares with an execution a key that few changes have, and a column that is read.

    That costs a tenth of looking closely, and in a large batch it is nearly always right.
    """
    reads = _by_table(reads_of(execution.sql, vendor=execution.vendor))
    return any(
        _shares_column(changes.changes[place], read)
        for places in found
        if len(places) <= max(1, int(len(changes.changes) * FEW))
        for place in places
        for read in reads.get(changes.changes[place].table, ())
    )


def _shares_column(change: RowChanged, read: Read) -> bool:
    return change.columns is None or read.columns is None or bool(change.columns & read.columns)


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
