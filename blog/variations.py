"""The block of related articles in all its forms; see `cms.core.blocks.variations`."""

from __future__ import annotations

from typing import Any, Final

from cms.core.blocks.odd_words import HEBREW, ODD, sentences
from cms.core.blocks.variations import Variations, items


def _posts(title: str, pages: list[int], *, automatic: bool = False, maximum: int = 10) -> dict[str, Any]:
    return {"title": title, "pages": items(*pages), "automatic": automatic, "maximum": maximum}


RELATED_POSTS: Final[Variations] = {
    "minimal": _posts("", [71]),
    "longest": _posts(sentences(30), [7, 9, 71, 72, 73, 74, 75]),
    "oddest": _posts(ODD, [73, 79, 74]),
    "empty": _posts("Every article here is gone", [79]),
    "found": _posts("Found, not chosen", [], automatic=True, maximum=2),
    "right to left": _posts(HEBREW, [74]),
}
