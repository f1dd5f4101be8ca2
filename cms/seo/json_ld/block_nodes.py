"""What the core's blocks add to a graph: questions, sources, prices."""

from __future__ import annotations

from typing import Any, Final

from cms.seo.json_ld.graph import Graph, Node, extend, filled, reference, register_block_nodes

# How schema.org names what identifies a source (`cms.core.blocks.citations.REFERENCE_KINDS`).
_PROPERTY_IDS: Final = {"doi": "DOI", "pmid": "PMID"}


def _question(value: dict[str, Any], block_id: str, graph: Graph) -> None:
    """Add a question and its answer; a page with questions is an FAQ page as well."""
    node = graph.add(
        f"{graph.url}#question-{block_id}",
        "Question",
        name=value["question"],
        acceptedAnswer={"@type": "Answer", "text": value["answer"]},
    )
    if "FAQPage" not in graph.page["@type"]:
        graph.page["@type"] = [*graph.page["@type"], "FAQPage"]
    entities = graph.page.get("mainEntity", [])
    graph.page["mainEntity"] = [*(entities if isinstance(entities, list) else [entities]), reference(node)]


def _references(value: list[dict[str, Any]], block_id: str, graph: Graph) -> None:
    """Add the sources that a text rests on."""
    for source in value:
        extend(graph.work, "citation", _source(source))


def _source(source: dict[str, Any]) -> Node:
    name = _PROPERTY_IDS.get(source["kind"])
    identifier = name and {"@type": "PropertyValue", "propertyID": name, "value": source["identifier"]}
    return {
        "@type": "ScholarlyArticle" if name else "CreativeWork",
        **filled(
            {
                "name": source["citation"] or source["identifier"],
                "url": source["url"],
                "identifier": identifier or (source["kind"] == "registry" and source["identifier"]) or None,
            }
        ),
    }


def _price(value: dict[str, Any], block_id: str, graph: Graph) -> None:
    """Add a price that the page names."""
    low, high = value["low"], value["high"]
    if low is None or not value["currency"]:
        return
    amount = {"minValue": low, "maxValue": high} if high not in (None, low) else {"value": low}
    words = [value["unit"], value["place"]]
    node = graph.add(
        f"{graph.url}#price-{block_id}",
        "MonetaryAmount",
        name=", ".join(filter(None, words)),
        currency=value["currency"],
        **amount,
        validFrom=value["as_of"],
        description=value["source"],
        url=value["source_url"],
    )
    extend(graph.page, "mentions", reference(node))


def register() -> None:
    """Register what these blocks add."""
    register_block_nodes("question", _question)
    register_block_nodes("references", _references)
    register_block_nodes("price_range", _price)
