"""The sizes and formats in which images are served, declared once.

`WIDTHS` in pixels; an image is never enlarged. Every width is made in AVIF, WebP and the original's own
format. `SOCIAL` is the card that social networks ask for (1200 by 630 pixels).
"""

from __future__ import annotations

WIDTHS = (400, 800, 1200, 1600)
SOCIAL = "fill-1200x630|format-jpeg"
MODERN_FORMATS = ("avif", "webp")

# Vectors need no sizes, and animations would lose their movement.
PASS_THROUGH_ENDINGS = ("svg", "gif")


def filter_specs(*, width: int, ending: str) -> list[str]:
    """Return the Wagtail filter specs to make for an original of `width` pixels and file `ending`."""
    ending = ending.lower()
    if ending in PASS_THROUGH_ENDINGS:
        return []
    sizes = [f"width-{preset}" for preset in WIDTHS if preset <= width] or [f"width-{width}"]
    modern = [f"{size}|format-{name}" for name in MODERN_FORMATS for size in sizes]
    return [*modern, *([] if ending in MODERN_FORMATS else sizes), SOCIAL]
