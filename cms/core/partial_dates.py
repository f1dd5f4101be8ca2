"""Dates that are known to the year, the month or the day, as registries publish them.

A partial date is a plain string: "2020", "2020-01" or "2020-01-15". Strings of this form sort by the
earliest day that they can mean. The functions here read what people and registries write, say what is
wrong in a sentence, and turn the stored form into words.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime
from typing import Final

FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2199
EXPECTED: Final = (
    "write a year (2020), a month (2020-01 or January 2020) or a day (2020-01-15 or 15 January 2020)"
)

_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS_BY_PREFIX: Final = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?", re.ASCII)
_MONTH_YEAR = re.compile(r"(?P<month>[a-z]+)\.?,?\s+(?P<year>\d{4})", re.ASCII)
_MONTH_DAY_YEAR = re.compile(
    r"(?P<month>[a-z]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})", re.ASCII
)
_DAY_MONTH_YEAR = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]+)\.?,?\s+(?P<year>\d{4})", re.ASCII
)
_FORMS = (_ISO, _MONTH_YEAR, _MONTH_DAY_YEAR, _DAY_MONTH_YEAR)


class PartialDateError(ValueError):
    """The text is no date; the message is a sentence for the person who wrote it."""


def parse_partial_date(text: str | date) -> str:
    """Return the stored form of a date as people and registries write it.

    Reads ISO ("2020", "2020-01", "2020-1-5") and English ("March 2020", "Mar 2020", "December 1, 2023",
    "1 December 2023"). Raises `PartialDateError` for anything else and for days that no calendar has.
    """
    if isinstance(text, date):
        return (text.date() if isinstance(text, datetime) else text).isoformat()
    written = " ".join(text.split())
    for form in _FORMS:
        if match := form.fullmatch(written.lower()):
            return _join(written=written, **match.groupdict())
    raise PartialDateError(f"“{written}” is not a date; {EXPECTED}.")


def is_partial_date(text: str) -> bool:
    """Tell whether the text already has the stored form."""
    try:
        return parse_partial_date(text) == text
    except PartialDateError:
        return False


def display_partial_date(value: str) -> str:
    """Return the stored form in words: "2020", "January 2020" or "15 January 2020"; "" stays ""."""
    year, month, day = _split(value) if value else ("", None, None)
    words = [str(day)] if day else []
    words += [calendar.month_name[month]] if month else []
    return " ".join([*words, year])


def earliest_day(value: str) -> date:
    """Return the first day that a stored partial date can mean."""
    year, month, day = _split(value)
    return date(int(year), month or 1, day or 1)


def latest_day(value: str) -> date:
    """Return the last day that a stored partial date can mean."""
    year, month, day = _split(value)
    last_month = month or 12
    return date(int(year), last_month, day or calendar.monthrange(int(year), last_month)[1])


def _split(value: str) -> tuple[str, int | None, int | None]:
    year, month, day = [*value.split("-"), "", ""][:3]
    return year, int(month) if month else None, int(day) if day else None


def _join(*, written: str, year: str, month: str | None = None, day: str | None = None) -> str:
    _check_year(int(year), written=written)
    if month is None:
        return year
    month_number = _month_number(month, written=written)
    if day is None:
        return f"{year}-{month_number:02}"
    _check_day(int(year), month_number, int(day), written=written)
    return f"{year}-{month_number:02}-{int(day):02}"


def _check_year(year: int, *, written: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PartialDateError(f"“{written}”: the year must lie between {FIRST_YEAR} and {LAST_YEAR}.")


def _month_number(month: str, *, written: str) -> int:
    if month.isdecimal():
        if not 1 <= int(month) <= 12:
            raise PartialDateError(f"“{written}”: there is no month {month}; months run from 01 to 12.")
        return int(month)
    number = _MONTHS.get(month) or _MONTHS_BY_PREFIX.get(month)
    if number is None:
        raise PartialDateError(f"“{written}”: “{month}” is no month; {EXPECTED}.")
    return number


def _check_day(year: int, month: int, day: int, *, written: str) -> None:
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = f"{calendar.month_name[month]} {year}"
        raise PartialDateError(f"“{written}”: {name} has no day {day}; its days run from 1 to {last}.")
