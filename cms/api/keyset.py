"""Keyset paging: the rows behind a position in a list, found by an index, however far down the list it is.

A position is the values by which a row is ordered, the last of them unique. A row without a value stands
behind all others, in ascending and in descending order, on every database.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Field, ForeignKey, Model, OrderBy, Q, QuerySet
from django.db.models.lookups import Exact, GreaterThan, GreaterThanOrEqual, IsNull, LessThan, LessThanOrEqual

from cms.api.errors import BadParameter

Values = Sequence[Any]

_NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Column:
    """One column of an order: `path` as the database reaches it from the row, `field` at the path's end.

    `nulls_first` is for the way back, on which rows without a value are met first.
    """

    path: str
    field: Field[Any, Any]
    descending: bool
    is_nullable: bool
    nulls_first: bool = False

    @property
    def is_key(self) -> bool:
        """Tell whether no two rows stand at the same place."""
        return self.field.unique and not self.is_nullable and "__" not in self.path

    def of(self, instance: Any) -> Any:
        """Return the value of a row."""
        for name in self.path.split("__"):
            instance = getattr(instance, name)
        return instance

    def reversed(self) -> Column:
        """Return the same column for the way back."""
        return replace(self, descending=not self.descending, nulls_first=not self.nulls_first)

    def ordering(self) -> OrderBy:
        """Return the column for `order_by`, rows without a value at the place that this module promises."""
        nulls: dict[str, Any] = {}
        if self.is_nullable:
            nulls = {"nulls_first": True} if self.nulls_first else {"nulls_last": True}
        return OrderBy(F(self.path), descending=self.descending, **nulls)

    def is_null(self, expected: bool) -> Q:
        """Return the condition that a row has no value, or that it has one."""
        return Q(IsNull(F(self.path), expected))

    # Not `filter(path__gt=…)`: fields may have look-ups of their own, with other rules than the order's.

    def equal(self, value: Any) -> Q:
        """Return the condition that a row has this value."""
        return self.is_null(True) if value is None else Q(Exact(F(self.path), value))

    def beyond(self, value: Any) -> Q:
        """Return the condition that a row stands behind all those with this value."""
        if value is None:
            return self.is_null(False) if self.nulls_first else _NOTHING
        comparison = LessThan if self.descending else GreaterThan
        further = Q(comparison(F(self.path), value))
        return further | self.is_null(True) if self.is_nullable and not self.nulls_first else further

    def at_or_beyond(self, value: Any) -> Q:
        """Return the condition that a row has this value or one behind it: a range that an index knows."""
        comparison = LessThanOrEqual if self.descending else GreaterThanOrEqual
        return Q(comparison(F(self.path), value))


def columns_of(queryset: QuerySet[Any]) -> list[Column]:
    """Return the order of a queryset, made exact by the row's key; raises `BadParameter` if it has none."""
    names = queryset.query.order_by
    if not names and queryset.query.default_ordering:
        names = tuple(queryset.model._meta.ordering)
    columns: list[Column] = []
    for name in names:
        columns.append(_column(queryset.model, name, columns))
        if columns[-1].is_key:
            return columns
    return [*columns, _key(queryset.model, columns)]


def rows_between(
    queryset: QuerySet[Any], columns: list[Column], start: int, stop: int, *, total: int | None
) -> list[Any]:
    """Return the rows from number `start` to the one before `stop`, in the order of `columns`.

    One query, up to three where the rows without a value begin; `total`, if known, saves one at the end.
    """
    valued, *without_value = (
        queryset.filter(condition).order_by(*(column.ordering() for column in ordered))
        for condition, ordered in _ranges(columns, None, inclusive=False)
    )
    rows = list(valued[start:stop])
    if without_value and len(rows) < stop - start and start + len(rows) != total:
        passed = start + len(rows) if rows or not start else valued.count()
        rows += without_value[0][max(start - passed, 0) : stop - passed]
    return rows


def rows_beyond(
    queryset: QuerySet[Any], columns: list[Column], values: Values | None, *, inclusive: bool, count: int
) -> list[Any]:
    """Return up to `count` rows behind a position (from the top without one), in the order of `columns`.

    `inclusive` keeps the row at the position. One query, two where the rows without a value begin.
    """
    rows: list[Any] = []
    for condition, ordered in _ranges(columns, values, inclusive=inclusive):
        ordering = [column.ordering() for column in ordered]
        rows += queryset.filter(condition).order_by(*ordering)[: count - len(rows)]
        if len(rows) == count:
            break
    return rows


def _ranges(
    columns: list[Column], values: Values | None, *, inclusive: bool
) -> Iterator[tuple[Q, list[Column]]]:
    """Give the parts of the list behind a position: the condition of each, and its order.

    Rows with and without a value in the first column are parts of their own. Each is then in the order of
    a plain index, which "nulls last" is not on PostgreSQL and "this or null" is nowhere.
    """
    first, *rest = columns
    if not first.is_nullable:
        yield (Q() if values is None else _bounded(columns, values, inclusive=inclusive)), columns
        return
    parts = [True, False] if first.nulls_first else [False, True]
    valued = [replace(first, is_nullable=False), *rest]
    for without_value in parts if values is None else parts[parts.index(values[0] is None) :]:
        condition = first.is_null(without_value)
        ordered = rest if without_value else valued
        if values is not None and (values[0] is None) == without_value:
            condition &= _bounded(ordered, values[-len(ordered) :], inclusive=inclusive)
        yield condition, ordered


def _bounded(columns: list[Column], values: Values, *, inclusive: bool) -> Q:
    """Return the condition that a row stands behind a position, its first column as a plain range too."""
    beyond = _beyond(columns, values, inclusive=inclusive)
    if len(columns) == 1 or values[0] is None:
        return beyond
    return columns[0].at_or_beyond(values[0]) & beyond


def _beyond(columns: list[Column], values: Values, *, inclusive: bool) -> Q:
    first, *rest = columns
    condition = first.beyond(values[0])
    if rest:
        return condition | (first.equal(values[0]) & _beyond(rest, values[1:], inclusive=inclusive))
    return condition | first.equal(values[0]) if inclusive else condition


def _column(model: type[Model], order: Any, before: list[Column]) -> Column:
    """Return the column that one item of `order_by` names, a name with or without a minus."""
    name, descending = order, False
    if isinstance(order, OrderBy):
        name, descending = getattr(order.expression, "name", None), order.descending
    if not isinstance(name, str) or name == "?":
        raise BadParameter(
            "a list in this order cannot be paged by cursor; leave cursor out", parameter="cursor"
        )
    descending ^= name.startswith("-")
    name = name.lstrip("-")
    if name in ("pk", "id"):
        return replace(_key(model, before), descending=descending)
    field: Any = model._meta.get_field(name)
    if isinstance(field, ForeignKey):
        return _reference(field, descending)
    return Column(path=name, field=field, descending=descending, is_nullable=field.null)


def _reference(field: ForeignKey[Any, Any], descending: bool) -> Column:
    """Return what Django orders a foreign key by: the order of what it refers to, else the id."""
    target: Any = field.related_model
    path, column = field.attname, field.target_field
    for name in target._meta.ordering[:1]:
        path, column = f"{field.name}__{name.lstrip('-')}", target._meta.get_field(name.lstrip("-"))
        descending ^= name.startswith("-")
    return Column(path=path, field=column, descending=descending, is_nullable=field.null or column.null)


def _key(model: type[Model], before: list[Column]) -> Column:
    """Return the key of a row, by the table of the last column before it: the two then share an index."""
    own = [column.field.model for column in before if "__" not in column.path]
    table: Any = own[-1] if own else model
    key = table._meta.pk
    return Column(path=key.attname, field=key, descending=False, is_nullable=False)
