"""Building stones for JSON Schemas (draft 2020-12), and the shapes that several of them share.

Whatever the API writes is described where it is written, with these. A shape that stands in more than one
place (an image, a card, a link) is registered once under a name and referred to by `shape("image")`, which
is `{"$ref": "#/$defs/image"}`; whoever writes a whole document brings the named shapes along
(`definitions_for` for the files of blocks, `cms.openapi` for the API's document).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

JsonSchema: TypeAlias = dict[str, Any]
"""A JSON Schema, draft 2020-12."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_shapes: dict[str, JsonSchema] = {}


def register_shape(name: str, schema: JsonSchema) -> JsonSchema:
    """Keep a shape that several schemas share; return the reference to it.

    `name` is in lower case with underscores and names one shape in the whole project.
    """
    _shapes[name] = schema
    return shape(name)


def shape(name: str) -> JsonSchema:
    """Return the reference to a shared shape."""
    return {"$ref": f"#/$defs/{name}"}


def shared_shapes() -> Mapping[str, JsonSchema]:
    """Return every shared shape by its name."""
    return _shapes


def definitions_for(
    schema: JsonSchema, extra: Mapping[str, JsonSchema] | None = None
) -> dict[str, JsonSchema]:
    """Return the shared shapes that a schema refers to, directly or through each other, by name."""
    shapes = {**_shapes, **(extra or {})}
    needed: dict[str, JsonSchema] = {}
    pending = [schema]
    while pending:
        spelled = json.dumps(pending.pop())
        for name, described in shapes.items():
            if name not in needed and f'"#/$defs/{name}"' in spelled:
                needed[name] = described
                pending.append(described)
    return dict(sorted(needed.items()))


def text(description: str = "", **keywords: Any) -> JsonSchema:
    """Describe a string."""
    return _described({"type": "string", **keywords}, description)


def integer(description: str = "", **keywords: Any) -> JsonSchema:
    """Describe a whole number."""
    return _described({"type": "integer", **keywords}, description)


def number(description: str = "", **keywords: Any) -> JsonSchema:
    """Describe a number."""
    return _described({"type": "number", **keywords}, description)


def boolean(description: str = "") -> JsonSchema:
    """Describe true or false."""
    return _described({"type": "boolean"}, description)


def one_of(choices: list[str], description: str = "") -> JsonSchema:
    """Describe one of a few strings."""
    return _described({"type": "string", "enum": choices}, description)


def array_of(items: JsonSchema, description: str = "") -> JsonSchema:
    """Describe a list."""
    return _described({"type": "array", "items": items}, description)


def constant(value: str, description: str = "") -> JsonSchema:
    """Describe a string that is always the same, by which clients tell shapes apart."""
    return _described({"type": "string", "const": value}, description)


def address(description: str = "") -> JsonSchema:
    """Describe an absolute address."""
    return text(description, format="uri")


def nullable(schema: JsonSchema) -> JsonSchema:
    """Allow null as well."""
    if isinstance(schema.get("type"), str) and "const" not in schema:
        choices = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
        return {**schema, "type": [schema["type"], "null"], **choices}
    return {"anyOf": [schema, {"type": "null"}]}


def object_of(
    properties: dict[str, JsonSchema], description: str = "", *, optional: Iterable[str] = ()
) -> JsonSchema:
    """Describe an object that has these properties and no others, all of them but the `optional` ones."""
    left_out = set(optional)
    schema: JsonSchema = {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in left_out],
        "additionalProperties": False,
    }
    return _described(schema, description)


def union_of(members: Mapping[str, JsonSchema], *, on: str, description: str = "") -> JsonSchema:
    """Describe a value of one of several shapes, told apart by the constant at `on`.

    `members` are references to shared shapes by the constant of each.
    """
    mapping = {value: member["$ref"] for value, member in members.items()}
    schema: JsonSchema = {
        "oneOf": list(members.values()),
        "discriminator": {"propertyName": on, "mapping": mapping},
    }
    return _described(schema, description)


def _described(schema: JsonSchema, description: str) -> JsonSchema:
    return {**schema, "description": description} if description else schema
