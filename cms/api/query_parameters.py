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
    """A query parameter: `schema` describes its value as text, `example` is a value that works.

    `default` is what is taken when the parameter is missing, as it would be written, None where no value is.
    """

    name: str
    description: str
    schema: JsonSchema = field(default_factory=text)
    example: Any = None
    default: str | None = None


_parameters: dict[str, QueryParameter] = {}


def register_parameter(
    name: str,
    description: str,
    *,
    schema: JsonSchema | None = None,
    example: Any = None,
    default: str | None = None,
) -> None:
    """Declare what a query parameter means."""
    _parameters[name] = QueryParameter(name, description, schema or text(), example, default)


def query_parameters() -> dict[str, QueryParameter]:
    """Return every declared parameter by its name."""
    return dict(_parameters)


def default_values() -> dict[str, str]:
    """Return what missing parameters are taken for; who writes it out asks the same."""
    named = {name: parameter.default for name, parameter in _parameters.items()}
    # Which every endpoint knows, from the time of v2's browsable pages.
    return {"format": "json"} | {name: value for name, value in named.items() if value is not None}
