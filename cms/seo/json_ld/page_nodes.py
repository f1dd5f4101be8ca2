"""The graph of a page: publisher, site, breadcrumbs, the page itself, and what its content and blocks add."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from wagtail.fields import StreamField
from wagtail.models import AbstractPage

from cms.core.cards import PagesAtPaths
from cms.core.enums import SchemaType
from cms.core.output import Output
from cms.core.page_fields import ancestor_paths
from cms.core.references import References
from cms.seo.head import HeadKind, collect_head, head_document
from cms.seo.json_ld.graph import Graph, Node, block_writers, extend, reference, source_of
from cms.seo.json_ld.images import collect_ratios, image_nodes
from cms.seo.json_ld.site_nodes import add_site, collect_site, publisher, website_reference
from cms.seo.languages import language_tag

# What an editor may choose (`SchemaType`) that says what is written, and not what kind of page it is on.
ARTICLE_TYPES: Final = {SchemaType.ARTICLE.value, SchemaType.NEWS_ARTICLE.value}
# Search engines show no more of it.
HEADLINE_LENGTH: Final = 110


def collect_graph(kind: HeadKind, instance: Any, references: References) -> None:
    """Say what the graph of an object refers to."""
    collect_head(kind, instance, references)
    collect_site(references)
    references.want_all("page", map(PagesAtPaths, _places_above(instance, references)))
    references.want("person", getattr(instance, "reviewed_by_id", None))
    collect_ratios(_picture_id(kind, instance, references), references)
    for body in _bodies(instance):
        body.stream_block.collect_stream(body, references)
    source_of(instance).collect(instance, references)


def page_graph(kind: HeadKind, instance: Any, output: Output) -> dict[str, Any] | None:
    """Return the JSON-LD document of an object; None for a draft that has no address yet."""
    head = head_document(kind, instance, output)
    url = head["open_graph"]["url"]
    if not url:
        return None
    # Answers and descriptions are HTML, whatever the rest of the answer has.
    graph = Graph(url, replace(output, rich_text_format="html"))
    add_site(graph)
    _add_page(graph, kind, instance, head)
    source_of(instance).write(instance, graph)
    for body in _bodies(instance):
        _add_blocks(graph, body)
    return graph.document()


def _add_page(graph: Graph, kind: HeadKind, instance: Any, head: dict[str, Any]) -> None:
    references = graph.output.references
    chosen = getattr(instance, "schema_type", "")
    page_type = source_of(instance).page_type
    is_article = chosen in ARTICLE_TYPES or head["open_graph"]["type"] == "article"
    graph.page = graph.add(
        f"{graph.url}#webpage",
        [chosen if chosen and chosen not in ARTICLE_TYPES else page_type],
        url=graph.url,
        name=head["title"],
        description=head["description"],
        inLanguage=language_tag(graph.output.locale_code),
        isPartOf=website_reference(graph),
        breadcrumb=_breadcrumbs(graph, instance, head["title"]),
        datePublished=moment(_published(instance)),
        dateModified=moment(modified_at(instance)),
        lastReviewed=_day(getattr(instance, "last_reviewed_at", None)),
        reviewedBy=person(graph, getattr(instance, "reviewed_by_id", None)),
    )
    images = image_nodes(_picture_id(kind, instance, references), references)
    if images:
        graph.page["primaryImageOfPage"] = images[0]
    if is_article:
        graph.article = _article(graph, instance, head, images, article_type=chosen)
        graph.page["mainEntity"] = reference(graph.article)


def _article(
    graph: Graph, instance: Any, head: dict[str, Any], images: list[Node], *, article_type: str
) -> Node:
    return graph.add(
        f"{graph.url}#article",
        article_type if article_type in ARTICLE_TYPES else SchemaType.ARTICLE.value,
        headline=instance.title[:HEADLINE_LENGTH],
        description=head["description"],
        image=images,
        datePublished=moment(_published(instance)),
        dateModified=moment(modified_at(instance)),
        inLanguage=language_tag(graph.output.locale_code),
        mainEntityOfPage=reference(graph.page),
        isPartOf=reference(graph.page),
        publisher=reference(publisher(graph)),
    )


def _breadcrumbs(graph: Graph, instance: Any, title: str) -> Node | None:
    """Return the way from the home page; None for the home page itself."""
    references = graph.output.references
    above = references.get_all("page", map(PagesAtPaths, _places_above(instance, references)))
    if not above:
        return None
    steps = [*((card["title"], card["url"]) for card in above), (title, graph.url)]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": {"@type": "WebPage", "@id": url}}
        for position, (name, url) in enumerate(steps, start=1)
    ]
    return reference(graph.add(f"{graph.url}#breadcrumb", "BreadcrumbList", itemListElement=items))


def _places_above(instance: Any, references: References) -> list[str]:
    """Return the tree paths of the pages above; what is no page lies below the home page of its language."""
    if isinstance(instance, AbstractPage):
        return ancestor_paths(instance, references)
    roots = references.scope.public_roots
    code = (
        instance.locale.language_code
        if getattr(instance, "locale_id", None)
        else references.scope.locale_code
    )
    return [root.path for root in sorted(roots, key=lambda root: root.locale_code != code)[:1]]


def _add_blocks(graph: Graph, body: Any) -> None:
    writers = block_writers()
    for block in body.stream_block.represent_stream(body, graph.output):
        if block["type"] in writers:
            writers[block["type"]](block["value"], block["id"], graph)


def _bodies(instance: Any) -> list[Any]:
    """Return the bodies of an object: those of its StreamFields whose blocks the API shows."""
    values = (
        getattr(instance, field.name)
        for field in instance._meta.concrete_fields
        if isinstance(field, StreamField)
    )
    return [value for value in values if hasattr(value.stream_block, "represent_stream")]


def person(graph: Graph, author_id: int | None) -> Node | None:
    """Return what points to an author or reviewer; None for somebody who is not public."""
    facts = graph.output.references.get("person", author_id)
    if facts is None:
        return None
    return reference(
        graph.add(
            f"{facts['url']}#person",
            "Person",
            name=facts["name"],
            url=facts["url"],
            jobTitle=facts["role"],
            hasCredential=facts["credentials"]
            and {"@type": "EducationalOccupationalCredential", "name": facts["credentials"]},
            sameAs=facts["same_as"],
        )
    )


def moment(value: datetime | None) -> str | None:
    """Return a moment with its zone."""
    return None if value is None else value.isoformat().replace("+00:00", "Z")


def modified_at(instance: Any) -> datetime | None:
    """Return when the content last changed: as the editor says, else when it was last published."""
    names = ("updated_at", "last_published_at", "first_published_at")
    return next((value for name in names if (value := getattr(instance, name, None))), None)


def _published(instance: Any) -> datetime | None:
    return getattr(instance, "published_at", None) or getattr(instance, "first_published_at", None)


def _day(value: Any) -> str | None:
    return None if value is None else value.isoformat()


def _picture_id(kind: HeadKind, instance: Any, references: References) -> int | None:
    """Return the picture of the page itself: not the site's, which says nothing of it."""
    output = Output(references)
    own = kind.images[:-1]
    order = sorted(own, key=lambda step: step.name == "social_image")
    return next((value for step in order if (value := step.read(instance, output))), None)


__all__ = ["collect_graph", "extend", "modified_at", "moment", "page_graph", "person"]
