"""The sizes and formats in which images are served, declared once.

`WIDTHS` in pixels; an image is never enlarged. Every width is made in AVIF, WebP and the original's own
format. `SOCIAL` is the card that social networks ask for (1200 by 630 pixels).
"""

from __future__ import annotations

WIDTHS = (400, 800, 1200, 1600)
SOCIAL = "fill-1200x630|format-jpeg"

# Pillow's name of the original's format is in the file name's ending; these pass through unchanged.
PASS_THROUGH_ENDINGS = ("svg", "gif")


def filter_specs(*, width: int, ending: str) -> list[str]:
    """Return the Wagtail filter specs to make for an original of `width` pixels and file `ending`."""
    if ending.lower() in PASS_THROUGH_ENDINGS:
        return []
    widths = [preset for preset in WIDTHS if preset <= width] or [width]
    sized = [f"width-{preset}" for preset in widths]
    return [f"{spec}{suffix}" for suffix in ("|format-avif", "|format-webp", "") for spec in sized] + [SOCIAL]
