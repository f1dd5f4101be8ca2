"""What is shown while a picture loads: a tiny version of it as a data URI, and its most frequent colour."""

from __future__ import annotations

import base64
import io
from typing import Final
from urllib.parse import quote

from PIL import Image as PillowImage
from wagtail.images.models import AbstractImage

from cms.core.image_drawings import drawing_colour

WIDTH: Final = 16
_SAMPLE: Final = 64
_COLOURS: Final = 6


def placeholder_and_colour(image: AbstractImage, pixels: PillowImage.Image | None) -> tuple[str, str]:
    """Return the data URI and `#rrggbb` of an image; a drawing, which has no `pixels`, gets a flat colour."""
    if pixels is None:
        with image.open_file() as file:
            colour = drawing_colour(file.read())
        return _flat(image.width, image.height, colour), colour
    return _tiny(pixels), _most_frequent_colour(pixels)


def _tiny(pixels: PillowImage.Image) -> str:
    small = _coloured(pixels)
    small.thumbnail((WIDTH, WIDTH * 4))
    output = io.BytesIO()
    small.save(output, "WEBP", quality=40)
    return "data:image/webp;base64," + base64.b64encode(output.getvalue()).decode()


def _most_frequent_colour(pixels: PillowImage.Image) -> str:
    """Return the commonest of a few colours, weighing what is transparent for nothing."""
    small = _coloured(pixels)
    small.thumbnail((_SAMPLE, _SAMPLE))
    data = small.convert("RGBA").tobytes()
    opaque = [data[at : at + 3] for at in range(0, len(data), 4) if data[at + 3] >= 128]
    if not opaque:
        return "#ffffff"
    sample = PillowImage.frombytes("RGB", (len(opaque), 1), b"".join(opaque)).quantize(_COLOURS)
    counts = sample.histogram()
    commonest = counts.index(max(counts))
    return "#" + bytes((sample.getpalette() or [])[3 * commonest : 3 * commonest + 3]).hex()


def _coloured(pixels: PillowImage.Image) -> PillowImage.Image:
    """Return a copy in red, green and blue, with transparency where there is some."""
    return pixels.convert("RGBA" if pixels.has_transparency_data else "RGB")


def _flat(width: int, height: int, colour: str) -> str:
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<path fill="{colour}" d="M0 0h{width}v{height}H0z"/></svg>'
    )
    return "data:image/svg+xml," + quote(drawing, safe="/:=' ")
