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


def on_content_changed(handler: Handler) -> Handler:
    """Register a handler, as a decorator or a call. Handlers run in order of registration, after commit."""
    if handler not in _handlers:
        _handlers.append(handler)
    return handler


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
