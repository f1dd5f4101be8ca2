"""Registers with the admin: the page explorer, and permissions that administrators give to groups."""

from __future__ import annotations

from typing import Any, Final, cast

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from cms.core.models import BasePage, Image
from cms.core.permissions import CHANGE_CONTENT, RECORD_REVIEW

BROKEN_IMAGES_SHOWN: Final = 10


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


@hooks.register("construct_homepage_panels")
def show_broken_images(request: HttpRequest, panels: list[Any]) -> None:
    """Show on the admin's front page whose sizes could not be made, to those who can do something."""
    images = permitted_images(request.user, ["change"]).exclude(sizes__error="").filter(sizes__isnull=False)
    if first := list(images.select_related("sizes").order_by("title")[:BROKEN_IMAGES_SHOWN]):
        panels.append(BrokenImagesPanel(first))


class BrokenImagesPanel(Component):
    """A panel of the admin's front page; made only where there is something to say."""

    name = "broken_images"
    template_name = "core/broken_images.html"
    order = 90

    def __init__(self, images: list[Image]) -> None:
        self.images = images

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Hand the images to the template."""
        return {"images": self.images}


def permitted_images(user: Any, actions: list[str]) -> QuerySet[Image]:
    """Return the images to which a person may do one of these actions."""
    policy = policy_registry.get_by_type(Image)
    return cast("QuerySet[Image]", policy.instances_user_has_any_permission_for(user, actions))
