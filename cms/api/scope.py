"""The scope of an API request: whose reader it answers, read once."""

from __future__ import annotations

from typing import Any

from cms.api.errors import BadParameter
from cms.core.scope import PublicScope, UnknownSiteError

LONGEST_PORT = 6


def scope_of(request: Any) -> PublicScope:
    """Return the request's scope: the site of `?site=`, else of the host, else the default one.

    Cookies and tokens play no part: what the delivery API answers is what anyone may see.
    """
    underlying = getattr(request, "_request", request)
    if not hasattr(underlying, "_public_scope"):
        if underlying.GET.get("site") == "":
            raise BadParameter("site is empty; give a host, or leave site out", parameter="site")
        host, _, port = underlying.get_host().rpartition(":")
        if not port.isdigit():
            host, port = underlying.get_host(), "443" if underlying.is_secure() else "80"
        # No site has a port of more digits, and Python does not count to numbers of thousands.
        port = port[:LONGEST_PORT]
        try:
            underlying._public_scope = PublicScope.for_host(
                host=host.lower(), port=int(port), requested=underlying.GET.get("site", "")
            )
        except UnknownSiteError as error:
            raise BadParameter(str(error), parameter="site") from error
    scope: PublicScope = underlying._public_scope
    return scope
