"""Whether a change of a row matters to an execution of a statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

from cms.delivery.executions import Execution, Key, logged_reads
from cms.delivery.predicates import Condition, Row, Value, bind, decide, keys_of
from cms.delivery.sql_links import Link
from cms.delivery.sql_reads import Read
from cms.publishing.change_log import RowChanged
from cms.publishing.triggers import plain_columns_by_table, spelled

# Whoever has more partners than these is taken to have a fitting one.
MOST_PARTNERS = 500
# So few are looked at one by one.
FEW_PARTNERS = 8
# Beyond so many questions about partners it is cheaper to take them for granted.
MOST_QUESTIONS = 5000


def keys_of_change(change: RowChanged) -> set[Key]:
    """Return the keys of all reads to which a change may matter."""
    return {(change.table,), *_pairs(change.table, change.before), *_pairs(change.table, change.after)}


def _pairs(table: str, row: Row | None) -> Iterator[Key]:
    for column, value in (row or {}).items():
        yield table, column, value


def _rows(change: RowChanged) -> Iterator[Row]:
    """Return the row as it was and as it is."""
    if change.before is not None:
        yield change.before
    if change.after is not None:
        yield change.after


class Changes:
    """Changes that were committed since the last look, and the rows around them.

    Has to be used inside the database snapshot in which the changes were read: a partner that was changed
    later would be taken for one that never was.
    """

    def __init__(self, changes: Sequence[RowChanged]) -> None:
        self.changes = changes
        self._versions: dict[Key, list[Row]] = defaultdict(list)
        self._partners: dict[Key, _Partners | None] = {}
        self._concerned: dict[tuple[int, str], tuple[Read, ...]] = {}
        for change in changes:
            for row in (change.before, change.after):
                for key in _pairs(change.table, row):
                    self._versions[key].append(row or {})

    def matter_to(self, execution: Execution, places: Iterable[int] | None = None) -> bool:
        """Tell whether one of the changes, or of those at some places, may have made the result untrue.

        It may if the row met or meets the condition, has its partners, and differs in a column that is read.
        """
        return any(
            self._plays_a_part(row, read, execution)
            for place in (range(len(self.changes)) if places is None else places)
            for read in self.reads_concerned(place, execution.sql, vendor=execution.vendor)
            for row in _rows(self.changes[place])
        )

    def reads_concerned(self, place: int, sql: str, *, vendor: str) -> tuple[Read, ...]:
        """Return the reads of a statement to which a change may matter, whatever the parameters were.

        That is worked out once, however many executions of the statement there are.
        """
        known = self._concerned.get((place, sql))
        if known is None:
            change = self.changes[place]
            reads = logged_reads(sql, vendor=vendor).get(change.table, ())
            known = self._concerned[place, sql] = tuple(
                read
                for read in reads
                if change.columns is None or read.columns is None or change.columns & read.columns
                if any(self._plays_a_part(row, read, None) for row in _rows(change))
            )
        return known

    def _plays_a_part(self, row: Row, wanted: Read | Link, execution: Execution | None) -> bool:
        """Tell whether a row may play a part in an execution; in any of the statement's without one."""
        parameters = None if execution is None else execution.parameters
        if decide(wanted.condition, row, parameters) is False:
            return False
        if not _may_be_found(row, wanted, execution):
            return False
        return all(self._has_partner(row, link, execution) for link in wanted.links)

    def _has_partner(self, row: Row, link: Link, execution: Execution | None) -> bool:
        if link.column not in row:
            return True
        if row[link.column] is None:
            return link.is_null_enough
        partners = self._partners_at((link.table, link.partner_column, row[link.column]))
        if partners is None:
            return True
        parameters = None if execution is None else execution.parameters
        candidates = partners.that_may_meet(link.condition, parameters)
        return any(self._plays_a_part(partner, link, execution) for partner in candidates)

    def _partners_at(self, key: Key) -> _Partners | None:
        """Return the rows that have this value or had it before these changes; None for too many to tell."""
        if key not in self._partners:
            rows = _read_rows(*key) if len(self._partners) < MOST_QUESTIONS else None
            self._partners[key] = None if rows is None else _Partners([*rows, *self._versions.get(key, ())])
        return self._partners[key]


def _may_be_found(row: Row, wanted: Read | Link, execution: Execution | None) -> bool:
    """Tell whether a row may be among those that an execution has found, where only those matter."""
    if execution is None or not isinstance(wanted, Read) or wanted.found is None:
        return True
    return wanted.found.key not in row or execution.has_found(wanted.found, row[wanted.found.key])


class _Partners:
    """Rows with the same value in one column, to be looked up by their other columns."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        self._by_pair: dict[tuple[str, Value], list[Row]] = {}

    def that_may_meet(self, condition: Condition, parameters: Sequence[Any] | None) -> list[Row]:
        """Return those of the rows that are worth a closer look."""
        if len(self._rows) < FEW_PARTNERS or parameters is None:
            return self._rows
        pairs = keys_of(bind(condition, parameters))
        if pairs is None or len(self._rows) < len(pairs):
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
