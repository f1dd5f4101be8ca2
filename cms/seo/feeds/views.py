"""`/feeds/<reader path>/rss.xml`, `atom.xml` and `feed.json`."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from cms.core.reader_paths import normalised
from cms.seo.feeds.feed import FORMATS, feed_at
from cms.seo.feeds.formats import WRITERS
from cms.seo.public_files import public_file, public_scope


@public_file
def feed(request: HttpRequest, place: str, file: str) -> HttpResponse:
    """Answer what is new at a reader's path."""
    scope = public_scope(request)
    path = normalised(place)
    found = feed_at(scope, path)
    if found is None:
        raise Http404(f"Nothing is published at {path} that has a feed.")
    media_type, _name = FORMATS[file]
    body = WRITERS[file](found, f"{scope.site.root_url}/feeds{found.path}{file}")
    return HttpResponse(body, content_type=f"{media_type}; charset=utf-8")
