"""Pages of lists: v2's `limit=` and `offset=` with bounds that every database can count to, or `cursor=`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, TextField
from django.http import HttpResponse
from wagtail.api.v2.pagination import WagtailPagination

from cms.api.cursor import START, Cursor, CursorCodec
from cms.api.errors import BadParameter
from cms.api.json_views import compact_response
from cms.api.keyset import Column, columns_of, rows_between, rows_beyond
from cms.api.query_parameters import register_parameter
from cms.core.addresses import api_url
from cms.core.json_schema import JsonSchema, array_of, integer, nullable, text

DEFAULT_LIMIT = 20
LARGEST_NUMBER = 10**15

# What lists know beside v2's own, and documents do not.
CURSOR_PARAMETERS = frozenset({"cursor", "total_count"})

_TRUE_OR_FALSE = {"true": True, "1": True, "false": False, "0": False}


def whole_number(text: str, *, parameter: str) -> int:
    """Return a number from 0 to `LARGEST_NUMBER`; raises `BadParameter` for anything else."""
    # Not `isdigit` alone, which takes "²" for a digit.
    if not (text.isascii() and text.isdigit()):
        raise BadParameter(f"{parameter} must be a positive integer", parameter=parameter)
    if len(text) > 16 or int(text) > LARGEST_NUMBER:
        raise BadParameter(f"{parameter} cannot be higher than {LARGEST_NUMBER}", parameter=parameter)
    return int(text)


def window_of(parameters: Mapping[str, str]) -> tuple[int, int]:
    """Return the position of the first item asked for and of the one after the last."""
    offset = whole_number(parameters.get("offset", "0"), parameter="offset")
    return offset, offset + limit_of(parameters)


def largest_limit() -> int:
    """Return how many items may be asked for; Wagtail's setting is None for any number."""
    largest: int | None = settings.WAGTAILAPI_LIMIT_MAX
    return LARGEST_NUMBER if largest is None else largest


def limit_of(parameters: Mapping[str, str]) -> int:
    """Return how many items are asked for at most."""
    largest = largest_limit()
    limit = whole_number(parameters.get("limit", str(min(DEFAULT_LIMIT, largest))), parameter="limit")
    if limit > largest:
        raise BadParameter(f"limit cannot be higher than {largest}", parameter="limit")
    return limit


def wants_total(parameters: Mapping[str, str]) -> bool:
    """Tell whether the answer says how many items there are in all, which costs a query over all of them."""
    value = parameters.get("total_count", "true")
    if value not in _TRUE_OR_FALSE:
        raise BadParameter("total_count can be true or false", parameter="total_count")
    return _TRUE_OR_FALSE[value]


def list_envelope(items: JsonSchema) -> JsonSchema:
    """Describe the answer of a list whose items `items` describes."""
    address = nullable(text(format="uri"))
    meta: JsonSchema = {
        "type": "object",
        "properties": {
            "total_count": integer("How many items there are in all; absent with `total_count=false`."),
            "next": {**address, "description": "With `cursor`: the next page, null on the last."},
            "previous": {**address, "description": "With `cursor`: the page before, null on the first."},
        },
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"meta": meta, "items": array_of(items)},
        "required": ["meta", "items"],
        "additionalProperties": False,
    }


class DeliveryPagination(WagtailPagination):
    """One page of a list, and what `meta` says about it."""

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> Sequence[Any]:
        """Return the rows asked for."""
        self.meta: dict[str, Any] = {}
        if wants_total(request.GET):
            self.meta["total_count"] = queryset.count()
        if "cursor" in request.GET:
            return self._page_at_cursor(queryset, request, place=f"{request.path} {view.scope.site.id}")
        start, stop = window_of(request.GET)
        if _is_ordered(queryset, request.GET):
            return rows_between(
                queryset, columns_of(queryset), start, stop, total=self.meta.get("total_count")
            )
        window: Sequence[Any] = queryset[start:stop]
        return window

    def get_paginated_response(self, data: Any) -> HttpResponse:
        """Return the envelope."""
        return compact_response({"meta": self.meta, "items": data})

    def _page_at_cursor(self, queryset: Any, request: Any, *, place: str) -> list[Any]:
        limit = _cursor_limit(queryset, request.GET)
        columns = columns_of(queryset)
        _check_lengths(columns)
        codec = CursorCodec(dict(request.GET.lists()), columns=columns, place=place)
        cursor = codec.read(request.GET["cursor"])
        ordered = [column.reversed() for column in columns] if cursor.backwards else columns
        rows = rows_beyond(queryset, ordered, cursor.values, inclusive=cursor.inclusive, count=limit + 1)
        ahead = _beside(rows[limit - 1], ordered, cursor) if len(rows) > limit else None
        del rows[limit:]
        # The way that the client has come; at an empty page it is the place where the client stands.
        back = None
        if cursor.values is not None:
            back = _beside(rows[0], ordered, cursor.turned()) if rows else cursor.turned()
        following, previous = (back, ahead) if cursor.backwards else (ahead, back)
        self.meta["next"] = _link(request, codec, following)
        self.meta["previous"] = _link(request, codec, previous)
        return rows[::-1] if cursor.backwards else rows


def _is_ordered(queryset: Any, parameters: Mapping[str, str]) -> bool:
    """Tell whether a client has named the columns of the order, some of which may have no value in a row.

    A search puts its results in order itself.
    """
    return isinstance(queryset, QuerySet) and parameters.get("order", "random") not in ("", "random")


def _check_lengths(columns: Sequence[Column]) -> None:
    """Raise `BadParameter` for a column whose values may not fit into a cursor."""
    for column in columns:
        if isinstance(column.field, TextField) and column.field.max_length is None:
            raise BadParameter(
                f"a list cannot be paged by cursor in the order of {column.path}, whose texts may be of any "
                "length; choose another order",
                parameter="order",
            )


def _cursor_limit(queryset: Any, parameters: Mapping[str, str]) -> int:
    """Return the limit; raises `BadParameter` where a cursor makes no sense."""
    if "offset" in parameters:
        raise BadParameter("offset cannot be combined with cursor; leave one of them out", parameter="offset")
    if not isinstance(queryset, QuerySet):
        raise BadParameter(
            "search results cannot be paged by cursor, for relevance is no fixed place; use limit and offset",
            parameter="cursor",
        )
    if parameters.get("order") == "random":
        raise BadParameter(
            "random order cannot be paged by cursor: it is another one each time", parameter="cursor"
        )
    limit = limit_of(parameters)
    if limit == 0:
        raise BadParameter("limit must be at least 1 with cursor", parameter="limit")
    return limit


def _beside(row: Any, columns: Sequence[Column], towards: Cursor) -> Cursor:
    return Cursor(tuple(column.of(row) for column in columns), backwards=towards.backwards)


def _link(request: Any, codec: CursorCodec, cursor: Cursor | None) -> str | None:
    """Return the address of the page at a cursor: this one with another cursor."""
    if cursor is None:
        return None
    parameters = request.GET.copy()
    parameters["cursor"] = codec.write(cursor)
    return api_url(f"{request.path}?{parameters.urlencode()}")


def register_parameters() -> None:
    """Declare what the parameters of lists mean."""
    number = integer(minimum=0, maximum=LARGEST_NUMBER)
    register_parameter(
        "limit",
        f"How many items at most; {DEFAULT_LIMIT} if not given.",
        schema=integer(minimum=0, maximum=largest_limit(), default=min(DEFAULT_LIMIT, largest_limit())),
        example=5,
        default=str(min(DEFAULT_LIMIT, settings.WAGTAILAPI_LIMIT_MAX)),
    )
    register_parameter("offset", "How many items to pass over.", schema=number, example=0, default="0")
    register_parameter(
        "cursor",
        f"Page by cursor: `{START}` for the beginning, then follow `next` and `previous` of `meta`. Pages "
        "cost the same however far they are, and nothing is repeated or left out when items come and go. Not "
        "with `offset`, `search` or `order=random`.",
        schema=text(minLength=1),
        example=START,
    )
    register_parameter(
        "total_count",
        "`false` leaves `total_count` out of `meta`: counting everything takes longer than reading a page.",
        schema={"type": "string", "enum": list(_TRUE_OR_FALSE), "default": "true"},
        example="false",
        default="true",
    )
