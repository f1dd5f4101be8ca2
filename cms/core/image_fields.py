"""The file of an image, as a model's field: written only when it was prepared, measured as it is seen."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from cms.core.image_drawings import drawing_size
from cms.core.image_files import NotPixels, prepared_file, upright_size


class UprightImageFile(WagtailImageFieldFile):
    """A file whose width and height are read from its header, without decoding the picture."""

    def get_image_dimensions(self) -> tuple[int, int]:
        """Return width and height as they are seen; raises `ImageRefused` for what is no picture."""
        was_closed = self.closed
        self.open()
        try:
            return upright_size(self)
        except NotPixels:
            self.seek(0)
            return drawing_size(self.read())
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class ImageFile(UprightImageFile):
    """The original of an image: the one place where it is written (see `cms.core.image_files`)."""

    def save(self, name: str | None, content: File[Any], save: bool = True) -> None:
        """Prepare and store; the image learns what is known of the file. Raises `ImageRefused`."""
        prepared = prepared_file(content, name or content.name or "")
        self.instance.file_was_prepared(prepared)
        super().save(prepared.name, prepared, save)


class ImageField(WagtailImageField):
    """The field of an image's original."""

    attr_class = ImageFile


class RenditionField(WagtailImageField):
    """The field of a size of an image."""

    attr_class = UprightImageFile
