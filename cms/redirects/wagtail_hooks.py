"""Puts our list and forms of redirects in the place of Wagtail's."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail import hooks

from cms.redirects.manager_views import process_import, try_view
from cms.redirects.views import CreateView, EditView, IndexView


@hooks.register("register_admin_urls")
def register_redirect_urls() -> list[Any]:
    """Answer the addresses of Wagtail's views, whose names everything else goes on using.

    This app stands before `wagtail.contrib.redirects` in `INSTALLED_APPS`, so these are found first; without
    names of their own, since the namespace is Wagtail's.
    """
    return [
        path("redirects/", IndexView.as_view()),
        path("redirects/results/", IndexView.as_view(results_only=True)),
        path("redirects/add/", CreateView.as_view()),
        path("redirects/import/process/", process_import),
        path("redirects/try/", try_view, name="try_redirect"),
        path("redirects/<int:redirect_id>/", EditView.as_view()),
    ]
