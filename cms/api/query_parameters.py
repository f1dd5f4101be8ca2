"""What query parameters mean, declared once: for the API's document, its pages and its clients.

An endpoint names the parameters that it knows; here every name has its meaning. The same name means the
same at every endpoint.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cms.core.json_schema import JsonSchema, text


@dataclass(frozen=True)
class QueryParameter:
    """A query parameter: `schema` describes its value as text, `example` is a value that works."""

    name: str
    description: str
    schema: JsonSchema = field(default_factory=text)
    example: Any = None


_parameters: dict[str, QueryParameter] = {}


def register_parameter(
    name: str, description: str, *, schema: JsonSchema | None = None, example: Any = None
) -> None:
    """Declare what a query parameter means."""
    _parameters[name] = QueryParameter(name, description, schema or text(), example)


def query_parameters() -> dict[str, QueryParameter]:
    """Return every declared parameter by its name."""
    return dict(_parameters)
