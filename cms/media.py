"""Uploaded files, served by the CMS itself so that what is private stays private.

A web server that hands out the media directory cannot know which collection is private. This view can:
it serves files of images that the visitor may see; documents have a view of their own (``/documents/…``),
around Wagtail's.
"""

from __future__ import annotations

import re
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve as serve_file
from wagtail.documents.views.serve import serve as serve_wagtail_document
from wagtail.models import Collection, CollectionViewRestriction

from cms.core.models import Document, Image, Rendition

# A name that carries a hash of what is inside never means anything else.
HASHED: Final = re.compile(r"\.[0-9a-f]{16}\.\w+$")
FOREVER: Final = "public, max-age=31536000, immutable"
BRIEFLY: Final = "public, max-age=300"
NEVER: Final = "private, no-store"
# An uploaded SVG opened by itself must not run as a page of this origin.
SANDBOX: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with an image's file; what is private, or not an image, is a 404 as if it did not exist."""
    collection = collection_of(path)
    restrictions = list(collection.get_view_restrictions()) if collection else []
    if collection is None or not may_see(request, restrictions):
        raise Http404("There is no public file at this address.")
    response = serve_file(request, path, document_root=str(settings.MEDIA_ROOT))
    if restrictions:
        response["Cache-Control"] = NEVER
    else:
        response["Cache-Control"] = FOREVER if HASHED.search(path) else BRIEFLY
        response["Access-Control-Allow-Origin"] = "*"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    return response


def serve_document(request: HttpRequest, document_id: str, file_name: str) -> HttpResponseBase:
    """Answer with a document through Wagtail's view, which knows who may read it; say who may keep it."""
    document = Document.objects.filter(pk=document_id).select_related("collection").first()
    is_private = document is not None and document.collection.get_view_restrictions().exists()
    response: HttpResponseBase = serve_wagtail_document(request, document_id, file_name)
    response["Cache-Control"] = NEVER if is_private else BRIEFLY
    return response


def collection_of(path: str) -> Collection | None:
    """Return the collection of the image that ``path`` (below the media root) is a file of."""
    if "\0" in path:  # which PostgreSQL refuses to look for
        return None
    rendition = Rendition.objects.filter(file=path).select_related("image__collection").first()
    image = (
        rendition.image if rendition else Image.objects.filter(file=path).select_related("collection").first()
    )
    return image.collection if image else None


def may_see(request: HttpRequest, restrictions: list[CollectionViewRestriction]) -> bool:
    """Say whether this visitor may see what is restricted so: whoever edits may, and whom each lets in."""
    if not restrictions or request.user.has_perm("wagtailadmin.access_admin"):
        return True
    return all(restriction.accept_request(request) for restriction in restrictions)
