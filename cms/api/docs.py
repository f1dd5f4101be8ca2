"""`/api/v2/docs/`: the API's own description as a page in which every request can be tried."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.api.descriptions import view_descriptions
from cms.api.registry import router

# Swagger UI writes styles into its elements; scripts, requests and pictures are those of this host alone.
SECURITY_POLICY: Final[Mapping[str, str]] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@require_safe
def docs_view(request: HttpRequest) -> HttpResponse:
    """A page for people: everything that can be asked, to be tried where it is read."""
    response = render(request, "api/docs.html", {"addresses": addresses()})
    response["Content-Security-Policy"] = "; ".join(f"{name} {to}" for name, to in SECURITY_POLICY.items())
    return response


def addresses() -> list[dict[str, Any]]:
    """Return every address of the API with its tag in the description, in alphabetical order."""
    descriptions = view_descriptions()
    views = [
        {"name": route.replace("<int:", "<").rstrip("/"), "tag": descriptions[name].tag}
        for name, route, view in router.views()
        if view is not docs_view and name in descriptions
    ]
    endpoints = [{"name": name, "tag": name} for name, _viewset in router.endpoints()]
    return sorted([*endpoints, *views], key=lambda address: str(address["name"]))
