"""Why an uploaded picture is refused, in sentences for the field: what is wrong and what would be right."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

ACCEPTED: Final = "Upload a JPEG, PNG, WebP, AVIF, HEIC, GIF or SVG file."
KIND_NAMES: Final = {
    "avif": "AVIF",
    "bmp": "BMP",
    "gif": "GIF",
    "heic": "HEIC",
    "heif": "HEIC",
    "jpeg": "JPEG",
    "jpg": "JPEG",
    "png": "PNG",
    "psd": "Photoshop",
    "svg": "SVG",
    "tif": "TIFF",
    "tiff": "TIFF",
    "webp": "WebP",
}
_MILLION: Final = 1_000_000


class ImageRefused(ValidationError):
    """A file cannot become an image; `message` is the sentence for the person who chose it."""


def kind_name(kind: str) -> str:
    """Return what people call a file format, from its usual ending."""
    return KIND_NAMES.get(kind, kind.upper())


def empty() -> ImageRefused:
    """Return the refusal of a file without content."""
    return ImageRefused("The file is empty. Choose the picture again.", code="empty")


def too_many_bytes(size: int, most: int) -> ImageRefused:
    """Return the refusal of a file of `size` bytes where `most` are allowed."""
    return ImageRefused(
        f"This file has {filesizeformat(size)}, and {filesizeformat(most)} are allowed. Save it with fewer "
        "pixels or a stronger compression.",
        code="file_too_large",
    )


def too_many_pixels(size: tuple[int, int] | None, frames: int, most: int) -> ImageRefused:
    """Return the refusal of a picture that would fill the memory; `size` where the header tells it."""
    if size is None:
        what = "This picture has far too many pixels"
    elif frames > 1:
        what = f"This animation has {frames:,} pictures of {size[0]:,} by {size[1]:,} pixels"
    else:
        what = f"This picture has {size[0]:,} by {size[1]:,} pixels"
    return ImageRefused(
        f"{what}, and {most // _MILLION} million in all are allowed. Save it smaller: 4,000 pixels are wide "
        "enough for every screen.",
        code="file_too_many_pixels",
    )


def not_a_picture(kind: str | None) -> ImageRefused:
    """Return the refusal of another kind of file; `kind` is its usual ending where that is known."""
    what = f"This is a {kind_name(kind)} file, which cannot be shown" if kind else "This is not a picture"
    return ImageRefused(f"{what}. {ACCEPTED}", code="invalid_image")


def wrong_name(name: str, kind: str) -> ImageRefused:
    """Return the refusal of a file whose name promises something else than its content, `kind`, is."""
    return ImageRefused(
        f"The name {name} does not fit: this is a {kind_name(kind)} file. Give it the ending .{kind}, or "
        "save the picture again in the format that you want.",
        code="invalid_image_known_format",
    )


def damaged(kind: str) -> ImageRefused:
    """Return the refusal of a file that cannot be read to its end."""
    return ImageRefused(
        f"This {kind_name(kind)} file is damaged or incomplete. Open it on your computer: if it looks right "
        "there, save it again and upload the copy; else get it anew from where it came.",
        code="invalid_image",
    )


def unusable_drawing(reason: str) -> ImageRefused:
    """Return the refusal of an SVG; `reason` completes "This drawing …"."""
    return ImageRefused(f"This drawing {reason}. Export it again as plain SVG.", code="invalid_image")
