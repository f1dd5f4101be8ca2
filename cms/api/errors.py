"""The one error shape: problem details (RFC 9457) that also carry API v2's `message`."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import resolve
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import APIException
from wagtail.api.v2.utils import BadRequestError

from cms.core.problems import CONTENT_TYPE, problem

LONGEST_VALUE = 4000


class ApiProblem(Exception):
    """An error that is answered as problem details.

    `detail` is a sentence that says what is wrong and what would be right; `extra` are further members.
    """

    def __init__(self, detail: str, *, status: int = 400, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.status = status
        self.extra = extra


class BadParameter(ApiProblem):
    """A query parameter that the endpoint does not know, or a value that it cannot use."""

    def __init__(self, detail: str, *, parameter: str, suggestion: str | None = None, **extra: Any) -> None:
        members = {"parameter": parameter} | ({"suggestion": suggestion} if suggestion else {})
        super().__init__(detail, status=400, **members, **extra)


def check_values(request: Any) -> None:
    """Refuse what no database can look for in any parameter: null characters and very long values."""
    for name, values in request.GET.lists():
        shown = name.replace("\x00", "")[:100]
        if any("\x00" in text for text in (name, *values)):
            raise BadParameter("null characters are not allowed in parameters", parameter=shown)
        if any(len(text) > LONGEST_VALUE for text in (name, *values)):
            raise BadParameter(f"parameters are not longer than {LONGEST_VALUE} characters", parameter=shown)


def nearest(name: str, choices: Iterable[str]) -> str | None:
    """Return the choice most like `name`, whatever its case, or None when none is close."""
    spelled = {choice.casefold(): choice for choice in choices}
    close = get_close_matches(name.casefold(), list(spelled), n=1, cutoff=0.6)
    return spelled[close[0]] if close else None


def unknown_name(name: str, choices: Iterable[str], *, parameter: str, what: str) -> BadParameter:
    """Return the error for a wrong name: it names the nearest valid one."""
    suggestion = nearest(name, choices)
    hint = f"; did you mean '{suggestion}'?" if suggestion else ""
    return BadParameter(f"'{name}' is not {what}{hint}", parameter=parameter, suggestion=suggestion)


def problem_response(detail: str, *, status: int, **extra: Any) -> JsonResponse:
    """Return a problem document as a response."""
    response = JsonResponse(
        problem(detail, status=status, **extra),
        status=status,
        content_type=CONTENT_TYPE,
        json_dumps_params={"separators": (",", ":"), "ensure_ascii": False},
    )
    response["Cache-Control"] = "no-store" if status not in (404, 410) else "public, max-age=10"
    return response


def response_for(exception: Exception) -> JsonResponse | None:
    """Return the response for an exception that a client caused; None for one that is our own fault."""
    if isinstance(exception, ApiProblem):
        return problem_response(exception.detail, status=exception.status, **exception.extra)
    if isinstance(exception, BadRequestError):
        return problem_response(str(exception), status=400)
    if isinstance(exception, Http404):
        return problem_response("Nothing is published here.", status=404)
    if isinstance(exception, PermissionDenied):
        return problem_response("You may not see this.", status=403)
    if isinstance(exception, SuspiciousOperation):
        return problem_response("The request is malformed.", status=400)
    if isinstance(exception, APIException):
        return problem_response(str(exception.detail), status=exception.status_code)
    return None


@csrf_exempt
def not_found(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer an address below the API that no endpoint has; one that only lacks its slash is as good."""
    from cms.api.registry import router

    if not request.path_info.endswith("/"):
        match = resolve(f"{request.path_info}/")
        if match.func is not not_found:
            request.resolver_match = match
            answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
            return answer
    names = ", ".join(f"/api/v2/{address}" for address in router.addresses())
    return problem_response(f"There is no endpoint at {request.path}. There are {names}.", status=404)
