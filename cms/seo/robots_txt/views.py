"""`/robots.txt`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from cms.seo.public_files import public_file, public_scope
from cms.seo.robots_txt.text import text_of


@public_file
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Answer what programs may read here."""
    return HttpResponse(text_of(public_scope(request)), content_type="text/plain; charset=utf-8")
