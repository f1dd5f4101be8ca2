"""Images and the sizes made of them."""

from __future__ import annotations

import os
from typing import ClassVar

from django.db import models
from taggit.managers import TaggableManager
from wagtail.api import APIField
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index
from wagtail.utils.file import hash_filelike

from cms.core import help_texts


class Image(AbstractImage):
    """A picture with what readers are told about it.

    `description` (Wagtail's) is the alternative text where a page gives none. `placeholder` is a tiny
    picture as a data URI and `dominant_color` a colour as `#rrggbb`; both are made in the background and
    shown while the picture loads.
    """

    credit = models.CharField(max_length=255, blank=True, help_text=help_texts.IMAGE_CREDIT)
    placeholder = models.TextField(blank=True, editable=False)
    dominant_color = models.CharField(max_length=7, blank=True, editable=False)

    # Wagtail's own model of the same name would clash with the default accessor.
    tags = TaggableManager(blank=True, related_name="core_images")

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")
    search_fields: ClassVar = [*AbstractImage.search_fields, index.SearchField("credit")]
    api_fields = [APIField("description"), APIField("credit")]

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"
        permissions: ClassVar = [("choose_image", "Can choose image")]
        # Wagtail's own model of the same name exists beside it.
        default_related_name = "core_images"

    @property
    def default_alt_text(self) -> str:
        """Return the alternative text where a page gives none; never the title, which is a file's name."""
        return self.description


class Rendition(AbstractRendition):
    """One size and format of an image, made in the background (`cms.core.renditions`)."""

    image = models.ForeignKey(Image, related_name="renditions", on_delete=models.CASCADE)

    def get_upload_to(self, filename: str) -> str:
        """Put a hash of the content into the name: an address never means another picture."""
        stem, ending = os.path.splitext(super().get_upload_to(filename))
        return f"{stem}.{hash_filelike(self.file)[:16]}{ending}"

    class Meta:
        verbose_name = "rendition"
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="core_rendition_unique"
            )
        ]
