"""Images and documents, and the register of all endpoints that belong to no content app."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from wagtail.api import APIField
from wagtail.api.v2.views import BaseAPIViewSet

from cms.api.filterable import register_filters
from cms.api.meta_fields import detail_url_field, type_field
from cms.api.registry import router
from cms.api.viewsets import DeliveryAPIViewSet
from cms.core.addresses import api_url
from cms.core.api_fields import DeliveryField
from cms.core.json_schema import address, array_of, shared_shapes, text
from cms.core.models import Document, Image
from cms.core.references import register_reference_kind


def _image_object_part(name: str) -> DeliveryField:
    return DeliveryField(
        name,
        lambda image, output: (output.references.get("image", image.pk) or {}).get(name),
        collect=lambda image, references: references.want("image", image.pk),
        schema=shared_shapes()["image"]["properties"][name],
    )


def _tags_field(kind: str) -> DeliveryField:
    return DeliveryField(
        "tags",
        lambda instance, output: output.references.get(kind, instance.pk) or [],
        collect=lambda instance, references: references.want(kind, instance.pk),
        schema=array_of(text(), "By name."),
    )


class ImageAPIViewSet(DeliveryAPIViewSet):
    """Images in public collections, with every size that exists."""

    endpoint = "images"
    model = Image
    body_fields: ClassVar[list[str]] = [
        *BaseAPIViewSet.body_fields,
        "title",
        "width",
        "height",
        "media_type",
        "is_animated",
        "alt",
        "focal_point",
        "placeholder",
        "dominant_color",
        "url",
        "sources",
        "social",
    ]
    meta_fields: ClassVar[list[str]] = [*BaseAPIViewSet.meta_fields, "tags", "download_url"]
    listing_default_fields: ClassVar[list[str]] = [
        *BaseAPIViewSet.listing_default_fields,
        "title",
        "tags",
        "download_url",
    ]

    @classmethod
    def extra_fields(cls, model: Any) -> list[APIField]:
        """Return what an image object has beyond the columns."""
        own = ("media_type", "is_animated", "alt", "focal_point", "url", "sources", "social")
        # Columns too, which the shape describes closer than the database does.
        parts = (*own, "placeholder", "dominant_color")
        return [
            type_field(),
            detail_url_field(cls.endpoint),
            _tags_field("image_tags"),
            DeliveryField(
                "download_url",
                lambda image, output: image.file.url,
                schema=text("The storage's address: a path, or absolute.", format="uri-reference"),
            ),
            *map(_image_object_part, parts),
        ]

    def get_queryset(self) -> QuerySet[Any]:
        """Return the images of public collections."""
        return Image.objects.filter(self.scope.collections_q()).order_by("pk")


class DocumentAPIViewSet(DeliveryAPIViewSet):
    """Documents in public collections."""

    endpoint = "documents"
    model = Document
    body_fields: ClassVar[list[str]] = [*BaseAPIViewSet.body_fields, "title"]
    meta_fields: ClassVar[list[str]] = [*BaseAPIViewSet.meta_fields, "tags", "download_url"]
    listing_default_fields: ClassVar[list[str]] = [
        *BaseAPIViewSet.listing_default_fields,
        "title",
        "tags",
        "download_url",
    ]

    @classmethod
    def extra_fields(cls, model: Any) -> list[APIField]:
        """Return v2's `meta` of documents."""
        return [
            type_field(),
            detail_url_field(cls.endpoint),
            _tags_field("document_tags"),
            DeliveryField(
                "download_url",
                lambda document, output: api_url(document.url),
                schema=address("Where the file is."),
            ),
        ]

    def get_queryset(self) -> QuerySet[Any]:
        """Return the documents of public collections."""
        return Document.objects.filter(self.scope.collections_q()).order_by("pk")


def _load_tags(model: Any) -> Any:
    def load(references: Any, keys: frozenset[Any]) -> dict[Any, list[str]]:
        from django.contrib.contenttypes.models import ContentType
        from taggit.models import TaggedItem

        content_type = ContentType.objects.get_for_model(model)
        rows = TaggedItem.objects.filter(content_type=content_type, object_id__in=keys).order_by("tag__name")
        found: dict[Any, list[str]] = {}
        for object_id, name in rows.values_list("object_id", "tag__name"):
            found.setdefault(object_id, []).append(name)
        return found

    return load


def register() -> None:
    """Register the endpoints and the tags of images and documents."""
    from cms.api import resolve
    from cms.api.docs import docs_view
    from cms.api.pages import PageAPIViewSet
    from cms.api.pagination import register_parameters
    from cms.api.redirects import RedirectAPIViewSet
    from cms.api.site import site_view

    for label in ("core.Image", "core.Document"):
        register_filters(label, columns=("created_at",), relations={"collection": ("id", "name")})
    register_filters("wagtailredirects.Redirect", columns=("redirect_link", "redirect_page"))
    register_parameters()
    register_reference_kind("image_tags", order=5, load=_load_tags(Image))
    register_reference_kind("document_tags", order=5, load=_load_tags(Document))
    router.register_endpoint("pages", PageAPIViewSet)
    router.register_endpoint("images", ImageAPIViewSet)
    router.register_endpoint("documents", DocumentAPIViewSet)
    router.register_endpoint("redirects", RedirectAPIViewSet)
    router.register_view("resolve/", resolve.resolve_view, name="resolve")
    resolve.register()
    router.register_view("site/", site_view, name="site")
    router.register_view("docs/", docs_view, name="docs")
