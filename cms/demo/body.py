"""Turn written blocks into the raw value of a body: references become ids, every block gets a stable id."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID, uuid5

from cms.demo.writing import Block, Ref

NAMESPACE: Final = UUID("6f1e1c52-6c1d-5b8f-9b53-2f8f0d7c41aa")
# Blocks and fields that Wagtail stores as lists of {"type": "item", "value", "id"}.
LIST_FIELDS: Final = frozenset({"trials", "pages", "items"})
LIST_BLOCKS: Final = frozenset({"bullet_list", "numbered_list"})

_PAGE_LINK = re.compile(r'<a data-demo-page="([^"]+)">(.*?)</a>', re.DOTALL)

Ids = Mapping[Ref, int]
"""The ids of everything that exists, by reference."""


def stable_id(*parts: str | int) -> str:
    """The same id for the same words, on every machine."""
    return str(uuid5(NAMESPACE, ":".join(map(str, parts))))


def raw_body(key: str, blocks: Sequence[Block], ids: Ids) -> list[dict[str, Any]]:
    """Return the stored value of a body; what `ids` does not know is left out, links to it become words."""
    return [
        {"type": block.type, "value": _raw_value(block, ids, (key, index)), "id": stable_id(key, index)}
        for index, block in enumerate(blocks)
    ]


def rich_text(html: str, ids: Ids) -> str:
    """Return rich text as it is stored, links to pages by id."""

    def stored(match: re.Match[str]) -> str:
        key, words = match.groups()
        page = ids.get(Ref("page", key))
        return f'<a linktype="page" id="{page}">{words}</a>' if page else words

    return _PAGE_LINK.sub(stored, html)


def _raw_value(block: Block, ids: Ids, place: tuple[str | int, ...]) -> Any:
    if block.type in LIST_BLOCKS:
        return _items(block.value, ids, place)
    return _resolved(block.value, ids, place)


def _resolved(value: Any, ids: Ids, place: tuple[str | int, ...]) -> Any:
    if isinstance(value, Ref):
        return ids.get(value)
    if isinstance(value, str):
        return rich_text(value, ids)
    if isinstance(value, dict):
        return {
            name: _items(inner, ids, (*place, name))
            if name in LIST_FIELDS
            else _resolved(inner, ids, (*place, name))
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_resolved(inner, ids, (*place, index)) for index, inner in enumerate(value)]
    return value


def _items(values: Sequence[Any], ids: Ids, place: tuple[str | int, ...]) -> list[dict[str, Any]]:
    resolved = ((index, _resolved(value, ids, (*place, index))) for index, value in enumerate(values))
    return [
        {"type": "item", "value": value, "id": stable_id(*place, index)}
        for index, value in resolved
        if value is not None
    ]
