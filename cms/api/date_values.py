"""What a date in a filter means: a moment, or a period with a beginning and an end.

A year, a month and a day are periods, which filters take whole: `__gte` and `__lt` compare with their
beginning, `__lte` and `__gt` with their end, and a plain `=` is anything within.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cms.api.relative_dates import Clock, relative_date

_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)
# The plus sign of an offset that a client has not encoded arrives as a space.
_LOST_PLUS = re.compile(r"(?<=[\d.]) (?=\d\d:?\d\d$)", re.ASCII)


@dataclass(frozen=True)
class Span:
    """What is compared with: from `first` on, up to what comes `after` it; None for a single moment."""

    first: Any
    after: Any = None

    def condition(self, column: str, lookup: str) -> Q:
        """Return the condition that a column has to this span by `exact`, `gte`, `gt`, `lte` or `lt`."""
        if self.after is None or lookup in ("gte", "lt"):
            return Q(**{f"{column}__{lookup}": self.first})
        if lookup == "exact":
            return Q(**{f"{column}__gte": self.first, f"{column}__lt": self.after})
        return Q(**{f"{column}__{'lt' if lookup == 'lte' else 'gte'}": self.after})


def span_of(field: models.DateField[Any, Any], text: str, *, clock: Clock) -> Span:
    """Return what a text means for a column of dates or of moments.

    Raises ValueError for a text that is no date, its subclass `RelativeDateError` for a wrong relative one,
    and OverflowError for a date that the other time zone's calendar does not have.
    """
    value = relative_date(text, clock=clock)
    if isinstance(value, datetime):
        return Span(_in_utc(value)) if _has_time(field) else _days(value.date(), value.date())
    if value is not None:
        first, last = value, value
    elif match := _PERIOD.fullmatch(text):
        first, last = _period(match)
    elif _has_time(field):
        return Span(_in_utc(_moment(text)))
    else:
        raise ValueError(f"'{text}' is no date")
    return _moments(first, last) if _has_time(field) else _days(first, last)


def relative_day(text: str, *, clock: Clock) -> str | None:
    """Return the day that a relative date falls on as `2026-01-31`, None for what is no relative date."""
    value = relative_date(text, clock=clock)
    if isinstance(value, datetime):
        value = value.date()
    return None if value is None else value.isoformat()


def _has_time(field: models.DateField[Any, Any]) -> bool:
    return isinstance(field, models.DateTimeField)


def _period(match: re.Match[str]) -> tuple[date, date]:
    """Return the first and the last day."""
    year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        following = date(year, month, 1) + timedelta(days=31)
        return date(year, month, 1), following.replace(day=1) - timedelta(days=1)
    return date(year, 1, 1), date(year, 12, 31)


def _moment(text: str) -> datetime:
    moment = parse_datetime(_LOST_PLUS.sub("+", text))
    if moment is None:
        raise ValueError(f"'{text}' is no moment")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _days(first: date, last: date) -> Span:
    return Span(first, last + timedelta(days=1))


def _moments(first: date, last: date) -> Span:
    start, end = (timezone.make_aware(datetime.combine(day, time())) for day in (first, last))
    return Span(_in_utc(start), _in_utc(end + timedelta(days=1)))


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
