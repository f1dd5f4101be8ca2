"""`field=`, `field__lookup=`, `relation__field=`: filters of lists, and their order.

What a list can be filtered by is declared (`cms.api.filterable`). Parameters are combined with "and";
several values of one parameter are an "or" only through `__in`. All conditions on one relation are about the
same related row: `prices__currency=MYR&prices__low__lte=5000` asks for one price that is both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Exists, Field, ForeignKey, Model, OuterRef, Q, QuerySet
from rest_framework.filters import BaseFilterBackend
from taggit.managers import TaggableManager
from wagtail.models import AbstractPage, CollectionMember, DraftStateMixin

from cms.api.errors import BadParameter, nearest, unknown_name
from cms.api.filterable import LOOKUPS, Filterable, filterables_of
from cms.api.lookups import Condition, boolean, row_condition, split_values
from cms.api.relative_dates import Clock, clock_of
from cms.core.scope import PublicScope

# v2's words for a parameter that a list does not know.
UNKNOWN_PARAMETER = "query parameter is not an operation or a recognised field"

# Asked for by every request, and the same for the life of the process.
_filterables: dict[tuple[Any, Any], Mapping[str, Filterable]] = {}


class FilterParameter(NamedTuple):
    """One filter as a query parameter: its name, its look-up ("exact" for none) and the column compared."""

    name: str
    lookup: str
    field: Field[Any, Any]
    is_reference: bool


def filter_parameters(viewset: type[Any], model: type[Model]) -> list[FilterParameter]:
    """Return every filter of an endpoint's lists of `model`, one entry for each look-up.

    A reference (`topics=`, `hero_image__in=`) takes ids; its `field` is the relation.
    """
    return [
        FilterParameter(
            each.name if lookup == "exact" else f"{each.name}__{lookup}",
            lookup,
            each.field,
            each.is_reference,
        )
        for each in filterables(viewset, model).values()
        for lookup in each.lookups
    ]


def order_names(viewset: type[Any], model: type[Model]) -> list[str]:
    """Return the names by which an endpoint's lists of `model` can be put in order."""
    return [each.name for each in filterables(viewset, model).values() if each.is_sortable]


def filterables(viewset: type[Any], model: type[Model]) -> Mapping[str, Filterable]:
    """Return what an endpoint's lists of `model` can be filtered by, by name."""
    key: tuple[Any, Any] = (viewset, model)
    if key not in _filterables:
        columns = viewset.get_available_fields(model, db_fields_only=True)
        # `locale=` is a parameter of its own, which takes a language.
        _filterables[key] = filterables_of(model, [name for name in columns if name != "locale"])
    return _filterables[key]


def split_lookup(parameter: str, names: Iterable[str]) -> tuple[str, str] | None:
    """Return (name, lookup) if the parameter is a filter on one of `names`, else None."""
    if parameter in names:
        return parameter, "exact"
    name, _, lookup = parameter.rpartition("__")
    return (name, lookup) if name in names and lookup in LOOKUPS else None


def unknown_filter(parameter: str, operations: Iterable[str], names: Iterable[str]) -> BadParameter:
    """Return the error for a parameter that is neither an operation nor a filter: it names the nearest."""
    known = list(names)
    name = parameter.rpartition("__")[0]
    if name in known:
        own = [other for other in known if other.startswith(f"{name}__")]
        suggestion = nearest(parameter, [*own, *(f"{name}__{lookup}" for lookup in LOOKUPS)]) or name
    else:
        suggestion = _nearest_filter(parameter, [*operations, *known]) or ""
    hint = f"; did you mean '{suggestion}'?" if suggestion else ""
    return BadParameter(
        f"{UNKNOWN_PARAMETER}: '{parameter}'{hint}", parameter=parameter, suggestion=suggestion or None
    )


def _nearest_filter(parameter: str, names: Iterable[str]) -> str | None:
    """Return the parameter most like this one, which may end in a look-up."""
    name, _, lookup = parameter.rpartition("__")
    if lookup not in LOOKUPS:
        return nearest(parameter, names)
    suggestion = nearest(name, names)
    return f"{suggestion}__{lookup}" if suggestion else None


class DeclaredFieldsFilter(BaseFilterBackend):
    """Applies the filters of a request; see the module's docstring."""

    def filter_queryset(self, request: Any, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        """Narrow the queryset by every filter parameter, or raise `BadParameter`."""
        declared = filterables(type(view), queryset.model)
        asked: dict[str, list[Condition]] = {}
        for parameter, text in request.GET.items():
            parts = split_lookup(parameter, declared)
            if parts is not None:
                condition = _condition(parameter, declared[parts[0]], parts[1], text)
                asked.setdefault(condition.subject.relation, []).append(condition)
        clock = clock_of(request)
        for relation, conditions in asked.items():
            if relation:
                queryset = _narrow_by_relation(queryset, relation, conditions, scope=view.scope, clock=clock)
            else:
                queryset = _narrow_by_columns(queryset, conditions, clock)
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
        allowed = order_names(type(view), queryset.model)
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


def _condition(parameter: str, subject: Filterable, lookup: str, text: str) -> Condition:
    """Return a filter of the request, refusing a look-up that its column does not have."""
    if lookup in subject.lookups:
        return Condition(parameter, subject, lookup, text)
    usable = [subject.name if known == "exact" else f"{subject.name}__{known}" for known in subject.lookups]
    written = f"by '{lookup}'" if lookup != "exact" else "by a value"
    raise BadParameter(
        f"'{subject.name}' cannot be filtered {written}; use {', '.join(f'{known}=' for known in usable)}",
        parameter=parameter,
        suggestion=nearest(parameter, usable),
    )


def _narrow_by_columns(
    queryset: QuerySet[Any], conditions: Iterable[Condition], clock: Clock
) -> QuerySet[Any]:
    for condition in conditions:
        if isinstance(condition.subject.field, TaggableManager):
            queryset = _narrow_by_tags(queryset, condition)
        else:
            queryset = queryset.filter(row_condition(condition, clock=clock))
    return queryset


def _narrow_by_relation(
    queryset: QuerySet[Any], relation: str, conditions: list[Condition], *, scope: PublicScope, clock: Clock
) -> QuerySet[Any]:
    """Keep the rows of which one related row meets all conditions.

    By subqueries that begin at what is related: a join would repeat the row for every match.
    """
    field: Any = queryset.model._meta.get_field(relation)
    shown = _shown(field.related_model, scope)
    presence = [each for each in conditions if each.subject.is_reference and each.lookup == "isnull"]
    others = [each for each in conditions if each not in presence]
    if others:
        meeting = shown.filter(*(row_condition(each, clock=clock) for each in others))
        queryset = queryset.filter(_refers_to(field, meeting))
    for condition in presence:
        refers = _refers_to(field, shown)
        queryset = queryset.filter(~refers if boolean(condition) else refers)
    return queryset


def _refers_to(field: Any, related: QuerySet[Any]) -> Q:
    """Return the condition that a row's relation leads to one of the related rows."""
    if isinstance(field, ForeignKey):
        return Q(**{f"{field.name}__in": related.values("pk")})
    way_back = field.remote_field.name
    if issubclass(related.model, AbstractPage):
        # Of topics, authors and trials there are few, of pages many: each looks for its own.
        return Q(Exists(related.filter(**{way_back: OuterRef("pk")})))
    # Not null: a single row that nothing refers to would make "not in" true of nothing at all.
    return Q(pk__in=related.filter(**{f"{way_back}__isnull": False}).values(way_back))


def _shown(model: Any, scope: PublicScope) -> QuerySet[Any]:
    """Return the rows of a related model that anyone may see.

    Drafts and private things would show in who is found; they count as nothing, as in documents.
    """
    if issubclass(model, AbstractPage):
        condition = scope.pages_q()
    elif issubclass(model, CollectionMember):
        condition = scope.collections_q()
    elif issubclass(model, DraftStateMixin):
        condition = Q(live=True)
    else:
        condition = Q()
    rows: QuerySet[Any] = model._default_manager.filter(condition).order_by()
    return rows


def _narrow_by_tags(queryset: QuerySet[Any], condition: Condition) -> QuerySet[Any]:
    """v2's meaning: `tags=a,b` is both; `tags__in=a,b` is either."""
    column = condition.subject.column
    rows = queryset.model._default_manager.order_by()
    if condition.lookup == "isnull":
        tagged = Q(pk__in=rows.filter(**{f"{column}__isnull": False}).values("pk"))
        return queryset.filter(~tagged if boolean(condition) else tagged)
    names = split_values(condition)
    for group in [names] if condition.lookup == "in" else [[name] for name in names]:
        queryset = queryset.filter(pk__in=rows.filter(**{f"{column}__name__in": group}).values("pk"))
    return queryset
