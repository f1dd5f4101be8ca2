"""Under which key an answer is kept: one for all spellings of a request.

The order of parameters, values that are the default anyway, and upper case in a host make no other answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host

# A request that spells more than this is answered and not kept.
LONGEST_QUERY = 2000

# What an endpoint takes for given when a parameter is missing.
DEFAULTS = {
    "limit": "20",
    "offset": "0",
    "format": "json",
    "rich_text_format": "html",
    "search_operator": "and",
}
MEANINGLESS = frozenset({"_"})


class NotKeptError(Exception):
    """Answers to this request are not kept."""


def key_of(environ: dict[str, Any], *, hosts: Iterable[str]) -> str:
    """Return the key of a request; raises `NotKeptError`.

    `hosts` are those of all sites; any other host is answered as the default site's.
    """
    query = environ.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY:
        raise NotKeptError("the query is too long")
    pairs = _meaningful(parse_qsl(query, keep_blank_values=True))
    names = {name for name, _value in pairs}
    if ("order", "random") in pairs or "explain" in names:
        raise NotKeptError("every answer is another one")
    host = "" if "site" in names else _known_host(environ, frozenset(hosts))
    return f"{host} {environ['PATH_INFO']}?{urlencode(pairs)}"


def _meaningful(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs in one order; of a name that comes twice the last counts, as in Django."""
    last = dict(pairs)
    return sorted(
        (name, value)
        for name, value in last.items()
        if name not in MEANINGLESS and DEFAULTS.get(name) != value
    )


def _known_host(environ: dict[str, Any], hosts: frozenset[str]) -> str:
    """Return the host in small letters, "" for one that no site has; raises for one that is not served."""
    asked = environ.get("HTTP_HOST", "").lower()
    domain, _port = split_domain_port(asked)
    if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
        raise NotKeptError("this host is not served here")
    return asked if domain in hosts else ""
