"""How one response is written: its language, its rich text format and the objects that it refers to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cms.core.references import References
from cms.core.rich_text import represent_rich_text


@dataclass(frozen=True)
class Output:
    """What a field or block needs to know to write itself.

    `page_id` is the page being served (None outside a page).
    """

    references: References
    rich_text_format: str = "html"
    locale_code: str = "en"
    page_id: int | None = None

    def rich_text(self, db_html: str | None) -> Any:
        """Return stored rich text in the format asked for: a string, or a tree for `json`."""
        return represent_rich_text(db_html or "", self)
