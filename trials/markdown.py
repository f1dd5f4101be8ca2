"""Lists of trials as Markdown."""

from __future__ import annotations

from typing import Any

from cms.seo.markdown.blocks import line, link, register_block_markdown
from trials.enums import OverallStatus, Phase


def _trial_list(value: dict[str, Any]) -> str:
    title = f"**{line(value['title'])}**\n\n" if value["title"] else ""
    rows = "\n".join(_trial(card) for card in value["trials"])
    return f"{title}{rows}" if rows else ""


def _trial(card: dict[str, Any]) -> str:
    facts = [
        card["registry_id"] or "",
        OverallStatus(card["overall_status"]).label,
        ", ".join(Phase(phase).label for phase in card["phases"]),
        ", ".join(card["countries"]),
        f"{card['enrolment']} participants" if card["enrolment"] else "",
        f"as of {card['as_of']}" if card["as_of"] else "",
    ]
    summary = f"  \n  {line(card['summary'])}" if card["summary"] else ""
    return (
        f"- {link(card['title'], card['url'])} ({'; '.join(line(fact) for fact in facts if fact)}){summary}"
    )


def register() -> None:
    """Say how lists of trials are written."""
    register_block_markdown("trial_list", _trial_list)
