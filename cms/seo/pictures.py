"""The one picture of a head: the size for social networks, else the original where networks can draw it."""

from __future__ import annotations

from typing import Any, Final

# What the social size is made in (`cms.core.image_presets.SOCIAL`).
_SOCIAL_TYPE: Final = "image/jpeg"
# Networks draw no vectors.
_DRAWN: Final = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})


def social_picture(image: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return address, size and words of what networks show of an image object; None for nothing."""
    if image is None:
        return None
    made = image["social"]
    if made is None and image["media_type"] not in _DRAWN:
        return None
    file = made or image
    return {
        "url": file["url"],
        "width": file["width"],
        "height": file["height"],
        "alt": image["alt"],
        "media_type": _SOCIAL_TYPE if made else image["media_type"],
    }
