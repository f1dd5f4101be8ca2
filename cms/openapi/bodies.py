"""The components of bodies: one of each block, and a union for any block of each body."""

from __future__ import annotations

from cms.core.blocks.samples import sample_block
from cms.core.blocks.schema_files import block_shapes, body_blocks
from cms.core.json_schema import JsonSchema, one_of, text
from cms.openapi.names import BLOCK_PREFIX
from cms.openapi.selections import selection_name


def add_bodies(definitions: dict[str, JsonSchema]) -> None:
    """Add the components of bodies to `definitions`, each block with its sample as example."""
    samples = {f"{BLOCK_PREFIX}{name}": sample_block(block) for name, block in body_blocks().items()}
    for name, schema in block_shapes().items():
        if name in samples:
            definitions[name] = {**schema, "examples": [samples[name]]}
        else:
            definitions[name] = {**schema, "description": "Any block of the body, told apart by its `type`."}
            definitions[selection_name(name)] = _block_selection(list(schema["discriminator"]["mapping"]))


def _block_selection(types: list[str]) -> JsonSchema:
    # Parts of every kind of value would double the document for what nobody asks for.
    return {
        "type": "object",
        "description": "What `fields=body(…)` has left of a block; `value` as in the block, or a part of it.",
        "properties": {"type": one_of(types), "value": {}, "id": text()},
        "additionalProperties": False,
    }
