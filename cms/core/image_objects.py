"""Images as the API shows them: sizes that exist already, in AVIF, WebP and the original's format.

Nothing here makes a rendition: that is the background's work (`cms.core.renditions`). Until it is done
`sources` is empty and `url` is the original.
"""

from __future__ import annotations

import mimetypes
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONArray

from cms.core.addresses import file_url, media_url
from cms.core.image_presets import SOCIAL
from cms.core.json_rows import JSONRows
from cms.core.prepared import PreparedRows
from cms.core.references import References, register_reference_kind

_COLUMNS = (
    "pk",
    "title",
    "file",
    "description",
    "credit",
    "width",
    "height",
    "focal_point_x",
    "focal_point_y",
    "placeholder",
    "dominant_color",
    "collection__path",
)
_RENDITION_COLUMNS = ("filter_spec", "file", "width", "height")


def load_images(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    """Read images in public collections with the renditions that exist, in one query."""
    return {
        row["pk"]: image_object(
            row,
            [dict(zip(_RENDITION_COLUMNS, values, strict=True)) for values in row["renditions_made"] or ()],
        )
        for row in _image_rows(ids=keys)
        if references.scope.is_public_collection_path(row["collection__path"])
    }


def _image_query(ids: Sequence[Any]) -> QuerySet[Any, Any]:
    from cms.core.models import Image, Rendition

    renditions = Rendition.objects.filter(image=OuterRef("pk")).order_by().values("image_id")
    made = renditions.annotate(made=JSONRows(JSONArray(*_RENDITION_COLUMNS))).values("made")
    return Image.objects.filter(pk__in=ids).values(*_COLUMNS, renditions_made=Subquery(made))


_image_rows = PreparedRows(_image_query)


def image_object(row: dict[str, Any], renditions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the API's image object from a row of the image table and the rows of its renditions."""
    original = file_url(row["file"])
    return {
        "id": row["pk"],
        "meta": {
            "type": "core.Image",
            "detail_url": f"{settings.WAGTAILADMIN_BASE_URL}/api/v2/images/{row['pk']}/",
            "download_url": original,
        },
        "title": row["title"],
        "alt": row["description"],
        "credit": row["credit"],
        "width": row["width"],
        "height": row["height"],
        "focal_point": _focal_point(row),
        "placeholder": row["placeholder"],
        "dominant_color": row["dominant_color"],
        "url": media_url(original),
        "sources": _sources(renditions),
        "social": _social(renditions),
    }


def with_alt(image: dict[str, Any] | None, alt: str) -> dict[str, Any] | None:
    """Return a copy of an image object with the alternative text of its context."""
    return None if image is None else {**image, "alt": alt}


def _focal_point(row: dict[str, Any]) -> dict[str, float] | None:
    if row["focal_point_x"] is None or not row["width"] or not row["height"]:
        return None
    return {
        "x": round(row["focal_point_x"] / row["width"], 4),
        "y": round(row["focal_point_y"] / row["height"], 4),
    }


def _sources(renditions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Group sized renditions by media type, AVIF first, each from narrow to wide."""
    by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for rendition in sorted(renditions, key=lambda row: row["width"]):
        if rendition["filter_spec"].startswith("width-"):
            by_type[_media_type(rendition["file"])].append(_rendition(rendition))
    order = {"image/avif": 0, "image/webp": 1}
    return [
        {"type": media_type, "images": images}
        for media_type, images in sorted(by_type.items(), key=lambda item: order.get(item[0], 2))
    ]


def _social(renditions: list[dict[str, Any]]) -> dict[str, Any] | None:
    return next((_rendition(row) for row in renditions if row["filter_spec"] == SOCIAL), None)


def _rendition(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "url": media_url(file_url(row["file"])),
        "width": row["width"],
        "height": row["height"],
    }


def _media_type(name: str) -> str:
    return _media_type_of_ending(name.rpartition(".")[2].lower())


@cache
def _media_type_of_ending(ending: str) -> str:
    if ending == "avif":
        return "image/avif"
    return mimetypes.guess_type(f"file.{ending}")[0] or "application/octet-stream"


def load_documents(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    """Read documents in public collections: `{"id", "title", "url"}`."""
    from cms.core.models import Document

    documents = Document.objects.filter(pk__in=keys).select_related("collection")
    return {
        document.pk: {"id": document.pk, "title": document.title, "url": media_url(document.url)}
        for document in documents
        if references.scope.is_public_collection_path(document.collection.path)
    }


def register() -> None:
    """Register the reference kinds `image` and `document`."""
    register_reference_kind("image", order=30, load=load_images)
    register_reference_kind("document", order=30, load=load_documents)
