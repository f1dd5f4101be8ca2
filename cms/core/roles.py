"""The four groups that work on content, declared in one table, and what makes the database agree with it.

What a group may do is what its role says, no more and no less: whoever needs something else makes a group
of their own, which is never touched. Models of other apps are named by label; this module knows none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms.core.models import BasePage
from cms.core.permissions import CHANGE_CONTENT, RECORD_REVIEW

EDITORS: Final = "Editors"
MEDICAL_REVIEWERS: Final = "Medical reviewers"
SEO: Final = "SEO"
PUBLISHERS: Final = "Publishers"

ADMIN: Final = "wagtailadmin.access_admin"
TRANSLATE: Final = "simple_translation.submit_translation"
SITE_SETTINGS: Final = "core.change_sitesettings"
REDIRECTS: Final = tuple(f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete"))
SNIPPETS: Final = ("trials.trial", "blog.author", "blog.topic")
FILES: Final = ("core.image", "core.document")
COLLECTION: Final = "wagtailcore.collection"
PAGE: Final = "core.basepage"


class UnknownPermissionError(LookupError):
    """A role names a permission that the database does not have; migrations are the usual remedy."""


@dataclass(frozen=True, kw_only=True)
class Role:
    """What one group may do: on all pages, on all collections, and everywhere.

    `pages` are Wagtail's page actions, `files` its actions on images and documents ("change" lets people
    change and delete what others uploaded; "add" their own), `permissions` are "app.codename".
    """

    name: str
    pages: tuple[str, ...]
    files: tuple[str, ...]
    collections: tuple[str, ...] = ()
    permissions: tuple[str, ...]


def on_models(labels: Iterable[str], actions: Iterable[str]) -> tuple[str, ...]:
    """Return the permissions for every action on every model: "blog.add_topic" for "blog.topic" and "add"."""
    names = [label.split(".") for label in labels]
    return tuple(f"{app}.{action}_{model}" for action in actions for app, model in names)


def on_snippets(*actions: str) -> tuple[str, ...]:
    """Return the permissions for `actions` on trials, authors and topics."""
    return on_models(SNIPPETS, actions)


ROLES: Final = (
    Role(
        name=EDITORS,
        pages=("add", "change"),
        files=("add", "choose"),
        permissions=(ADMIN, CHANGE_CONTENT, TRANSLATE, *on_snippets("view", "add", "change")),
    ),
    Role(
        name=MEDICAL_REVIEWERS,
        pages=("change",),
        files=("choose",),
        permissions=(ADMIN, CHANGE_CONTENT, RECORD_REVIEW, *on_snippets("view", "change")),
    ),
    # Without CHANGE_CONTENT: what a page says is not in their form, so that a corrected description cannot
    # carry anything else along.
    Role(
        name=SEO,
        pages=("change",),
        files=("add", "choose"),
        permissions=(ADMIN, SITE_SETTINGS, *REDIRECTS, *on_snippets("view")),
    ),
    Role(
        name=PUBLISHERS,
        pages=("add", "bulk_delete", "change", "lock", "publish", "unlock"),
        files=("add", "change", "choose"),
        collections=("add", "change", "delete"),
        permissions=(
            ADMIN,
            CHANGE_CONTENT,
            RECORD_REVIEW,
            TRANSLATE,
            SITE_SETTINGS,
            *REDIRECTS,
            *on_snippets("view", "add", "change", "delete", "publish", "lock", "unlock"),
        ),
    ),
)


@transaction.atomic
def apply_role(role: Role) -> Group:
    """Make the role's group, or bring it back to exactly what the role says."""
    group, _created = Group.objects.get_or_create(name=role.name)
    group.permissions.set(find_permissions(role.permissions))
    _set_page_permissions(group, find_permissions(on_models([PAGE], role.pages)))
    on_files = on_models(FILES, role.files)
    on_collections = on_models([COLLECTION], role.collections)
    _set_collection_permissions(group, find_permissions([*on_files, *on_collections]))
    return group


def find_permissions(names: Iterable[str]) -> list[Permission]:
    """Return the permissions called "app.codename"; raises `UnknownPermissionError` if one is missing."""
    wanted = {tuple(name.split(".", 1)) for name in names}
    condition = Q(pk__in=[])
    for app, codename in wanted:
        condition |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.filter(condition).select_related("content_type"))
    missing = wanted - {(permission.content_type.app_label, permission.codename) for permission in found}
    if missing:
        names_missing = ", ".join(sorted(".".join(name) for name in missing))
        raise UnknownPermissionError(
            f"The database does not know {names_missing}. Run 'manage.py migrate' first, then try again."
        )
    return found


def _set_page_permissions(group: Group, permissions: list[Permission]) -> None:
    root = BasePage.get_first_root_node()
    rows = GroupPagePermission.objects.filter(group=group)
    rows.exclude(page=root, permission__in=permissions).delete()
    for permission in permissions:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _set_collection_permissions(group: Group, permissions: list[Permission]) -> None:
    root = Collection.get_first_root_node()
    rows = GroupCollectionPermission.objects.filter(group=group)
    rows.exclude(collection=root, permission__in=permissions).delete()
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
