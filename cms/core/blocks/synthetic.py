"""What the block variations refer to: pictures, pages, a document and players that no database holds.

Keys are those that `variations` (and the samples) use. Reader addresses stand below `SITE`, which whoever
uses them replaces by the site's own address.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any
from urllib.parse import quote

from django.templatetags.static import static

from cms.core.addresses import api_url, media_url
from cms.core.blocks.odd_words import ARABIC, EMOJI, LONG_WORD, MARKUP, ODD, sentences
from cms.core.blocks.samples import SAMPLE_CARD, SAMPLE_PLAYER, SITE
from cms.core.image_presets import media_type_of
from cms.core.references import References

__all__ = ["SyntheticReferences", "picture", "references_by_kind"]

Synthetic = Mapping[str, Mapping[Hashable, Any]]
"""Values by kind and key."""

HERE = f"{SITE}/fixtures/article/"


class SyntheticReferences(References):
    """References put in by hand. Whatever else is wanted does not exist; nothing is ever queried."""

    def load(self) -> None:
        """Settle everything that is wanted and was not put in: it is gone."""
        for kind, keys in self._wanted.items():
            found = self._found.setdefault(kind, {})
            for key in keys:
                found.setdefault(key, None)
        self._wanted.clear()
        self._unfinished.clear()


def picture(
    key: int, name: str, size: tuple[int, int], *, alt: str, widths: tuple[int, ...] = (), **parts: Any
) -> dict[str, Any]:
    """Return an image object for a file of `static/core/fixtures`; `widths` are the sizes that exist."""
    width, height = size
    stem = name.partition(".")[0]

    def sized(ending: str) -> list[dict[str, Any]]:
        return [
            {"url": _file(f"{stem}-{one}.{ending}"), "width": one, "height": round(height * one / width)}
            for one in widths
        ]

    kinds = (("image/webp", "webp"), ("image/jpeg", "jpg")) if widths else ()
    return {
        "id": key,
        "meta": {
            "type": "core.Image",
            "detail_url": api_url(f"/api/v2/images/{key}/"),
            "download_url": static(f"core/fixtures/{name}"),
        },
        "title": alt,
        "alt": alt,
        "credit": "",
        "width": width,
        "height": height,
        "media_type": media_type_of(name),
        "is_animated": False,
        "focal_point": None,
        "placeholder": "",
        "dominant_color": "",
        "url": _file(name),
        "sources": [{"type": media_type, "images": sized(ending)} for media_type, ending in kinds],
        "social": None,
        **parts,
    }


def _file(name: str) -> str:
    return media_url(static(f"core/fixtures/{name}"))


def _pictures() -> dict[Hashable, Any]:
    middle, corner = {"x": 0.68, "y": 0.26}, {"x": 1.0, "y": 0.0}
    landscape = picture(5, "landscape.jpg", (1600, 900), alt="Hills and a sun", widths=(400, 800, 1600))
    portrait = picture(51, "portrait.jpg", (900, 1600), alt="Hills, higher than wide", widths=(400, 800))
    panorama = picture(52, "panorama.jpg", (3000, 400), alt="Hills, very wide", widths=(800, 1600))
    return {
        5: {
            **landscape,
            "credit": "Drawing: our editors",
            "dominant_color": "#6fa39b",
            "focal_point": middle,
        },
        51: {**portrait, "credit": sentences(20), "dominant_color": "#d5e6e3"},
        52: {**panorama, "focal_point": corner, "title": MARKUP},
        53: picture(53, "tiny.png", (1, 1), alt="One red dot"),
        54: picture(54, "drawing.svg", (640, 360), alt="A bent knee"),
        55: picture(55, "moving.gif", (240, 240), alt="A quarter of a circle that turns"),
    }


def _pages(pictures: Mapping[Hashable, Any]) -> dict[Hashable, Any]:
    def card(key: int, title: str, **parts: Any) -> dict[str, Any]:
        return {**SAMPLE_CARD, "id": key, "title": title, "url": f"{HERE}#page-{key}", "summary": "", **parts}

    return {
        7: card(7, SAMPLE_CARD["title"], summary=SAMPLE_CARD["summary"], image=pictures[5]),
        9: card(9, "How a doctor looks at a knee", summary=sentences(18), image=pictures[51]),
        71: card(71, "A", image=None),
        72: card(72, sentences(40), summary=sentences(120), image=pictures[52]),
        73: card(73, f"{MARKUP} {EMOJI} {LONG_WORD}", summary=ODD, image=pictures[53]),
        74: card(74, ARABIC, summary=ARABIC, image=pictures[54], url=f"{HERE}#{quote('ركبة')}"),
        75: card(75, "A card with a moving picture", image=pictures[55]),
    }


def references_by_kind() -> Synthetic:
    """Return everything that the variations of `cms.core.blocks` refer to."""
    pictures = _pictures()
    source = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"
    portrait = {
        **SAMPLE_PLAYER,
        "title": ODD,
        "provider": "Videos & more",
        "html": f'<iframe src="{source}" title="A film"></iframe>',
        "width": 360,
        "height": 640,
    }
    return {
        "image": pictures,
        "page": _pages(pictures),
        "document": {3: {"id": 3, "url": _file("drawing.svg"), "title": "A document"}},
        "embed": {
            "https://www.youtube.com/watch?v=aqz-KE-bpKQ": SAMPLE_PLAYER,
            "https://videos.example.org/portrait": portrait,
        },
    }
