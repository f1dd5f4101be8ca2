"""What a filter asks of a column: the text of a parameter becomes a condition on the database's rows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.fields.related import ForeignObjectRel

from cms.api.date_values import relative_day, span_of
from cms.api.errors import BadParameter, unknown_name
from cms.api.filterable import Filterable, pk_of
from cms.api.relative_dates import EXAMPLES, Clock, RelativeDateError
from cms.core.fields import JSONItemsField, PartialDateField

MOST_VALUES = 100
_LARGEST_INTEGER = 2**63 - 1

# What the database calls a look-up that ignores case, and those into lists.
_NAMES = {"contains": "icontains", "startswith": "istartswith"}
_LIST_NAMES = {"exact": "includes", "in": "includes_any", "contains": "mentions"}

_WANTED = {
    PartialDateField: "a date such as 2026, 2026-01 or 2026-01-31, or a relative one such as today-30d",
    models.DateTimeField: "a date and time such as 2026-01-31T09:30:00Z, a day, month or year such as "
    "2026-01-31, 2026-01 or 2026, or a relative date such as now-30d",
    models.DateField: "a day, month or year such as 2026-01-31, 2026-01 or 2026, or a relative date such as "
    "today-30d",
    models.IntegerField: "a whole number",
    models.DecimalField: "a number such as 5000 or 99.90",
}


@dataclass(frozen=True)
class Condition:
    """One filter of a request: the parameter as it was written, what it is about, the look-up, the text."""

    parameter: str
    subject: Filterable
    lookup: str
    text: str


def row_condition(condition: Condition, *, clock: Clock) -> Q:
    """Return what must hold for a row of the model that is compared; raises `BadParameter`.

    "Has no value" (`isnull`) is also said of empty texts and empty lists: nobody outside can tell them apart.
    """
    field, column, lookup = condition.subject.field, condition.subject.column, condition.lookup
    if lookup == "isnull":
        is_empty = _is_empty(field, column)
        return is_empty if boolean(condition) else ~is_empty
    if isinstance(field, JSONItemsField):
        return Q(**{f"{column}__{_LIST_NAMES[lookup]}": _list_value(condition)})
    if lookup in _NAMES:
        return Q(**{f"{column}__{_NAMES[lookup]}": condition.text})
    if isinstance(field, models.DateField):
        return _date_condition(condition, clock)
    if lookup == "in":
        return Q(
            **{f"{column}__in": [_value(condition, text, clock=clock) for text in split_values(condition)]}
        )
    compared = Q(**{f"{column}__{lookup}": _value(condition, condition.text, clock=clock)})
    # Django leaves out a comparison that every number of the column meets, and with it what is unknown.
    return compared & Q(**{f"{column}__isnull": False}) if field.null and lookup != "exact" else compared


def split_values(condition: Condition) -> list[str]:
    """Return the values of a list separated by commas; raises `BadParameter` for too many."""
    values = condition.text.split(",")
    if len(values) > MOST_VALUES:
        raise BadParameter(
            f"{condition.parameter} takes at most {MOST_VALUES} values", parameter=condition.parameter
        )
    return list(dict.fromkeys(values))


def boolean(condition: Condition) -> bool:
    """Return True or False; raises `BadParameter` for anything but true, 1, false, 0."""
    if condition.text in ("true", "1"):
        return True
    if condition.text in ("false", "0"):
        return False
    raise _unusable(condition, condition.text, wanted="true or false")


def _is_empty(field: Any, column: str) -> Q:
    if isinstance(field, JSONItemsField):
        return Q(**{column: []})
    is_null = Q(**{f"{column}__isnull": True})
    is_text = isinstance(field, (models.CharField, models.TextField))
    return is_null | Q(**{column: ""}) if is_text else is_null


def _list_value(condition: Condition) -> str | list[str]:
    if condition.lookup == "contains":
        return _few_words(condition)
    values = split_values(condition) if condition.lookup == "in" else [condition.text]
    for text in values:
        _check_choice(condition, text)
    return values if condition.lookup == "in" else condition.text


def _few_words(condition: Condition) -> str:
    """Return the words to look for, each once; each is a condition, and databases know only so many."""
    words = list(dict.fromkeys(condition.text.split()))
    if len(words) > MOST_VALUES:
        raise BadParameter(
            f"{condition.parameter} takes at most {MOST_VALUES} different words",
            parameter=condition.parameter,
        )
    return " ".join(words)


def _date_condition(condition: Condition, clock: Clock) -> Q:
    if condition.lookup != "in":
        return _span_condition(condition, condition.text, condition.lookup, clock)
    either = Q(pk__in=[])
    for text in split_values(condition):
        either |= _span_condition(condition, text, "exact", clock)
    return either


def _span_condition(condition: Condition, text: str, lookup: str, clock: Clock) -> Q:
    try:
        span = span_of(condition.subject.field, text, clock=clock)
    except RelativeDateError as error:
        raise _unusable_relative(condition, text, error) from error
    except (ValueError, OverflowError) as error:
        raise _unusable(condition, text) from error
    return span.condition(condition.subject.column, lookup)


def _value(condition: Condition, text: str, *, clock: Clock) -> Any:
    """Return the value of one text for a column that holds no dates of the database's own."""
    field = condition.subject.field
    if condition.subject.is_reference:
        field = pk_of(field.related_model)
    if isinstance(field, models.BooleanField):
        return boolean(condition)
    _check_choice(condition, text)
    try:
        if isinstance(field, PartialDateField):
            text = relative_day(text, clock=clock) or text
        value = field.to_python(text)
    except RelativeDateError as error:
        raise _unusable_relative(condition, text, error) from error
    except (ValidationError, ValueError, TypeError, OverflowError) as error:
        raise _unusable(condition, text) from error
    # A date that is nothing compares with nothing: `isnull` finds what has none.
    if value is None or (value == "" and isinstance(field, PartialDateField)) or not _fits(field, value):
        raise _unusable(condition, text)
    return value


def _fits(field: Any, value: Any) -> bool:
    """Tell whether a number is one that the column can be compared with."""
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value) < Decimal(10) ** (field.max_digits - field.decimal_places)
    return not isinstance(value, int) or abs(value) <= _LARGEST_INTEGER


def _check_choice(condition: Condition, text: str) -> None:
    """Refuse what is none of the column's choices; lists compare whatever the case."""
    field, name = condition.subject.field, condition.subject.name
    choices = [choice for choice, _label in choices_of(field)]
    written = [choice.casefold() for choice in choices] if isinstance(field, JSONItemsField) else choices
    if not choices or (text.casefold() if written is not choices else text) in written:
        return
    error = unknown_name(text, choices, parameter=condition.parameter, what=f"a value of {name}")
    known = ", ".join(filter(None, choices))
    raise BadParameter(
        f"{error.detail}; use one of {known}", **{"parameter": condition.parameter, **error.extra}
    )


def choices_of(field: Any) -> list[tuple[str, Any]]:
    """Return (value, label) of what a column, or each item of a list, can be; empty for anything."""
    return list(getattr(field, "flatchoices", None) or getattr(field, "item_choices", None) or [])


def _unusable_relative(condition: Condition, text: str, error: RelativeDateError) -> BadParameter:
    name = condition.parameter
    hint = "" if EXAMPLES in str(error) else f"; relative dates are {EXAMPLES}"
    meant = f"; did you mean '{error.suggestion}'?" if error.suggestion else ""
    return BadParameter(
        f"field filter error. '{text}' is not a valid value for {name} ({error}{hint}){meant}",
        parameter=name,
        suggestion=error.suggestion,
    )


def _unusable(condition: Condition, text: str, *, wanted: str | None = None) -> BadParameter:
    field = condition.subject.field
    if isinstance(field, (models.ForeignKey, models.ManyToManyField, ForeignObjectRel)):
        wanted = wanted or "an id"
    wanted = wanted or next(
        (words for kind, words in _WANTED.items() if isinstance(field, kind)), "another value"
    )
    return BadParameter(
        f"field filter error. '{text}' is not a valid value for {condition.parameter} (expected {wanted})",
        parameter=condition.parameter,
    )
