"""`cursor=`: where in a list a client is, signed and tied to its query.

`cursor=*` asks for the beginning; every answer then has `next` and `previous`. A cursor is a place between
two rows: the values by which the row beside it is ordered, and the side. Rows may come and go between two
requests, the row beside it too: none that stays is left out or repeated.

Inside a cursor are those values, which are no secret, and a hash of the query.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db.models import DateField, DecimalField, UUIDField

from cms.api.errors import LONGEST_VALUE, BadParameter
from cms.api.keyset import Column

START = "*"

# What may differ between the pages of one list.
NOT_OF_THE_QUERY = frozenset(
    {"cursor", "limit", "fields", "rich_text_format", "total_count", "explain", "format", "_"}
)

_SIDES = (">", ">=", "<", "<=")


@dataclass(frozen=True)
class Cursor:
    """A place in a list: rows behind `values` (`backwards`: before them), with the row itself if `inclusive`.

    Without values it is the beginning.
    """

    values: tuple[Any, ...] | None = None
    backwards: bool = False
    inclusive: bool = False

    def turned(self) -> Cursor:
        """Return the same place, looked at from the other side."""
        return Cursor(self.values, backwards=not self.backwards, inclusive=not self.inclusive)


class _CompactJSON:
    """Keeps letters of any script at their size in UTF-8; `Signer` asks for a class like this."""

    def dumps(self, value: Any) -> bytes:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)


class CursorCodec:
    """Writes and reads the cursors of one query."""

    def __init__(self, query: Mapping[str, Sequence[str]], *, columns: Sequence[Column], place: str) -> None:
        """Tie cursors to the parameters of a query, the order of its rows and its `place` (address, site)."""
        self._columns = columns
        self._signer = Signer(salt="cms.api.cursor")
        asked = sorted((name, list(values)) for name, values in query.items() if name not in NOT_OF_THE_QUERY)
        order = [(column.path, column.descending, type(column.field).__name__) for column in columns]
        self._query = blake2b(json.dumps([place, asked, order]).encode(), digest_size=8).hexdigest()

    def write(self, cursor: Cursor) -> str:
        """Return the text of a cursor; raises `BadParameter` when a value makes it too long."""
        side = ("<" if cursor.backwards else ">") + ("=" if cursor.inclusive else "")
        values = [_plain(value) for value in cursor.values or ()]
        text = self._signer.sign_object([self._query, side, *values], serializer=_CompactJSON)
        if len(text) > LONGEST_VALUE:
            raise BadParameter(
                "some texts are too long to page by cursor in this order; choose another order",
                parameter="order",
            )
        return text

    def read(self, text: str) -> Cursor:
        """Return the cursor that a client sent; raises `BadParameter` for one that is not of this query."""
        if text == START:
            return Cursor()
        try:
            query, side, *values = self._signer.unsign_object(text, serializer=_CompactJSON)
        except (BadSignature, ValueError) as error:
            raise _unusable("cursor is none that was given out here") from error
        if query != self._query or side not in _SIDES:
            raise _unusable("cursor belongs to another query: filters, order and address must stay the same")
        try:
            read = tuple(_value(column, value) for column, value in zip(self._columns, values, strict=True))
        except (ValidationError, ValueError) as error:
            raise _unusable("cursor is no longer understood here") from error
        return Cursor(read, backwards="<" in side, inclusive="=" in side)


def _unusable(reason: str) -> BadParameter:
    return BadParameter(
        f"{reason}; take it from next or previous as it is, or begin again with cursor={START}",
        parameter="cursor",
    )


def _plain(value: Any) -> Any:
    """Return a column's value as JSON has it."""
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value) if isinstance(value, (Decimal, UUID)) else value


def _value(column: Column, plain: Any) -> Any:
    """Return the value back from JSON."""
    # Only what JSON lacks: some fields would rewrite a text that is stored as it is.
    is_other = isinstance(column.field, (DateField, DecimalField, UUIDField))
    return column.field.to_python(plain) if is_other else plain
