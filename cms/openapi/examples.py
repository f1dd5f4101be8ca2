"""Examples: a value for every schema, from the samples that schemas carry and from what names suggest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cms.core.json_schema import JsonSchema

_PREFIX = "#/$defs/"
_SITE = "https://www.example.org"
# Optional members that most answers don't have.
_SELDOM = {"explain", "next", "previous", "preview", "json_ld", "head_html"}

_BY_NAME: dict[str, Any] = {
    "title": "What a treatment really costs",
    "name": "Aisha Rahman",
    "slug": "what-a-treatment-really-costs",
    "summary": "What is on the bill, and what is not.",
    "detail": "'pubished_at' is not a field here; did you mean 'published_at'?",
    "message": "'pubished_at' is not a field here; did you mean 'published_at'?",
    "locale": "en",
    "code": "en",
    "path": "/articles/what-a-treatment-really-costs/",
    "url": f"{_SITE}/articles/what-a-treatment-really-costs/",
    "location": "/articles/what-a-treatment-really-costs/",
    "robots": "index, follow",
    "anchor": "what-is-on-the-bill",
    "tags": ["costs"],
    "total_count": 1,
}
_BY_FORMAT: dict[str, Any] = {
    "date-time": "2026-01-31T09:30:00Z",
    "date": "2026-01-31",
    "uri": f"{_SITE}/",
    "uri-reference": "/articles/",
    "email": "editors@example.org",
    "uuid": "3f0d5a7e-6c1b-4e55-9d0a-7b1f3f7c2a10",
}


# For texts of a form that their name does not tell.
_FOR_PATTERNS = ("2020-01", "image/webp", "#9fb3c4", "data:image/png;base64,iVBORw0KGgo=", "12")


class NoExampleError(ValueError):
    """A text must have a form of which no example is known."""


class Examples:
    """Makes examples of schemas that refer to each other among `definitions`."""

    def __init__(self, definitions: Mapping[str, JsonSchema]) -> None:
        self.definitions = definitions

    def of(self, schema: JsonSchema, *, name: str = "", inside: tuple[str, ...] = ()) -> Any:
        """Return a value that the schema accepts.

        `name` is that of the member to fill; `inside` are the shapes around it, so that a list of what
        contains itself ends.
        """
        if "$ref" in schema:
            target = schema["$ref"].removeprefix(_PREFIX)
            return self.of(self.definitions[target], name=name, inside=(*inside, target))
        for said in ("const", "default"):
            if said in schema:
                return schema[said]
        chosen = next(iter(schema.get("examples") or schema.get("enum") or ()), None)
        if chosen is not None:
            return chosen
        alternatives = schema.get("oneOf") or schema.get("anyOf")
        if alternatives:
            return self.of(alternatives[0], name=name, inside=inside)
        return self._of_type(schema, name, inside)

    def _of_type(self, schema: JsonSchema, name: str, inside: tuple[str, ...]) -> Any:
        kind = schema.get("type")
        kind = kind[0] if isinstance(kind, list) else kind
        if kind == "object":
            return self._object(schema, inside)
        if kind == "array":
            return self._array(schema, name, inside)
        if kind == "string":
            return self._string(schema, name)
        plain = {"integer": 1, "number": 1.5, "boolean": False, "null": None}
        if kind in ("integer", "number"):
            return _BY_NAME.get(name, max(1, schema.get("minimum", 1)))
        return plain.get(kind or "null")

    def _object(self, schema: JsonSchema, inside: tuple[str, ...]) -> dict[str, Any]:
        members = schema.get("properties", {}).items()
        return {
            name: self.of(part, name=name, inside=inside) for name, part in members if name not in _SELDOM
        }

    def _array(self, schema: JsonSchema, name: str, inside: tuple[str, ...]) -> list[Any]:
        items = schema.get("items", {})
        if items.get("$ref", "").removeprefix(_PREFIX) in inside:
            return []
        return list(_BY_NAME[name]) if name == "tags" else [self.of(items, name=name, inside=inside)]

    def _string(self, schema: JsonSchema, name: str) -> str:
        if "format" in schema:
            return str(_BY_FORMAT.get(schema["format"], ""))
        candidates = [_BY_NAME.get(name), "Words", *_FOR_PATTERNS]
        texts = (text for text in candidates if isinstance(text, str))
        found = next((text for text in texts if re.search(schema.get("pattern", ""), text)), None)
        if found is None:
            raise NoExampleError(f"no example of {name} is {schema['pattern']}; give it `examples`")
        return found
