"""Which kinds of content have a head, by model: for what is written on request and for sitemaps."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from wagtail.models import AbstractPage

from cms.seo.head import HeadKind
from cms.seo.page_head import PAGE_HEAD

_kinds: dict[str, HeadKind] = {}


class NoHeadError(LookupError):
    """Nobody said where the head of a model comes from."""


def register_head(model_label: str, kind: HeadKind) -> HeadKind:
    """Say where the heads of a model ("trials.Trial") come from; pages need none of this."""
    _kinds[model_label] = kind
    return kind


def head_kind(model: type[Model]) -> HeadKind:
    """Return where the heads of a model come from; raises `NoHeadError`."""
    if issubclass(model, AbstractPage):
        return PAGE_HEAD
    label = model._meta.label
    if label not in _kinds:
        raise NoHeadError(label)
    return _kinds[label]


def kind_of(instance: Any) -> HeadKind:
    """Return where the head of an object comes from."""
    return head_kind(type(instance))
