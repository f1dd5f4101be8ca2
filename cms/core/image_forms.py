"""Forms with which people upload pictures: `WAGTAILIMAGES_IMAGE_FORM_BASE` puts `ImageForm` under all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.base import File
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.core import image_refusals
from cms.core.image_files import PreparedFile, prepared_file


class ImageUploadField(WagtailImageField):
    """The field of a form: its value is what will be stored, its error what is wrong with the file."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.help_text = (
            f"{image_refusals.ACCEPTED} At most {self.max_upload_size_text} and "
            f"{self.max_image_pixels // 1_000_000} million pixels. Where and with what camera a photo was "
            "taken is removed from the file."
        )
        # Said by the upload page itself, before anything is sent.
        self.error_messages["invalid_image_extension"] = f"This is no picture. {image_refusals.ACCEPTED}"
        self.error_messages["file_too_large_unknown_size"] = (
            f"This file is larger than {self.max_upload_size_text}. Save it with fewer pixels or a stronger "
            "compression."
        )

    def to_python(self, data: Any) -> PreparedFile | None:
        """Return the prepared file, or None where none was sent; raises `ImageRefused`."""
        file: File[Any] | None = forms.FileField.to_python(self, data)
        return prepared_file(file, file.name or "") if file else None


class ImageForm(BaseImageForm):
    """What all forms for images have in common."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wagtails = self.fields.get("file")
        if wagtails is not None:
            self.fields["file"] = ImageUploadField(
                required=wagtails.required, label=wagtails.label, widget=wagtails.widget
            )
