"""Whether a change of a row matters to an execution of a statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from cms.delivery.executions import Execution, Key
from cms.delivery.predicates import Condition, Row, Value, decide, keys_of
from cms.delivery.sql_links import Link
from cms.delivery.sql_reads import Read
from cms.publishing.change_log import RowChanged
from cms.publishing.triggers import plain_columns_by_table, spelled

# Whoever has more partners than these is taken to have a fitting one.
MOST_PARTNERS = 500
# Beyond so many questions about partners it is cheaper to take them for granted.
MOST_QUESTIONS = 5000


def keys_of_change(change: RowChanged) -> set[Key]:
    """Return the keys of all reads to which a change may matter."""
    return {(change.table,), *_pairs(change.table, change.before), *_pairs(change.table, change.after)}


def _pairs(table: str, row: Row | None) -> Iterator[Key]:
    for column, value in (row or {}).items():
        yield table, column, value


class Changes:
    """Changes that were committed since the last look, and the rows around them.

    Has to be used inside the database snapshot in which the changes were read: a partner that was changed
    later would be taken for one that never was.
    """

    def __init__(self, changes: Sequence[RowChanged]) -> None:
        self.changes = changes
        self._versions: dict[Key, list[Row]] = defaultdict(list)
        self._partners: dict[Key, _Partners | None] = {}
        for change in changes:
            for row in (change.before, change.after):
                for key in _pairs(change.table, row):
                    self._versions[key].append(row or {})

    def matter_to(self, execution: Execution) -> bool:
        """Tell whether one of the changes may have made the result untrue."""
        reads = execution.reads()
        return any(self.matters_to_read(change, read) for change in self.changes for read in reads)

    def matters(self, change: RowChanged, execution: Execution) -> bool:
        """Tell whether this change may have made the result untrue.

        It may if the row met or meets the condition, has its partners, and differs in a column that is read.
        """
        return any(self.matters_to_read(change, read) for read in execution.reads())

    def matters_to_read(self, change: RowChanged, read: Read) -> bool:
        """Tell whether this change may have made the result of one read untrue."""
        if change.table != read.table:
            return False
        if change.columns is not None and read.columns is not None and not change.columns & read.columns:
            return False
        rows = [row for row in (change.before, change.after) if row is not None]
        return any(self._plays_a_part(row, read) for row in rows)

    def _plays_a_part(self, row: Row, wanted: Read | Link) -> bool:
        if decide(wanted.condition, row) is False:
            return False
        return all(self._has_partner(row, link) for link in wanted.links)

    def _has_partner(self, row: Row, link: Link) -> bool:
        if link.column not in row:
            return True
        if row[link.column] is None:
            return link.is_null_enough
        partners = self._partners_at((link.table, link.partner_column, row[link.column]))
        if partners is None:
            return True
        return any(self._plays_a_part(partner, link) for partner in partners.that_may_meet(link.condition))

    def _partners_at(self, key: Key) -> _Partners | None:
        """Return the rows that have this value or had it before these changes; None for too many to tell."""
        if key not in self._partners:
            rows = _read_rows(*key) if len(self._partners) < MOST_QUESTIONS else None
            self._partners[key] = None if rows is None else _Partners([*rows, *self._versions.get(key, ())])
        return self._partners[key]


class _Partners:
    """Rows with the same value in one column, to be looked up by their other columns."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        self._by_pair: dict[tuple[str, Value], list[Row]] = {}

    def that_may_meet(self, condition: Condition) -> list[Row]:
        """Return those of the rows that are worth a closer look."""
        pairs = keys_of(condition)
        if pairs is None or len(self._rows) < len(pairs) or not self._rows:
            return self._rows
        if not self._by_pair:
            for row in self._rows:
                for pair in row.items():
                    self._by_pair.setdefault(pair, []).append(row)
        # A column that is not in the log may hold anything.
        if any(column not in self._rows[0] for column, _value in pairs):
            return self._rows
        return [row for pair in pairs for row in self._by_pair.get(pair, ())]


def _read_rows(table: str, column: str, value: Any) -> list[Row] | None:
    columns = plain_columns_by_table().get(table)
    if columns is None or column not in columns:
        return None
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT {names} FROM "{table}" WHERE "{column}" = %s LIMIT {MOST_PARTNERS + 1}', [value]
        )
        rows = cursor.fetchall()
    if len(rows) > MOST_PARTNERS:
        return None
    return [dict(zip(columns, map(spelled, row), strict=True)) for row in rows]
