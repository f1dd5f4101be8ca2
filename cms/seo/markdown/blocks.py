"""Blocks of a body as Markdown; values are those of the API with `rich_text_format=markdown`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Writer = Callable[[Any], str]
_writers: dict[str, Writer] = {}


def register_block_markdown(block_type: str, write: Writer) -> None:
    """Say how a block is written as Markdown; "" for nothing to read."""
    _writers[block_type] = write


def body_markdown(body: list[dict[str, Any]]) -> str:
    """Return a body as Markdown; blocks of which nobody said how they are written are left out."""
    texts = (_writers[block["type"]](block["value"]) for block in body if block["type"] in _writers)
    return "\n\n".join(text.strip() for text in texts if text.strip())


def link(text: str, url: str) -> str:
    """Return a link."""
    return f"[{line(text)}](<{url}>)" if any(mark in url for mark in " ()") else f"[{line(text)}]({url})"


def line(text: str) -> str:
    """Return words as one line that is no Markdown by accident."""
    flat = " ".join(text.split())
    for mark in ("\\", "`", "*", "_", "[", "]", "<", ">"):
        flat = flat.replace(mark, f"\\{mark}")
    return flat


def quoted(text: str) -> str:
    """Return a quotation of several paragraphs."""
    return "\n".join(f"> {row}".rstrip() for row in text.splitlines())


def _heading(value: dict[str, Any]) -> str:
    return f"{'#' * value['level']} {line(value['text'])}"


def _points(value: list[str], mark: Callable[[int], str]) -> str:
    rows = []
    for number, point in enumerate(value, start=1):
        start = mark(number)
        rows.append(start + point.strip().replace("\n", "\n" + " " * len(start)))
    return "\n".join(rows)


def _callout(value: dict[str, Any]) -> str:
    parts = [f"**{line(value['title'])}**" if value["title"] else "", value["text"].strip()]
    if value["link"]:
        parts.append(link(value["link"]["text"], value["link"]["url"]))
    return quoted("\n\n".join(part for part in parts if part))


def _quote(value: dict[str, Any]) -> str:
    said = line(value["attribution"])
    if value["source_url"]:
        said = link(value["attribution"] or value["source_url"], value["source_url"])
    return quoted("\n\n".join(filter(None, (line(value["text"]), f"— {said}" if said else ""))))


def _image(value: dict[str, Any]) -> str:
    image = value.get("image") or {}
    if not image:
        return ""
    words = " ".join(filter(None, (value.get("caption"), value.get("credit"))))
    return f"![{line(image['alt'])}]({image['url']})" + (f"\n\n{words}" if words else "")


def _table(value: dict[str, Any]) -> str:
    rows = [[_cell(cell) for cell in row] for row in value["rows"]]
    if not rows:
        return ""
    head = [_cell(column["heading"]) for column in value["columns"]]
    table = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    caption = [f"**{line(value['caption'])}**", ""] if value["caption"] else []
    return "\n".join([*caption, *table])


def _cell(cell: Any) -> str:
    return "" if cell is None else " ".join(str(cell).split()).replace("|", "\\|")


def _price(value: dict[str, Any]) -> str:
    amounts = [f"{amount:,.10g}" for amount in (value["low"], value["high"]) if amount is not None]
    where = ", ".join(line(part) for part in (value["unit"], value["place"]) if part)
    source = line(value["source"])
    if value["source_url"]:
        source = link(value["source"] or value["source_url"], value["source_url"])
    facts = [
        where,
        f"as of {value['as_of']}" if value["as_of"] else "",
        f"source: {source}" if source else "",
    ]
    price = f"**{' to '.join(dict.fromkeys(amounts))} {value['currency']}**"
    return ", ".join([price, *(fact for fact in facts if fact)]) if amounts else ""


def _references(value: list[dict[str, Any]]) -> str:
    rows = []
    for number, source in enumerate(value, start=1):
        words = source["citation"] or source["identifier"]
        rows.append(f"{number}. {link(words, source['url']) if source['url'] else line(words)}")
    return "\n".join(rows)


def _embed(value: dict[str, Any]) -> str:
    return link(value.get("title") or value["url"], value["url"]) if value.get("url") else ""


def register() -> None:
    """Register the core's blocks."""
    plain: dict[str, Writer] = {
        "heading": _heading,
        "paragraph": str,
        "bullet_list": lambda value: _points(value, lambda _number: "- "),
        "numbered_list": lambda value: _points(value, lambda number: f"{number}. "),
        "callout": _callout,
        "quote": _quote,
        "question": lambda value: f"**{line(value['question'])}**\n\n{value['answer']}",
        "image": _image,
        "embed": _embed,
        "table": _table,
        "price_range": _price,
        "link_button": lambda value: link(value["text"], value["url"]),
        "references": _references,
    }
    for name, write in plain.items():
        register_block_markdown(name, write)
