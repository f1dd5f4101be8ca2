"""Uploaded files, served by the CMS itself so that what is private stays private.

A web server that hands out the media directory cannot know which collection is private. This view can:
it serves files of public images only; documents have a view of their own (``/documents/…``).
"""

from __future__ import annotations

import re
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve as serve_file
from wagtail.images import get_image_model

# A name that carries a hash of what is inside never means anything else.
HASHED: Final = re.compile(r"\.[0-9a-f]{12,64}\.")
FOREVER: Final = "public, max-age=31536000, immutable"
BRIEFLY: Final = "public, max-age=300"
# An uploaded SVG opened by itself must not run as a page of this origin.
SANDBOX: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with the file of a public image; anything else is a 404, whether it exists or not."""
    if not is_public_image(path):
        raise Http404("There is no public file at this address.")
    response = serve_file(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = FOREVER if HASHED.search(path) else BRIEFLY
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Access-Control-Allow-Origin"] = "*"
    return response


def is_public_image(path: str) -> bool:
    """Say whether ``path`` (below the media root) is a file of an image that anybody may see."""
    image_model = get_image_model()
    rendition_model = image_model.get_rendition_model()
    image = image_model.objects.filter(file=path).select_related("collection").first()
    if image is None:
        rendition = rendition_model.objects.filter(file=path).select_related("image__collection").first()
        image = rendition.image if rendition else None
    return image is not None and not image.collection.get_view_restrictions()
