"""The answers of a host: bytes, what they were made from, and which of them a change has made untrue.

One SQLite file, shared by all workers of the host and kept over a restart. Whoever notices a change first
removes what it concerns for all; every worker then forgets the keys in `dropped` from its own memory.

Copies of an answer live on elsewhere: in the memory of workers, and in a CDN. So what an answer was made from
outlives its bytes: `tidy` empties it, and only forgets it when no copy can be left, or tells everybody so
(`docs/decisions/0008-cdn.md`).
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from django.conf import settings

from cms.delivery.affected import SCHEMA as EXECUTIONS
from cms.delivery.affected import answers_changed, execution_id, forget_unused
from cms.delivery.answers import Answer
from cms.delivery.dropping import EVERYTHING, drop, drop_everything, remove_gone
from cms.delivery.dropping import SCHEMA as DROPPED
from cms.delivery.executions import Execution
from cms.delivery.purging.tags import copies_seconds
from cms.delivery.relevance import Changes
from cms.delivery.shared import SharedAnswers
from cms.delivery.stamp import stamp
from cms.delivery.store_file import StoreFile, StoreTroubleError
from cms.publishing.change_log import (
    KEPT,
    LostTrackError,
    RowChanged,
    changes_since,
    has_changed_since,
    position,
    snapshot,
)
from cms.publishing.log_origin import is_from, origin

logger = logging.getLogger("cms.delivery")

SCHEMA = f"""{EXECUTIONS}
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, expires_at REAL NOT NULL,
    head TEXT NOT NULL, size INTEGER NOT NULL, plain BLOB, gzip BLOB, br BLOB, checksum INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS answer_expires_at ON answer (expires_at);
CREATE INDEX IF NOT EXISTS answer_size ON answer (id, size);
CREATE TABLE IF NOT EXISTS made_from (
    execution_id INTEGER NOT NULL, answer_id INTEGER NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    PRIMARY KEY (execution_id, answer_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS made_from_answer ON made_from (answer_id);
{DROPPED}"""

# Dropped keys that are remembered; a worker that missed more forgets everything.
MOST_DROPPED = 20_000
# Answers, emptied ones included, whose origin is remembered.
MOST_ANSWERS = 200_000
# A position that stays behind for long is lost when the log is trimmed, so it moves even when nothing
# happens.
POSITION_SECONDS = 60.0
# How many answers a worker that has no file puts between two looks at their size.
PUTS_BETWEEN_TIDYING = 200
# An answer from elsewhere that so many changes lie behind is made anew sooner than it is checked.
MOST_TO_CHECK = 1000


class Store:
    """The answers in one file, whose name gets the stamp of the program: another one has its own.

    `most_bytes` bounds the bodies of a worker that has no file to keep them in.
    """

    def __init__(
        self, file: Path, *, most_bytes: int = 64 * 2**20, shared: SharedAnswers | None = None
    ) -> None:
        self.path = file.with_stem(f"{file.stem}-{stamp(SCHEMA)}")
        self._file = StoreFile(self.path, schema=SCHEMA)
        self._most_bytes = most_bytes
        self._shared = shared
        self._puts = 0
        self._keeps_nothing = False
        # While the file cannot be written: how far this worker has looked, and what it found untrue.
        self._ahead: str | None = None
        self._untrue: set[str] = set()

    def get(self, key: str, *, by_others: bool = True) -> Answer | None:
        """Return the answer under a key unless there is none or its time is over.

        Those that other hosts have made need the database, which may keep a caller waiting.
        """
        try:
            with self._file.reading() as connection:
                row = connection.execute(
                    "SELECT head, plain, gzip, br, checksum FROM answer"
                    " WHERE key = ? AND expires_at > ? AND plain IS NOT NULL AND id NOT IN gone",
                    (key, time.time()),
                ).fetchone()
        except StoreTroubleError:
            return None
        if row is None or key in self._untrue:
            return self._taken(key) if by_others else None
        if checksum(*row[:-1]) != row[-1]:
            # Where one thing is not as it was written nothing else is believed either.
            self._file.discard(f"the answer under {key} is not as it was written")
            return None
        return Answer.stored(*row[:-1])

    def put(self, key: str, answer: Answer, executions: Sequence[Execution], *, since: str) -> bool:
        """Keep an answer that was made from these executions, begun at position `since`; offer it to others.

        Returns False, and keeps nothing, when something has changed meanwhile that matters to it, or when
        there is trouble with the file: what is not in the file cannot be found when it becomes untrue.
        """
        if not self._keep(key, answer, executions, since):
            return False
        if self._shared is not None:
            self._shared.give(key, answer, executions, since=since, origin=self._origin())
        return True

    def catch_up(self) -> list[str]:
        """Remove every answer to which something matters that was committed since the last time.

        Returns the keys of those that could not be removed because the file cannot be written; they are
        untrue all the same, and no longer found by this worker.
        """
        try:
            if self.has_news():
                with self._file.writing() as connection:
                    self._catch_up(connection)
            self._ahead, self._untrue = None, set()
        except StoreTroubleError as trouble:
            if self._ahead is None:
                logger.error("the file of kept answers cannot be written: %s", trouble)
            return self._look_ahead()
        return []

    def has_news(self) -> bool:
        """Tell whether something was committed that nobody on this host has looked at."""
        with self._file.reading() as connection:
            return self._has_news(connection)

    def dropped_since(self, number: int) -> tuple[list[str] | None, int]:
        """Return the keys dropped after a number, None when they are not known, and the last number.

        Numbers begin anywhere, so that those of another file fit nothing.
        """
        try:
            with self._file.reading() as connection:
                first, last = connection.execute(
                    "SELECT (SELECT MIN(id) FROM dropped), seq FROM sqlite_sequence WHERE name = 'dropped'"
                ).fetchone()
                if not (last + 1 if first is None else first) - 1 <= number <= last:
                    return None, last
                rows = connection.execute("SELECT key FROM dropped WHERE id > ?", (number,)).fetchall()
        except StoreTroubleError:
            # The same file may come back, with all that it has dropped.
            return [], number
        keys = [key for (key,) in rows]
        return (None if EVERYTHING in keys else keys), last

    def handed_over(self) -> int:
        """Return the number up to which the dropped keys were handed over for a purge of the CDN."""
        with self._file.reading() as connection:
            row = connection.execute("SELECT value FROM state WHERE name = 'handed over'").fetchone()
        return 0 if row is None else int(row[0])

    def noted(self, name: str) -> str | None:
        """Return what was last noted under a name, None when that cannot be read."""
        with suppress(StoreTroubleError), self._file.reading() as connection:
            row = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
            return None if row is None else str(row[0])
        return None

    def note(self, name: str, value: str) -> None:
        """Note something for workers that start later, if the file can be written."""
        with suppress(StoreTroubleError), self._file.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))

    @property
    def is_alone(self) -> bool:
        """Tell whether there is no file and this process keeps its answers to itself."""
        return self._file.is_alone

    def hand_over(self, number: int) -> None:
        """Note that the dropped keys were handed over, up to a number."""
        with self._file.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO state VALUES ('handed over', ?)", (str(number),))

    def clear(self) -> None:
        """Drop everything."""
        with self._file.writing() as connection:
            drop_everything(connection)

    def tidy(self, *, most_bytes: int | None = None) -> None:
        """Empty what is over and the oldest answers beyond a size in bytes; forget what nobody needs.

        A copy that was handed out at the last moment lives on in a CDN. Raises `StoreTroubleError`.
        """
        now = time.time()
        while self._swept():
            pass
        with self._file.writing() as connection:
            connection.execute("DELETE FROM answer WHERE expires_at <= ?", (now - copies_seconds(),))
            _empty(connection, now=now, most_bytes=self._most_bytes if most_bytes is None else most_bytes)
            too_many = connection.execute(
                "SELECT id FROM answer ORDER BY id DESC LIMIT -1 OFFSET ?", (MOST_ANSWERS,)
            )
            drop(connection, [answer_id for (answer_id,) in too_many.fetchall()])
            forget_unused(connection)
            connection.execute(
                "DELETE FROM dropped WHERE id <= (SELECT MAX(id) FROM dropped) - ?", (MOST_DROPPED,)
            )

    def _swept(self) -> bool:
        """Remove some of what is gone; tell whether there may be more."""
        with self._file.writing() as connection:
            return remove_gone(connection)

    def _taken(self, key: str) -> Answer | None:
        """Return what another host has made, if it is still true, and keep it here."""
        if self._shared is None:
            return None
        taken = self._shared.take(key, origin=self._origin())
        if taken is None or taken.answer.expires_at <= time.time():
            return None
        is_true = self._keep(key, taken.answer, taken.executions, taken.since)
        return taken.answer if is_true else None

    def _origin(self) -> str:
        """Return what tells answers of this program and database from those of others."""
        with self._file.reading() as connection:
            row = connection.execute("SELECT value FROM state WHERE name = 'origin'").fetchone()
        return f"{self.path.name} {row and row[0]}"

    def _keep(self, key: str, answer: Answer, executions: Sequence[Execution], since: str) -> bool:
        try:
            with self._file.writing() as connection:
                # Else it would be held against changes that it was made after.
                if self._has_news(connection):
                    self._catch_up(connection)
                if _changed_since(since, executions):
                    return False
                self._insert(connection, key, answer, executions, since)
        except StoreTroubleError as trouble:
            if not self._keeps_nothing:
                logger.error("answers cannot be kept, each is made anew: %s", trouble)
            self._keeps_nothing = True
            return False
        if self._keeps_nothing:
            logger.warning("answers are kept again")
        self._keeps_nothing = False
        self._puts += 1
        if self._file.is_alone and self._puts % PUTS_BETWEEN_TIDYING == 0:
            self.tidy()
        return True

    def _insert(
        self,
        connection: sqlite3.Connection,
        key: str,
        answer: Answer,
        executions: Sequence[Execution],
        since: str,
    ) -> None:
        # A file without a position has only answers that were true at `since`.
        connection.execute("INSERT OR IGNORE INTO state (name, value) VALUES ('position', ?)", (since,))
        _make_room(connection, key, answer)
        head = answer.head()
        cursor = connection.execute(
            "INSERT INTO answer (key, expires_at, head, size, plain, gzip, br, checksum)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(key, answer.expires_at, head, answer.size, answer.plain, answer.gzip, answer.br),
                checksum(head, answer.plain, answer.gzip, answer.br),
            ),
        )
        ids = [execution_id(connection, execution) for execution in executions]
        connection.executemany(
            "INSERT OR IGNORE INTO made_from (execution_id, answer_id) VALUES (?, ?)",
            [(execution_id, cursor.lastrowid) for execution_id in ids],
        )

    def _has_news(self, connection: sqlite3.Connection) -> bool:
        known = dict(connection.execute("SELECT name, value FROM state").fetchall())
        if "position" not in known or time.time() - float(known.get("looked_at", 0)) > POSITION_SECONDS:
            return True
        return has_changed_since(known["position"])

    def _catch_up(self, connection: sqlite3.Connection) -> None:
        """Process the change log up to now."""
        known = dict(connection.execute("SELECT name, value FROM state").fetchall())
        with snapshot():
            changes, now, new_origin = _news(known)
            if changes is None:
                drop_everything(connection)
            elif changes:
                drop(connection, answers_changed(connection, Changes(changes)))
        connection.executemany(
            "INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)",
            [("position", now), ("origin", new_origin), ("looked_at", str(time.time()))],
        )

    def _look_ahead(self) -> list[str]:
        """Find out what has become untrue in a file that cannot be written."""
        with self._file.reading() as connection, snapshot():
            known = dict(connection.execute("SELECT name, value FROM state").fetchall())
            if self._ahead is not None:
                known["position"] = self._ahead
            changes, now, _origin = _news(known)
            if changes is None:
                found = connection.execute("SELECT key FROM answer WHERE id NOT IN gone").fetchall()
            else:
                ids = answers_changed(connection, Changes(changes))
                marks = ", ".join(map(str, ids))
                found = connection.execute(f"SELECT key FROM answer WHERE id IN ({marks})").fetchall()
        self._ahead = now
        self._untrue |= {key for (key,) in found}
        return [key for (key,) in found]


def _news(known: dict[str, str]) -> tuple[list[RowChanged] | None, str, str]:
    """Return what has changed, None when that is not known, the position reached and the log's origin."""
    is_followed = "position" in known and is_from(known.get("origin", "")) and not _is_too_old(known)
    if not is_followed:
        return None, position(), origin()
    try:
        changes, now = changes_since(known["position"])
    except LostTrackError:
        return None, position(), origin()
    return changes, now, origin()


def _is_too_old(known: dict[str, str]) -> bool:
    """Tell whether the log may have been trimmed since this position, where it does not say so itself."""
    age = time.time() - float(known.get("looked_at", 0))
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql") and age > KEPT.total_seconds() * 0.9


def checksum(head: str, *bodies: bytes | None) -> int:
    """Return a number by which what is read is known for what was written."""
    number = crc32(head.encode())
    for body in bodies:
        number = crc32(b"" if body is None else body, number)
    return number


def _changed_since(since: str, executions: Sequence[Execution]) -> bool:
    with snapshot():
        try:
            changes, _now = changes_since(since)
        except LostTrackError:
            return True
        if len(changes) > MOST_TO_CHECK:
            return True
        found = Changes(changes)
        return bool(changes) and any(found.matter_to(execution) for execution in executions)


def _make_room(connection: sqlite3.Connection, key: str, answer: Answer) -> None:
    """Remove the answer under a key; copies of one with other bytes are no longer true."""
    row = connection.execute("SELECT head FROM answer WHERE key = ? AND id NOT IN gone", (key,)).fetchone()
    if row is not None and json.loads(row[0])["etag"] != answer.etag:
        connection.execute("INSERT INTO dropped (key) VALUES (?)", (key,))
    connection.execute("DELETE FROM answer WHERE key = ?", (key,))


def _empty(connection: sqlite3.Connection, *, now: float, most_bytes: int) -> None:
    """Take the bytes from what is over, and from the oldest answers beyond a size."""
    connection.execute(
        "UPDATE answer SET plain = NULL, gzip = NULL, br = NULL, size = 0 WHERE size > 0 AND (expires_at <= ?"
        " OR id IN (SELECT id FROM (SELECT id, SUM(size) OVER (ORDER BY id DESC) AS total"
        " FROM answer WHERE size > 0) WHERE total > ?))",
        (now, most_bytes),
    )
