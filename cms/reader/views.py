"""The one view behind every reader path: the right status, the page's head, and the shell.

It asks what `/api/v2/resolve/` and `/api/v2/site/` answer, in-process, and knows nothing more than they say.
"""

from __future__ import annotations

import copy
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from cms.api.errors import ApiProblem
from cms.api.resolve import LONGEST_PATH, Resolution, resolve_path
from cms.api.scope import scope_of
from cms.api.site import site_document
from cms.core.reader_paths import normalised, split_locale
from cms.reader.own_pages import OwnPage, is_preview, own_page_at
from cms.reader.shell import Head, content_security_policy, render_shell
from cms.redirects.hits import tally
from cms.seo.markdown.api import MARKDOWN, as_markdown, markdown_response

NOT_FOUND_TITLES = {404: "Page not found", 410: "This page has been removed"}


@csrf_exempt  # Nothing is changed here, and a POST deserves "not allowed" rather than a talk about cookies.
@require_safe
def reader(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer a reader path: the shell with 200, 404 or 410, or a redirect."""
    asked = request.path_info
    if len(asked) > LONGEST_PATH or not asked.isprintable():
        return _shell_response(_missing(asked, status=404), site=None, path=asked, status=404)
    plain = _for_document(request)
    site = _site(plain, asked)
    own = own_page_at(normalised(asked))
    if own is not None or site is None:
        return _own_page(own, site=site, path=asked)
    is_markdown = _asks_for_markdown(request)
    resolution = resolve_path(as_markdown(plain) if is_markdown else plain, _with_query(request, asked))
    if resolution.redirect_id is not None:
        tally.count(resolution.redirect_id)
    moved_to = _moved_to(resolution, asked, request)
    if moved_to:
        return _redirect(moved_to, status=resolution.status if resolution.kind == "redirect" else 301)
    if is_markdown and resolution.kind == "page" and resolution.document is not None:
        return _varying(markdown_response(plain, resolution.document))
    return _shell_response(
        _head(resolution, asked), site=site, path=asked, status=resolution.status, resolution=resolution
    )


def _asks_for_markdown(request: HttpRequest) -> bool:
    """Tell whether a program asks for text rather than for a page; browsers never do."""
    return request.get_preferred_type(["text/html", MARKDOWN]) == MARKDOWN


def _for_document(request: HttpRequest) -> HttpRequest:
    """Return the request for a whole document and its head; the reader's own parameters are not the API's."""
    plain = copy.copy(request)
    plain.GET = QueryDict("fields=head_html")
    return plain


def _with_query(request: HttpRequest, path: str) -> str:
    """Return a decoded path with the reader's query, for which alone a redirect may be."""
    query = request.META.get("QUERY_STRING", "")
    return f"{quote(path)}?{query}" if query else quote(path)


def _site(request: HttpRequest, path: str) -> dict[str, Any] | None:
    """Return the site document in the language of a path; None before the first site exists."""
    try:
        return site_document(scope_of(request), locale_code=split_locale(normalised(path))[0])
    except ApiProblem:
        return None


def _moved_to(resolution: Resolution, asked: str, request: HttpRequest) -> str | None:
    """Return where to send the reader: a redirect's target, or the page's own spelling of its address."""
    if resolution.kind == "redirect":
        return resolution.location
    address = ((resolution.document or {}).get("meta") or {}).get("html_url")
    right = urlsplit(address).path if address else ""
    if not right or unquote(right) == asked:
        return None
    query = request.META.get("QUERY_STRING", "")
    return f"{right}?{query}" if query else right


def _redirect(location: str, *, status: int) -> HttpResponse:
    response = HttpResponse(status=status)
    response["Location"] = quote(location, safe=":/?#[]@!$&'()*+,;=%-._~")
    return _with_headers(response)


def _head(resolution: Resolution, asked: str) -> Head:
    document = resolution.document
    if document is None:
        return _missing(asked, status=resolution.status)
    meta_locale = (document.get("meta") or {}).get("locale")
    return Head(
        title=resolution.title,
        locale_code=meta_locale or split_locale(normalised(asked))[0],
        description=resolution.description,
        # Printed, and nothing that the scripts need again.
        html=document.pop("head_html", ""),
    )


def _missing(asked: str, *, status: int) -> Head:
    return Head(
        title=NOT_FOUND_TITLES.get(status, NOT_FOUND_TITLES[404]),
        locale_code=split_locale(normalised(asked))[0] if asked.isprintable() else settings.LANGUAGE_CODE,
        robots="noindex",
    )


def _own_page(own: OwnPage | None, *, site: dict[str, Any] | None, path: str) -> HttpResponse:
    if own is None:
        return _shell_response(_missing(path, status=404), site=site, path=path, status=404)
    locale_code = split_locale(normalised(path))[0]
    head = Head(
        title=own.title(locale_code), locale_code=locale_code, robots="noindex" if own.noindex else ""
    )
    response = _shell_response(head, site=site, path=path, status=200)
    if is_preview(normalised(path)):
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        # The address carries the token of a draft.
        response["Referrer-Policy"] = "same-origin"
    return response


def _shell_response(
    head: Head, *, site: dict[str, Any] | None, path: str, status: int, resolution: Resolution | None = None
) -> HttpResponse:
    found = resolution is not None and resolution.document is not None
    html = render_shell(
        head=head,
        site=site,
        path=path,
        document={"kind": resolution.kind, resolution.kind: resolution.document}
        if resolution is not None and found
        else None,
        links=_links(resolution, site),
    )
    return _with_headers(HttpResponse(html, status=status))


def _links(resolution: Resolution | None, site: dict[str, Any] | None) -> list[Any]:
    """Return what a reader without JavaScript can follow: similar and near pages, related ones, the menu."""
    document = (resolution.document if resolution else None) or {}
    instead = [*resolution.similar, resolution.nearest or {}] if resolution else []
    navigation = [{"title": item["label"], "url": item["url"]} for item in (site or {}).get("navigation", [])]
    cards = [*document.get("breadcrumbs", []), *document.get("related", []), *instead, *navigation]
    return list({card["url"]: card for card in cards if card.get("url")}.values())


def _varying(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept"])
    return response


def _with_headers(response: HttpResponse) -> HttpResponse:
    _varying(response)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = content_security_policy()
    # frame-ancestors says it, and can name the admin on another host, which X-Frame-Options cannot.
    response.xframe_options_exempt = True
    return response
