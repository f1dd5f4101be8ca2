"""Registers with the admin: the page explorer, and permissions that administrators give to groups."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks

from cms.core.models import BasePage
from cms.core.permissions import CHANGE_CONTENT, RECORD_REVIEW
from cms.core.viewsets import BasePageViewSet


@hooks.register("register_admin_viewset")
def register_explorer() -> Any:
    """Use our columns wherever no other explorer is registered."""
    return BasePageViewSet()


@hooks.register("register_permissions")
def register_page_permissions() -> QuerySet[Permission]:
    """Offer the permissions that divide a page in the form of groups."""
    codenames = [name.partition(".")[2] for name in (CHANGE_CONTENT, RECORD_REVIEW)]
    return Permission.objects.filter(content_type__app_label="core", codename__in=codenames)


@hooks.register("before_edit_page")
def refuse_old_content(request: HttpRequest, page: BasePage) -> None:
    """Refuse going back to an older version to those who may not change what pages say.

    The form of that view holds only the fields that a person may change, but all others come from the older
    version too.
    """
    match = request.resolver_match
    if match and match.url_name == "revisions_revert" and not request.user.has_perm(CHANGE_CONTENT):
        raise PermissionDenied
