"""`field=`, `field__lookup=`, `relation__field=`: filters on declared fields, and order.

Declared are the columns among a model's `api_fields` and what `api_relations` lists:
`{"topics": ("slug", "name")}` allows `topics__slug=` and `topics__slug__in=`. Several values of one
parameter are an "or" only through `__in`; parameters are combined with "and".
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import Model, QuerySet
from django.utils import timezone
from rest_framework.filters import BaseFilterBackend
from taggit.managers import TaggableManager

from cms.api.errors import BadParameter, unknown_name
from cms.core.fields import StringListField

LOOKUPS = {
    "gte": "gte",
    "lte": "lte",
    "gt": "gt",
    "lt": "lt",
    "in": "in",
    "contains": "icontains",
    "startswith": "istartswith",
    "isnull": "isnull",
}
_LIST_LOOKUPS = {"exact": "includes", "in": "includes_any", "contains": "includes"}
_LARGEST_INTEGER = 2**63 - 1


@dataclass(frozen=True)
class Condition:
    """One filter parameter, taken apart: the path to a column, the column, the lookup."""

    parameter: str
    path: str
    field: Any
    lookup: str


def filterable_names(model: type[Model], columns: Iterable[str]) -> list[str]:
    """Return every name a filter may start with: columns, and `relation__column`."""
    relations: dict[str, tuple[str, ...]] = getattr(model, "api_relations", {})
    related = [f"{relation}__{column}" for relation, names in relations.items() for column in names]
    return [*columns, *related]


def split_lookup(parameter: str, names: Iterable[str]) -> tuple[str, str] | None:
    """Return (name, lookup) if the parameter is a filter on one of `names`, else None."""
    if parameter in names:
        return parameter, "exact"
    name, _, lookup = parameter.rpartition("__")
    return (name, lookup) if name in names and lookup in LOOKUPS else None


class DeclaredFieldsFilter(BaseFilterBackend):
    """Applies the filters of a request; see the module's docstring."""

    def filter_queryset(self, request: Any, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        """Narrow the queryset by every filter parameter, or raise `BadParameter`."""
        names = view.get_filterable_names(queryset.model)
        for parameter in request.GET:
            parts = split_lookup(parameter, names)
            if parts is None:
                continue
            condition = _condition(queryset.model, parameter, *parts)
            for value in request.GET.getlist(parameter)[-1:]:
                queryset = _apply(queryset, condition, value)
        return queryset


class DeclaredOrderingFilter(BaseFilterBackend):
    """`order=`: column names with a minus for descending, or `random` alone, as in v2."""

    def filter_queryset(self, request: Any, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        """Order the queryset, ties broken by id so that pages of a list never overlap."""
        order = request.GET.get("order")
        if not order:
            return queryset
        names = order.split(",")
        if "random" in names:
            return _random(request, queryset, names)
        allowed = view.get_available_fields(queryset.model, db_fields_only=True)
        for name in names:
            if name.removeprefix("-") not in allowed:
                error = unknown_name(
                    name.removeprefix("-"), allowed, parameter="order", what="a field to order by"
                )
                raise BadParameter(
                    f"cannot order by '{name}' (unknown field): {error.detail}",
                    **{"parameter": "order", **error.extra},
                )
        return queryset.order_by(*names, "pk")


def _random(request: Any, queryset: QuerySet[Any], names: list[str]) -> QuerySet[Any]:
    if len(names) > 1:
        raise BadParameter("random ordering cannot be combined with other fields", parameter="order")
    if "offset" in request.GET:
        raise BadParameter("random ordering with offset is not supported", parameter="offset")
    return queryset.order_by("?")


def _condition(model: type[Model], parameter: str, name: str, lookup: str) -> Condition:
    path = name
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        relation, _, column = name.partition("__")
        related = model._meta.get_field(relation).related_model
        field = related._meta.get_field(column)  # type: ignore[union-attr]
    return Condition(parameter=parameter, path=path, field=field, lookup=lookup)


def _apply(queryset: QuerySet[Any], condition: Condition, value: str) -> QuerySet[Any]:
    if isinstance(condition.field, TaggableManager):
        return _apply_tags(queryset, condition, value)
    lookup, prepared = _lookup_and_value(condition, value)
    suffix = "" if lookup == "exact" else f"__{lookup}"
    where = {f"{condition.path}{suffix}": prepared}
    if "__" in condition.path:
        # A subquery: joining a to-many relation would repeat the row for every match.
        matching = queryset.model._default_manager.filter(**where).order_by().values("pk")
        return queryset.filter(pk__in=matching)
    return queryset.filter(**where)


def _apply_tags(queryset: QuerySet[Any], condition: Condition, value: str) -> QuerySet[Any]:
    """v2's meaning: `tags=a,b` is both; `tags__in=a,b` is either."""
    names = value.split(",")
    if condition.lookup not in ("exact", "in"):
        raise BadParameter(f"tags cannot be filtered by '{condition.lookup}'", parameter=condition.parameter)
    for group in [names] if condition.lookup == "in" else [[name] for name in names]:
        matching = queryset.model._default_manager.filter(**{f"{condition.path}__name__in": group})
        queryset = queryset.filter(pk__in=matching.order_by().values("pk"))
    return queryset


def _lookup_and_value(condition: Condition, value: str) -> tuple[str, Any]:
    if isinstance(condition.field, StringListField):
        if condition.lookup not in _LIST_LOOKUPS:
            raise BadParameter(
                f"'{condition.path}' is a list; filter it with =, __in or __contains",
                parameter=condition.parameter,
            )
        lookup = _LIST_LOOKUPS[condition.lookup]
        return lookup, value.split(",") if condition.lookup == "in" else value
    if condition.lookup == "isnull":
        return "isnull", _boolean(condition, value)
    if condition.lookup == "in":
        return "in", [_convert(condition, item) for item in value.split(",")]
    if condition.lookup in ("contains", "startswith"):
        return LOOKUPS[condition.lookup], value
    return LOOKUPS.get(condition.lookup, "exact"), _convert(condition, value)


def _convert(condition: Condition, value: str) -> Any:
    field = condition.field
    if isinstance(field, models.BooleanField):
        return _boolean(condition, value)
    if isinstance(field, models.ForeignKey):
        field = field.target_field
    choices = [choice for choice, _label in getattr(field, "flatchoices", [])]
    if choices and value not in choices:
        error = unknown_name(
            value, choices, parameter=condition.parameter, what=f"a value of {condition.path}"
        )
        raise BadParameter(
            f"{error.detail}; use one of {', '.join(filter(None, choices))}",
            **{"parameter": condition.parameter, **error.extra},
        )
    try:
        converted = field.to_python(value)
    except (ValidationError, ValueError, TypeError, OverflowError) as error:
        raise _unusable(condition, value) from error
    if isinstance(converted, datetime.datetime) and timezone.is_naive(converted):
        converted = timezone.make_aware(converted)
    if isinstance(converted, int) and abs(converted) > _LARGEST_INTEGER:
        raise _unusable(condition, value)
    return converted


def _boolean(condition: Condition, value: str) -> bool:
    if value in ("true", "1"):
        return True
    if value in ("false", "0"):
        return False
    raise BadParameter(
        f"field filter error. '{value}' is not a valid value for {condition.parameter} (use true or false)",
        parameter=condition.parameter,
    )


def _unusable(condition: Condition, value: str) -> BadParameter:
    kinds = {
        models.DateTimeField: "a date and time such as 2026-01-31T09:30:00Z, or a day such as 2026-01-31",
        models.DateField: "a day such as 2026-01-31",
        models.IntegerField: "a whole number",
        models.DecimalField: "a number",
        models.UUIDField: "a UUID",
    }
    wanted = next(
        (text for kind, text in kinds.items() if isinstance(condition.field, kind)), "another value"
    )
    return BadParameter(
        f"field filter error. '{value}' is not a valid value for {condition.parameter} (expected {wanted})",
        parameter=condition.parameter,
    )
