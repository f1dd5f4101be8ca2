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
from uuid import UUID

Row: TypeAlias = Mapping[str, Any]
"""A row's columns as the change log keeps them: numbers, texts and nulls; long columns are left out."""

Value: TypeAlias = int | str | None


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
class StartsWith:
    """The column's text matches this LIKE pattern; only patterns that are a beginning are ever decided.

    Upper and lower case count as the same, as in SQLite; where the database is stricter a change then counts
    once too often.
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


Condition: TypeAlias = Unknown | OneOf | StartsWith | Not | All | AnyOf

UNKNOWN = Unknown()


def bind(condition: Condition, parameters: Sequence[Any]) -> Condition:
    """Return the condition with values, spelled as in the log, in place of their parameters."""
    match condition:
        case OneOf(column, values):
            bound = tuple(_value(value, parameters) for value in values)
            return UNKNOWN if ODD in bound else OneOf(column, bound)
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


def decide(condition: Condition, row: Row) -> bool | None:
    """Return whether a row meets the condition, None where that cannot be told from the row."""
    match condition:
        case OneOf(column, values):
            return row[column] in values if column in row else None
        case StartsWith(column, pattern):
            return _begins(row[column], pattern) if column in row else None
        case Not(inner):
            decided = decide(inner, row)
            return None if decided is None else not decided
        case All(conditions):
            return _all(decide(inner, row) for inner in conditions)
        case AnyOf(conditions):
            decided = _all(_opposite(decide(inner, row)) for inner in conditions)
            return _opposite(decided)
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


# A value that has no certain spelling in the log: dates, decimals, lists. A text that no column holds.
ODD = "\x00"


def plain(value: Any) -> Any:
    """Return a value as the change log spells it, `ODD` where that is uncertain."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, UUID):
        return str(value)
    return value if value is None or isinstance(value, (int, str)) else ODD


def _value(value: Any, parameters: Sequence[Any]) -> Any:
    return parameters[value.position] if isinstance(value, Parameter) else value


def _begins(value: Any, pattern: Any) -> bool | None:
    """Decide a LIKE pattern that is a text and `%`; a backslash stands before signs meant as they are."""
    match = _BEGINNING.fullmatch(pattern) if isinstance(pattern, str) else None
    if match is None:
        return None
    beginning = _ESCAPED.sub(r"\1", match[1])
    return isinstance(value, str) and value.lower().startswith(beginning.lower())


def _all(decided: Iterable[bool | None]) -> bool | None:
    answers = list(decided)
    if False in answers:
        return False
    return None if None in answers else True


def _opposite(decided: bool | None) -> bool | None:
    return None if decided is None else not decided


def _spread(keys: Sequence[tuple[str, Value]]) -> tuple[int, int]:
    """Order key sets by how little they match: few values, and flags (0, 1, null) last of all."""
    flags = sum(value in (0, 1, None) and not column.endswith("id") for column, value in keys)
    return flags, len(keys)
