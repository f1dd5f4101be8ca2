"""What a filter parameter may ask of a column, and how its text becomes a value to compare with."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import Model
from django.utils import timezone
from taggit.managers import TaggableManager
from wagtail.fields import StreamField

from cms.api.errors import BadParameter, unknown_name
from cms.core.fields import JSONItemsField, PartialDateField

LOOKUPS = ("gte", "lte", "gt", "lt", "in", "contains", "startswith", "isnull")
MOST_VALUES = 100
_LARGEST_INTEGER = 2**63 - 1

_OF_TEXT = frozenset(LOOKUPS)
_OF_NUMBERS = frozenset({"gte", "lte", "gt", "lt", "in", "isnull"})
_OF_RELATIONS = frozenset({"in", "isnull"})
_OF_LISTS = frozenset({"in", "contains"})
_OF_TAGS = frozenset({"in"})
_OF_FLAGS = frozenset({"isnull"})

# What the database calls a look-up that ignores case, and those into lists.
_NAMES = {"contains": "icontains", "startswith": "istartswith"}
_LIST_NAMES = {"exact": "includes", "in": "includes_any", "contains": "mentions"}

_WANTED = {
    PartialDateField: "a date such as 2026, 2026-01 or 2026-01-31",
    models.DateTimeField: "a date and time such as 2026-01-31T09:30:00Z, or a day such as 2026-01-31",
    models.DateField: "a day such as 2026-01-31",
    models.IntegerField: "a whole number",
    models.DecimalField: "a number",
    models.ForeignKey: "an id",
    models.ManyToManyField: "an id",
}


@dataclass(frozen=True)
class Condition:
    """One filter parameter, taken apart: the path to a column, the column, the look-up ("exact" for none)."""

    parameter: str
    path: str
    field: Any
    lookup: str

    @property
    def relation(self) -> str | None:
        """Return the relation to many that the path crosses, None for a column of the row itself."""
        if isinstance(self.field, models.ManyToManyField):
            return self.path
        return self.path.partition("__")[0] if "__" in self.path else None


def column_of(model: type[Model], name: str) -> Any:
    """Return the field of that name if lists can be filtered by it, else None."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    if isinstance(field, (TaggableManager, models.ManyToManyField)):
        return field
    if not getattr(field, "concrete", False) or isinstance(field, StreamField):
        return None
    # A list of plain items has look-ups of its own, other JSON has none that mean anything to a client.
    is_other_json = isinstance(field, models.JSONField) and not isinstance(field, JSONItemsField)
    return None if is_other_json else field


def is_sortable(model: type[Model], name: str) -> bool:
    """Tell whether a list can be put in order by this column: one value a row, which can be compared."""
    field = column_of(model, name)
    return field is not None and not isinstance(
        field, (TaggableManager, models.ManyToManyField, models.JSONField)
    )


def condition(model: type[Model], parameter: str, *, name: str, lookup: str) -> Condition:
    """Return the condition for a parameter on a declared name; raises `BadParameter`."""
    field = column_of(model, name)
    if field is None:
        relation, _, column = name.partition("__")
        related: Any = model._meta.get_field(relation).related_model
        field = related._meta.get_field(column)
    allowed = _lookups_of(field)
    if lookup not in {"exact", *allowed}:
        known = ", ".join(f"{name}__{known}" for known in LOOKUPS if known in allowed)
        raise BadParameter(
            f"'{name}' cannot be filtered by '{lookup}'; use {name}= or {known}", parameter=parameter
        )
    return Condition(parameter=parameter, path=name, field=field, lookup=lookup)


def prepared(condition: Condition, text: str) -> tuple[str, Any]:
    """Return the database's name of the look-up and the value; raises `BadParameter` for a bad one."""
    field, lookup = condition.field, condition.lookup
    if isinstance(field, JSONItemsField):
        return _LIST_NAMES[lookup], split_values(condition, text) if lookup == "in" else text
    if lookup == "isnull":
        return "isnull", boolean(condition, text)
    if lookup == "in":
        return "in", [_convert(condition, value) for value in split_values(condition, text)]
    if lookup in _NAMES:
        return _NAMES[lookup], text
    return lookup, _convert(condition, text)


def split_values(condition: Condition, text: str) -> list[str]:
    """Return the values of a list separated by commas; raises `BadParameter` for too many."""
    values = list(dict.fromkeys(text.split(",")))
    if len(values) > MOST_VALUES:
        raise BadParameter(
            f"{condition.parameter} takes at most {MOST_VALUES} values", parameter=condition.parameter
        )
    return values


def boolean(condition: Condition, text: str) -> bool:
    """Return True or False; raises `BadParameter` for anything but true, 1, false, 0."""
    if text in ("true", "1"):
        return True
    if text in ("false", "0"):
        return False
    raise _unusable(condition, text, wanted="true or false")


def _lookups_of(field: Any) -> frozenset[str]:
    if isinstance(field, TaggableManager):
        return _OF_TAGS
    if isinstance(field, JSONItemsField):
        return _OF_LISTS
    if isinstance(field, (models.ForeignKey, models.ManyToManyField)):
        return _OF_RELATIONS
    if isinstance(field, models.BooleanField):
        return _OF_FLAGS
    return _OF_TEXT if isinstance(field, (models.CharField, models.TextField)) else _OF_NUMBERS


def _convert(condition: Condition, text: str) -> Any:
    field = condition.field
    if isinstance(field, models.BooleanField):
        return boolean(condition, text)
    if isinstance(field, (models.ForeignKey, models.ManyToManyField)):
        field = field.related_model._meta.pk
        while isinstance(field, models.OneToOneField):
            field = field.target_field
    _check_choice(condition, text)
    try:
        converted = field.to_python(text)
        if isinstance(converted, datetime.datetime):
            # Near the ends of the calendar the same moment may have no date in another time zone.
            converted = (
                converted if timezone.is_aware(converted) else timezone.make_aware(converted)
            ).astimezone(datetime.UTC)
    except (ValidationError, ValueError, TypeError, OverflowError) as error:
        raise _unusable(condition, text) from error
    if converted is None or (isinstance(converted, int) and abs(converted) > _LARGEST_INTEGER):
        raise _unusable(condition, text)
    return converted


def _check_choice(condition: Condition, text: str) -> None:
    choices = [choice for choice, _label in getattr(condition.field, "flatchoices", [])]
    if not choices or text in choices:
        return
    error = unknown_name(text, choices, parameter=condition.parameter, what=f"a value of {condition.path}")
    known = ", ".join(filter(None, choices))
    raise BadParameter(
        f"{error.detail}; use one of {known}", **{"parameter": condition.parameter, **error.extra}
    )


def _unusable(condition: Condition, text: str, *, wanted: str | None = None) -> BadParameter:
    field = condition.field
    if isinstance(field, (models.ForeignKey, models.ManyToManyField)):
        wanted = wanted or "an id"
    wanted = wanted or next(
        (words for kind, words in _WANTED.items() if isinstance(field, kind)), "another value"
    )
    return BadParameter(
        f"field filter error. '{text}' is not a valid value for {condition.parameter} (expected {wanted})",
        parameter=condition.parameter,
    )
