"""Who and what articles point to: read for all articles of a response at once, one query per relation.

A saved article's relations come from the database; those of a draft that is being previewed lie in memory
and are taken from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from cms.core.references import References, register_reference_kind


def author_ids(article: Any, references: References) -> list[int]:
    """Return the ids of an article's authors, in order."""
    if _in_memory(article, "article_authors"):
        return [link.author_id for link in article.article_authors.all()]
    return references.get("article_authors", article.pk) or []


def topic_ids(article: Any, references: References) -> list[int]:
    """Return the ids of an article's topics, by name."""
    if _in_memory(article, "topics"):
        return [topic.pk for topic in article.topics.all()]
    return references.get("article_topics", article.pk) or []


def tag_names(article: Any, references: References) -> list[str]:
    """Return the names of an article's tags, in alphabetical order."""
    if _in_memory(article, "tagged_items"):
        return sorted(item.tag.name for item in article.tagged_items.all())
    return references.get("article_tags", article.pk) or []


def chosen_ids(article: Any, references: References) -> list[int]:
    """Return the ids of the articles that an editor chose to be read next, in order."""
    if _in_memory(article, "related_links"):
        return [link.article_id for link in article.related_links.all()]
    return references.get("article_related_links", article.pk) or []


def want(kind: str, relation: str, article: Any, references: References) -> None:
    """Note that a saved article's relation is needed; a draft's is in memory already."""
    if not _in_memory(article, relation):
        references.want(kind, article.pk)


def _in_memory(article: Any, relation: str) -> bool:
    return article.pk is None or relation in getattr(article, "_cluster_related_objects", {})


def _grouped(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return grouped


def _load_authors(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    from blog.cards import AUTHOR_COLUMNS, put_author
    from blog.models import ArticleAuthor

    columns = {f"author__{column}" for column in AUTHOR_COLUMNS}
    rows = ArticleAuthor.objects.filter(page_id__in=keys).order_by("sort_order", "pk")
    found: list[tuple[int, int]] = []
    for row in rows.values("page_id", *columns):
        author = {column: row[f"author__{column}"] for column in AUTHOR_COLUMNS}
        put_author(references, author)
        found.append((row["page_id"], author["pk"]))
    return _grouped(found)


def _load_topics(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    from blog.cards import TOPIC_COLUMNS, put_topic
    from blog.models import ArticlePage

    through = ArticlePage.topics.through
    columns = {f"topic__{column}" for column in TOPIC_COLUMNS}
    rows = through.objects.filter(articlepage_id__in=keys).order_by("topic__name", "topic_id")
    found: list[tuple[int, int]] = []
    for row in rows.values("articlepage_id", *columns):
        topic = {column: row[f"topic__{column}"] for column in TOPIC_COLUMNS}
        put_topic(references, topic)
        found.append((row["articlepage_id"], topic["pk"]))
    return _grouped(found)


def _load_tags(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    from blog.models import ArticleTag

    rows = ArticleTag.objects.filter(content_object_id__in=keys).order_by("tag__name")
    return _grouped(rows.values_list("content_object_id", "tag__name"))


def _load_related_links(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    from blog.models import RelatedArticle

    rows = RelatedArticle.objects.filter(page_id__in=keys).order_by("sort_order", "pk")
    pairs = list(rows.values_list("page_id", "article_id"))
    references.want_all("page", (article_id for _page_id, article_id in pairs))
    return _grouped(pairs)


def register() -> None:
    """Register the relations of articles as reference kinds."""
    register_reference_kind("article_authors", order=5, load=_load_authors)
    register_reference_kind("article_topics", order=5, load=_load_topics)
    register_reference_kind("article_tags", order=5, load=_load_tags)
    register_reference_kind("article_related_links", order=5, load=_load_related_links)
