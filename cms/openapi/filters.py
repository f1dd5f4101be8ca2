"""The filters of a list as parameters: every declared name, bare and with each look-up, typed by column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Model
from django.db.models.fields.related import ForeignObjectRel
from taggit.managers import TaggableManager

from cms.api import filters
from cms.api.lookups import MOST_VALUES, choices_of
from cms.api.relative_dates import PATTERN as _RELATIVE
from cms.core.fields import PartialDateField
from cms.core.json_schema import JsonSchema, array_of, boolean, integer, number, one_of, text

_WORDS = {
    "exact": "equals this",
    "gte": "is this or more",
    "lte": "is this or less",
    "gt": "is more than this",
    "lt": "is less than this",
    "in": "is one of these",
    "contains": "contains this, whatever its case",
    "startswith": "starts with this, whatever its case",
    "isnull": "is empty (`true`) or not (`false`)",
}
_AS_TEXT = ("contains", "startswith")
_LARGEST = 2**63 - 1
_YEAR = "[0-9]{4}"
_MONTH = "(0[1-9]|1[0-2])"
_DAY_OF_MONTH = "(0[1-9]|[12][0-9]|3[01])"
_PERIOD = rf"{_YEAR}(-{_MONTH}(-{_DAY_OF_MONTH})?)?"
_HOUR = "([01][0-9]|2[0-3])"
_SIXTY = "[0-5][0-9]"
_TIME = rf"{_HOUR}:{_SIXTY}(:{_SIXTY}([.,][0-9]{{1,6}})?)?( ?(Z|[+-]{_HOUR}:?{_SIXTY}))?"

DAY: dict[str, Any] = {
    "pattern": rf"^({_PERIOD}|{_RELATIVE})$",
    "examples": ["2026-01-31", "2026-01", "today-30d"],
}
MOMENT: dict[str, Any] = {
    "pattern": rf"^({_PERIOD}|{_YEAR}-{_MONTH}-{_DAY_OF_MONTH}[T ]{_TIME}|{_RELATIVE})$",
    "examples": ["2026-01-31T09:30:00Z", "2026-01-31", "now-30d"],
}
PARTIAL_DATE: dict[str, Any] = {
    "pattern": rf"^({_PERIOD}|{_RELATIVE})$",
    "examples": ["2026", "2026-01", "2026-01-31", "today-1y"],
}


def filter_parameters(viewset: type[Any], model: type[Model]) -> Iterator[dict[str, Any]]:
    """Yield the query parameter of every filter of a list of `model`."""
    for each in filters.filter_parameters(viewset, model):
        name = each.name if each.lookup == "exact" else each.name.removesuffix(f"__{each.lookup}")
        yield _parameter(each.name, name, each.lookup, each.field)


def _parameter(parameter: str, name: str, lookup: str, field: Any) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": parameter,
        "in": "query",
        "description": f"Only those whose `{name}` {_WORDS[lookup]}.",
        "schema": _schema(lookup, field),
    }
    if described["schema"].get("type") == "array":
        described |= {"style": "form", "explode": False}
    return described


def _schema(lookup: str, field: Any) -> JsonSchema:
    if lookup == "isnull":
        return boolean()
    if lookup == "in":
        return {**array_of(value_schema(field)), "minItems": 1, "maxItems": MOST_VALUES}
    if isinstance(field, TaggableManager):
        return {**array_of(text()), "minItems": 1, "maxItems": MOST_VALUES}
    return text() if lookup in _AS_TEXT else value_schema(field)


def value_schema(field: Any) -> JsonSchema:
    """Describe one value to compare a column with."""
    if isinstance(field, TaggableManager):
        return text()
    if isinstance(field, models.BooleanField):
        return boolean()
    if isinstance(field, (models.ForeignKey, models.ManyToManyField, ForeignObjectRel)):
        return integer("An id.", minimum=-_LARGEST, maximum=_LARGEST)
    choices = [str(choice) for choice, _label in choices_of(field)]
    if choices:
        return one_of(choices)
    return _scalar(field)


def _scalar(field: Any) -> JsonSchema:
    if isinstance(field, PartialDateField):
        return text(**PARTIAL_DATE)
    if isinstance(field, models.DateTimeField):
        return text(**MOMENT)
    if isinstance(field, models.DateField):
        return text(**DAY)
    if isinstance(field, models.IntegerField):
        return integer(minimum=-_LARGEST, maximum=_LARGEST)
    if isinstance(field, models.DecimalField):
        return number()
    return text()
