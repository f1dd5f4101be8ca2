"""What plain views answer, declared by the app that registers them, for the API's document.

Endpoints of models need none of this: their documents are described field by field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.core.json_schema import JsonSchema

JSON = "application/json"


@dataclass(frozen=True)
class ViewDescription:
    """One view of the registry.

    `operation_id` names the function in generated clients; `answer` describes the body of a 200,
    `problems` that of errors by status where it holds more than a plain problem; `statuses` are the
    errors that can happen; `narrowed` are members of parameters, by name, where one means something else
    here; `headers` are those that every answer carries, with what they say; `examples` are bodies by name
    with which the description is illustrated.
    """

    operation_id: str
    answer: JsonSchema
    tag: str
    statuses: tuple[int, ...] = (400,)
    problems: Mapping[int, JsonSchema] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = JSON
    required: tuple[str, ...] = ()
    narrowed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    examples: Mapping[str, Any] = field(default_factory=dict)


_descriptions: dict[str, ViewDescription] = {}


def describe_view(name: str, description: ViewDescription) -> None:
    """Say what the view registered under `name` answers."""
    _descriptions[name] = description


def view_descriptions() -> dict[str, ViewDescription]:
    """Return the description of every view that has one, by the name of the view."""
    return dict(_descriptions)


def document_or_selection(name: str) -> JsonSchema:
    """Describe a whole document (`page`, `trial`), or what `fields=` has left of it."""
    return {"anyOf": [{"$ref": f"#/$defs/{name}"}, {"$ref": f"#/$defs/{name}_selection"}]}
