"""Plain views that answer JSON: compact, GET and HEAD only, errors in the API's one shape."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from cms.api.errors import BadParameter, check_values, problem_response, response_for, unknown_name
from cms.api.json_output import json_bytes

View = Callable[..., dict[str, Any]]

_HEADERS = "_json_view_headers"

# v2's: the cache buster of jQuery, and the format of the browsable API.
OF_EVERY_ENDPOINT = frozenset({"_", "format"})


def json_view(*, parameters: frozenset[str]) -> Callable[[View], Callable[..., HttpResponse]]:
    """Decorate a function that returns a document; `parameters` are the query parameters it knows."""

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if request.method not in ("GET", "HEAD"):
                response: HttpResponse = problem_response("Use GET here.", status=405)
                response["Allow"] = "GET, HEAD"
                return response
            try:
                check_parameters(request, parameters)
                return _with_headers(request, compact_response(view(request, **kwargs)))
            except Exception as error:
                answer = response_for(error)
                if answer is None:
                    raise
                return _with_headers(request, answer)

        wrapped.parameters = parameters  # type: ignore[attr-defined]
        return wrapped

    return decorate


def say_header(request: HttpRequest, name: str, value: str) -> None:
    """Have a header sent with whatever the view answers, be it a problem."""
    headers: dict[str, str] = getattr(request, _HEADERS, {})
    setattr(request, _HEADERS, {**headers, name: value})


def _with_headers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    for name, value in getattr(request, _HEADERS, {}).items():
        response[name] = value
    return response


def compact_response(document: Any, *, status: int = 200) -> HttpResponse:
    """Return JSON without white space, letters as they are."""
    return HttpResponse(json_bytes(document), status=status, content_type="application/json")


def check_parameters(request: HttpRequest, known: frozenset[str]) -> None:
    """Refuse unknown parameters, naming the nearest, and unusable values."""
    check_values(request)
    for name in request.GET:
        if name not in known | OF_EVERY_ENDPOINT:
            raise unknown_name(name, known, parameter=name, what="a parameter of this endpoint")
    if request.GET.get("format", "json") != "json":
        raise BadParameter("format can only be json", parameter="format")
