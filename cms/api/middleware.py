"""What every answer of the delivery API has in common: CORS, `Vary`, the shape of errors."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from cms.api.errors import problem_response

PREFIX = "/api/"


class ApiHeadersMiddleware:
    """Lets front ends on other origins read the API; it is public, and no cookie changes its answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a preflight request, or add the headers to the answer."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        response = _in_our_shape(self._answer(request))
        _add_cors(request, response)
        response["Vary"] = "Accept-Encoding, Origin"
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if _is_preflight(request):
            return HttpResponse(status=204)
        try:
            request.get_host()
        except DisallowedHost:
            return problem_response("This host is not served here.", status=400)
        return self.get_response(request)


def _in_our_shape(response: HttpResponse) -> HttpResponse:
    """Replace an error page that was made outside of the API's views; developers keep Django's own."""
    is_page = response.get("Content-Type", "").startswith("text/html")
    if response.status_code < 400 or not is_page or settings.DEBUG:
        return response
    known = {404: "Nothing is published here.", 405: "Use GET here."}
    ours = "Something went wrong here; the request may be right."
    usual = ours if response.status_code >= 500 else "The request is malformed."
    answer = problem_response(known.get(response.status_code, usual), status=response.status_code)
    if "Allow" in response:
        answer["Allow"] = response["Allow"]
    return answer


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
