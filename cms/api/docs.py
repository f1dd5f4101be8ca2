"""`/api/v2/docs/`: a reference of every endpoint, drawn from what is registered so that it stays true."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import get_page_models

from cms.api.filterable import LOOKUPS
from cms.api.registry import router
from cms.core.models import BasePage
from cms.core.rich_text import FORMATS


@dataclass(frozen=True)
class DocumentReference:
    """The fields and filters of one kind of document."""

    name: str
    fields: list[str]
    filters: list[str]


@dataclass(frozen=True)
class EndpointReference:
    """One endpoint: its address, what it is, its parameters and its documents."""

    name: str
    address: str
    summary: str
    parameters: list[str]
    documents: list[DocumentReference]


@require_safe
def docs_view(request: HttpRequest) -> HttpResponse:
    """Show the reference as a page; it needs no script and nothing from elsewhere."""
    context = {
        "endpoints": endpoint_references(),
        "lookups": ["=", *(f"__{lookup}=" for lookup in LOOKUPS)],
        "formats": FORMATS,
    }
    return render(request, "api/docs.html", context)


def endpoint_references() -> list[EndpointReference]:
    """Return the reference of every endpoint, in alphabetical order."""
    endpoints = [_endpoint(name, viewset) for name, viewset in router.endpoints()]
    views = [_view(name, route, view) for name, route, view in router.views() if view is not docs_view]
    return sorted([*endpoints, *views], key=lambda reference: reference.name)


def _endpoint(name: str, viewset: type[Any]) -> EndpointReference:
    models = get_page_models() if viewset.model is BasePage else [viewset.model]
    return EndpointReference(
        name=name,
        address=reverse(f"wagtailapi:{name}:listing"),
        summary=_summary(viewset),
        parameters=sorted(viewset.known_query_parameters - {"_", "format"}),
        documents=[_document(viewset, model) for model in models],
    )


def _document(viewset: type[Any], model: type[Any]) -> DocumentReference:
    return DocumentReference(
        name=f"{model._meta.app_label}.{model.__name__}",
        fields=list(dict.fromkeys(viewset.get_available_fields(model))),
        filters=viewset().get_filterable_names(model),
    )


def _view(name: str, route: str, view: Any) -> EndpointReference:
    return EndpointReference(
        name=name,
        address=reverse(f"wagtailapi:{name}"),
        summary=_summary(view),
        parameters=sorted(getattr(view, "parameters", ())),
        documents=[],
    )


def _summary(described: Any) -> str:
    """Return the first paragraph of a docstring, without its code marks."""
    text = inspect.getdoc(described) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("`", "")
