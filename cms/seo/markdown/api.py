"""`/api/v2/pages/<id>/markdown/`: a page for programs that read text."""

from __future__ import annotations

import copy
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict

from cms.api.descriptions import ViewDescription, describe_view
from cms.api.errors import problem_response, response_for
from cms.api.json_views import check_parameters
from cms.api.pages import PageAPIViewSet
from cms.api.registry import router
from cms.api.scope import scope_of
from cms.api.site import site_document
from cms.api.views_by_model import view_of
from cms.core.addresses import api_url
from cms.core.json_schema import text
from cms.core.output import Output
from cms.seo.html import Link
from cms.seo.markdown.page import page_markdown

MARKDOWN: Final = "text/markdown"
PARAMETERS: Final = frozenset({"site"})
_ASKED: Final = "rich_text_format=markdown"


def _page_markdown(request: HttpRequest, id: int) -> HttpResponse:
    """A public page as Markdown, with a front matter that says who wrote and reviewed it, when, and where."""
    view = view_of(PageAPIViewSet, as_markdown(request))
    document = view.document_of(view.specific_page(id))
    return markdown_response(request, document)


@wraps(_page_markdown)
def page_markdown_view(request: HttpRequest, id: int) -> HttpResponse:
    """Answer a page, or a problem in the API's shape."""
    if request.method not in ("GET", "HEAD"):
        response: HttpResponse = problem_response("Use GET here.", status=405)
        response["Allow"] = "GET, HEAD"
        return response
    try:
        check_parameters(request, PARAMETERS)
        return _page_markdown(request, id)
    except Exception as error:
        answer = response_for(error)
        if answer is None:
            raise
        return answer


page_markdown_view.parameters = PARAMETERS  # type: ignore[attr-defined]


def as_markdown(request: HttpRequest) -> HttpRequest:
    """Return the same request for documents whose rich text is Markdown."""
    asked = copy.copy(request)
    query = QueryDict(_ASKED, mutable=True)
    if "site" in request.GET:
        query["site"] = request.GET["site"]
    asked.GET = query  # type: ignore[assignment]
    return asked


def markdown_response(request: HttpRequest, document: dict[str, Any]) -> HttpResponse:
    """Return a page's document, made for `as_markdown`, as Markdown."""
    scope = scope_of(request)
    site = site_document(scope, rich_text_format="markdown", locale_code=document["meta"]["locale"])
    response = HttpResponse(page_markdown(document, site), content_type=f"{MARKDOWN}; charset=utf-8")
    if document["seo"]["canonical"]:
        response["Link"] = f'<{document["seo"]["canonical"]}>; rel="canonical"'
    return response


def markdown_url(page_id: int) -> str:
    """Return where a page is as Markdown."""
    return api_url(f"/api/v2/pages/{page_id}/markdown/")


def head_link(instance: Any, output: Output) -> list[Link]:
    """Return the link of a page's head to the same as Markdown."""
    is_page = hasattr(instance, "content_type_id") and instance.pk
    return [Link(MARKDOWN, "Markdown", markdown_url(instance.pk))] if is_page else []


def register() -> None:
    """Register the endpoint and what it answers."""
    router.register_view("pages/<int:id>/markdown/", page_markdown_view, name="page_markdown")
    describe_view(
        "page_markdown",
        ViewDescription(
            operation_id="getPageMarkdown",
            tag="pages",
            answer=text("Markdown (CommonMark) below a front matter in YAML."),
            media_type=MARKDOWN,
            statuses=(400, 404),
        ),
    )
