"""One execution of a statement, as far as it has to be kept to know when its result stops being true."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from cms.delivery.predicates import UNKNOWN, All, Condition, OneOf, bind, keys_of, known_to_log
from cms.delivery.sql_links import Link
from cms.delivery.sql_reads import Read, reads_of
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
        sql, vendor, parameters, found = json.loads(text)
        return cls(sql, vendor, tuple(parameters), tuple((place, tuple(keys)) for place, keys in found))

    def as_json(self) -> str:
        """Return it as text."""
        return json.dumps([self.sql, self.vendor, self.parameters, self.found])

    @property
    def tables(self) -> set[str]:
        """Return the tables read."""
        return {_content_table(read.table) for read in reads_of(self.sql, vendor=self.vendor)}

    def reads(self) -> list[Read]:
        """Return what this execution has read, with values in place of parameters."""
        return list(_bound(self))

    def index_keys(self) -> set[Key]:
        """Return keys of which every change that matters to this execution has one."""
        return {key for read in _unlinked(self) for key in _keys(read)}


def execution(sql: str, vendor: str, parameters: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Execution:
    """Return an execution with these rows as its result; raises `UnreadableStatementError`."""
    places = {read.found.position for read in reads_of(sql, vendor=vendor) if read.found}
    rows = list(rows) if places else []
    found = ((place, tuple(dict.fromkeys(spelled(row[place]) for row in rows))) for place in sorted(places))
    return Execution(sql, vendor, tuple(spelled(value) for value in parameters), tuple(found))


@lru_cache(maxsize=2048)
def _bound(execution: Execution) -> tuple[Read, ...]:
    return tuple(
        Read(read.table, read.columns, read.condition, _bind_links(links, execution.parameters))
        for read, links in _with_links(execution)
    )


def _with_links(execution: Execution) -> Iterator[tuple[Read, tuple[Link, ...]]]:
    templates = reads_of(execution.sql, vendor=execution.vendor)
    for template, read in zip(templates, _unlinked(execution), strict=True):
        yield read, template.links


def _unlinked(execution: Execution) -> list[Read]:
    """Return the reads without their links, which are only needed when a change comes near."""
    found = dict(execution.found)
    reads = []
    for read in reads_of(execution.sql, vendor=execution.vendor):
        table = _content_table(read.table)
        condition = bind(read.condition, execution.parameters)
        if read.found is not None:
            condition = All((condition, _is_found(read.found.key, found[read.found.position])))
        if table in plain_columns_by_table():
            # What the log does not know can be no key: no change would ever have it.
            condition = known_to_log(condition, frozenset(plain_columns_by_table()[table]))
        # What a full text table holds is every column of its content, under other names.
        columns = read.columns if table == read.table else None
        reads.append(Read(table, columns, condition))
    return reads


def _is_found(column: str, keys: tuple[Any, ...]) -> Condition:
    return UNKNOWN if ODD in keys else OneOf(column, keys)


def _bind_links(links: tuple[Link, ...], parameters: Sequence[Any]) -> tuple[Link, ...]:
    return tuple(
        Link(
            link.column,
            _content_table(link.table),
            link.partner_column,
            bind(link.condition, parameters),
            _bind_links(link.links, parameters),
            link.is_null_enough,
        )
        for link in links
        if link.table not in CONTENT_OF_VIRTUAL_TABLES
    )


def _content_table(table: str) -> str:
    return CONTENT_OF_VIRTUAL_TABLES.get(table, table)


def _keys(read: Read) -> list[Key]:
    pairs = keys_of(read.condition)
    return [(read.table,)] if pairs is None else [(read.table, column, value) for column, value in pairs]
