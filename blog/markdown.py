"""Related articles as Markdown."""

from __future__ import annotations

from typing import Any

from cms.seo.markdown.blocks import line, link, register_block_markdown


def _related_posts(value: dict[str, Any]) -> str:
    title = f"**{line(value['title'])}**\n\n" if value["title"] else ""
    rows = "\n".join(f"- {link(card['title'], card['url'])}" for card in value["posts"])
    return f"{title}{rows}" if rows else ""


def register() -> None:
    """Say how related articles are written."""
    register_block_markdown("related_posts", _related_posts)
