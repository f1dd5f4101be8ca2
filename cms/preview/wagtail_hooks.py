"""Registers with the admin: sharing a draft, and the report of shared drafts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from cms.preview.permissions import may_share
from cms.preview.views import SharedDraftsView, ShareView, revoke_view, share_address


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    """Return the addresses of the screen for one draft, of revoking, and of the report."""
    ours = [
        path("drafts/share/<int:content_type>/<str:pk>/", ShareView.as_view(), name="share"),
        path("drafts/revoke/<uuid:key>/", revoke_view, name="revoke"),
        path("reports/shared-drafts/", SharedDraftsView.as_view(), name="shared"),
        path(
            "reports/shared-drafts/results/",
            SharedDraftsView.as_view(results_only=True),
            name="shared_results",
        ),
    ]
    return [path("", include((ours, "preview")))]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Add the report to the menu."""
    return MenuItem(
        "Shared drafts", reverse("preview:shared"), name="shared-drafts", icon_name="group", order=1200
    )


@hooks.register("insert_editor_js")
def show_what_is_clicked() -> SafeString:
    """Let the editor show the place that was clicked in its preview panel."""
    return format_html('<script src="{}" defer></script>', static("preview/show_place.js"))


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let groups be given the sight of everybody's links."""
    return Permission.objects.filter(content_type__app_label="preview", codename="view_sharelink")


@hooks.register("register_page_header_buttons")
def share_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer sharing among what can be done with a page."""
    if page.is_previewable() and may_share(user, page):
        yield Button("Share the draft", share_address(page), icon_name="group", priority=35)
