"""What a request accepts, and what it has already (RFC 9110, 12.5.3 and 13.1)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils.http import parse_http_date_safe

Offer = tuple[str, ...]
"""Content codings that a client takes, best first; "" is the answer as it is. Empty: it takes none."""

AS_IT_IS: Offer = ("",)
# Of codings that a client likes equally the shortest answer is taken.
_CODINGS = ("br", "gzip", "")
_SPELLINGS = {"x-gzip": "gzip", "identity": ""}
# What nobody mentioned is still possible when nothing that was mentioned can be had.
_UNMENTIONED = 0.0001
# No browser writes as much.
_LONGEST = 200


def offer_of(accept_encoding: str | None) -> Offer:
    """Return the codings that an `Accept-Encoding` takes, best first."""
    return AS_IT_IS if accept_encoding is None else _offer(accept_encoding[:_LONGEST])


@lru_cache(maxsize=256)
def _offer(accept_encoding: str) -> Offer:
    weights: dict[str, float] = {}
    for item in accept_encoding.lower().split(","):
        name, _, parameters = item.partition(";")
        if name.strip():
            weights[_SPELLINGS.get(name.strip(), name.strip())] = _weight(parameters)
    usual = {"br": 0.0, "gzip": 0.0, "": _UNMENTIONED}
    found = {name: weights.get(name, weights.get("*", usual[name])) for name in _CODINGS}
    return tuple(sorted((name for name in _CODINGS if found[name] > 0), key=lambda name: -found[name]))


def _weight(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def is_known(environ: Mapping[str, Any], *, etag: str, made_at: float) -> bool:
    """Tell whether the client has the answer with this tag, made at this Unix time."""
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None:
        return known == etag or _is_listed(known, etag)
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    moment = parse_http_date_safe(since) if since else None
    return moment is not None and int(made_at) <= moment


def _is_listed(known: str, etag: str) -> bool:
    """Compare weakly, as a GET does."""
    return known.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in known.split(","))
