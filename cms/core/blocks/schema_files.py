"""The committed JSON Schemas: one file per block of every body, and one for the body itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from django.apps import apps
from wagtail.fields import StreamField

from cms.core.blocks.base import ApiBlock, JsonSchema
from cms.core.blocks.samples import sample_block
from cms.core.blocks.stream import ApiStreamBlock
from cms.core.json_schema import (
    DRAFT,
    array_of,
    constant,
    definitions_for,
    object_of,
    shape,
    union_of,
)
from cms.core.shapes import BLOCK_ID

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "block_schema",
    "block_shapes",
    "body_blocks",
    "body_schema",
    "outdated_files",
    "schema_files",
    "write_schema_files",
]


def body_blocks() -> dict[str, ApiBlock]:
    """Return every block that some body of the project can hold, by type."""
    found: dict[str, ApiBlock] = {}
    for stream in _bodies():
        for name, block in stream.api_blocks.items():
            found.setdefault(name, block)
    return found


def block_schema(block: ApiBlock) -> JsonSchema:
    """Return the schema of a whole block, `{"type", "value", "id"}`, standing for itself."""
    entry = _entry(block)
    shapes = definitions_for(entry)
    return {
        "$schema": DRAFT,
        "title": str(block.label),
        **entry,
        "examples": [sample_block(block)],
        **({"$defs": shapes} if shapes else {}),
    }


def body_schema(blocks: dict[str, ApiBlock]) -> JsonSchema:
    """Return the schema of a body: a list of blocks, told apart by `type`."""
    items = _any_of(blocks)
    return {
        "$schema": DRAFT,
        "title": "Body",
        **array_of(items, "The blocks of an article or page, in order."),
        "$defs": definitions_for(items, _entries(blocks)),
    }


def block_shapes() -> dict[str, JsonSchema]:
    """Return a shape for every block (`block_heading`), and one for any block of each body (`body_block`)."""
    unions = {stream.shape_name: _any_of(stream.api_blocks) for stream in _bodies()}
    return {**_entries(body_blocks()), **unions}


def schema_files() -> dict[str, str]:
    """Return the content of every schema file by its name."""
    blocks = body_blocks()
    schemas = {name: block_schema(block) for name, block in blocks.items()} | {"body": body_schema(blocks)}
    return {
        f"{name}.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in sorted(schemas.items())
    }


def outdated_files(folder: Path) -> list[str]:
    """Return the names of the files that are missing, differ, or belong to blocks that no longer exist."""
    files = schema_files()
    present = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.schema.json")}
    return sorted(name for name in {*files, *present} if files.get(name) != present.get(name))


def write_schema_files(folder: Path) -> list[str]:
    """Bring the files up to date; return the names of those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    files, changed = schema_files(), outdated_files(folder)
    for name in changed:
        if name in files:
            (folder / name).write_text(files[name], encoding="utf-8")
        else:
            (folder / name).unlink()
    return changed


def _bodies() -> Iterator[ApiStreamBlock]:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField) and isinstance(field.stream_block, ApiStreamBlock):
                yield field.stream_block


def _any_of(blocks: Mapping[str, ApiBlock]) -> JsonSchema:
    return union_of({name: shape(f"block_{name}") for name in blocks}, on="type")


def _entries(blocks: Mapping[str, ApiBlock]) -> dict[str, JsonSchema]:
    return {f"block_{name}": _entry(block) for name, block in blocks.items()}


def _entry(block: ApiBlock) -> JsonSchema:
    properties = {
        "type": constant(block.name),
        "value": block.json_schema(),
        "id": BLOCK_ID,
    }
    return object_of(properties, str(block.get_description()))
