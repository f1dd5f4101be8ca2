"""`/api/v2/openapi.json`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from cms.api.json_views import json_view
from cms.openapi.document import document


@json_view(parameters=frozenset())
def openapi_view(request: HttpRequest) -> dict[str, Any]:
    """This API as an OpenAPI document: every address, parameter, answer and type."""
    return document()
