"""What every answer of the delivery API has in common: CORS, `Vary`, its lifetime, the shape of errors."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from cms.api.errors import problem_response
from cms.api.relative_dates import depends_on_time

PREFIX = "/api/"
# Dates that are told from now are counted in minutes at the least.
WHILE_TIME_PASSES = "public, max-age=60"
FOR_ONE_READER = "no-store, private"
ANOTHER_EACH_TIME = "no-store"


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
        _add_lifetime(request, response)
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
    response["Access-Control-Expose-Headers"] = "Age, Cache-Status, ETag, Last-Modified, Link, Retry-After"
    if _is_preflight(request):
        response["Allow"] = "GET, HEAD, OPTIONS"
    allowed = settings.API_CORS_ORIGINS
    origin = request.headers.get("Origin", "")
    if "*" not in allowed and origin not in allowed:
        return
    response["Access-Control-Allow-Origin"] = "*" if "*" in allowed else origin
    if _is_preflight(request):
        response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "Authorization, Content-Type, If-None-Match"
        response["Access-Control-Max-Age"] = "86400"


def _add_lifetime(request: HttpRequest, response: HttpResponse) -> None:
    """Say how long an answer holds that is not simply true until something changes."""
    if "Cache-Control" in response:
        return
    if "Authorization" in request.headers:
        response["Cache-Control"] = FOR_ONE_READER
    elif request.GET.get("order") == "random":
        response["Cache-Control"] = ANOTHER_EACH_TIME
    elif depends_on_time(request):
        response["Cache-Control"] = WHILE_TIME_PASSES
