"""One execution of a statement, as far as it has to be kept to know when its result stops being true."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeAlias

from cms.delivery.predicates import UNKNOWN, All, Condition, OneOf, Value, bind, keys_of, known_to_log
from cms.delivery.sql_links import Link
from cms.delivery.sql_reads import MOST_STATEMENTS, Found, Read, reads_of
from cms.publishing.triggers import CONTENT_OF_VIRTUAL_TABLES, ODD, plain_columns_by_table, spelled

Key: TypeAlias = tuple[Any, ...]
"""(table,) or (table, column, value): under which reads and changes find each other."""


@dataclass(frozen=True, slots=True)
class Execution:
    """A statement, the parameters it ran with, and the keys of the rows found, by position in the result.

    Parameters are in the log's spelling; `ODD` stands for those that have none.
    """

    sql: str
    vendor: str
    parameters: tuple[Any, ...]
    found: tuple[tuple[int, tuple[Any, ...]], ...]

    @classmethod
    def from_json(cls, text: str) -> Execution:
        """Return the execution that `as_json` has written."""
        sql, vendor, content = json.loads(text)
        return cls.stored(sql, vendor, content)

    @classmethod
    def stored(cls, sql: str, vendor: str, content: str) -> Execution:
        """Return the execution of a statement of which this is the `content`."""
        parameters, found = json.loads(content)
        return cls(sql, vendor, tuple(parameters), tuple((place, tuple(keys)) for place, keys in found))

    def as_json(self) -> str:
        """Return it as text."""
        return json.dumps([self.sql, self.vendor, self.content()])

    def content(self) -> str:
        """Return what tells it from other executions of the statement, as text."""
        return json.dumps([self.parameters, self.found])

    @property
    def tables(self) -> set[str]:
        """Return the tables read."""
        return set(logged_reads(self.sql, vendor=self.vendor))

    def has_found(self, found: Found, value: Value) -> bool:
        """Tell whether a row with this value as its key may be among those found."""
        keys = self.found_at(found.position)
        return value in keys or ODD in keys

    def found_at(self, position: int) -> tuple[Any, ...]:
        """Return the keys at a position of the result."""
        return next(keys for place, keys in self.found if place == position)

    def index_keys(self) -> set[Key]:
        """Return keys of which every change that matters to this execution has one."""
        reads = logged_reads(self.sql, vendor=self.vendor).values()
        return {key for those in reads for read in those for key in _keys(read, self)}


def execution(sql: str, vendor: str, parameters: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Execution:
    """Return an execution with these rows as its result; raises `UnreadableStatementError`."""
    places = {read.found.position for read in reads_of(sql, vendor=vendor) if read.found}
    rows = list(rows) if places else []
    found = ((place, tuple(dict.fromkeys(spelled(row[place]) for row in rows))) for place in sorted(places))
    return Execution(sql, vendor, tuple(spelled(value) for value in parameters), tuple(found))


@lru_cache(maxsize=MOST_STATEMENTS)
def logged_reads(sql: str, *, vendor: str) -> Mapping[str, tuple[Read, ...]]:
    """Return what every execution of a statement reads, by table and as far as the log knows it.

    Conditions name the places of parameters. Raises `UnreadableStatementError`.
    """
    found: dict[str, list[Read]] = defaultdict(list)
    for read in reads_of(sql, vendor=vendor):
        table = _content_table(read.table)
        # What a full text table holds is every column of its content, under other names.
        columns = read.columns if table == read.table else None
        condition = _logged(read.condition, table)
        found[table].append(Read(table, columns, condition, _logged_links(read.links), read.found))
    return {table: tuple(reads) for table, reads in found.items()}


def _logged(condition: Condition, table: str) -> Condition:
    """Return what can be decided: what the log does not know can be no key, no change would ever have it."""
    columns = plain_columns_by_table().get(table)
    return condition if columns is None else known_to_log(condition, frozenset(columns))


def _logged_links(links: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(
        replace(link, table=_content_table(link.table), links=_logged_links(link.links))
        for link in links
        if link.table not in CONTENT_OF_VIRTUAL_TABLES
    )


def _content_table(table: str) -> str:
    return CONTENT_OF_VIRTUAL_TABLES.get(table, table)


def _keys(read: Read, execution: Execution) -> list[Key]:
    condition = bind(read.condition, execution.parameters)
    if read.found is not None:
        known = _is_found(read.found.key, execution.found_at(read.found.position))
        condition = All((condition, _logged(known, read.table)))
    pairs = keys_of(condition)
    return [(read.table,)] if pairs is None else [(read.table, column, value) for column, value in pairs]


def _is_found(column: str, keys: tuple[Any, ...]) -> Condition:
    return UNKNOWN if ODD in keys else OneOf(column, keys)
