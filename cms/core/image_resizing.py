"""Making a smaller picture with no more memory than that needs.

Wagtail decodes the whole original for every size: 50 megapixels are 150 MB, and several copies of that
while it turns and resizes. Here the original is decoded once for all sizes, a JPEG at a fraction of its
width, and what follows sees at most three times the width of the largest size. Geometry, formats and
qualities stay Wagtail's (`Filter`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image as PillowImage
from PIL import ImageOps
from wagtail.images.models import Filter
from wagtail.images.rect import Rect
from willow.plugins.pillow import PillowImage as WillowPicture

# Half as many pixels again in each direction: a picture resized from those looks as if from all of them.
_ENOUGH: Final = 1.5


@dataclass(frozen=True)
class Master:
    """A decoded picture, upright; `format_name` is Willow's name for the format of its file."""

    pixels: PillowImage.Image
    format_name: str

    @classmethod
    def read(cls, file: Any, *, scale: float) -> Master:
        """Decode a file at `scale` (0 to 1) of its width or more; raises what Pillow raises."""
        with PillowImage.open(file) as picture:
            format_name = {"MPO": "jpeg", "HEIF": "heic"}.get(
                str(picture.format), str(picture.format).lower()
            )
            wanted = picture.width * scale
            picture.draft(None, (round(wanted), round(picture.height * scale)))
            picture.load()
            factor = int(picture.width // max(1, wanted))
            pixels = _reducible(picture)
            if factor > 1:
                pixels = pixels.reduce(factor)
            return cls(ImageOps.exif_transpose(pixels), format_name)


def needed_scale(image: Any, size: Filter) -> float:
    """Return the fraction (0 to 1) of the width of an image that must be decoded to make a size of it."""
    transform = size.get_transform(image)
    part = transform.get_rect()
    width, height = transform.size
    return float(min(1.0, _ENOUGH * max(width / part.width, height / part.height)))


class SmallFilter(Filter):
    """Wagtail's filter, run on a picture that was decoded at a fraction of its size."""

    def __init__(self, spec: str, *, master: Master) -> None:
        super().__init__(spec)
        self.master = master

    @contextmanager
    def get_willow_image(self, image: Any, source: Any = None) -> Iterator[WillowPicture]:
        """Return the decoded picture in place of the file."""
        picture = WillowPicture(self.master.pixels)
        picture.format_name = self.master.format_name
        yield picture

    def get_transform(self, image: Any, size: tuple[int, int] | None = None) -> Any:
        """Return the geometry in the pixels of the original where nothing is decoded, else in ours."""
        transform = super().get_transform(image)
        return transform if size is None else _Scaled(transform, size, (image.width, image.height))


class _Scaled:
    """A transform whose rectangle is measured in a smaller copy of the original."""

    def __init__(self, transform: Any, small: tuple[int, int], whole: tuple[int, int]) -> None:
        self.transform = transform
        self.size = transform.size
        self.small = small
        self.factors = (small[0] / whole[0], small[1] / whole[1])

    def get_rect(self) -> Rect:
        """Return what to cut out, never outside of the picture and never nothing."""
        x, y = self.factors
        width, height = self.small
        rect = self.transform.get_rect()
        left, top = min(rect.left * x, width - 1), min(rect.top * y, height - 1)
        right, bottom = min(rect.right * x, width), min(rect.bottom * y, height)
        return Rect(left, top, max(right, left + 1), max(bottom, top + 1))


def _reducible(picture: PillowImage.Image) -> PillowImage.Image:
    """Return the picture in a mode whose pixels can be averaged."""
    if picture.mode in ("1", "P", "PA"):
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture
