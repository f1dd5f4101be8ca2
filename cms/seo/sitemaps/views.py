"""The addresses of sitemaps. The index is kept like answers of the API, parts are streamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from cms.seo.public_files import public_file, public_scope
from cms.seo.sitemaps import xml
from cms.seo.sitemaps.parts import Part, entries_of, listed_parts

NOTHING: Final = "There is nothing here that search engines should list."
_XML: Final = "application/xml; charset=utf-8"
_T = TypeVar("_T")


@public_file
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Answer the index of a site's sitemap."""
    scope = public_scope(request)
    pieces = xml.index(_some(listed_parts(scope)), root_url=scope.site.root_url)
    return HttpResponse(b"".join(pieces), content_type=_XML)


@require_safe
def sitemap_part(
    request: HttpRequest, source: str, number: str, section: str | None = None, packed: str | None = None
) -> HttpResponseBase:
    """Answer one part, packed where its name or the client asks for that."""
    scope = public_scope(request)
    part = Part(source, None if section is None else int(section), int(number))
    pieces = xml.urlset(_some(entries_of(scope, part)))
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    body = xml.gzipped(pieces) if packed or takes_gzip else pieces
    response = StreamingHttpResponse(body, content_type="application/gzip" if packed else _XML)
    if takes_gzip and not packed:
        response["Content-Encoding"] = "gzip"
    # Never older than what is published; whoever keeps it asks again.
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _some(entries: Iterable[_T]) -> Iterator[_T]:
    """Return the entries; raises `Http404` where there are none, which the format does not allow."""
    remaining = iter(entries)
    for first in remaining:
        return chain([first], remaining)
    raise Http404(NOTHING)
