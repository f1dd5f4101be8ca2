"""Dates that are told from now: `now`, `today`, `now-30d`, `now+1w`, `today-1y`.

`now` is a moment, `today` a whole day in the time zone of the installation (`settings.TIME_ZONE`). What is
added or taken away is counted in min, h, d, w, mo and y; in days and more the calendar counts, so that
`today-1mo` on 31 March is the last day of February.

An answer that was made with such a date is true for a while only. The clock of a request remembers that it
was read: see `depends_on_time`.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

EXAMPLES = "now, now-12h, now+1w, today, today-30d or today-1y"
UNITS = "min, h, d, w, mo or y"
PATTERN = r"(now([+-][0-9]{1,6}(min|h|d|w|mo|y))?|today([+-][0-9]{1,6}(d|w|mo|y))?)"
"""The same as a regular expression (ECMA-262), for schemas."""

# A plus sign that a client has not encoded arrives as a space.
_FORM = re.compile(
    r"(?P<start>now|today)(?:(?P<sign>[+\- ])(?P<count>\d{1,6})(?P<unit>min|h|d|w|mo|y))?", re.ASCII
)
_WRITTEN = re.compile(
    r"(?P<start>now|today) ?(?P<sign>[+-]) ?(?P<count>\d{1,6}) ?"
    r"(?P<unit>m|mo|mins?|months?|minutes?|[hdwy]|hours?|days?|weeks?|years?)",
    re.ASCII,
)
_BEGINNING = re.compile(r"(?:now|today)(?![a-z])", re.ASCII | re.IGNORECASE)
_OF_A_DAY = frozenset({"min", "h"})


class RelativeDateError(ValueError):
    """The text begins like a relative date and is none; the message says what would be right.

    `suggestion` is the nearest one that would be right, None where none is near.
    """

    def __init__(self, message: str, *, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.suggestion = suggestion


class Clock:
    """The time of one request, which stands still; `was_read` tells whether anybody has looked at it."""

    def __init__(self, now: datetime | None = None) -> None:
        self._now = now
        self.was_read = False

    @property
    def now(self) -> datetime:
        """Return the moment, in the time zone of the installation."""
        self.was_read = True
        if self._now is None:
            self._now = timezone.now()
        return timezone.localtime(self._now)


def clock_of(request: Any) -> Clock:
    """Return the clock of a request, the same one however often it is asked for."""
    underlying = getattr(request, "_request", request)
    if not hasattr(underlying, "_clock"):
        underlying._clock = Clock()
    clock: Clock = underlying._clock
    return clock


def depends_on_time(request: Any) -> bool:
    """Tell whether the answer to this request would be another one later, though nothing has changed."""
    return clock_of(request).was_read


def relative_date(text: str, *, clock: Clock) -> datetime | date | None:
    """Return the moment (`now…`) or the day (`today…`) that a text tells, None for a text that is neither.

    Raises `RelativeDateError` for one that begins like a relative date and does not go on like one, and
    for one that leads out of the calendar.
    """
    if not _BEGINNING.match(text):
        return None
    match = _FORM.fullmatch(text)
    if match is None:
        raise RelativeDateError(
            f"expected a relative date such as {EXAMPLES}, counted in {UNITS}", suggestion=_meant(text)
        )
    start: datetime | date = clock.now if match["start"] == "now" else clock.now.date()
    if not match["unit"]:
        return start
    if match["start"] == "today" and match["unit"] in _OF_A_DAY:
        meant = f"now{match['sign']}{match['count']}{match['unit']}"
        raise RelativeDateError(f"today is counted in d, w, mo or y; for hours use {meant}", suggestion=meant)
    count = -int(match["count"]) if match["sign"] == "-" else int(match["count"])
    try:
        return _moved(start, count, match["unit"])
    except (OverflowError, ValueError) as error:
        raise RelativeDateError("expected a date between the years 1 and 9999") from error


def _meant(text: str) -> str | None:
    """Return the relative date that differs in case or in how its unit is spelled: `now-3months`."""
    match = _WRITTEN.fullmatch(text.lower())
    if match is None:
        return None
    unit = next((unit for unit in ("min", "h", "d", "w", "y") if match["unit"].startswith(unit)), "mo")
    return f"{match['start']}{match['sign']}{match['count']}{unit}"


def _moved(start: Any, count: int, unit: str) -> Any:
    if unit in _OF_A_DAY:
        # In UTC, whose hours are all there.
        step = timedelta(minutes=count) if unit == "min" else timedelta(hours=count)
        return timezone.localtime(start.astimezone(UTC) + step)
    if unit in ("d", "w"):
        return start + timedelta(days=count * (7 if unit == "w" else 1))
    return _months_later(start, count * (12 if unit == "y" else 1))


def _months_later(start: Any, months: int) -> Any:
    """Return the same day of another month, or that month's last day where it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    last = calendar.monthrange(year, month + 1)[1]
    return start.replace(year=year, month=month + 1, day=min(start.day, last))
