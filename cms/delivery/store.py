"""The answers of a host: bytes, what they were made from, and which of them a change has made untrue.

One SQLite file, shared by all workers of the host and kept over a restart. Whoever notices a change first
removes what it concerns for all; every worker then forgets the keys in `dropped` from its own memory.

Copies of an answer live on elsewhere: in the memory of workers, and in a CDN. So what an answer was made from
outlives its bytes: `tidy` empties it, and only forgets it when no copy can be left, or tells everybody so
(`docs/decisions/0008-cdn.md`).
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from cms.delivery.answers import Answer
from cms.delivery.executions import Execution, Key
from cms.delivery.relevance import Changes, keys_of_change
from cms.publishing.change_log import LostTrackError, changes_since, position, snapshot

_SCHEMA = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, expires_at REAL NOT NULL,
    head TEXT NOT NULL, plain BLOB NOT NULL, gzip BLOB, br BLOB
);
CREATE INDEX IF NOT EXISTS answer_expires_at ON answer (expires_at);
CREATE TABLE IF NOT EXISTS execution (
    id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, content TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS made_from (
    execution_id INTEGER NOT NULL, answer_id INTEGER NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    PRIMARY KEY (execution_id, answer_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS made_from_answer ON made_from (answer_id);
CREATE TABLE IF NOT EXISTS execution_key (
    hash INTEGER NOT NULL, execution_id INTEGER NOT NULL REFERENCES execution (id) ON DELETE CASCADE,
    PRIMARY KEY (hash, execution_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS execution_key_execution ON execution_key (execution_id);
CREATE TABLE IF NOT EXISTS dropped (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL);
"""

# Dropped keys that are remembered; a worker that missed more forgets everything.
MOST_DROPPED = 20_000
# Answers, emptied ones included, whose origin is remembered.
MOST_ANSWERS = 200_000
# Stands in `dropped` for every key there ever was.
EVERYTHING = "*"


class Store:
    """The answers in one file. Every thread has its own connection to it."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file
        self._connections = threading.local()

    def get(self, key: str) -> Answer | None:
        """Return the answer under a key unless there is none or its time is over."""
        row = self._connection.execute(
            "SELECT head, plain, gzip, br FROM answer WHERE key = ? AND expires_at > ? AND plain <> x''",
            (key, time.time()),
        ).fetchone()
        return None if row is None else Answer.stored(*row)

    def put(self, key: str, answer: Answer, executions: Sequence[Execution], *, since: str) -> bool:
        """Keep an answer that was made from these executions, begun at position `since`.

        Returns False, and keeps nothing, when something has changed meanwhile that matters to it.
        """
        with self._writing() as connection:
            now = self._catch_up(connection)
            if since != now and _changed_since(since, executions):
                return False
            _make_room(connection, key, answer)
            cursor = connection.execute(
                "INSERT INTO answer (key, expires_at, head, plain, gzip, br) VALUES (?, ?, ?, ?, ?, ?)",
                (key, answer.expires_at, answer.head(), answer.plain, answer.gzip, answer.br),
            )
            ids = [_execution_id(connection, execution) for execution in executions]
            connection.executemany(
                "INSERT OR IGNORE INTO made_from (execution_id, answer_id) VALUES (?, ?)",
                [(execution_id, cursor.lastrowid) for execution_id in ids],
            )
        return True

    def catch_up(self) -> None:
        """Remove every answer to which something matters that was committed since the last time."""
        with self._writing() as connection:
            self._catch_up(connection)

    def has_news(self) -> bool:
        """Tell whether something was committed that nobody on this host has looked at."""
        row = self._connection.execute("SELECT value FROM state WHERE name = 'position'").fetchone()
        if row is None:
            return True
        try:
            return bool(changes_since(row[0])[0])
        except LostTrackError:
            return True

    def dropped_since(self, number: int) -> tuple[list[str] | None, int]:
        """Return the keys dropped after a number, None when they are not known, and the last number."""
        connection = self._connection
        first, last = connection.execute(
            "SELECT COALESCE(MIN(id), 0),"
            " COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'dropped'), 0) FROM dropped"
        ).fetchone()
        if number == last:
            return [], last
        if number < first - 1 or number > last:
            return None, last
        keys = [key for (key,) in connection.execute("SELECT key FROM dropped WHERE id > ?", (number,))]
        return (None if EVERYTHING in keys else keys), last

    def handed_over(self) -> int:
        """Return the number up to which the dropped keys were handed over for a purge of the CDN."""
        row = self._connection.execute("SELECT value FROM state WHERE name = 'handed over'").fetchone()
        return 0 if row is None else int(row[0])

    def hand_over(self, number: int) -> None:
        """Note that the dropped keys were handed over, up to a number."""
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO state VALUES ('handed over', ?)", (str(number),))

    def clear(self) -> None:
        """Drop everything."""
        with self._writing() as connection:
            _drop_everything(connection)

    def tidy(self, *, most_bytes: int, copies_seconds: float = 0.0) -> None:
        """Empty what is over and the oldest answers beyond a size in bytes; forget what nobody needs.

        `copies_seconds` is how long a CDN may hold a copy that was handed out at the last moment.
        """
        now = time.time()
        with self._writing() as connection:
            connection.execute("DELETE FROM answer WHERE expires_at <= ?", (now - copies_seconds,))
            _empty(connection, now=now, most_bytes=most_bytes)
            too_many = connection.execute(
                "SELECT id FROM answer ORDER BY id DESC LIMIT -1 OFFSET ?", (MOST_ANSWERS,)
            )
            _drop(connection, [answer_id for (answer_id,) in too_many.fetchall()])
            connection.execute("DELETE FROM execution WHERE id NOT IN (SELECT execution_id FROM made_from)")
            connection.execute(
                "DELETE FROM dropped WHERE id <= (SELECT MAX(id) FROM dropped) - ?", (MOST_DROPPED,)
            )

    def _catch_up(self, connection: sqlite3.Connection) -> str:
        """Process the change log up to now; return the position reached."""
        row = connection.execute("SELECT value FROM state WHERE name = 'position'").fetchone()
        with snapshot():
            try:
                changes, now = changes_since(row[0]) if row else ([], position())
            except LostTrackError:
                row, changes, now = None, [], position()
            if row is None:
                _drop_everything(connection)
            elif changes:
                _drop(connection, _answers_changed(connection, Changes(changes)))
        if row is None or row[0] != now:
            connection.execute("INSERT OR REPLACE INTO state (name, value) VALUES ('position', ?)", (now,))
        return now

    @property
    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._connections, "one", None)
        if found is None:
            found = sqlite3.connect(self._file, timeout=10, isolation_level=None)
            found.executescript(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON"
            )
            found.executescript(_SCHEMA)
            self._connections.one = found
        return found

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _changed_since(since: str, executions: Sequence[Execution]) -> bool:
    with snapshot():
        try:
            changes, _now = changes_since(since)
        except LostTrackError:
            return True
        found = Changes(changes)
        return any(found.matter_to(execution) for execution in executions)


def _answers_changed(connection: sqlite3.Connection, changes: Changes) -> list[int]:
    """Return the answers made from an execution to which one of the changes matters."""
    answers: set[int] = set()
    seen: set[int] = set()
    for change in changes.changes:
        hashes = [_hash(key) for key in keys_of_change(change)]
        rows = connection.execute(
            "SELECT DISTINCT id, content FROM execution JOIN execution_key ON execution_id = id"
            f" WHERE hash IN ({', '.join('?' * len(hashes))})",
            hashes,
        ).fetchall()
        for execution_id, content in rows:
            if execution_id not in seen and changes.matters(change, Execution.from_json(content)):
                seen.add(execution_id)
                answers |= _answers_of(connection, execution_id)
    return sorted(answers)


def _answers_of(connection: sqlite3.Connection, execution_id: int) -> set[int]:
    rows = connection.execute("SELECT answer_id FROM made_from WHERE execution_id = ?", (execution_id,))
    return {answer_id for (answer_id,) in rows}


def _drop(connection: sqlite3.Connection, answer_ids: Sequence[int]) -> None:
    ids = [(answer_id,) for answer_id in answer_ids]
    connection.executemany("INSERT INTO dropped (key) SELECT key FROM answer WHERE id = ?", ids)
    connection.executemany("DELETE FROM answer WHERE id = ?", ids)


def _drop_everything(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM answer")
    connection.execute("INSERT INTO dropped (key) VALUES (?)", (EVERYTHING,))


def _make_room(connection: sqlite3.Connection, key: str, answer: Answer) -> None:
    """Remove the answer under a key; copies of one with other bytes are no longer true."""
    row = connection.execute("SELECT head FROM answer WHERE key = ?", (key,)).fetchone()
    if row is not None and json.loads(row[0])["etag"] != answer.etag:
        connection.execute("INSERT INTO dropped (key) VALUES (?)", (key,))
    connection.execute("DELETE FROM answer WHERE key = ?", (key,))


def _empty(connection: sqlite3.Connection, *, now: float, most_bytes: int) -> None:
    """Take the bytes from what is over, and from the oldest answers beyond a size."""
    connection.execute(
        "UPDATE answer SET plain = x'', gzip = NULL, br = NULL WHERE plain <> x'' AND (expires_at <= ?"
        " OR id IN (SELECT id FROM ("
        "  SELECT id, SUM(LENGTH(plain) + LENGTH(COALESCE(gzip, '')) + LENGTH(COALESCE(br, '')))"
        "  OVER (ORDER BY id DESC) AS size FROM answer) WHERE size > ?))",
        (now, most_bytes),
    )


def _execution_id(connection: sqlite3.Connection, execution: Execution) -> int:
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


def _hash(key: Key) -> int:
    """Return a number for a key that is the same in every process; two keys may share one."""
    digest = blake2b(json.dumps(key).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
