"""`/api/v2/preview/?content_type=&token=`: a draft, in exactly the shape of the public document."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from cms.api.descriptions import ViewDescription, describe_view
from cms.api.errors import ApiProblem, BadParameter
from cms.api.json_views import json_view
from cms.api.query_parameters import register_parameter
from cms.api.registry import router
from cms.api.views_by_model import viewset_for
from cms.core.json_schema import shape, text
from cms.preview import guesses
from cms.preview.editor_places import edit_map
from cms.preview.opening import opened

HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}
PARAMETERS = frozenset({"content_type", "token", "fields", "rich_text_format", "site", "locale"})


@json_view(parameters=PARAMETERS)
def _preview(request: HttpRequest) -> dict[str, Any]:
    """A draft in exactly the shape of the public document, for whoever holds the token of its preview."""
    token, content_type = request.GET.get("token", ""), request.GET.get("content_type", "")
    if not token:
        raise BadParameter("token is missing; open the preview from the editor", parameter="token")
    try:
        found = opened(token, content_type=content_type)
    except ApiProblem as problem:
        if problem.status == 401:
            guesses.note_wrong_guess(request)
        raise
    view = viewset_for(type(found.draft), request)
    document: dict[str, Any] = view.document_of(found.draft)
    own = {"preview": True, "edit": edit_map(found.draft, editor=found.editor)}
    document["meta"] = {**document.get("meta", {}), **own}
    return document


@wraps(_preview)
def preview_view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Answer a preview; no store in between may keep it, and no search engine may show it."""
    response = _preview(request, **kwargs)
    for name, value in HEADERS.items():
        response[name] = value
    if response.status_code == 429:
        response["Retry-After"] = str(guesses.SECONDS)
    return response


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
            statuses=(400, 401, 403, 410, 429),
            headers=HEADERS,
        ),
    )
