"""Headers that every answer of the delivery API carries: CORS, `Vary`, no sniffing."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PREFIX = "/api/"


class ApiHeadersMiddleware:
    """Lets front ends on other origins read the API; it is public, and no cookie changes its answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a preflight request, or add the headers to the answer."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        response = HttpResponse(status=204) if _is_preflight(request) else self.get_response(request)
        _add_cors(request, response)
        response["Vary"] = "Accept-Encoding, Origin"
        return response


def _is_preflight(request: HttpRequest) -> bool:
    return request.method == "OPTIONS"


def _add_cors(request: HttpRequest, response: HttpResponse) -> None:
    allowed = settings.API_CORS_ORIGINS
    origin = request.headers.get("Origin", "")
    if "*" in allowed:
        response["Access-Control-Allow-Origin"] = "*"
    elif origin in allowed:
        response["Access-Control-Allow-Origin"] = origin
    else:
        return
    if _is_preflight(request):
        response["Allow"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "Authorization, Content-Type, If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, Cache-Status"
