"""The endpoint registry: Wagtail's v2 router, which apps fill, and plain views beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from wagtail.api.v2.router import WagtailAPIRouter

from cms.api.explain import PARAMETER, explained

NAMESPACE = "wagtailapi"


class ApiRouter(WagtailAPIRouter):
    """Wagtail's router, plus addresses that are no endpoint of a model (`resolve/`, `site/`)."""

    def __init__(self, url_namespace: str) -> None:
        super().__init__(url_namespace)
        self._views: dict[str, tuple[str, Callable[..., Any]]] = {}

    def register_view(self, route: str, view: Callable[..., Any], *, name: str) -> None:
        """Serve `view` at `route` below the API's root."""
        self._views[name] = (route, view)

    def endpoint_names(self) -> list[str]:
        """Return the names of all endpoints, in alphabetical order."""
        return sorted([*self._endpoints, *(route.strip("/") for route in self._routes())])

    def addresses(self) -> list[str]:
        """Return where all endpoints are below the API's root, in alphabetical order."""
        return sorted([*(f"{name}/" for name in self._endpoints), *self._routes()])

    def _routes(self) -> list[str]:
        """Return where plain views are, as people write it: `pages/<id>/markdown/`."""
        return [route.replace("<int:", "<") for route, _view in self._views.values()]

    def endpoints(self) -> list[tuple[str, type[Any]]]:
        """Return (name, viewset) of the endpoints of models."""
        return list(self._endpoints.items())

    def views(self) -> list[tuple[str, str, Callable[..., Any]]]:
        """Return (name, route, view) of the plain views."""
        return [(name, route, view) for name, (route, view) in self._views.items()]

    def wrap_view(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Let endpoints of models, and the views that know `explain`, say what their answers cost."""
        wrapped = super().wrap_view(func)
        explains = PARAMETER in getattr(func, "parameters", ()) or hasattr(func, "cls")
        return explained(wrapped) if explains else wrapped

    def get_urlpatterns(self) -> list[Any]:
        """Return plain views first, then the endpoints of models."""
        # Nothing is changed here: a POST deserves "use GET" in the API's shape rather than talk of cookies.
        views: list[URLPattern] = [
            path(route, csrf_exempt(self.wrap_view(view)), name=name)
            for name, (route, view) in self._views.items()
        ]
        return [*views, *super().get_urlpatterns()]


router = ApiRouter(NAMESPACE)
