"""Selections: the schema of what is left of a shape when `fields=` picks parts of it.

`fields=hero_image(url)` writes an image with an address alone. A selection therefore has the members of its
shape, all of them optional, at every depth, and no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cms.core.json_schema import JsonSchema, shape
from cms.openapi.names import SELECTION_SUFFIX

_PREFIX = "#/$defs/"
_NOT_IN_SELECTIONS = {"required", "examples", "discriminator", "description"}


def selection_name(name: str) -> str:
    """Return the name of the selection of a shape."""
    return f"{name}{SELECTION_SUFFIX}"


class Selections:
    """Makes the selections of the shapes among `definitions` and adds them there, each once."""

    def __init__(self, definitions: dict[str, JsonSchema]) -> None:
        self.definitions = definitions

    def reference(self, name: str) -> JsonSchema:
        """Return the reference to the selection of a shape, or to the shape if it cannot be picked apart."""
        if not self._is_structured(shape(name), seen=frozenset()):
            return shape(name)
        selected = selection_name(name)
        if selected not in self.definitions:
            # Known before it is made: shapes may contain themselves.
            self.definitions[selected] = {}
            self.definitions[selected] = self.of(self.definitions[name])
        return shape(selected)

    def of(self, schema: JsonSchema) -> JsonSchema:
        """Return the selection of a schema."""
        if "$ref" in schema:
            return self.reference(schema["$ref"].removeprefix(_PREFIX))
        kept = {key: value for key, value in schema.items() if key not in _NOT_IN_SELECTIONS}
        if "properties" in kept:
            kept["properties"] = {name: self.of(part) for name, part in kept["properties"].items()}
        if isinstance(kept.get("items"), Mapping):
            kept["items"] = self.of(kept["items"])
        # Without their required members several alternatives fit the same object.
        alternatives = [self.of(part) for part in (*kept.pop("oneOf", ()), *kept.pop("anyOf", ()))]
        return {**kept, "anyOf": alternatives} if alternatives else kept

    def _is_structured(self, schema: Any, *, seen: frozenset[str]) -> bool:
        """Tell whether a schema describes an object with required members, itself or further in."""
        if isinstance(schema, (list, tuple)):
            return any(self._is_structured(part, seen=seen) for part in schema)
        if not isinstance(schema, Mapping):
            return False
        reference = schema.get("$ref")
        if isinstance(reference, str):
            name = reference.removeprefix(_PREFIX)
            return name not in seen and self._is_structured(self.definitions[name], seen=seen | {name})
        if "properties" in schema and schema.get("required"):
            return True
        return any(self._is_structured(part, seen=seen) for part in schema.values())
