"""The head document as HTML, for front ends that print it as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.utils.html import escape

from cms.seo.languages import OPEN_GRAPH_LOCALES

# Inside a script element, and before parsers that know nothing of scripts.
_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


class Link(NamedTuple):
    """The same, or what is new here, in another format."""

    type: str
    title: str
    url: str


def head_html(seo: dict[str, Any], *, json_ld: dict[str, Any] | None, links: Sequence[Link] = ()) -> str:
    """Return everything that belongs into `<head>`, one element a line; what is empty is left out."""
    elements = [f"<title>{escape(seo['document_title'])}</title>", *_search(seo), *_social(seo)]
    elements += [
        _element("link", rel="alternate", type=link.type, title=link.title, href=link.url) for link in links
    ]
    if json_ld is not None:
        elements.append(f'<script type="application/ld+json">{script_json(json_ld)}</script>')
    return "\n".join(element for element in elements if element)


def script_json(document: dict[str, Any]) -> str:
    """Return JSON that can stand inside a script element."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)


def robots_content(seo: dict[str, Any]) -> str:
    """Return what the robots meta element says, with the day on which the page expires."""
    until = seo["unavailable_after"]
    return f"{seo['robots']}, unavailable_after: {until}" if until else str(seo["robots"])


def _search(seo: dict[str, Any]) -> Iterator[str]:
    yield _meta("name", "description", seo["description"])
    yield _meta("name", "robots", robots_content(seo))
    if seo["canonical"]:
        yield _element("link", rel="canonical", href=seo["canonical"])
    for alternate in seo["alternates"]:
        yield _element("link", rel="alternate", hreflang=alternate["hreflang"], href=alternate["url"])


def _social(seo: dict[str, Any]) -> Iterator[str]:
    graph, card = seo["open_graph"], seo["card"]
    for name in ("title", "description", "type", "url", "site_name"):
        yield _meta("property", f"og:{name}", graph[name])
    yield _meta("property", "og:locale", OPEN_GRAPH_LOCALES.get(graph["locale"], ""))
    picture = graph["picture"] or {}
    yield _meta("property", "og:image", picture.get("url"))
    for name, member in (("type", "media_type"), ("width", "width"), ("height", "height"), ("alt", "alt")):
        yield _meta("property", f"og:image:{name}", picture.get(member))
    if graph["type"] == "article":
        yield _meta("property", "article:published_time", graph["published_time"])
        yield _meta("property", "article:modified_time", graph["modified_time"])
    for name, member in (("card", "type"), ("title", "title"), ("description", "description")):
        yield _meta("name", f"twitter:{name}", card[member])
    yield _meta("name", "twitter:image", card["image"])
    yield _meta("name", "twitter:image:alt", card["image_alt"])


def _meta(key: str, name: str, content: Any) -> str:
    return _element("meta", **{key: name}, content=content) if content else ""


def _element(tag: str, **attributes: Any) -> str:
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag} {written}>"
