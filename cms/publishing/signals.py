"""The signals that say content has changed; connected once, in `apps.py`."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import AbstractRendition
from wagtail.models import AbstractPage, DraftStateMixin
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

from cms.publishing.events import Change, about_to_be_deleted, about_to_be_saved, emit


def connect() -> None:
    """Connect all listeners."""
    page_published.connect(_page_published, dispatch_uid="publishing.page_published")
    page_unpublished.connect(_unpublished, dispatch_uid="publishing.page_unpublished")
    post_page_move.connect(_moved, dispatch_uid="publishing.post_page_move")
    published.connect(_snippet_published, dispatch_uid="publishing.published")
    unpublished.connect(_snippet_unpublished, dispatch_uid="publishing.unpublished")
    for model in (get_image_model(), get_document_model()):
        post_save.connect(_saved, sender=model, dispatch_uid=f"publishing.saved.{model._meta.label}")
    pre_save.connect(_saving, dispatch_uid="publishing.saving")
    pre_delete.connect(_deleting, dispatch_uid="publishing.deleting")
    post_delete.connect(_deleted, dispatch_uid="publishing.deleted")


def _page_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    emit(instance, _what_publishing_did(instance))


def _what_publishing_did(instance: Any) -> Change:
    """Tell publishing from scheduling, which sends the same signal and may take down what was live."""
    return Change.PUBLISHED if instance.live else Change.UNPUBLISHED


def _unpublished(sender: Any, instance: models.Model, **kwargs: Any) -> None:
    emit(instance, Change.UNPUBLISHED)


def _moved(sender: Any, instance: models.Model, **kwargs: Any) -> None:
    emit(instance, Change.MOVED)


def _snippet_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    # Pages say it themselves, also where this signal is silent (aliases, copies).
    if not isinstance(instance, AbstractPage):
        emit(instance, _what_publishing_did(instance))


def _snippet_unpublished(sender: Any, instance: models.Model, **kwargs: Any) -> None:
    if not isinstance(instance, AbstractPage):
        emit(instance, Change.UNPUBLISHED)


def _saved(sender: Any, instance: models.Model, **kwargs: Any) -> None:
    emit(instance, Change.SAVED)


def _saving(sender: Any, instance: models.Model, raw: bool, update_fields: Any, **kwargs: Any) -> None:
    # Fixtures are loaded as they are.
    if isinstance(instance, DraftStateMixin) and not raw:
        about_to_be_saved(instance, None if update_fields is None else frozenset(update_fields))


def _deleting(sender: Any, instance: models.Model, **kwargs: Any) -> None:
    if isinstance(instance, DraftStateMixin):
        about_to_be_deleted(instance)


def _deleted(sender: Any, instance: models.Model, **kwargs: Any) -> None:
    if isinstance(instance, AbstractRendition):
        # Wagtail throws the sizes of a replaced file away after it has saved the image.
        emit(instance.image, Change.SAVED)
    elif isinstance(instance, (DraftStateMixin, get_image_model(), get_document_model())):
        emit(instance, Change.DELETED)
