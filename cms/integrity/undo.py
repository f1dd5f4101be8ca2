"""Undoing a change of addresses: the way back is the same change in the other direction.

What was done stands in the log of the page, where its history shows it. Redirects need no undoing of their
own: a page that comes back removes those that led away from its address, and the address that it had in
between goes on leading to it.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.actions.move_page import MovePageAction
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision

from cms.core.models import BasePage
from cms.integrity import help_texts

ACTION = "integrity.addresses"


class CannotUndoError(ValueError):
    """The page is no longer as the change left it."""


def remember(page: BasePage, user: Any, **data: Any) -> PageLogEntry:
    """Write down what is about to be done to a page; `data` is what `undo` needs."""
    entry: PageLogEntry = log(instance=page, action=ACTION, user=user, data=data)
    return entry


def undo(entry: PageLogEntry, user: Any) -> BasePage:
    """Undo what an entry says, in one transaction.

    Raises `CannotUndoError` when the page has been changed since, `PermissionDenied` for who may not.
    """
    if entry.data.get("undone"):
        raise CannotUndoError(help_texts.ALREADY_UNDONE)
    page = BasePage.objects.filter(pk=entry.page_id).first()
    if page is None:
        raise CannotUndoError(help_texts.CANNOT_UNDO.format(title=entry.label))
    ways = {"slug": _back_to_slug, "move": _back_to_parent, "unpublish": _published_again}
    with transaction.atomic():
        ways[entry.data["kind"]](page, entry.data, user)
        PageLogEntry.objects.filter(pk=entry.pk).update(data={**entry.data, "undone": True})
    return page


def change_slug(page: BasePage, slug: str, user: Any) -> None:
    """Give a live page another slug and nothing else: its draft, if it has one, stays a draft."""
    live = page.specific
    live.slug = slug
    live.save(user=user)
    latest = page.get_latest_revision()
    if latest is not None:
        latest.content["slug"] = slug
        latest.save(update_fields=["content"])


def _back_to_slug(page: BasePage, data: dict[str, Any], user: Any) -> None:
    if not page.permissions_for_user(user).can_publish():
        raise PermissionDenied
    if page.slug != data["after"] or not _is_free(page, data["before"]):
        raise CannotUndoError(help_texts.CANNOT_UNDO.format(title=page.title))
    change_slug(page, data["before"], user)


def _back_to_parent(page: BasePage, data: dict[str, Any], user: Any) -> None:
    parent = BasePage.objects.filter(pk=data["before"]).first()
    if parent is None or page.get_parent().pk != data["after"]:
        raise CannotUndoError(help_texts.CANNOT_UNDO.format(title=page.title))
    if parent.get_children().filter(slug=page.slug).exists():
        raise CannotUndoError(help_texts.CANNOT_UNDO.format(title=page.title))
    MovePageAction(page, parent, pos="last-child", user=user).execute()


def _published_again(page: BasePage, data: dict[str, Any], user: Any) -> None:
    if not page.permissions_for_user(user).can_publish():
        raise PermissionDenied
    if page.live:
        raise CannotUndoError(help_texts.CANNOT_UNDO.format(title=page.title))
    for key, revision_id in data["pages"]:
        hidden = BasePage.objects.filter(pk=key, live=False).first()
        revision = Revision.objects.filter(pk=revision_id).first() if revision_id else None
        if hidden is not None and revision is not None:
            revision.publish(user=user, skip_permission_checks=True)
        elif hidden is not None:
            again = hidden.specific
            again.live, again.has_unpublished_changes = True, False
            again.save(user=user)


def _is_free(page: BasePage, slug: str) -> bool:
    return not page.get_siblings(inclusive=False).filter(slug=slug).exists()
