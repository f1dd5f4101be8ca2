"""Tokens of previews never stand in a log in full: whoever reads it could open the draft."""

from __future__ import annotations

import logging
import re
from typing import Final

# As `cms.preview.tokens` makes them, in an address or out of one.
_TOKEN: Final = re.compile(
    r"\b(draft|share)\.([0-9a-f]{4})[0-9a-f]{28}(?::|%3A)[\w-]+(?::|%3A)[\w-]+", re.IGNORECASE
)


class RedactingFormatter(logging.Formatter):
    """Writes lines, tracebacks included, with no more of a token than tells it from others."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return _TOKEN.sub(r"\1.\2…", super().format(record))
