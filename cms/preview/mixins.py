"""Preview of snippets in the front end, in the way `wagtail-headless-preview` previews pages."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import TimestampSigner
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import PreviewableMixin, Site
from wagtail_headless_preview.models import PagePreview, get_client_root_url_from_site

TOKEN_SALT = "headlesspreview.token"


class HeadlessSnippetPreviewMixin(PreviewableMixin, models.Model):
    """Makes a snippet's preview open in the front end. Put it before `DraftStateMixin`."""

    class Meta:
        abstract = True

    def serve_preview(self, request: HttpRequest, preview_mode: str) -> HttpResponse:
        """Store the draft under a fresh token and send the browser to the front end's preview address."""
        PagePreview.garbage_collect()
        preview = self._store_preview()
        site = Site.objects.filter(is_default_site=True).first() or Site.find_for_request(request)
        query = urlencode({"content_type": self._content_type_name(), "token": preview.token})
        return redirect(f"{get_client_root_url_from_site(site)}?{query}")

    def _store_preview(self) -> PagePreview:
        token = TimestampSigner(salt=TOKEN_SALT).sign(f"snippet={self._content_type_name()};id={self.pk}")
        content = json.dumps(self._serialized(), cls=DjangoJSONEncoder)
        preview, _created = PagePreview.objects.update_or_create(
            token=token,
            defaults={"content_type": ContentType.objects.get_for_model(self), "content_json": content},
        )
        return preview

    def _serialized(self) -> dict[str, Any]:
        data: dict[str, Any] = self.serializable_data()
        return data

    def _content_type_name(self) -> str:
        return f"{self._meta.app_label}.{self._meta.model_name}"
