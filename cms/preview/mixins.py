"""How a page or a snippet opens its preview: the draft is stored, the browser sent to the front end.

Built on `wagtail-headless-preview`, which knows where that is. Its tokens name an object and a second, so two
people who preview at once would see each other's text; ours name a row of one person and object.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import PreviewableMixin, Site
from wagtail_headless_preview.models import get_client_root_url_from_site

from cms.preview.models import StoredDraft
from cms.preview.tokens import draft_token


def front_end_address(draft: Any, request: HttpRequest, *, token: str) -> str:
    """Return the address at which the front end shows what a token opens, from the object's own site."""
    if hasattr(draft, "get_client_root_url"):
        root = draft.get_client_root_url(request)
    else:
        site = Site.objects.filter(is_default_site=True).first() or Site.find_for_request(request)
        root = get_client_root_url_from_site(site)
    content_type = f"{draft._meta.app_label}.{draft._meta.model_name}"
    return f"{root}?{urlencode({'content_type': content_type, 'token': token})}"


class HeadlessDraftMixin:
    """Opens the preview of a page in the front end. Put it before `BasePage`."""

    def serve_preview(self, request: HttpRequest, preview_mode: str) -> HttpResponse:
        """Store the draft and send the browser to the front end's preview address with a token for it."""
        stored = StoredDraft.objects.keep(
            self, user=getattr(request, "user", None), place=self._place_of_draft()
        )
        return redirect(front_end_address(self, request, token=draft_token(stored)))

    def _place_of_draft(self) -> str:
        """Return what tells a new object from others of its type that one person writes: a page's parent."""
        draft: Any = self
        return draft.path[: -draft.steplen] if draft.pk is None and hasattr(draft, "path") else ""


class HeadlessSnippetPreviewMixin(HeadlessDraftMixin, PreviewableMixin, models.Model):
    """Opens the preview of a snippet in the front end. Put it before `DraftStateMixin`."""

    class Meta:
        abstract = True
