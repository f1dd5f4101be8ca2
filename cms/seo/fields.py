"""The fields of a document that tell what belongs into `<head>`.

`seo` is part of every document. `json_ld` and `head_html` are written on request only, where `fields=` names
them: they take more queries and more bytes than everything else that a front end needs, and one that renders
on its own server asks for them once, a list never.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from cms.core.api_fields import DeliveryField
from cms.core.json_schema import nullable, text
from cms.core.output import Output
from cms.core.references import References
from cms.seo.head import HeadKind, head_document, seo_field
from cms.seo.html import Link, head_html
from cms.seo.json_ld.page_nodes import collect_graph, page_graph

# What the graph reads beside the head: bodies, and when something was last published.
_STREAMS: Final = ("body", "last_published_at")
_GRAPH: Final = nullable(
    {
        "type": "object",
        "description": "A JSON-LD document in the words of schema.org; null for what has no address yet.",
        "properties": {
            "@context": {"const": "https://schema.org"},
            "@graph": {
                "type": "array",
                "items": {"type": "object", "required": ["@type", "@id"]},
            },
        },
        "required": ["@context", "@graph"],
        "additionalProperties": False,
    }
)

LinkMaker = Callable[[Any, Output], list[Link]]
_link_makers: list[LinkMaker] = []


def register_head_links(make: LinkMaker) -> None:
    """Add links to the ready HTML of all heads: feeds, the same in another format."""
    _link_makers.append(make)


@cache
def head_fields(kind: HeadKind) -> list[DeliveryField]:
    """Return `seo`, `json_ld` and `head_html` of one kind of content."""

    def collect(instance: Any, references: References) -> None:
        collect_graph(kind, instance, references)

    def write_html(instance: Any, output: Output) -> str:
        return head_html(
            head_document(kind, instance, output),
            json_ld=page_graph(kind, instance, output),
            links=[link for make in _link_makers for link in make(instance, output)],
        )

    return [
        seo_field(kind),
        DeliveryField(
            "json_ld",
            lambda instance, output: page_graph(kind, instance, output),
            collect=collect,
            schema=_GRAPH,
            streams=_STREAMS,
            on_request=True,
        ),
        DeliveryField(
            "head_html",
            write_html,
            collect=collect,
            schema=text("Everything that belongs into `<head>`, escaped, one element a line."),
            streams=_STREAMS,
            on_request=True,
        ),
    ]
