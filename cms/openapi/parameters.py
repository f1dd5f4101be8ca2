"""The parameters of an operation, each once: what is declared for its name, typed further by the endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.models import AbstractPage
from wagtail.search.index import class_is_indexed

from cms.api.filters import order_names
from cms.api.query_parameters import query_parameters
from cms.core.json_schema import JsonSchema, array_of, one_of
from cms.openapi.documents import Endpoint
from cms.openapi.filters import filter_parameters

# v2's, without effect here: the cache buster of a script library, and the format, which is always JSON.
WITHOUT_EFFECT = frozenset({"_", "format"})

# Without use where the search engine knows nothing of the model.
OF_SEARCH = ("search", "search_operator")

# Of what lists know, what a single document makes use of.
OF_DOCUMENTS = ("fields", "rich_text_format", "locale", "site", "explain")


class UndescribedParameterError(LookupError):
    """An endpoint knows a query parameter that nobody has declared (`register_parameter`)."""


def list_parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    """Return the parameters of a list: its operations, then the filters of all its models."""
    known = sorted(endpoint.viewset.known_query_parameters - WITHOUT_EFFECT)
    if not class_is_indexed(endpoint.viewset.model):
        known = [name for name in known if name not in OF_SEARCH]
    operations = [_typed(named(name), endpoint) for name in known]
    filters: dict[str, dict[str, Any]] = {}
    for model in (endpoint.viewset.model, *endpoint.models):
        for parameter in filter_parameters(endpoint.viewset, model):
            if parameter["name"] not in known:
                filters.setdefault(parameter["name"], parameter)
    return [*operations, *filters.values()]


def document_parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    """Return the query parameters of a single document."""
    return [named(name) for name in OF_DOCUMENTS if name in endpoint.viewset.known_query_parameters]


def find_parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    """Return what documents are found by, and what the redirect passes on."""
    found_by = sorted(endpoint.viewset.find_query_parameters)
    return [*map(named, found_by), *document_parameters(endpoint)]


def view_parameters(
    names: Iterable[str], *, required: Iterable[str], narrowed: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return the parameters of a plain view, some with members of their own (`schema`, `description`)."""
    parameters = [{**named(name), **narrowed.get(name, {})} for name in sorted(set(names) - WITHOUT_EFFECT)]
    needed = set(required)
    return [
        {**parameter, "required": True} if parameter["name"] in needed else parameter
        for parameter in parameters
    ]


def named(name: str) -> dict[str, Any]:
    """Return a declared parameter; raises `UndescribedParameterError`."""
    declared = query_parameters().get(name)
    if declared is None:
        raise UndescribedParameterError(name)
    parameter: dict[str, Any] = {
        "name": name,
        "in": "query",
        "description": declared.description,
        "schema": declared.schema,
    }
    if declared.schema.get("type") == "array":
        parameter |= {"style": "form", "explode": False}
    return parameter if declared.example is None else {**parameter, "example": declared.example}


def _typed(parameter: dict[str, Any], endpoint: Endpoint) -> dict[str, Any]:
    """Return `order` and `type` with the names that this endpoint knows."""
    if parameter["name"] == "order":
        return {**parameter, **_list_of([*_columns_to_order_by(endpoint), "random"])}
    if parameter["name"] == "type" and issubclass(endpoint.viewset.model, AbstractPage):
        labels = [f"{model._meta.app_label}.{model.__name__}" for model in endpoint.models]
        return {**parameter, **_list_of(labels)}
    return parameter


def _list_of(choices: list[str]) -> dict[str, Any]:
    schema: JsonSchema = {**array_of(one_of(choices)), "minItems": 1}
    return {"schema": schema, "style": "form", "explode": False}


def _columns_to_order_by(endpoint: Endpoint) -> list[str]:
    names: dict[str, None] = {}
    for model in (endpoint.viewset.model, *endpoint.models):
        names |= dict.fromkeys(order_names(endpoint.viewset, model))
    return [spelled for name in names for spelled in (name, f"-{name}")]
