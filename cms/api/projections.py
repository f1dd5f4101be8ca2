"""Parts of a field's value: `fields=hero_image(url)`, `topics(_,title,slug)`, `body(type)`.

What may be asked for is read from the field's schema, before anything is read or written: an answer without
a picture refuses a wrong name just as one with a picture does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.api.errors import BadParameter
from cms.api.selection import Config, select
from cms.core.json_schema import JsonSchema, shared_shapes

_PREFIX = "#/$defs/"


@dataclass(frozen=True)
class Projection:
    """The members that are written of an object, or of each object of a list, and the parts of those."""

    names: frozenset[str]
    inside: Mapping[str, Projection] = field(default_factory=dict)

    def of(self, value: Any) -> Any:
        """Return what is left of a value: `id` and `meta` first; what is no object stays whole."""
        if isinstance(value, list):
            return [self.of(item) for item in value]
        if not isinstance(value, dict):
            return value
        meta = value.get("meta")
        projected = {"id": value["id"]} if "id" in value and "id" in self.names else {}
        if isinstance(meta, dict):
            kept = self._members(meta)
            projected |= {"meta": kept} if kept else {}
        return projected | {name: part for name, part in self._members(value).items() if name != "meta"}

    def _members(self, value: dict[str, Any]) -> dict[str, Any]:
        return {
            name: self.inside[name].of(part) if name in self.inside else part
            for name, part in value.items()
            if name in self.names
        }


def projection_of(config: Config, schema: JsonSchema, *, name: str) -> Projection:
    """Return the projection that `config` asks of the field `name`, whose values `schema` describes.

    Raises `BadParameter` for names that no such value has, and for a field without any.
    """
    members: dict[str, list[JsonSchema]] = {}
    for member, described in _members_of(schema):
        members.setdefault(member, []).append(described)
    if not members:
        raise BadParameter(
            f"'{name}' does not support nested fields; did you mean '{name}'?",
            parameter="fields",
            suggestion=name,
        )
    selection = select(config, available=list(members), default=members)
    inside = {
        member: projection_of(parts, {"anyOf": members[member]}, name=member)
        for member, parts in selection.inside.items()
    }
    return Projection(frozenset(selection.names), inside)


def _members_of(schema: JsonSchema) -> Iterator[tuple[str, JsonSchema]]:
    """Give the members of what a schema describes, of any alternative, those of `meta` as its own."""
    if "$ref" in schema:
        schema = shared_shapes()[schema["$ref"].removeprefix(_PREFIX)]
    for part in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), schema.get("items", {})):
        if part:
            yield from _members_of(part)
    for name, described in schema.get("properties", {}).items():
        is_meta = name == "meta" and "properties" in described
        yield from _members_of(described) if is_meta else [(name, described)]
