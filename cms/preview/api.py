"""`/api/v2/preview/?content_type=&token=`: a draft, in exactly the shape of the public document."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import wraps
from typing import Any

from django.apps import apps
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest, HttpResponse
from wagtail.models import AbstractPage
from wagtail_headless_preview.models import PagePreview

from cms.api.descriptions import ViewDescription, describe_view
from cms.api.errors import ApiProblem, BadParameter
from cms.api.json_views import json_view
from cms.api.query_parameters import register_parameter
from cms.api.registry import router
from cms.api.views_by_model import viewset_for
from cms.core.json_schema import shape, text
from cms.preview.mixins import TOKEN_SALT

TOKEN_LIFETIME = timedelta(hours=1)

INVALID = "This preview link is not valid. Open the preview from the editor."
EXPIRED = "This preview has expired. Open it again from the editor."
NOT_STORED = "This preview is no longer stored. Open it again from the editor."
DELETED = "What this preview shows has been deleted."
FOREIGN = "This preview link is for something else. Open the preview from the editor."


HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}
PARAMETERS = frozenset({"content_type", "token", "fields", "rich_text_format", "site", "locale"})


@json_view(parameters=PARAMETERS)
def _preview(request: HttpRequest) -> dict[str, Any]:
    """A draft in exactly the shape of the public document, for whoever holds the token of its preview."""
    instance = _stored_draft(request)
    view = viewset_for(type(instance), request)
    document: dict[str, Any] = view.document_of(instance)
    document.setdefault("meta", {})["preview"] = True
    return document


@wraps(_preview)
def preview_view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Answer a preview; no store in between may keep it, and no search engine may show it."""
    response = _preview(request, **kwargs)
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _stored_draft(request: HttpRequest) -> Any:
    """Return the draft behind a token; raises a problem that says in plain words why there is none."""
    token, content_type = request.GET.get("token", ""), request.GET.get("content_type", "")
    if not token:
        raise BadParameter("token is missing; open the preview from the editor", parameter="token")
    try:
        TimestampSigner(salt=TOKEN_SALT).unsign(token, max_age=TOKEN_LIFETIME)
    except SignatureExpired as error:
        raise ApiProblem(EXPIRED, status=410, kind="expired") from error
    except BadSignature as error:
        raise ApiProblem(INVALID, status=401) from error
    preview = PagePreview.objects.filter(token=token).select_related("content_type").first()
    if preview is None:
        raise ApiProblem(NOT_STORED, status=410, kind="gone")
    stored_type = f"{preview.content_type.app_label}.{preview.content_type.model}"
    if content_type != stored_type:
        raise ApiProblem(FOREIGN, status=403)
    return _restored(preview)


def _restored(preview: PagePreview) -> Any:
    """Return the draft as an object; raises a problem where what it is a draft of has been deleted."""
    model: Any = apps.get_model(preview.content_type.app_label, preview.content_type.model)
    content = json.loads(preview.content_json)
    existing = model._default_manager.filter(pk=content["pk"]).first() if content["pk"] else None
    if content["pk"] and existing is None:
        raise ApiProblem(DELETED, status=410, kind="gone")
    if issubclass(model, AbstractPage):
        return preview.as_page()
    return existing.with_content_json(content) if existing else model.from_serializable_data(content)


def register() -> None:
    """Register the endpoint, what it answers and the parameters that are its own."""
    router.register_view("preview/", preview_view, name="preview")
    register_parameter(
        "content_type",
        "App and model of the draft, in small letters.",
        schema=text(),
        example="blog.articlepage",
    )
    register_parameter(
        "token", "The token with which the editor's preview opens the front end.", schema=text(minLength=1)
    )
    describe_view(
        "preview",
        ViewDescription(
            operation_id="getPreview",
            tag="preview",
            answer=shape("draft"),
            required=("content_type", "token"),
            statuses=(400, 401, 403, 410),
            headers=HEADERS,
        ),
    )
