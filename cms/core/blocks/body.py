"""A whole body: walking stored blocks, and the functions that models and serializers call.

All of these take a `StreamValue`, as a page's `body` attribute gives it, and work on its raw data: a stored
body is never turned into native values just to be read.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, Any, TypedDict, cast

from cms.core.blocks.base import ApiBlock, Json, Raw
from cms.core.blocks.raw import as_dict, as_text
from cms.core.blocks.text import Heading, HeadingBlock, heading_slug

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

    from cms.core.output import Output
    from cms.core.references import Notes, References

__all__ = [
    "BlockValue",
    "Heading",
    "collect_body",
    "fill_anchors",
    "headings",
    "plain_text",
    "referenced_keys",
    "represent_body",
]


class BlockValue(TypedDict):
    """One block of a body in the API. `id` is stable; the shape of `value` depends on `type`."""

    type: str
    value: Json
    id: str


def collect_body(body: StreamValue, references: References) -> None:
    """Tell `references` everything that the body refers to."""
    for block, raw in _blocks(body, references.notes):
        if block.refers:
            block.collect(raw["value"], references)


def represent_body(body: StreamValue, output: Output) -> list[BlockValue]:
    """Return the body's blocks for the API. Unknown blocks and blocks with nothing to show are left out."""
    represented: list[BlockValue] = []
    for block, raw in _blocks(body, output.references.notes):
        value = block.represent(raw["value"], output)
        if value is not None:
            represented.append({"type": block.name, "value": value, "id": as_text(raw.get("id"))})
    return represented


def headings(body: StreamValue, notes: Notes | None = None) -> list[Heading]:
    """Return the body's headings in order, with the anchors that `represent_body` gives them."""
    entries = (
        block.heading(raw["value"]) for block, raw in _blocks(body, notes) if isinstance(block, HeadingBlock)
    )
    return [heading for heading in entries if heading["text"]]


def plain_text(body: StreamValue, notes: Notes | None = None) -> str:
    """Return the words that a reader reads, one block per line or lines, with any white space between."""
    texts = [block.plain_text(raw["value"]) for block, raw in _blocks(body, notes)]
    return "\n".join(filter(None, texts))


def referenced_keys(body: StreamValue, kind: str) -> list[Any]:
    """Return the keys of one kind ("trial", "page", "image" …) that the body names, in order, each once."""
    recorder = _Recorder()
    collect_body(body, cast("References", recorder))
    return list(dict.fromkeys(key for wanted, key in recorder.wanted if wanted == kind))


def fill_anchors(items: Iterable[tuple[str, str]]) -> list[str]:
    """Return an anchor for each (stored anchor, words) of a document's headings, all different.

    Stored anchors stay. A second heading with the same stored anchor, which is what copying a block makes,
    gets one from its own words.
    """
    pairs = list(items)
    taken: set[str] = set()
    anchors: list[str] = []
    kept = [_keep(anchor, taken) for anchor, _words in pairs]
    for anchor, (_stored, words) in zip(kept, pairs, strict=True):
        anchors.append(anchor or _unused(heading_slug(words), taken))
    return anchors


def _keep(anchor: str, taken: set[str]) -> str:
    if not anchor or anchor in taken:
        return ""
    taken.add(anchor)
    return anchor


def _unused(slug: str, taken: set[str]) -> str:
    candidate, number = slug, 1
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    taken.add(candidate)
    return candidate


def _blocks(body: StreamValue, notes: Notes | None = None) -> list[tuple[ApiBlock, dict[str, Raw]]]:
    """Return each known block with its raw data ("value" always present), anchors filled in.

    A response reads a body several times: with its `notes` the blocks are told apart once.
    """
    if notes is None:
        return _known_blocks(body)
    key = ("blocks", id(body))
    if key not in notes:
        # With the body itself, whose id would else be another's as soon as it is gone.
        notes[key] = (body, _known_blocks(body))
    return notes[key][1]


def _known_blocks(body: StreamValue) -> list[tuple[ApiBlock, dict[str, Raw]]]:
    child_blocks = body.stream_block.child_blocks
    found: list[tuple[ApiBlock, dict[str, Raw]]] = []
    titled: list[int] = []
    for raw in _stored(body):
        kind = raw.get("type") if isinstance(raw, dict) else None
        block = child_blocks.get(kind) if isinstance(kind, str) else None
        if isinstance(block, HeadingBlock):
            titled.append(len(found))
        if isinstance(block, ApiBlock):
            found.append((block, raw if "value" in raw else {**raw, "value": None}))
    stored = [as_dict(found[place][1]["value"]) for place in titled]
    anchors = fill_anchors([(as_text(value.get("anchor")), as_text(value.get("text"))) for value in stored])
    for place, value, anchor in zip(titled, stored, anchors, strict=True):
        if anchor != value.get("anchor"):
            block, raw = found[place]
            found[place] = (block, {**raw, "value": {**value, "anchor": anchor}})
    return found


def _stored(body: StreamValue) -> list[Raw]:
    """Return the raw data, which reads as None where a block is only known by its native value yet."""
    stored: list[Raw] = body.raw_data[:]
    return list(body.raw_data) if None in stored else stored


class _Recorder:
    """Stands in for `References` to learn what a body names, without loading anything."""

    def __init__(self) -> None:
        self.wanted: list[tuple[str, Hashable]] = []
        self.notes: Notes = {}

    def want(self, kind: str, key: Hashable | None) -> None:
        if key is not None:
            self.wanted.append((kind, key))

    def want_all(self, kind: str, keys: Iterable[Hashable | None]) -> None:
        for key in keys:
            self.want(kind, key)
