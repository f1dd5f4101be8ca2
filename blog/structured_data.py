"""What articles, authors and topics add to the structured data of their pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from blog import relations
from blog.enums import TopicKind
from blog.models import Author, Topic
from cms.core.blocks.raw import as_dict, as_text
from cms.core.references import References, register_reference_kind
from cms.core.rich_text import plain_text
from cms.seo.json_ld.graph import Graph, GraphSource, Node, reference, register_graph
from cms.seo.json_ld.page_nodes import person

TOPIC_TYPES: Final = {
    TopicKind.CONDITION.value: "MedicalCondition",
    TopicKind.TREATMENT.value: "MedicalTherapy",
    TopicKind.BODY_PART.value: "AnatomicalStructure",
    TopicKind.PLACE.value: "Place",
    TopicKind.OTHER.value: "Thing",
}
# Only what schema.org calls a medical entity has codes.
_WITHOUT_CODES: Final = {"Place", "Thing"}

_AUTHOR_COLUMNS: Final = (
    "pk",
    "name",
    "slug",
    "credentials",
    "role",
    "profile_links",
    "locale__language_code",
)
_TOPIC_COLUMNS: Final = (
    "pk",
    "name",
    "slug",
    "kind",
    "description",
    "synonyms",
    "codes",
    "locale__language_code",
)


def _collect_article(article: Any, references: References) -> None:
    relations.want(relations.AUTHORS, article, references)
    relations.want(relations.TOPICS, article, references)
    references.want("article_facts", article.pk)


def _load_article_facts(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    """Ask for the people and topics of all articles at once, as soon as it is known which they are."""
    for relation, kind in ((relations.AUTHORS, "person"), (relations.TOPICS, "topic_facts")):
        for key in keys:
            named = relations.RelationOf(relation.name, key)
            references.want_all(kind, references.get(relations.KIND, named) or [])
    return {}


def _write_article(article: Any, graph: Graph) -> None:
    """Add who wrote an article and what it is about."""
    references = graph.output.references
    author_ids = relations.targets(relations.AUTHORS, article, references)
    references.want_all("person", author_ids)
    topic_ids = relations.targets(relations.TOPICS, article, references)
    topics = references.get_all("topic_facts", topic_ids)
    authors = [node for node in (person(graph, author_id) for author_id in author_ids) if node]
    about = [reference(topic_node(graph, facts)) for facts in topics]
    if authors:
        graph.work["author"] = authors
    if about:
        graph.work["about"] = graph.page["about"] = about


def _write_author(author: Any, graph: Graph) -> None:
    node = person(graph, author.pk)
    if node:
        graph.page["mainEntity"] = node


def _write_topic(topic: Any, graph: Graph) -> None:
    facts = graph.output.references.get("topic_facts", topic.pk)
    if facts:
        graph.page["mainEntity"] = graph.page["about"] = reference(topic_node(graph, facts))


def topic_node(graph: Graph, facts: Mapping[str, Any]) -> Node:
    """Add a topic: what it is, its synonyms and its codes."""
    kind = TOPIC_TYPES[facts["kind"]]
    return graph.add(
        f"{facts['url']}#topic",
        kind,
        name=facts["name"],
        url=facts["url"],
        alternateName=facts["synonyms"],
        description=plain_text(facts["description"]),
        code=[] if kind in _WITHOUT_CODES else facts["codes"],
    )


def _codes(stored: Any) -> list[Node]:
    values = (as_dict(as_dict(item).get("value")) for item in stored.raw_data)
    pairs = ((as_text(value.get("system")), as_text(value.get("code"))) for value in values)
    return [
        {"@type": "MedicalCode", "codingSystem": system, "codeValue": code}
        for system, code in pairs
        if system and code
    ]


def _links(stored: Any) -> list[str]:
    values = (as_dict(as_dict(item).get("value")) for item in stored.raw_data)
    return [url for value in values if (url := as_text(value.get("url")))]


def _url(model_label: str, row: Mapping[str, Any], references: References) -> str:
    code = row["locale__language_code"]
    return references.scope.snippet_url(model_label, row["slug"], locale_code=code)


def _load_people(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    rows = Author.objects.filter(pk__in=keys, live=True).values(*_AUTHOR_COLUMNS)
    return {
        row["pk"]: {
            **row,
            "url": _url("blog.Author", row, references),
            "same_as": _links(row["profile_links"]),
        }
        for row in rows
    }


def _load_topics(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    rows = Topic.objects.filter(pk__in=keys, live=True).values(*_TOPIC_COLUMNS)
    return {
        row["pk"]: {**row, "url": _url("blog.Topic", row, references), "codes": _codes(row["codes"])}
        for row in rows
    }


def register() -> None:
    """Register what pages of these kinds add, and how it is read."""
    register_reference_kind("article_facts", order=15, load=_load_article_facts)
    register_reference_kind("person", order=20, load=_load_people)
    register_reference_kind("topic_facts", order=20, load=_load_topics)
    register_graph(
        "blog.ArticlePage",
        GraphSource(page_type="MedicalWebPage", collect=_collect_article, write=_write_article),
    )
    register_graph("blog.ArticleIndexPage", GraphSource(page_type="CollectionPage"))
    register_graph(
        "blog.Author",
        GraphSource(
            page_type="ProfilePage",
            collect=lambda author, references: references.want("person", author.pk),
            write=_write_author,
        ),
    )
    register_graph(
        "blog.Topic",
        GraphSource(
            page_type="MedicalWebPage",
            collect=lambda topic, references: references.want("topic_facts", topic.pk),
            write=_write_topic,
        ),
    )
