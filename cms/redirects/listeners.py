"""Tells the history of addresses what happens to pages, inside the transaction of the change."""

from __future__ import annotations

from dataclasses import replace
from weakref import WeakKeyDictionary

from django.db import models, transaction

from cms.core.models import BasePage
from cms.redirects import page_history
from cms.redirects.page_history import Standing

_TELLING = frozenset({"slug", "url_path", "live"})

# The tree paths that the running deletion is done with: thousands of pages are announced one by one.
_done: WeakKeyDictionary[transaction.Atomic, list[str]] = WeakKeyDictionary()


def page_is_saved(instance: models.Model, fields: frozenset[str] | None) -> None:
    """Compare a page that is about to be saved with what the database knows of it."""
    if not isinstance(instance, BasePage) or not (fields is None or fields & _TELLING):
        return
    before = _standing(instance)
    after = Standing(instance.url_path, instance.live)
    if before == after or (before is None and not after.is_live):
        return
    with transaction.atomic():
        _compare(instance, before, after)


def _compare(page: BasePage, before: Standing | None, after: Standing) -> None:
    if before and before.is_live and not after.is_live:
        page_history.page_is_taken_down(page, before)
        before = replace(before, is_live=False)
    if before and before.url_path != after.url_path:
        page_history.page_leaves(page, before, after.url_path)
    page_history.page_arrives(page, before, after.url_path, is_live=after.is_live)
    if before and after.is_live and not before.is_live:
        page_history.page_is_published(page, after.url_path)


def _standing(page: BasePage) -> Standing | None:
    if page.pk is None:
        return None
    row = BasePage.objects.filter(pk=page.pk).values_list("url_path", "live").first()
    return Standing(*row) if row else None


def page_is_deleted(instance: models.Model) -> None:
    """Look after the addresses of a page that is about to be deleted, once for all pages below it."""
    if type(instance) is not BasePage or instance.is_root():
        return
    done = _done_here()
    if instance.path.startswith(tuple(done)):
        return
    # Wagtail has already said in memory that it is unpublished.
    is_live = BasePage.objects.filter(pk=instance.pk, live=True).exists()
    if page_history.page_is_deleted(instance, is_live=is_live):
        done.append(instance.path)


def _done_here() -> list[str]:
    blocks = transaction.get_connection().atomic_blocks
    # A deletion opens a block of its own; without one nothing can be remembered for it.
    return _done.setdefault(blocks[-1], []) if blocks else []
