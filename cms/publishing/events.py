"""The event that content has changed, and who is told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from django.db import models, transaction

logger = logging.getLogger("cms.publishing")


class Change(StrEnum):
    """What happened to an object."""

    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    MOVED = "moved"
    SAVED = "saved"
    DELETED = "deleted"


@dataclass(frozen=True)
class ContentChanged:
    """One object changed: `model` is its label ("blog.ArticlePage"), `pk` its primary key."""

    model: str
    pk: Any
    change: Change


Handler = Callable[[ContentChanged], None]
_handlers: list[Handler] = []
_before_deletion: list[Callable[[models.Model], None]] = []
_before_saving: list[Callable[[models.Model, frozenset[str] | None], None]] = []


def on_content_changed(handler: Handler) -> Handler:
    """Register a handler, as a decorator or a call. Handlers run in order of registration, after commit."""
    if handler not in _handlers:
        _handlers.append(handler)
    return handler


def before_content_deleted(handler: Callable[[models.Model], None]) -> None:
    """Register a handler that gets an object which is about to be deleted, inside the transaction.

    It is the last moment at which anybody can know what referred to it.
    """
    if handler not in _before_deletion:
        _before_deletion.append(handler)


def about_to_be_deleted(instance: models.Model) -> None:
    """Tell those handlers; what one of them raises stops the deletion."""
    for handler in _before_deletion:
        handler(instance)


def before_content_saved(handler: Callable[[models.Model, frozenset[str] | None], None]) -> None:
    """Register a handler that gets an object which is about to be saved, and which fields will be.

    The fields are None for all. What it writes belongs to the change: where pages are saved, and where people
    publish, it is inside their transaction. The database still knows the object as it was.
    """
    if handler not in _before_saving:
        _before_saving.append(handler)


def about_to_be_saved(instance: models.Model, fields: frozenset[str] | None) -> None:
    """Tell those handlers; what one of them raises stops the change."""
    for handler in _before_saving:
        handler(instance, fields)


def emit(instance: models.Model, change: Change) -> None:
    """Tell all handlers once the transaction commits; at once where there is none."""
    event = ContentChanged(model=instance._meta.label, pk=instance.pk, change=change)
    # robust: a handler elsewhere that fails must not stop this one.
    transaction.on_commit(partial(_tell, event), robust=True)


def _tell(event: ContentChanged) -> None:
    for handler in _handlers:
        try:
            handler(event)
        except Exception:
            # The content is saved already; the others must still hear of it.
            logger.exception("a handler of %s failed", event)
