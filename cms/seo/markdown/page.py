"""A public page as Markdown: front matter in YAML, title, summary, body, disclaimers."""

from __future__ import annotations

import json
from typing import Any

from cms.seo.markdown.blocks import body_markdown, line


def page_markdown(document: dict[str, Any], site: dict[str, Any]) -> str:
    """Return a page's document as Markdown; both are those of the API with `rich_text_format=markdown`."""
    parts = [
        f"# {line(document['title'])}",
        line(document.get("summary") or ""),
        document.get("intro") or document.get("hero_text") or "",
        body_markdown(document.get("body") or []),
        *(note["text"] for note in site["disclaimers"]),
    ]
    text = "\n\n".join(part.strip() for part in parts if part and part.strip())
    return f"---\n{front_matter(document, site)}\n---\n\n{text}\n"


def front_matter(document: dict[str, Any], site: dict[str, Any]) -> str:
    """Return what is known of a page, one member a line; its values are JSON, which YAML includes."""
    seo, review, meta = document["seo"], document["review"], document["meta"]
    reviewer = review["reviewed_by"]
    members: dict[str, Any] = {
        "title": seo["title"],
        "description": seo["description"],
        "url": meta["html_url"],
        "canonical": seo["canonical"],
        "language": meta["locale"],
        "publisher": site["organisation"]["name"],
        "authors": [_person(author) for author in document.get("authors", [])],
        "reviewed_by": _person(reviewer) if reviewer else None,
        "last_reviewed": review["last_reviewed_at"],
        "next_review": review["next_review_at"],
        "review_status": review["status"],
        "published": document.get("published_at") or meta["first_published_at"],
        "updated": document.get("updated_at") or meta["last_published_at"],
        "topics": [topic["title"] for topic in document.get("topics", [])],
        "disclaimers": [note["text"].strip() for note in site["disclaimers"]],
    }
    told = {name: value for name, value in members.items() if value not in (None, "", [])}
    return "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in told.items())


def _person(card: dict[str, Any]) -> dict[str, str]:
    facts = {
        "name": card["title"], "role": card["role"], "credentials": card["credentials"], "url": card["url"]
    }  # fmt: skip
    return {name: value for name, value in facts.items() if value}
