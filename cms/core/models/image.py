"""Images, the sizes made of them, and how the making goes."""

from __future__ import annotations

import os
from contextlib import nullcontext
from typing import Any, ClassVar

from django.core.files.base import ContentFile, File
from django.db import models
from taggit.managers import TaggableManager
from wagtail.api import APIField
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index
from wagtail.utils.file import hash_filelike

from cms.core import help_texts
from cms.core.image_fields import ImageField, RenditionField
from cms.core.image_files import PreparedFile
from cms.core.image_resizing import Master, SmallFilter, needed_scale

FACTS_OF_FILE = (
    "width",
    "height",
    "file_size",
    "file_hash",
    "is_animated",
    "credit",
    "placeholder",
    "dominant_color",
)


class Image(AbstractImage):
    """A picture with what readers are told about it.

    `description` (Wagtail's) is the alternative text where a page gives none. `placeholder` is a tiny
    picture as a data URI and `dominant_color` a colour as `#rrggbb`; both are made in the background and
    shown while the picture loads. An animation is served as it is.
    """

    # Ours instead of Wagtail's: what is written is prepared first (`cms.core.image_files`).
    file = ImageField(upload_to=get_upload_to, width_field="width", height_field="height")
    is_animated = models.BooleanField(default=False, editable=False)

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._has_new_file = False

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store, and throw away what was made of the file before; raises `ImageRefused` for a bad file."""
        names = kwargs.get("update_fields")
        if names is None or "file" in names:
            # Before Django begins to write the row, so that all that is learnt of the file is written.
            if self.file and not self.file._committed:
                self.file.save(self.file.name, self.file.file, save=False)
            if names is not None:
                kwargs["update_fields"] = {*names, *FACTS_OF_FILE}
        super().save(*args, **kwargs)
        if self._has_new_file:
            self._has_new_file = False
            ImageSizes.objects.filter(image=self).update(presets="", attempts=0, error="")
            for rendition in self.renditions.all():
                rendition.delete()

    def file_was_prepared(self, prepared: PreparedFile) -> None:
        """Take over what is known of a new file, and forget what was made of the old one."""
        self.is_animated = prepared.facts.is_animated
        self.file_size = prepared.size
        self.file_hash = prepared.sha1
        self.credit = self.credit or prepared.facts.credit
        self.placeholder = self.dominant_color = ""
        self._has_new_file = True

    def generate_rendition_file(self, filter: Filter, *, source: File[Any] | None = None) -> File[Any]:
        """Make one size without decoding more pixels than it needs; the "original" is the file itself."""
        if isinstance(filter, SmallFilter) or self.is_svg():
            return super().generate_rendition_file(filter, source=source)
        with nullcontext(source) if source else self.open_file() as file:
            if filter.spec == "original":
                return ContentFile(file.read(), name=os.path.basename(self.file.name))
            small = SmallFilter(filter.spec, master=Master.read(file, scale=needed_scale(self, filter)))
        return super().generate_rendition_file(small)

    @property
    def default_alt_text(self) -> str:
        """Return the alternative text where a page gives none; never the title, which is a file's name."""
        return self.description


class Rendition(AbstractRendition):
    """One size and format of an image, made in the background (`cms.core.renditions`)."""

    image = models.ForeignKey(Image, related_name="renditions", on_delete=models.CASCADE)
    file = RenditionField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
    )

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


class ImageSizes(models.Model):
    """How the making of an image's sizes goes; a row of its own, for the image's is written by people.

    `presets` names the presets that the sizes were made for. While a worker is at it `started_at` is set;
    `attempts` counts the starts since the last success. `error` is a sentence for the editor.
    """

    image = models.OneToOneField(Image, related_name="sizes", on_delete=models.CASCADE)
    presets = models.CharField(max_length=16, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=255, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "sizes of an image"
        verbose_name_plural = "sizes of images"

    def __str__(self) -> str:
        return f"Sizes of image {self.image_id}"
