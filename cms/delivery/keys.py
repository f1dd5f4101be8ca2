"""Under which key an answer is kept: one for all spellings of a request.

The order of parameters, values that are the default anyway, and how a host is written make no other answer.
An answer is made from nothing but what its key says: Django is asked with a request that holds the key and
none of the client's other headers, so no header of one client can show in what others get.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from cms.delivery.surroundings import Address

# A request that spells more than this is answered and not kept.
LONGEST_QUERY = 2000
LONGEST_PATH = 1000

# Cache busters of old libraries, which every endpoint knows and none looks at.
MEANINGLESS = frozenset({"_"})
_ALWAYS_ANEW = ("order", "random")
NO_PORT = 0
_DEFAULT_PORTS = {"http": 80, "https": 443}


class NotKeptError(Exception):
    """Answers to this request are not kept."""


@dataclass(frozen=True, slots=True)
class Question:
    """A request, reduced to what its answer depends on.

    `key` leaves out values that are the default anyway; `in_full` has them. Whether an endpoint knows a
    parameter at all only it can say, so the answer under `key` is for those whose `in_full` was accepted
    before. `environ` is the request for Django.
    """

    key: str
    in_full: str
    environ: dict[str, Any]


def question_of(
    environ: Mapping[str, Any], *, sites: frozenset[Address], defaults: Mapping[str, str]
) -> Question:
    """Return what a request asks; raises `NotKeptError`.

    `sites` are the addresses of all sites; a host that none has is answered as the default site's.
    `defaults` are the values that parameters have when they are missing.
    """
    path = environ["PATH_INFO"]
    if len(path) > LONGEST_PATH:
        raise NotKeptError("the path is too long")
    pairs = _pairs(environ.get("QUERY_STRING", ""))
    scheme = scheme_of(environ)
    if scheme == "http" and settings.SECURE_SSL_REDIRECT:
        raise NotKeptError("plain HTTP is sent to where it is not plain")
    domain, host = _host(environ, scheme=scheme, sites=sites)
    if any(name == "site" for name, _value in pairs):
        host = ""
    written = [pair for pair in pairs if defaults.get(pair[0]) != pair[1]]
    in_full = urlencode(pairs)
    return Question(
        key=f"{scheme} {host} {path}?{urlencode(written)}",
        in_full=f"{scheme} {host} {path}?{in_full}",
        environ=_reduced(environ, scheme=scheme, host=host or domain, query=in_full),
    )


def _pairs(query: str) -> list[tuple[str, str]]:
    """Return the parameters in one order, read as Django reads them; raises `NotKeptError`."""
    if len(query) > LONGEST_QUERY:
        raise NotKeptError("the query is too long")
    try:
        raw = query.encode("latin-1")
    except UnicodeEncodeError as error:
        raise NotKeptError("the query is not made of bytes") from error
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = query  # which Django reads as Latin-1, too
    pairs = [pair for pair in parse_qsl(text, keep_blank_values=True) if pair[0] not in MEANINGLESS]
    names = {name for name, _value in pairs}
    if len(names) < len(pairs):
        raise NotKeptError("a parameter comes twice")
    if _ALWAYS_ANEW in pairs or "explain" in names:
        raise NotKeptError("every answer is another one")
    return sorted(pairs)


def scheme_name() -> str:
    """Return where in a request stands how it reached the outermost server."""
    header: tuple[str, str] | None = settings.SECURE_PROXY_SSL_HEADER
    return header[0] if header else "wsgi.url_scheme"


def scheme_of(environ: Mapping[str, Any]) -> str:
    """Return "https" or "http" as Django sees it: from the proxy's header alone where one is trusted."""
    header = settings.SECURE_PROXY_SSL_HEADER
    if header and header[0] in environ:
        said, _, _ = environ[header[0]].partition(",")
        return "https" if said.strip() == header[1] else "http"
    return "https" if environ.get("wsgi.url_scheme") == "https" else "http"


def _host(environ: Mapping[str, Any], *, scheme: str, sites: frozenset[Address]) -> tuple[str, str]:
    """Return the domain asked for, and the host that the key names: "" for one that no site has.

    Raises `NotKeptError` for a host that is not served. The ports that no site has make one answer.
    """
    if settings.USE_X_FORWARDED_HOST or settings.USE_X_FORWARDED_PORT:
        raise NotKeptError("the host is what some proxy says")
    domain, port = split_domain_port(environ.get("HTTP_HOST", ""))
    if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
        raise NotKeptError("this host is not served here")
    usual = _DEFAULT_PORTS[scheme]
    number = int(port) if port and len(port) < 7 else usual
    if all(domain != known for known, _port in sites):
        return domain, ""
    if number == usual:
        return domain, domain
    return domain, f"{domain}:{number}" if (domain, number) in sites else f"{domain}:{NO_PORT}"


def _reduced(environ: Mapping[str, Any], *, scheme: str, host: str, query: str) -> dict[str, Any]:
    """Return the request that holds what the key says and none of the client's other headers."""
    reduced = {name: value for name, value in environ.items() if not name.startswith(("HTTP_", "CONTENT_"))}
    header = settings.SECURE_PROXY_SSL_HEADER
    if header:
        reduced[header[0]] = header[1] if scheme == "https" else "http"
    reduced |= {"REQUEST_METHOD": "GET", "HTTP_HOST": host, "QUERY_STRING": query}
    return reduced | {"wsgi.input": io.BytesIO(), "wsgi.url_scheme": scheme}
