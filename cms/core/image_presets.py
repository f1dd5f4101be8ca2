"""The sizes and formats in which images are served, declared once.

`WIDTHS` in pixels; an image is never enlarged. Every width is made in AVIF, WebP and the original's own
format; the widest is for full-width pictures on dense screens. `SOCIAL` is the card that social networks ask
for (1200 by 630 pixels), `RATIOS` are the shapes that search engines want of an article's picture. After a
change here the worker makes what is missing and deletes what is not wanted any more
(`cms.core.renditions.queue_missing_sizes`).
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Sequence
from functools import cache
from typing import Final

WIDTHS: Final = (400, 800, 1200, 1600, 2400)
SOCIAL: Final = "fill-1200x630|format-jpeg"
RATIOS: Final = {
    "1:1": "fill-1200x1200|format-jpeg",
    "4:3": "fill-1200x900|format-jpeg",
    "16:9": "fill-1200x675|format-jpeg",
}
MODERN_FORMATS: Final = ("avif", "webp")
# A still GIF becomes PNG, which is Wagtail's way too, and half the size.
OWN_FORMATS: Final = {"jpg": "jpeg", "jpeg": "jpeg", "png": "png", "gif": "png", "heic": "jpeg"}
# Vectors need no sizes.
VECTOR_ENDINGS: Final = ("svg",)

# What the background made at some time, and nothing that Wagtail's admin makes for itself.
_MADE_HERE: Final = re.compile(r"width-\d+\|format-\w+|fill-\d+x\d+\|format-jpeg")


@cache
def filter_specs(*, width: int, ending: str, is_animated: bool = False) -> Sequence[str]:
    """Return the Wagtail filter specs to make for an original of `width` pixels and file `ending`.

    None for vectors, and none for animations, which would lose their movement.
    """
    ending = ending.lower()
    if is_animated or ending in VECTOR_ENDINGS:
        return ()
    widths = [preset for preset in WIDTHS if preset <= width] or [width]
    own = OWN_FORMATS.get(ending)
    formats = (*MODERN_FORMATS, *([own] if own else []))
    return (*(f"width-{size}|format-{name}" for name in formats for size in widths), SOCIAL, *RATIOS.values())


def presets_key() -> str:
    """Return a short name of the presets as they are; another one when they change."""
    parts = repr((WIDTHS, SOCIAL, RATIOS, MODERN_FORMATS, OWN_FORMATS, VECTOR_ENDINGS))
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def is_made_here(spec: str) -> bool:
    """Say whether a filter spec has the form of these presets, past ones included."""
    return _MADE_HERE.fullmatch(spec) is not None


def media_type_of(name: str) -> str:
    """Return the media type of a picture file by its ending."""
    return _media_type_of_ending(name.rpartition(".")[2].lower())


@cache
def _media_type_of_ending(ending: str) -> str:
    if ending == "avif":
        return "image/avif"
    return mimetypes.guess_type(f"file.{ending}")[0] or "application/octet-stream"
