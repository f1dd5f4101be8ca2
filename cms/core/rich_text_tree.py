"""Rich text as a tree of plain objects: blocks (paragraph, heading, list, …) that hold spans.

`{"type": "paragraph", "children": [{"type": "text", "text": "Rest ", "marks": ["bold"]}, …]}`; a link is
`{"type": "link", "url", "page", "live", "children"}`, where `page` is the id of an internal page and a link
that leads nowhere has `live` false and no url.
"""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

Node = dict[str, Any]

MARKS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "s": "strikethrough",
    "del": "strikethrough",
    "sup": "superscript",
    "sub": "subscript",
    "code": "code",
}
_BLOCKS_BY_TAG = {
    "p": "paragraph",
    "ul": "bullet_list",
    "ol": "numbered_list",
    "li": "list_item",
    "blockquote": "quote",
    "pre": "preformatted",
}
_HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}

NESTING_BLOCKS = tuple(_BLOCKS_BY_TAG.values())
"""The types of the nodes that have children and nothing else."""


def tree_from_html(html: str) -> list[Node]:
    """Return the blocks of display HTML; text outside any block becomes a paragraph of its own."""
    blocks: list[Node] = []
    loose: list[Node] = []
    for node in _children(BeautifulSoup(html, "html.parser"), ()):
        if node["type"] in ("text", "link", "line_break"):
            loose.append(node)
            continue
        _close_paragraph(loose, blocks)
        blocks.append(node)
    _close_paragraph(loose, blocks)
    return blocks


def _close_paragraph(loose: list[Node], blocks: list[Node]) -> None:
    if any(node.get("text", "x").strip() for node in loose):
        blocks.append({"type": "paragraph", "children": list(loose)})
    loose.clear()


def _children(parent: Tag, marks: tuple[str, ...]) -> list[Node]:
    return [node for child in parent.children for node in _nodes(child, marks)]


def _nodes(element: PageElement, marks: tuple[str, ...]) -> list[Node]:
    if isinstance(element, NavigableString):
        return [{"type": "text", "text": str(element), "marks": list(marks)}] if str(element) else []
    if not isinstance(element, Tag):
        return []
    name = element.name.lower()
    if name in MARKS:
        return _children(element, tuple(dict.fromkeys((*marks, MARKS[name]))))
    if name == "a":
        return [_link(element, marks)]
    if name == "br":
        return [{"type": "line_break"}]
    if name == "hr":
        return [{"type": "rule"}]
    if name == "img":
        return [{"type": "image", "url": element.get("src", ""), "alt": element.get("alt", "")}]
    if name in _BLOCKS_BY_TAG:
        return [{"type": _BLOCKS_BY_TAG[name], "children": _children(element, marks)}]
    if name in _HEADING_LEVELS:
        return [{"type": "heading", "level": _HEADING_LEVELS[name], "children": _children(element, marks)}]
    return _children(element, marks)


def _link(element: Tag, marks: tuple[str, ...]) -> Node:
    page = str(element.get("data-page") or "")
    return {
        "type": "link",
        "url": element.get("href"),
        "page": int(page) if page.isascii() and page.isdigit() else None,
        "live": element.get("data-live") != "false",
        "children": _children(element, marks),
    }
