"""The pages that the reader makes itself, from lists of the API; no document stands behind them.

`static/reader/pages/index.js` has the same paths; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cms.core.reader_paths import split_locale


@dataclass(frozen=True)
class OwnPage:
    """One page of the reader's own: its titles by language, and whether search engines may list it."""

    titles: dict[str, str]
    noindex: bool = False

    def title(self, locale_code: str) -> str:
        """Return the title in a language, in English where it has none."""
        return self.titles.get(locale_code) or self.titles["en"]


PREVIEW: Final = "/preview/"

OWN_PAGES: Final = {
    "/trials/": OwnPage({"en": "Clinical trials", "ms": "Kajian klinikal", "zh-hans": "临床试验"}),
    "/topics/": OwnPage({"en": "Topics", "ms": "Topik", "zh-hans": "主题"}),
    "/authors/": OwnPage({"en": "Authors", "ms": "Penulis", "zh-hans": "作者"}),
    "/search/": OwnPage({"en": "Search results", "ms": "Hasil carian", "zh-hans": "搜索结果"}, noindex=True),
    PREVIEW: OwnPage({"en": "Preview", "ms": "Pratonton", "zh-hans": "预览"}, noindex=True),
}


def own_page_at(path: str) -> OwnPage | None:
    """Return the reader's own page at a normalised path, whatever its language prefix; None for others."""
    return OWN_PAGES.get(split_locale(path)[1])


def is_preview(path: str) -> bool:
    """Say whether a normalised path is the editor's preview."""
    return split_locale(path)[1] == PREVIEW
