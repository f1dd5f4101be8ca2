"""Conditions on the rows of one table, as far as they can be decided from a row alone.

A statement's `WHERE` is reduced to what it says about one table. What cannot be decided (a function, a
comparison with another table) is `Unknown`, which counts as met: a change is then taken for relevant once
too often rather than once too rarely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from cms.publishing.triggers import ODD

Value: TypeAlias = str | None
"""A value in the one spelling in which values are compared (`cms.publishing.triggers.spelled`)."""

Row: TypeAlias = Mapping[str, Value]
"""A row's columns as the change log keeps them; long columns are left out."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """The place of a value among a statement's parameters."""

    position: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is known; also what remains of a condition on other tables."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """The column has one of these values."""

    column: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Lowered:
    """The column's text in small letters is one of these values.

    How databases change other letters than those of ASCII differs, so texts that have some are left open.
    """

    column: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class StartsWith:
    """The column's text matches this LIKE pattern; only patterns that are a beginning are ever decided.

    Whether upper and lower case are the same depends on the database, so it is left open where they differ.
    """

    column: str
    pattern: Any


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class All:
    """Every one of them."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of them."""

    conditions: tuple[Condition, ...]


Condition: TypeAlias = Unknown | OneOf | Lowered | StartsWith | Not | All | AnyOf

UNKNOWN = Unknown()


def bind(condition: Condition, parameters: Sequence[Any]) -> Condition:
    """Return the condition with values, spelled as in the log, in place of their parameters."""
    match condition:
        case OneOf(column, values):
            bound = tuple(_value(value, parameters) for value in values)
            return UNKNOWN if ODD in bound else OneOf(column, bound)
        case Lowered(column, values):
            return Lowered(column, tuple(_value(value, parameters) for value in values))
        case StartsWith(column, pattern):
            text = _value(pattern, parameters)
            return UNKNOWN if text == ODD else StartsWith(column, text)
        case Not(inner):
            return Not(bind(inner, parameters))
        case All(conditions):
            return All(tuple(bind(inner, parameters) for inner in conditions))
        case AnyOf(conditions):
            return AnyOf(tuple(bind(inner, parameters) for inner in conditions))
    return condition


def known_to_log(condition: Condition, columns: frozenset[str]) -> Condition:
    """Return what the condition says about these columns; all others are not in the log."""
    match condition:
        case OneOf(column) | Lowered(column) | StartsWith(column):
            return condition if column in columns else UNKNOWN
        case Not(inner):
            return Not(known_to_log(inner, columns))
        case All(conditions):
            return All(tuple(known_to_log(inner, columns) for inner in conditions))
        case AnyOf(conditions):
            return AnyOf(tuple(known_to_log(inner, columns) for inner in conditions))
    return condition


def decide(condition: Condition, row: Row, parameters: Sequence[Any] | None = ()) -> bool | None:
    """Return whether a row meets the condition, None where that cannot be told from the row.

    Without `parameters` (None) their values may be any.
    """
    match condition:
        case OneOf(column, values):
            return _is_among(row[column], values, parameters) if column in row else None
        case Lowered(column, values):
            return _is_among(_lowered(row[column]), values, parameters) if column in row else None
        case StartsWith(column, pattern):
            return _begins(row[column], _value(pattern, parameters)) if column in row else None
        case Not(inner):
            return _opposite(decide(inner, row, parameters))
        case All(conditions):
            return _all(decide(inner, row, parameters) for inner in conditions)
        case AnyOf(conditions):
            return _opposite(_all(_opposite(decide(inner, row, parameters)) for inner in conditions))
    return None


def keys_of(condition: Condition) -> tuple[tuple[str, Value], ...] | None:
    """Return (column, value) pairs of which every row that meets the condition has one; None for no pairs.

    They are what an index of conditions is built on.
    """
    match condition:
        case OneOf(column, values):
            return tuple((column, value) for value in values)
        case All(conditions):
            found = [keys for inner in conditions if (keys := keys_of(inner)) is not None]
            return min(found, key=_spread, default=None)
        case AnyOf(conditions):
            alternatives = [keys_of(inner) for inner in conditions]
            if any(keys is None for keys in alternatives):
                return None
            return tuple(pair for keys in alternatives if keys for pair in keys)
    return None


_BEGINNING = re.compile(r"((?:[^%_\\]|\\[%_\\])*)%", re.DOTALL)
_ESCAPED = re.compile(r"\\([%_\\])")


def together(conditions: Iterable[Condition]) -> Condition:
    """Return all of them as one, without those that say nothing."""
    said = tuple(condition for condition in conditions if condition != UNKNOWN)
    return said[0] if len(said) == 1 else All(said) if said else UNKNOWN


def _value(value: Any, parameters: Sequence[Any] | None) -> Any:
    if not isinstance(value, Parameter):
        return value
    return ODD if parameters is None else parameters[value.position]


def _lowered(value: Value) -> Value:
    """Return a text in small letters, `ODD` where databases differ about them."""
    if value is None:
        return None
    return value.lower() if value.isascii() else ODD


def _is_among(value: Value, wanted: Sequence[Any], parameters: Sequence[Any] | None) -> bool | None:
    """Tell whether a value is one of those wanted, None where one of them has no certain spelling."""
    is_certain = value != ODD
    for one in wanted:
        other = _value(one, parameters)
        if ODD in (other, value):
            is_certain = False
        elif other == value:
            return True
    return False if is_certain else None


def _begins(value: Any, pattern: Any) -> bool | None:
    """Decide a LIKE pattern that is a text and `%`; a backslash stands before signs meant as they are."""
    match = _BEGINNING.fullmatch(pattern) if isinstance(pattern, str) and pattern != ODD else None
    if match is None:
        return None
    if value is None:
        return False
    beginning = _ESCAPED.sub(r"\1", match[1])
    is_alike = value.lower().startswith(beginning.lower())
    return value.startswith(beginning) or (None if is_alike else False)


def _all(decided: Iterable[bool | None]) -> bool | None:
    is_certain = True
    for answer in decided:
        if answer is False:
            return False
        is_certain = is_certain and answer is not None
    return True if is_certain else None


def _opposite(decided: bool | None) -> bool | None:
    return None if decided is None else not decided


def _spread(keys: Sequence[tuple[str, Value]]) -> tuple[int, int]:
    """Order key sets by how little they match: few values, and flags (0, 1, null) last of all."""
    flags = sum(value in ("0", "1", None) and not column.endswith("id") for column, value in keys)
    return flags, len(keys)
