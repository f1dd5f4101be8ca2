"""What rich text looks like in the API: a string, or for `rich_text_format=json` a tree of nodes.

The tree is that of `cms.core.rich_text_tree`. Blocks hold spans and, as lists do, other blocks; what stands
outermost is always a block.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cms.core.json_schema import (
    JsonSchema,
    array_of,
    boolean,
    constant,
    integer,
    nullable,
    object_of,
    one_of,
    register_shape,
    shape,
    text,
    union_of,
)
from cms.core.rich_text_tree import MARKS, NESTING_BLOCKS

RICH_TEXT: Final = shape("rich_text")

_NODE: Final = shape("rich_text_node")
_CHILDREN: Final = array_of(_NODE)


def _register_node(name: str, members: Mapping[str, JsonSchema], description: str) -> JsonSchema:
    properties = {"type": constant(name), **members}
    return register_shape(f"rich_text_{name}", object_of(properties, description))


_BLOCKS: Final = {
    **{
        name: _register_node(name, {"children": _CHILDREN}, f"A {name.replace('_', ' ')}.")
        for name in NESTING_BLOCKS
    },
    "heading": _register_node(
        "heading", {"level": integer(minimum=1, maximum=6), "children": _CHILDREN}, "A heading."
    ),
    "image": _register_node(
        "image",
        {"url": text("Where the picture is."), "alt": text("What a screen reader says.")},
        "A picture.",
    ),
    "rule": _register_node("rule", {}, "A line across the text."),
}

_SPANS: Final = {
    "text": _register_node(
        "text",
        {"text": text(), "marks": array_of(one_of(sorted(set(MARKS.values()))), "How the words look.")},
        "Words.",
    ),
    "link": _register_node(
        "link",
        {
            "url": nullable(text("Where it leads; null when it leads nowhere.")),
            "page": nullable(integer("The id of a page of this site.", minimum=0)),
            "live": boolean("Whether it leads anywhere."),
            "children": _CHILDREN,
        },
        "A link.",
    ),
    "line_break": _register_node("line_break", {}, "A new line."),
}

register_shape("rich_text_block", union_of(_BLOCKS, on="type", description="What stands outermost."))
register_shape("rich_text_node", union_of({**_BLOCKS, **_SPANS}, on="type", description="A block or a span."))
register_shape(
    "rich_text",
    {
        "description": "Rich text as `rich_text_format` asks for it: a string, or for `json` blocks.",
        "anyOf": [{"type": "string"}, array_of(shape("rich_text_block"))],
    },
)
