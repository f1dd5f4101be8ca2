"""Queries whose SQL is written once per process and then only executed.

What a response refers to is read by the same few queries again and again, which differ in their keys alone.
Writing such a statement takes Django five times as long as running it takes the database, so `PreparedRows`
keeps what the query compiler wrote. (`docs/benchmarks.md` has the figures.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet, UUIDField

from cms.core.plain_objects import columns_to_read, maker

Row = dict[str, Any]
M = TypeVar("M", bound=Model)

_UUIDS = UUIDField()
# Compiled in place of the keys, then found again among the statement's parameters: values that no key has.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 2**62 + number,
    str: lambda number: f"\N{OBJECT REPLACEMENT CHARACTER}{number}",
    UUID: lambda number: UUID(int=2**127 + number),
}


@dataclass(frozen=True)
class _KeyPlace:
    """The parameter that a key takes: the key's list and its place there."""

    name: str
    index: int


@dataclass(frozen=True)
class _Statement:
    """What the compiler wrote: `parameters` are values and key places, `columns` the names of a row's."""

    sql: str
    parameters: tuple[Any, ...]
    columns: tuple[str, ...]
    convert: Callable[[list[Any]], Iterable[Any]]


class PreparedRows:
    """The rows of a `.values(…)` queryset for keys that change from call to call.

    `build` takes lists by keyword and returns the queryset. It must put every key into a look-up as it is:
    what it does is done once, for other keys. The keys of a list are int, str or UUID.

        image_rows = PreparedRows(lambda ids: Image.objects.filter(pk__in=ids).values("pk", "title"))
        image_rows(ids=[3, 5])
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._statements: dict[Any, _Statement | None] = {}

    def __call__(self, **keys: Iterable[Any]) -> list[Row]:
        """Return the rows as dictionaries."""
        padded = {name: _padded(list(values)) for name, values in keys.items()}
        types = {name: type(values[0]) if values else None for name, values in padded.items()}
        shape = (connection.vendor, *((name, len(padded[name]), kind) for name, kind in types.items()))
        if shape not in self._statements:
            self._statements[shape] = self._write(padded)
        statement = self._statements[shape]
        return [] if statement is None else _execute(statement, padded)

    def _write(self, keys: dict[str, list[Any]]) -> _Statement | None:
        """Compile the queryset for so many keys of each list; None when no row can match."""
        places: dict[Any, _KeyPlace] = {}
        stand_ins: dict[str, list[Any]] = {name: [] for name in keys}
        for name, values in keys.items():
            for index, key in enumerate(values):
                stand_in = _STAND_INS[type(key)](len(places))
                places[_as_parameter(stand_in)] = _KeyPlace(name, index)
                stand_ins[name].append(stand_in)
        query = self._build(**stand_ins).query
        compiler = query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return _Statement(
            sql=sql,
            parameters=tuple(_place_or_value(parameter, places) for parameter in parameters),
            columns=tuple(query.selected or ()),
            convert=(lambda rows: compiler.apply_converters(rows, converters)) if converters else iter,
        )


def prepared_objects(model: type[M]) -> Callable[[Iterable[int]], list[M]]:
    """Return a function that reads objects by id, in no order, each with its `locale` if it has one.

    The objects are those of `model.objects.select_related("locale").filter(pk__in=ids)`.
    """
    columns = columns_to_read(model)
    rows = PreparedRows(lambda ids: model._default_manager.filter(pk__in=ids).order_by().values(*columns))

    def read(ids: Iterable[int]) -> list[M]:
        make = maker(model, columns, using=connection.alias)
        return [make([row[column] for column in columns]) for row in rows(ids=ids)]

    return read


def _padded(keys: list[Any]) -> list[Any]:
    """Repeat the last key until there are a power of two: few statements then serve any number of keys."""
    if not keys:
        return keys
    wanted = 1 << (len(keys) - 1).bit_length()
    return keys + keys[-1:] * (wanted - len(keys))


def _as_parameter(key: Any) -> Any:
    return _UUIDS.get_db_prep_value(key, connection) if isinstance(key, UUID) else key


def _place_or_value(parameter: Any, places: dict[Any, _KeyPlace]) -> Any:
    return places.get(parameter, parameter) if isinstance(parameter, (int, str, UUID)) else parameter


def _execute(statement: _Statement, keys: dict[str, list[Any]]) -> list[Row]:
    parameters = [
        _as_parameter(keys[parameter.name][parameter.index])
        if isinstance(parameter, _KeyPlace)
        else parameter
        for parameter in statement.parameters
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, parameters)
        rows = cursor.fetchall()
    return [dict(zip(statement.columns, row, strict=False)) for row in statement.convert(rows)]
