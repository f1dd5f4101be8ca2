"""By which names the lists of a model can be filtered, and which look-ups each of them has.

These are the columns among the fields that the API writes; columns that it does not write, which the model
lists in `api_filters`; and columns of related models, which it lists in `api_relations`:

    api_filters = ("next_review_at",)
    api_relations = {"topics": ("slug", "name")}     # topics=, topics__isnull=, topics__slug=, …

An app adds names to a model that it must not change with `register_filters`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Model
from taggit.managers import TaggableManager
from wagtail.fields import StreamField
from wagtail.models import AbstractPage, Collection, CollectionMember, DraftStateMixin

from cms.core.fields import JSONItemsField

LOOKUPS = ("gte", "lte", "gt", "lt", "in", "contains", "startswith", "isnull")

_OF_TEXT = LOOKUPS
_OF_NUMBERS = ("gte", "lte", "gt", "lt", "in", "isnull")
_OF_REFERENCES = ("in", "isnull")
_OF_LISTS = ("in", "contains", "isnull")
_OF_TAGS = ("in", "isnull")
_OF_FLAGS = ("isnull",)

_added_columns: dict[str, tuple[str, ...]] = {}
_added_relations: dict[str, dict[str, tuple[str, ...]]] = {}


@dataclass(frozen=True)
class Filterable:
    """One name by which lists are filtered.

    `column` is the name of `field` on the model that is compared: the row's own, or the one that `relation`
    leads to. `lookups` are those that may follow the name, `exact` (nothing follows) among them.
    """

    name: str
    field: Any
    column: str
    lookups: tuple[str, ...]
    relation: str = ""
    is_reference: bool = False

    @property
    def is_sortable(self) -> bool:
        """Tell whether lists can be put in order by it: one value a row, which can be compared."""
        if self.relation:
            return self.is_reference and isinstance(self.field, models.ForeignKey)
        return not isinstance(self.field, (TaggableManager, models.JSONField))


def register_filters(
    label: str, *, columns: Sequence[str] = (), relations: Mapping[str, tuple[str, ...]] | None = None
) -> None:
    """Let lists of a model ("trials.Trial") be filtered by more columns, and across relations to it."""
    _added_columns[label] = (*_added_columns.get(label, ()), *columns)
    _added_relations.setdefault(label, {}).update(relations or {})


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


def filterables_of(model: type[Model], names: Iterable[str]) -> dict[str, Filterable]:
    """Return everything that lists of `model` can be filtered by; `names` are the fields that it writes."""
    label = model._meta.label
    columns = dict.fromkeys([*names, *getattr(model, "api_filters", ()), *_added_columns.get(label, ())])
    relations = {**getattr(model, "api_relations", {}), **_added_relations.get(label, {})}
    fields = {name: column_of(model, name) for name in columns if name not in relations}
    found = [_own(name, field) for name, field in fields.items() if field is not None]
    found += [each for name, columns in relations.items() for each in _across(model, name, columns)]
    return {each.name: each for each in found}


def pk_of(model: type[Model]) -> Any:
    """Return the column of a model's ids, of pages that of the base page."""
    field: Any = model._meta.pk
    while isinstance(field, models.OneToOneField):
        field = field.target_field
    return field


def _own(name: str, field: Any) -> Filterable:
    if isinstance(field, (models.ForeignKey, models.ManyToManyField)):
        return _reference(name, field)
    return Filterable(name, field, column=name, lookups=("exact", *_lookups_of(field)))


def _reference(name: str, field: Any) -> Filterable:
    # The ids of index rows mean nothing to anybody.
    lookups = ("exact", *_OF_REFERENCES) if _is_known_to_clients(field.related_model) else ("isnull",)
    return Filterable(name, field, column="pk", lookups=lookups, relation=name, is_reference=True)


def _across(model: type[Model], relation: str, columns: Iterable[str]) -> Iterable[Filterable]:
    field: Any = model._meta.get_field(relation)
    yield _reference(relation, field)
    for name in columns:
        column = field.related_model._meta.get_field(name)
        lookups = ("exact", *_lookups_of(column))
        yield Filterable(f"{relation}__{name}", column, column=name, lookups=lookups, relation=relation)


def _is_known_to_clients(model: type[Model]) -> bool:
    return issubclass(model, (AbstractPage, Collection, CollectionMember, DraftStateMixin))


def _lookups_of(field: Any) -> tuple[str, ...]:
    if isinstance(field, TaggableManager):
        return _OF_TAGS
    if isinstance(field, JSONItemsField):
        return _OF_LISTS
    if isinstance(field, models.BooleanField):
        return _OF_FLAGS
    return _OF_TEXT if isinstance(field, (models.CharField, models.TextField)) else _OF_NUMBERS
