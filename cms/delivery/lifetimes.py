"""How long an answer may be kept, here and by others, and with which headers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cms.delivery.answers import Header, Headers

KEPT_STATUSES = ("200", "404", "410")
LONGEST_SECONDS = 24 * 3600.0

_NEVER = re.compile(r"\b(no-store|private)\b")
_SECONDS = re.compile(r"\b(max-age|s-maxage|stale-while-revalidate|stale-if-error)=(\d+)")
# Written by the delivery itself; what depends on the client is added for each.
_MADE_ANEW = frozenset({"age", "cache-control", "cache-status", "content-length", "etag", "last-modified"})


@dataclass(frozen=True, slots=True)
class Lifetime:
    """`expires_at` is a Unix time in seconds, `cache_control` what others are told.

    `is_timed`: others may keep the answer for a while counted from when it was made.
    """

    expires_at: float
    cache_control: str
    is_timed: bool


def may_be_kept(status: str, headers: list[Header]) -> bool:
    """Tell whether an answer of Django's is one for everybody."""
    said = {name.lower(): value.lower() for name, value in headers}
    return (
        status.startswith(KEPT_STATUSES)
        and "set-cookie" not in said
        and "content-encoding" not in said
        and not _NEVER.search(said.get("cache-control", ""))
    )


def lifetime_of(headers: list[Header], *, usual: str, now: float, until: float) -> Lifetime:
    """Return how long an answer lives that is made `now`: no longer than it says itself, nor beyond `until`.

    `usual` is the Cache-Control of answers that say nothing themselves.
    """
    own = next((value for name, value in headers if name.lower() == "cache-control"), None)
    stated = _stated_seconds(own) if own is not None else None
    expires_at = min(now + LONGEST_SECONDS, until, float("inf") if stated is None else now + stated)
    left = max(0, int(expires_at - now))
    bounded = expires_at < now + LONGEST_SECONDS
    text = _bounded(own if own is not None else usual, left) if bounded else own or usual
    return Lifetime(expires_at, text, is_timed=bounded and _stated_seconds(text) not in (None, 0))


def kept_headers(headers: list[Header], *, cache_control: str) -> Headers:
    """Return the headers of an answer that are the same for everybody who gets it."""
    kept = [(name, value) for name, value in headers if name.lower() not in _MADE_ANEW]
    return (*kept, ("Cache-Control", cache_control))


def _stated_seconds(cache_control: str) -> int | None:
    """Return for how long shared caches may keep what says this, None when nothing is said."""
    said = {name: int(value) for name, value in _SECONDS.findall(cache_control.lower())}
    return said.get("s-maxage", said.get("max-age"))


def _bounded(cache_control: str, seconds: int) -> str:
    """Return a Cache-Control in which nothing is longer than `seconds`."""
    return _SECONDS.sub(lambda found: f"{found[1]}={min(int(found[2]), seconds)}", cache_control)
