"""Building stones for the JSON Schemas (draft 2020-12) of block values, and the shapes that blocks share.

Each committed schema file stands alone: shared shapes are spelled out in the `$defs` of every file that
uses them (`definitions_for`).
"""

from __future__ import annotations

import json
from typing import Any

from cms.core.blocks.base import JsonSchema

__all__ = [
    "CARD",
    "DRAFT",
    "IMAGE",
    "LINK",
    "RICH_TEXT",
    "array_of",
    "boolean",
    "definitions_for",
    "integer",
    "nullable",
    "number",
    "object_of",
    "one_of",
    "text",
]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

IMAGE: JsonSchema = {"$ref": "#/$defs/image"}
CARD: JsonSchema = {"$ref": "#/$defs/card"}
LINK: JsonSchema = {"$ref": "#/$defs/link"}
RICH_TEXT: JsonSchema = {"$ref": "#/$defs/rich_text"}


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


def nullable(schema: JsonSchema) -> JsonSchema:
    """Allow null as well."""
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def object_of(
    properties: dict[str, JsonSchema], description: str = "", *, is_open: bool = False
) -> JsonSchema:
    """Describe an object whose properties are all there; an open one may hold others too."""
    schema: JsonSchema = {"type": "object", "properties": properties, "required": list(properties)}
    if not is_open:
        schema["additionalProperties"] = False
    return _described(schema, description)


def definitions_for(schema: JsonSchema, extra: dict[str, JsonSchema] | None = None) -> dict[str, JsonSchema]:
    """Return the shared shapes that a schema refers to, directly or through each other, by name."""
    shapes = {**SHARED_SHAPES, **(extra or {})}
    needed: dict[str, JsonSchema] = {}
    pending = [schema]
    while pending:
        spelled = json.dumps(pending.pop())
        for name, shape in shapes.items():
            if name not in needed and f'"#/$defs/{name}"' in spelled:
                needed[name] = shape
                pending.append(shape)
    return dict(sorted(needed.items()))


def _described(schema: JsonSchema, description: str) -> JsonSchema:
    return {**schema, "description": description} if description else schema


_SIZED = {"url": text(), "width": integer(), "height": integer()}

SHARED_SHAPES: dict[str, JsonSchema] = {
    "rich_text": {
        "description": "Rich text in the format asked for by `rich_text_format`: a string, or for `json` a "
        "list of blocks and spans.",
        "anyOf": [{"type": "string"}, array_of({"$ref": "#/$defs/rich_text_node"})],
    },
    "rich_text_node": object_of(
        {"type": text("What the node is: paragraph, bullet_list, link, text and so on.")}, is_open=True
    ),
    "image": object_of(
        {
            "id": integer(),
            "meta": object_of({"type": text(), "detail_url": text(), "download_url": text()}, is_open=True),
            "title": text(),
            "alt": text("What a screen reader says; empty for a picture that only decorates."),
            "credit": text(),
            "width": integer("Pixels of the original."),
            "height": integer("Pixels of the original."),
            "focal_point": nullable(
                object_of({"x": number(), "y": number()}, "Fractions of width and height, from the top left.")
            ),
            "placeholder": text("A tiny picture as a data URI, or empty."),
            "dominant_color": text("`#rrggbb`, or empty."),
            "url": text("An address that always works."),
            "sources": array_of(
                object_of({"type": text("Media type."), "images": array_of(object_of(_SIZED, is_open=True))}),
                "Best format first; empty until the sizes have been made.",
            ),
        },
        "A picture in all its sizes.",
        is_open=True,
    ),
    "card": object_of(
        {
            "id": integer(),
            "type": text("App and model, such as `blog.ArticlePage`."),
            "title": text(),
            "url": nullable(text("Where readers find it: an absolute address on the front end.")),
            "summary": text(),
            "image": nullable(IMAGE),
        },
        "What is needed to draw a link to something.",
        is_open=True,
    ),
    "link": object_of(
        {
            "text": text("The words to click."),
            "url": text("Where it leads: absolute, or a path, an anchor, `mailto:` or `tel:`."),
            "page": nullable(CARD),
            "external": boolean("Whether it leads to another site."),
        },
        "A link.",
    ),
}
