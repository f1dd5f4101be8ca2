"""Look-ups into columns that hold a JSON list, the same on SQLite and PostgreSQL.

`includes`: an item equals the value. `includes_any`: an item equals one of the values. `mentions`: an item
contains every word of the value. All ignore case (SQLite folds the case of ASCII letters only).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import NotSupportedError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler

SQL = tuple[str, tuple[str | int, ...]]


class UnsupportedDatabaseError(NotSupportedError):
    """List look-ups are written for SQLite and PostgreSQL only."""


def _items_sql(column: str, *, item_key: str | None, connection: BaseDatabaseWrapper) -> tuple[str, str]:
    """Return the FROM clause that unfolds a column into items and the expression of one item's text."""
    if connection.vendor == "sqlite":
        text = f"json_extract(item.value, '$.{item_key}')" if item_key else "item.value"
        return f"json_each({column}) AS item", text
    if connection.vendor == "postgresql":
        text = f"item.value ->> '{item_key}'" if item_key else "item.value #>> '{}'"
        # A value that is no list (there should be none) has no items rather than failing the whole query.
        array = f"CASE jsonb_typeof({column}) WHEN 'array' THEN {column} ELSE '[]'::jsonb END"
        return f"jsonb_array_elements({array}) AS item(value)", text
    raise UnsupportedDatabaseError(f"list look-ups do not know {connection.vendor}")


class ItemLookup(Lookup[Any], ABC):
    """An EXISTS over the items of the list; subclasses say what must hold for one item."""

    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: BaseDatabaseWrapper) -> SQL:
        """Keep the value as it is: the field's own preparation would encode it as JSON."""
        return "%s", (value,)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> SQL:
        """Return `EXISTS (SELECT 1 FROM <items> WHERE <condition>)`."""
        column, column_parameters = self.process_lhs(compiler, connection)
        item_key = getattr(self.lhs.output_field, "item_key", None)
        source, text = _items_sql(column, item_key=item_key, connection=connection)
        condition, parameters = self.item_condition(f"LOWER({text})")
        uses = source.count(column)
        return f"EXISTS (SELECT 1 FROM {source} WHERE {condition})", (*column_parameters * uses, *parameters)

    @abstractmethod
    def item_condition(self, text: str) -> SQL:
        """Return the condition on one item's lower-case text and its parameters."""


class Includes(ItemLookup):
    """`conditions__includes="Knee Osteoarthritis"`."""

    lookup_name = "includes"

    def item_condition(self, text: str) -> SQL:
        """Compare for equality."""
        return f"{text} = LOWER(%s)", (str(self.rhs),)


class IncludesAny(ItemLookup):
    """`countries__includes_any=["Malaysia", "Spain"]`; an empty list finds nothing."""

    lookup_name = "includes_any"

    def item_condition(self, text: str) -> SQL:
        """Compare with each value."""
        values = _texts(self.rhs)
        if not values:
            return "1 = 0", ()
        return f"{text} IN ({', '.join(['LOWER(%s)'] * len(values))})", values


class Mentions(ItemLookup):
    """`conditions__mentions="knee osteoarthritis"` finds "Osteoarthritis, Knee" too."""

    lookup_name = "mentions"

    def item_condition(self, text: str) -> SQL:
        """Look for every word within one item; a value without words finds every list that has an item."""
        words = tuple(_like_pattern(word) for word in str(self.rhs).split())
        return " AND ".join([rf"{text} LIKE LOWER(%s) ESCAPE '\'"] * len(words)) or "1 = 1", words


LIST_LOOKUPS = (Includes, IncludesAny, Mentions)


def _texts(values: Any) -> tuple[str, ...]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        return (str(values),)
    return tuple(str(value) for value in values)


def _like_pattern(word: str) -> str:
    escaped: Sequence[str] = [f"\\{character}" if character in "\\%_" else character for character in word]
    return f"%{''.join(escaped)}%"
