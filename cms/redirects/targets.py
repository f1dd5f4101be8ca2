"""Where a redirect leads: the address of a page, or one that was typed, if a browser may be sent there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from cms.core.scope import PublicScope, SiteRecord

_UNQUOTED = "!$&'()*+,;=/:@%~"
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass(frozen=True)
class Target:
    """`location` is a path on the scope's own site, else absolute. A `settled` one is not looked up again."""

    location: str
    is_external: bool
    is_settled: bool


def typed_target(scope: PublicScope, link: str) -> Target | None:
    """Return where a typed address leads, None where browsers must not be sent (`is_safe_link`)."""
    link = link.strip()
    if not is_safe_link(link):
        return None
    if link.startswith("/"):
        return Target(link, is_external=False, is_settled=False)
    parts = urlsplit(link)
    if not names_site(parts, scope.site):
        return Target(link, is_external=True, is_settled=True)
    return Target(_local(parts), is_external=False, is_settled=False)


def page_target(scope: PublicScope, *, path: str, url_path: str, route: str = "") -> Target | None:
    """Return where a live page is found, None for one that is not public."""
    address = scope.page_url(path=path, url_path=url_path) if scope.is_public_page_path(path) else None
    if address is None:
        return None
    if route:
        address = f"{address.rstrip('/')}/{route.lstrip('/')}"
    root = scope.root_of(path)
    is_external = root is None or root.site_id != scope.site.id
    location = address if is_external else address[len(scope.site.root_url) :]
    return Target(location, is_external=is_external, is_settled=True)


def with_rest(target: Target, rest: str) -> Target:
    """Return the place below a target that a path has below its redirect."""
    if not rest:
        return target
    parts = urlsplit(target.location)
    slash = "/" if parts.path.endswith("/") and "." not in rest.rsplit("/", 1)[-1] else ""
    path = f"{parts.path.rstrip('/')}/{quote(rest, safe=_UNQUOTED.replace('%', ''))}{slash}"
    location = parts._replace(path=path).geturl()
    return Target(location, is_external=target.is_external, is_settled=target.is_external)


def is_safe_link(link: str) -> bool:
    """Tell whether a browser may be sent to an address: a path of this site, or http(s) with a host."""
    if not link or _UNSAFE.search(link) or link.startswith("//"):
        return False
    if link.startswith("/"):
        return True
    try:
        parts = urlsplit(link)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def names_site(parts: SplitResult, site: SiteRecord) -> bool:
    """Tell whether an absolute address lies on a site: its host, and its port where one is given.

    The scheme does not matter: behind a proxy one site answers to both.
    """
    try:
        port = parts.port
    except ValueError:
        return False
    if (parts.hostname or "").lower() != site.hostname.lower():
        return False
    return port == site.port or (port is None and site.port in (80, 443))


def _local(parts: SplitResult) -> str:
    path = parts.path or "/"
    # A path of two slashes would be a host.
    return parts._replace(scheme="", netloc="", path="/" + path.lstrip("/")).geturl()
