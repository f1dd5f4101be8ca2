"""What the conditions of a parsed SELECT say about the rows of one of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any

from sqlglot import exp
from sqlglot.optimizer.scope import Scope

from cms.delivery.predicates import (
    UNKNOWN,
    All,
    AnyOf,
    Condition,
    Lowered,
    Not,
    OneOf,
    Parameter,
    StartsWith,
    together,
)
from cms.publishing.triggers import integer_columns_by_table, spelled

Column = tuple[str, str]
"""The alias of a table and a column's name."""

Values = tuple[Any, ...]


def is_plainly_joined(scope: Scope) -> bool:
    """Tell whether a SELECT joins its tables only by conditions, and from left to right.

    RIGHT and FULL turn every other table into one whose row may be missing; USING and NATURAL name columns
    that no condition shows.
    """
    joins = scope.expression.args.get("joins") or []
    inside = sum(1 for _join in scope.find_all(exp.Join))
    return inside == len(joins) and all(
        join.side in ("", "LEFT")
        and not join.method
        and not join.args.get("using")
        and bool(join.alias_or_name)
        for join in joins
    )


def row_condition(scope: Scope, alias: str) -> Condition:
    """Return what has to hold of every row of `alias` that plays a part."""
    if not is_plainly_joined(scope):
        return UNKNOWN
    said = [condition_of(part, alias) for part in _parts_about(scope, alias)]
    known = known_values(scope)
    said += [OneOf(name, values) for (owner, name), values in known.items() if owner == alias]
    return together(said)


def _parts_about(scope: Scope, alias: str) -> Iterator[exp.Expr]:
    """Return the conditions that every row of `alias` which plays a part has to meet.

    What WHERE says about the other side of an outer join says nothing: that such a row is missing is an
    answer too.
    """
    where = scope.expression.args.get("where")
    joins = scope.expression.args.get("joins") or []
    is_outer = any(join.side and join.alias_or_name == alias for join in joins)
    if where is not None and not is_outer:
        yield where.this
    for join in joins:
        on = join.args.get("on")
        if on is not None and (not join.side or join.alias_or_name == alias):
            yield on


def condition_of(part: exp.Expr, alias: str) -> Condition:
    """Return what an expression says about the rows of one alias."""
    said = _said_by(part, alias)
    # How NOT is parsed in `IS NOT NULL` and `NOT LIKE` depends on the dialect: around them, or as a mark.
    return Not(said) if part.args.get("negate") else said


def _said_by(part: exp.Expr, alias: str) -> Condition:
    match part:
        case exp.Paren():
            return condition_of(part.this, alias)
        case exp.And():
            return All((condition_of(part.left, alias), condition_of(part.right, alias)))
        case exp.Or():
            return AnyOf((condition_of(part.left, alias), condition_of(part.right, alias)))
        case exp.Not():
            return Not(condition_of(part.this, alias))
        case exp.Column():
            return OneOf(part.name, ("1",)) if part.table == alias else UNKNOWN
        case exp.EQ():
            return _equality(part, alias)
        case exp.In():
            return _membership(part, alias)
        case exp.Is():
            is_null = isinstance(part.expression, exp.Null) and _is_of(part.this, alias)
            return OneOf(part.this.name, (None,)) if is_null else UNKNOWN
        case exp.Escape() if isinstance(part.this, exp.Like):
            return condition_of(part.this, alias)
        case exp.Like():
            return _beginning(part, alias)
    return UNKNOWN


def known_values(scope: Scope) -> dict[Column, Values]:
    """Return values that columns have because they equal a column with known values (`a.id = b.page_id`)."""
    groups, known = _equalities(scope)
    found: dict[Column, Values] = {}
    for group in groups:
        values = next((known[column] for column in sorted(group) if column in known), None)
        if values is not None:
            found |= {column: values for column in group if column not in known}
    return found


def _equality(part: exp.EQ, alias: str) -> Condition:
    one, other = part.this.unnest(), part.expression.unnest()
    for column, compared in ((one, other), (other, one)):
        said = _one_of(column, [compared], alias)
        if said is not UNKNOWN:
            return said
    return UNKNOWN


def _membership(part: exp.In, alias: str) -> Condition:
    return UNKNOWN if part.args.get("query") is not None else _one_of(part.this, part.expressions, alias)


def _one_of(compared: exp.Expr, values: Sequence[exp.Expr], alias: str) -> Condition:
    """Return that a column, or its text in small letters, has one of these values."""
    column = compared.this if isinstance(compared, exp.Lower) else compared
    known = tuple(_constant(value) for value in values)
    if not _is_of(column, alias) or None in known or not known:
        return UNKNOWN
    return OneOf(column.name, known) if column is compared else Lowered(column.name, known)


def _beginning(part: exp.Like, alias: str) -> Condition:
    column = part.this.this if isinstance(part.this, exp.Cast) else part.this
    pattern = _constant(part.expression)
    if not _is_of(column, alias) or pattern is None:
        return UNKNOWN
    return StartsWith(column.name, pattern)


def _is_of(expression: exp.Expr, alias: str) -> bool:
    return isinstance(expression, exp.Column) and expression.table == alias


def _constant(expression: exp.Expr) -> Any:
    """Return a value or the place of one; None for anything that is neither."""
    while isinstance(expression, (exp.Paren, exp.Cast)):
        expression = expression.this
    match expression:
        case exp.Placeholder():
            return Parameter(int(expression.name.removeprefix("p")))
        case exp.Literal() if expression.is_string or expression.this.isdigit():
            return expression.this
        case exp.Boolean():
            return spelled(expression.this)
    return None


def equal_columns(
    scope: Scope, *, of_outer_join: str = "", with_outer_joins: bool = False
) -> Iterator[tuple[Column, Column]]:
    """Return the pairs of columns that are equal in everything found.

    With `of_outer_join` also those by which that table is joined, though its row may be missing; with
    `with_outer_joins` those of all tables.
    """
    joins = scope.expression.args.get("joins") or []
    sides = [
        join for join in joins if join.side and (with_outer_joins or join.alias_or_name == of_outer_join)
    ]
    conditions = [join.args["on"] for join in sides if join.args.get("on") is not None]
    for part in (*certain_parts(scope), *_one_by_one(conditions)):
        columns = _columns_of(part, scope)
        if isinstance(part, exp.EQ) and len(columns) == 2:
            yield columns[0], columns[1]


def certain_parts(scope: Scope) -> Iterator[exp.Expr]:
    """Return the conditions that have to hold of everything found: here and in the SELECTs around.

    An inner statement is asked for the rows of the outer one; those that fail the outer conditions do not
    matter.
    """
    conditions: list[exp.Expr] = []
    around: Scope | None = scope
    hidden: set[str] = set()
    while around is not None and isinstance(around.expression, exp.Select):
        if not hidden & set(around.sources):
            where = around.expression.args.get("where")
            joins = [join for join in around.expression.args.get("joins") or [] if not join.side]
            conditions += [where.this] if where is not None else []
            conditions += [join.args["on"] for join in joins if join.args.get("on") is not None]
        hidden |= set(around.sources)
        around = around.parent if around.is_subquery else None
    return _one_by_one(conditions)


def _one_by_one(conditions: list[exp.Expr]) -> Iterator[exp.Expr]:
    """Take apart what is joined by AND."""
    pending = list(conditions)
    while pending:
        part = pending.pop().unnest()
        if isinstance(part, exp.And):
            pending += [part.left, part.right]
        else:
            yield part


def _columns_of(part: exp.Expr, scope: Scope) -> list[Column]:
    sides = [side.unnest() for side in (part.this, part.args.get("expression")) if isinstance(side, exp.Expr)]
    columns = [_without_cast(side, scope) for side in sides]
    return [(column.table, column.name) for column in columns if isinstance(column, exp.Column)]


def _without_cast(expression: exp.Expr, scope: Scope) -> exp.Expr:
    """Return the whole number that is only made longer or shorter; what else is cast gets another spelling.

    Django writes `"image"."id" = ("tagged"."object_id")::bigint` on PostgreSQL.
    """
    if not isinstance(expression, exp.Cast) or not expression.is_type(*exp.DataType.INTEGER_TYPES):
        return expression
    inner = expression.this.unnest()
    if not isinstance(inner, exp.Column):
        return expression
    around: Scope | None = scope
    while around is not None and inner.table not in around.sources:
        around = around.parent
    table = around.sources[inner.table] if around is not None else None
    numbers = integer_columns_by_table().get(table.name, ()) if isinstance(table, exp.Table) else ()
    return inner if inner.name in numbers else expression


def _equalities(scope: Scope) -> tuple[list[set[Column]], dict[Column, Values]]:
    """Return groups of equal columns, and the columns that are compared with values."""
    groups: list[set[Column]] = []
    for pair in equal_columns(scope):
        touching = [group for group in groups if group & set(pair)]
        apart = [group for group in groups if group not in touching]
        groups = [*apart, reduce(set.union, touching, set(pair))]
    known: dict[Column, Values] = {}
    for part in certain_parts(scope):
        for alias, _name in _columns_of(part, scope):
            said = condition_of(part, alias)
            if isinstance(said, OneOf):
                known[alias, said.column] = said.values
    return groups, known
