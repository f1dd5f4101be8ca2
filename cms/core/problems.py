"""Problem details (RFC 9457): the one shape of every error, with the `message` of Wagtail's v2 as well."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

CONTENT_TYPE = "application/problem+json"


def problem(detail: str, *, status: int, **extra: Any) -> dict[str, Any]:
    """Return the members of a problem document; `detail` is a sentence, `extra` are further members."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "message": detail,
        **extra,
    }
