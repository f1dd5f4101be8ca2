"""Rules of the API that `manage.py check` holds: whatever it writes or understands is described."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db.models import Model
from wagtail.models import get_page_models

from cms.api.column_schemas import schema_of_field
from cms.api.descriptions import view_descriptions
from cms.api.json_views import OF_EVERY_ENDPOINT
from cms.api.query_parameters import query_parameters
from cms.api.registry import router
from cms.core.api_fields import NoSchemaError
from cms.core.json_schema import JsonSchema, shared_shapes
from cms.core.models import BasePage


@register(Tags.models)
def check_descriptions(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check every endpoint of a model and every plain view."""
    messages: list[CheckMessage] = []
    for name, viewset in router.endpoints():
        for model in documented_models(viewset):
            messages += check_fields(viewset, model)
        known = viewset.known_query_parameters | viewset.find_query_parameters
        messages += check_parameters(f"/api/v2/{name}/", known, obj=viewset)
    for name, route, view in router.views():
        messages += check_view(name, route, view)
        messages += check_parameters(f"/api/v2/{route}", getattr(view, "parameters", ()), obj=view)
    return messages


def documented_models(viewset: type[Any]) -> list[type[Model]]:
    """Return the models whose documents an endpoint writes; for pages every type."""
    return list(get_page_models()) if viewset.model is BasePage else [viewset.model]


def check_fields(viewset: type[Any], model: type[Model]) -> Iterator[CheckMessage]:
    """Refuse a field of which nobody said what it writes, or that refers to a shape that does not exist."""
    shown = set(viewset.get_available_fields(model))
    for field in viewset.writers(model):
        if field.name not in shown:
            continue
        try:
            unknown = unknown_shapes(schema_of_field(field, model))
        except NoSchemaError as error:
            yield Error(
                f"The API shows {field.name} of {model._meta.label}, but {error}.",
                hint="Use a DeliveryField with schema=, or for a relation card_field or image_field.",
                obj=model,
                id="api.E001",
            )
            continue
        if unknown:
            yield Error(
                f"The schema of {field.name} of {model._meta.label} refers to {', '.join(unknown)}, which "
                "nobody has registered.",
                hint="Call cms.core.json_schema.register_shape in the app that writes it.",
                obj=model,
                id="api.E002",
            )


def unknown_shapes(schema: JsonSchema) -> list[str]:
    """Return the names of the shared shapes that a schema refers to and that do not exist."""
    named = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(schema)))
    return sorted(named - set(shared_shapes()))


def check_view(name: str, route: str, view: Any) -> Iterator[CheckMessage]:
    """Refuse a plain view of which nobody said what it answers."""
    if name not in view_descriptions():
        yield Error(
            f"Nobody said what /api/v2/{route} answers.",
            hint=f'Call cms.api.descriptions.describe_view("{name}", …) where the view is registered.',
            obj=view,
            id="api.E003",
        )


def check_parameters(place: str, names: Iterable[str], *, obj: Any) -> Iterator[CheckMessage]:
    """Refuse a query parameter that is known somewhere and described nowhere."""
    undeclared = sorted(set(names) - OF_EVERY_ENDPOINT - set(query_parameters()))
    if undeclared:
        yield Error(
            f"{place} understands {', '.join(undeclared)}, but nobody said what that means.",
            hint="Call cms.api.query_parameters.register_parameter in the app that owns it.",
            obj=obj,
            id="api.E004",
        )
