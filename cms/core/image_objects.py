"""Images as the API shows them: sizes that exist already, in AVIF, WebP and the original's format.

Nothing here makes a rendition: that is the background's work (`cms.core.renditions`). Until it is done
`sources` is empty and `url` is the original.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONArray

from cms.core.addresses import FileAddresses, media_url
from cms.core.image_presets import SOCIAL, filter_specs, media_type_of
from cms.core.json_rows import JSONRows
from cms.core.prepared import PreparedRows
from cms.core.references import References, register_reference_kind

_COLUMNS = (
    "pk",
    "title",
    "file",
    "is_animated",
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


class _Made(NamedTuple):
    """A rendition that exists; the names are its columns."""

    filter_spec: str
    file: str
    width: int
    height: int


def load_images(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    """Read images in public collections with the renditions that exist, in one query."""
    files = FileAddresses()
    return {
        row["pk"]: image_object(row, map(_Made._make, row["renditions_made"] or ()), files)
        for row in _image_rows(ids=keys)
        if references.scope.is_public_collection_path(row["collection__path"])
    }


def _image_query(ids: Sequence[Any]) -> QuerySet[Any, Any]:
    from cms.core.models import Image, Rendition

    renditions = Rendition.objects.filter(image=OuterRef("pk")).order_by().values("image_id")
    made = renditions.annotate(made=JSONRows(JSONArray(*_Made._fields))).values("made")
    return Image.objects.filter(pk__in=ids).values(*_COLUMNS, renditions_made=Subquery(made))


_image_rows = PreparedRows(_image_query)


def image_object(row: dict[str, Any], renditions: Iterable[_Made], files: FileAddresses) -> dict[str, Any]:
    """Return the API's image object from a row of the image table and what was made of the image."""
    wanted = _wanted(row)
    by_width = sorted(
        (made for made in renditions if made.filter_spec in wanted), key=lambda made: made.width
    )
    return {
        "id": row["pk"],
        "meta": {
            "type": "core.Image",
            "detail_url": f"{settings.WAGTAILADMIN_BASE_URL}/api/v2/images/{row['pk']}/",
            "download_url": files.of(row["file"]),
        },
        "title": row["title"],
        "alt": row["description"],
        "credit": row["credit"],
        "width": row["width"],
        "height": row["height"],
        "media_type": media_type_of(row["file"]),
        "is_animated": row["is_animated"],
        "focal_point": _focal_point(row),
        "placeholder": row["placeholder"],
        "dominant_color": row["dominant_color"],
        "url": files.absolute(row["file"]),
        "sources": _sources(by_width, files),
        "social": next((_source(made, files) for made in by_width if made.filter_spec == SOCIAL), None),
    }


def _wanted(row: dict[str, Any]) -> Sequence[str]:
    """Return the specs of the presets for an image: Wagtail's admin makes sizes of its own."""
    ending = row["file"].rpartition(".")[2]
    return filter_specs(width=row["width"], ending=ending, is_animated=row["is_animated"])


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


def _sources(by_width: list[_Made], files: FileAddresses) -> list[dict[str, Any]]:
    """Group sized renditions by media type, AVIF first, each from narrow to wide."""
    by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for made in by_width:
        if made.filter_spec.startswith("width-"):
            by_type[media_type_of(made.file)].append(_source(made, files))
    order = {"image/avif": 0, "image/webp": 1}
    return [
        {"type": media_type, "images": images}
        for media_type, images in sorted(by_type.items(), key=lambda item: order.get(item[0], 2))
    ]


def _source(made: _Made, files: FileAddresses) -> dict[str, Any]:
    return {"url": files.absolute(made.file), "width": made.width, "height": made.height}


def load_documents(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    """Read documents in public collections: `{"id", "title", "url"}`."""
    from cms.core.models import Document

    # No more than is shown: what an answer has read it is made anew for.
    documents = Document.objects.filter(pk__in=keys).select_related("collection")
    documents = documents.only("title", "file", "collection__path")
    return {
        document.pk: {"id": document.pk, "title": document.title, "url": media_url(document.url)}
        for document in documents
        if references.scope.is_public_collection_path(document.collection.path)
    }


def register() -> None:
    """Register the reference kinds `image` and `document`."""
    register_reference_kind("image", order=30, load=load_images)
    register_reference_kind("document", order=30, load=load_documents)
