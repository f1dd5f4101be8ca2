"""The endpoint that writes a model's documents, for answers that are made outside its own address."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from cms.api.registry import router


class NoEndpointError(LookupError):
    """No endpoint writes documents of this model."""


def view_of(viewset: type[Any], request: HttpRequest) -> Any:
    """Return an endpoint ready to write one document for `request`."""
    view = viewset()
    view.request, view.action, view.kwargs = request, "detail_view", {}
    return view


def viewset_for(model: type[Model], request: HttpRequest) -> Any:
    """Return the endpoint of `model`, ready to write one document; raises `NoEndpointError`."""
    endpoint = router.get_model_endpoint(model)
    if endpoint is None:
        raise NoEndpointError(model._meta.label)
    return view_of(endpoint[1], request)
