"""`limit=` and `offset=`: v2's meaning and messages, with bounds that every database can count to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from wagtail.api.v2.pagination import WagtailPagination

from cms.api.errors import BadParameter

DEFAULT_LIMIT = 20
LARGEST_NUMBER = 10**15


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
    largest: int = settings.WAGTAILAPI_LIMIT_MAX
    offset = whole_number(parameters.get("offset", "0"), parameter="offset")
    limit = whole_number(parameters.get("limit", str(min(DEFAULT_LIMIT, largest))), parameter="limit")
    if limit > largest:
        raise BadParameter(f"limit cannot be higher than {largest}", parameter="limit")
    return offset, offset + limit


class DeliveryPagination(WagtailPagination):
    """Pages of a list."""

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> Sequence[Any]:
        """Count everything and return the window."""
        start, stop = window_of(request.GET)
        self.view = view
        self.total_count: int = queryset.count()
        window: Sequence[Any] = queryset[start:stop]
        return window
