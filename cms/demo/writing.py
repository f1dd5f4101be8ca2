"""The vocabulary in which demo texts are written: one small call per block.

A text names what it refers to by key (`Ref`), because ids exist only once everything is created;
`cms.demo.body` puts the ids in. The values are the raw ones that the body stores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from cms.demo.drawings import PICTURES

Kind = Literal["page", "picture", "trial"]
CalloutKind = Literal["information", "tip", "warning", "disclaimer", "takeaway"]


@dataclass(frozen=True)
class Ref:
    """Something that gets its id later: a page by its key, a picture by its key, a trial by id or slug."""

    kind: Kind
    key: str


@dataclass(frozen=True)
class Block:
    """One block of a body, its value still with `Ref`s in it."""

    type: str
    value: Any


@dataclass(frozen=True, kw_only=True)
class ArticleContent:
    """One article. Authors, topics, pictures and other articles are named by their keys."""

    slug: str
    title: str
    summary: str
    hero: str
    authors: Sequence[str]
    topics: Sequence[str]
    tags: Sequence[str]
    published: date
    body: Sequence[Block]
    updated: date | None = None
    reviewed_by: str = ""
    reviewed_days_ago: int = 0
    review_due_in_days: int = 0
    related: Sequence[str] = ()
    seo_title: str = ""
    search_description: str = ""
    old_paths: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class PageContent:
    """One page that is no article."""

    slug: str
    title: str
    search_description: str
    body: Sequence[Block] = field(default_factory=list)
    schema_type: str = ""


def link(key: str, words: str) -> str:
    """A link to a page inside running text; where the page is missing only the words remain."""
    return f'<a data-demo-page="{key}">{words}</a>'


def out(url: str, words: str) -> str:
    """A link to another site inside running text."""
    return f'<a href="{url}">{words}</a>'


def heading(text: str, level: int = 2) -> Block:
    """A heading; its anchor is made from the words when the body is cleaned."""
    return Block("heading", {"text": text, "level": str(level), "anchor": ""})


def paragraph(*texts: str) -> Block:
    """One or several paragraphs, with `<b>`, `<i>` and links."""
    return Block("paragraph", _prose(*texts))


def bullets(*points: str) -> Block:
    """A list in no order."""
    return Block("bullet_list", [_prose(point) for point in points])


def numbers(*points: str) -> Block:
    """A list in an order."""
    return Block("numbered_list", [_prose(point) for point in points])


def callout(kind: CalloutKind, title: str, *texts: str, to: tuple[str, str] | None = None) -> Block:
    """A box; `to` is the words and the page key of its link."""
    target = (
        {"text": to[0], "page": Ref("page", to[1]), "url": ""}
        if to
        else {"text": "", "page": None, "url": ""}
    )
    return Block("callout", {"kind": kind, "title": title, "text": _prose(*texts), "link": target})


def picture(key: str, *, caption: str = "", alt: str = "", decorative: bool = False) -> Block:
    """A picture with a caption; `alt` only where this place needs other words than the picture's own."""
    words = "" if decorative else alt or PICTURES[key].alt
    stored = {"image": Ref("picture", key), "decorative": decorative, "alt_text": words}
    return Block("image", {"image": stored, "caption": caption, "credit": ""})


def quote(text: str, *, attribution: str, source_url: str = "") -> Block:
    """Somebody's own words."""
    return Block("quote", {"text": text, "attribution": attribution, "source_url": source_url})


def table(caption: str, columns: Sequence[tuple[str, str]], *rows: Sequence[str]) -> Block:
    """A table; columns are (type, heading) with the types text, rich_text and number."""
    cells = [
        [_prose(cell) if kind == "rich_text" else cell for (kind, _), cell in zip(columns, row, strict=True)]
        for row in rows
    ]
    return Block(
        "table",
        {
            "caption": caption,
            "columns": [{"type": kind, "heading": words} for kind, words in columns],
            "rows": [{"values": row} for row in cells],
        },
    )


def price(
    low: str,
    high: str,
    currency: str,
    *,
    unit: str,
    place: str,
    as_of: date,
    source: str,
    source_url: str = "",
) -> Block:
    """What something costs, from … to …."""
    return Block(
        "price_range",
        {
            "low": low,
            "high": high,
            "currency": currency,
            "unit": unit,
            "place": place,
            "as_of": as_of.isoformat(),
            "source": source,
            "source_url": source_url,
        },
    )


def trials(
    title: str, *keys: str, layout: Literal["full", "short"] = "short", query: dict[str, Any] | None = None
) -> Block:
    """A list of trials: those chosen by registry id or slug, then those that a saved query finds."""
    empty = {"condition": "", "intervention": "", "statuses": [], "country": "", "maximum": 10}
    chosen = [Ref("trial", key) for key in keys]
    value = {"title": title, "layout": layout, "trials": chosen, "query": {**empty, **(query or {})}}
    return Block("trial_list", value)


def related(title: str, *keys: str, automatic: bool = False, maximum: int = 5) -> Block:
    """Links to further articles."""
    pages = [Ref("page", key) for key in keys]
    return Block(
        "related_posts", {"title": title, "pages": pages, "automatic": automatic, "maximum": maximum}
    )


def button(
    text: str, *, page: str = "", url: str = "", style: Literal["primary", "secondary"] = "primary"
) -> Block:
    """A call to action that leads to a page or to an address."""
    target = {"page": Ref("page", page) if page else None, "url": url}
    return Block("link_button", {"text": text, "link": target, "style": style})


def question(words: str, *answer: str) -> Block:
    """A question and its answer."""
    return Block("question", {"question": words, "answer": _prose(*answer)})


def sources(*items: tuple[Literal["doi", "pmid", "registry", "url"], str, str]) -> Block:
    """The list of sources, each as (kind, identifier, citation)."""
    citations = [
        {"citation": citation, "kind": kind, "identifier": identifier} for kind, identifier, citation in items
    ]
    return Block("references", {"items": citations})


def _prose(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)
