"""`field=`, `field__lookup=`, `relation__field=`: filters on declared fields, and order.

Declared are the columns among a model's `api_fields` and what `api_relations` lists:
`{"topics": ("slug", "name")}` allows `topics__slug=` and `topics__slug__in=`. Several values of one
parameter are an "or" only through `__in`; parameters are combined with "and".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import ForeignKey, Model, Q, QuerySet
from rest_framework.filters import BaseFilterBackend
from taggit.managers import TaggableManager
from wagtail.models import AbstractPage, CollectionMember, DraftStateMixin

from cms.api.errors import BadParameter, unknown_name
from cms.api.lookups import (
    LOOKUPS,
    Condition,
    boolean,
    column_of,
    condition,
    is_sortable,
    prepared,
    split_values,
)
from cms.core.scope import PublicScope


def filterable_names(model: type[Model], names: Iterable[str]) -> list[str]:
    """Return every name a filter may start with: the columns among `names`, and `relation__column`."""
    relations: dict[str, tuple[str, ...]] = getattr(model, "api_relations", {})
    related = [f"{relation}__{column}" for relation, columns in relations.items() for column in columns]
    return [*(name for name in names if column_of(model, name) is not None), *related]


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
        for parameter, text in request.GET.items():
            parts = split_lookup(parameter, names)
            if parts is not None:
                name, lookup = parts
                asked = condition(queryset.model, parameter, name=name, lookup=lookup)
                queryset = _apply(queryset, asked, text, view.scope)
        return queryset


class DeclaredOrderingFilter(BaseFilterBackend):
    """`order=`: column names with a minus for descending, or `random` alone, as in v2."""

    def filter_queryset(self, request: Any, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        """Order the queryset, ties broken by id so that pages of a list never overlap."""
        order = request.GET.get("order")
        if not order:
            return queryset
        names = list(dict.fromkeys(order.split(",")))
        if "random" in names:
            return _random(request, queryset, names)
        available = view.get_available_fields(queryset.model, db_fields_only=True)
        allowed = [name for name in available if is_sortable(queryset.model, name)]
        for name in names:
            _check_order(name, allowed)
        # Not "pk": the search engine sorts by columns that it knows by their names.
        return queryset.order_by(*names, *([] if {"id", "-id"} & set(names) else ["id"]))


def _check_order(name: str, allowed: Iterable[str]) -> None:
    column = name.removeprefix("-")
    if column in allowed:
        return
    error = unknown_name(column, allowed, parameter="order", what="a field to order by")
    raise BadParameter(f"cannot order by '{name}' (unknown field): {error.detail}", **error.extra)


def _random(request: Any, queryset: QuerySet[Any], names: list[str]) -> QuerySet[Any]:
    if len(names) > 1:
        raise BadParameter("random ordering cannot be combined with other fields", parameter="order")
    if "offset" in request.GET:
        raise BadParameter("random ordering with offset is not supported", parameter="offset")
    if request.GET.get("search"):
        raise BadParameter("random ordering cannot be combined with search", parameter="order")
    return queryset.order_by("?")


def _apply(queryset: QuerySet[Any], condition: Condition, text: str, scope: PublicScope) -> QuerySet[Any]:
    if isinstance(condition.field, TaggableManager):
        return _apply_tags(queryset, condition, text)
    if condition.relation is not None:
        return _apply_across(queryset, condition, text, scope)
    if isinstance(condition.field, ForeignKey):
        return _apply_reference(queryset, condition, text, scope)
    lookup, value = prepared(condition, text)
    return queryset.filter(**{f"{condition.path}__{lookup}": value})


def _apply_across(
    queryset: QuerySet[Any], condition: Condition, text: str, scope: PublicScope
) -> QuerySet[Any]:
    """Filter across a relation to many.

    A subquery: joining would repeat the row for every match.
    """
    relation = str(condition.relation)
    shown = _leads_to_what_is_shown(queryset.model, relation, scope)
    rows = queryset.model._default_manager.order_by()
    if condition.path == relation and condition.lookup == "isnull":
        matching = rows.filter(shown).values("pk")
        is_without = boolean(condition, text)
        return queryset.exclude(pk__in=matching) if is_without else queryset.filter(pk__in=matching)
    lookup, value = prepared(condition, text)
    matching = rows.filter(shown, **{f"{condition.path}__{lookup}": value}).values("pk")
    return queryset.filter(pk__in=matching)


def _apply_reference(
    queryset: QuerySet[Any], condition: Condition, text: str, scope: PublicScope
) -> QuerySet[Any]:
    """Filter by the one object that a row refers to."""
    shown = _leads_to_what_is_shown(queryset.model, condition.path, scope)
    if condition.lookup == "isnull":
        return queryset.exclude(shown) if boolean(condition, text) else queryset.filter(shown)
    lookup, value = prepared(condition, text)
    return queryset.filter(shown, **{f"{condition.path}__{lookup}": value})


def _leads_to_what_is_shown(model: type[Model], relation: str, scope: PublicScope) -> Q:
    """Return the condition that a relation leads to something public.

    Drafts and private things would show in who is found; they count as nothing, as in documents.
    """
    related: Any = model._meta.get_field(relation).related_model
    if issubclass(related, AbstractPage):
        condition = scope.pages_q()
    elif issubclass(related, CollectionMember):
        condition = scope.collections_q()
    elif issubclass(related, DraftStateMixin):
        condition = Q(live=True)
    else:
        condition = Q()
    return Q(**{f"{relation}__in": related._default_manager.filter(condition).order_by().values("pk")})


def _apply_tags(queryset: QuerySet[Any], condition: Condition, text: str) -> QuerySet[Any]:
    """v2's meaning: `tags=a,b` is both; `tags__in=a,b` is either."""
    names = split_values(condition, text)
    rows = queryset.model._default_manager.order_by()
    for group in [names] if condition.lookup == "in" else [[name] for name in names]:
        matching = rows.filter(**{f"{condition.path}__name__in": group})
        queryset = queryset.filter(pk__in=matching.values("pk"))
    return queryset
