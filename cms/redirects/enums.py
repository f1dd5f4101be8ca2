"""The choices of a redirect."""

from __future__ import annotations

from django.db import models


class Status(models.IntegerChoices):
    """The HTTP status (RFC 9110, 15.4 and 15.5.11) that a front end answers with."""

    MOVED_PERMANENTLY = 301, "301: moved for good"
    FOUND = 302, "302: moved for a while"
    PERMANENT_REDIRECT = 308, "308: moved for good, forms included"
    GONE = 410, "410: gone, there is no replacement"

    @property
    def is_permanent(self) -> bool:
        """Tell whether search engines should forget the old address."""
        return self != Status.FOUND


class Match(models.TextChoices):
    """Which addresses a redirect is for."""

    EXACT = "exact", "This address only"
    PREFIX = "prefix", "This address and everything below it, all to the one target"
    PREFIX_AND_REST = (
        "prefix_and_rest",
        "This address and everything below it, each to its place below the target",
    )
