"""Files that a site has beside its pages, all of them public: sitemaps, robots.txt, feeds."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cms.api.errors import ApiProblem
from cms.api.scope import scope_of
from cms.core.scope import PublicScope

View = Callable[..., HttpResponse]


def public_scope(request: HttpRequest) -> PublicScope:
    """Return what anybody may see of the request's site; raises `Http404` where there is none."""
    try:
        return scope_of(request)
    except ApiProblem as error:
        raise Http404(str(error)) from error


def public_file(view: View) -> View:
    """Decorate a view whose answer is kept (`cms.delivery`): it says nothing that depends on who asks."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Http404 as error:
            response = HttpResponse(f"{error}\n", status=404, content_type="text/plain; charset=utf-8")
        response["Vary"] = "Accept-Encoding, Origin"
        response["X-Content-Type-Options"] = "nosniff"
        if "*" in settings.API_CORS_ORIGINS:
            response["Access-Control-Allow-Origin"] = "*"
        return response

    return require_safe(wrapped)
