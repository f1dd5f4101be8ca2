"""Registers with the admin: the report of purges, and a word on the front page when one was given up."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.delivery.purging.queue import given_up
from cms.delivery.purging.views import PurgesView, may_see, purge_everything_view, try_again_view


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    """Return the addresses of the report and its two buttons."""
    ours = [
        path("", PurgesView.as_view(), name="index"),
        path("results/", PurgesView.as_view(results_only=True), name="results"),
        path("try-again/", try_again_view, name="try_again"),
        path("everything/", purge_everything_view, name="everything"),
    ]
    return [path("reports/cdn-purges/", include((ours, "purging")))]


class PurgesMenuItem(MenuItem):
    """Shown to administrators where there is a CDN."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether this person sees it."""
        return bool(settings.CDN_BACKEND) and may_see(request.user)


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Add the report to the menu."""
    return PurgesMenuItem(
        "CDN purges", reverse("purging:index"), name="cdn-purges", icon_name="globe", order=1400
    )


@hooks.register("construct_homepage_panels")
def show_given_up_purges(request: HttpRequest, panels: list[Any]) -> None:
    """Tell administrators that readers may be seeing what is no longer true."""
    if settings.CDN_BACKEND and may_see(request.user) and (purge := given_up().order_by("-pk").first()):
        panels.append(GivenUpPanel(error=purge.error, number=given_up().count()))


class GivenUpPanel(Component):
    """A panel of the admin's front page; made only where there is something to say."""

    name = "cdn_purges"
    template_name = "purging/panel.html"
    order = 80

    def __init__(self, *, error: str, number: int) -> None:
        self.error = error
        self.number = number

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Hand the error to the template."""
        return {"error": self.error, "number": self.number}
