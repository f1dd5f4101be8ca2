"""Objects made from rows for reading alone: without the constructors of Django and Wagtail.

These take as long as the query behind them, and all that they do for a row of the database is to set one
attribute for each column. A model with a constructor of its own, or with listeners to it, gets what it asks
for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable
from django.db.models.signals import post_init, pre_init
from modelcluster.models import ClusterableModel
from wagtail.models import AbstractPage, Locale

M = TypeVar("M", bound=Model)
Make = Callable[[Sequence[Any]], M]

# What their constructors do beside Django's is for objects that are not saved yet.
_USUAL = (Model.__init__, ClusterableModel.__init__, AbstractPage.__init__)
LOCALE_CODE = "locale__language_code"


def columns_to_read(model: type[Model], *, unread: Collection[str] = ()) -> list[str]:
    """Return the look-ups of a row that `maker` takes: all columns but `unread`, with the language's code."""
    columns = [field.attname for field in model._meta.concrete_fields if field.name not in unread]
    return [*columns, LOCALE_CODE] if "locale_id" in columns else columns


def maker(model: type[M], columns: Sequence[str], *, using: str) -> Make[M]:
    """Return the function that makes an object from the values of `columns`, with its `locale` if it has one.

    Columns that are missing are read when somebody asks for them, as usual.
    """
    names = [name for name in columns if name != LOCALE_CODE]
    place = names.index("locale_id") if LOCALE_CODE in columns else None
    locales: dict[Any, Locale] = {}

    def make(values: Sequence[Any]) -> M:
        read = _bare if _is_usual(model) else _constructed
        instance = read(model, names, values, using)
        if place is not None:
            key, code = values[place], values[len(names)]
            if key not in locales:
                locales[key] = Locale.from_db(using, ["id", "language_code"], [key, code])
            instance._state.fields_cache["locale"] = locales[key]
        return instance

    return make


def plainly(queryset: QuerySet[M], *, unread: Collection[str] = ()) -> QuerySet[M]:
    """Return a queryset whose objects are made plainly, without the columns `unread`."""
    model = queryset.model
    columns = columns_to_read(model, unread=unread)

    class PlainIterable(ModelIterable):
        """The objects of a queryset, from its rows."""

        def __iter__(self) -> Iterator[M]:
            rows = self.queryset.values_list(*columns)
            return map(maker(model, columns, using=rows.db), rows)

    # The search engine asks in its own way, but leaves out what is deferred too.
    deferred = queryset.defer(*unread)
    deferred._iterable_class = PlainIterable
    return deferred


@cache
def _is_usual(model: type[Model]) -> bool:
    listened = pre_init.has_listeners(model) or post_init.has_listeners(model)
    return model.__init__ in _USUAL and not listened


def _bare(model: type[M], names: Sequence[str], values: Sequence[Any], using: str) -> M:
    instance = model.__new__(model)
    instance.__dict__.update(zip(names, values, strict=False))
    instance._state = ModelState()
    instance._state.db, instance._state.adding = using, False
    return instance


def _constructed(model: type[M], names: Sequence[str], values: Sequence[Any], using: str) -> M:
    return model.from_db(using, names, values[: len(names)])
