"""Asking a WSGI application without a server."""

from __future__ import annotations

import io
from typing import Any
from wsgiref.util import setup_testing_defaults


def ask_application(application: Any, address: str) -> bytes:
    """Return the body of the answer to a GET; raises `RuntimeError` for any status but 200."""
    path, _, query = address.partition("?")
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    environ |= {
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "localhost",
        "wsgi.input": io.BytesIO(),
    }
    statuses: list[str] = []
    result = application(environ, lambda status, headers, error=None: statuses.append(status))
    try:
        body = b"".join(result)
    finally:
        getattr(result, "close", lambda: None)()
    if not statuses[0].startswith("200"):
        raise RuntimeError(f"{address} answered {statuses[0]}")
    return body
