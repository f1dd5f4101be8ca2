"""Who and what articles point to: the relations of all articles of a response, in one query.

A saved article's relations come from the database; those of a draft that is being previewed lie in memory
and are taken from there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import F, IntegerField, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast

from cms.core.prepared import PreparedRows
from cms.core.references import References, register_reference_kind

KIND = "article_relation"


@dataclass(frozen=True)
class Relation:
    """One relation of articles: where its rows are, and how a draft in memory tells them.

    The columns are look-ups from the model of the rows: the article, the order, what it points to and, where
    that is words, the words. `card` is the reference kind of what it points to.
    """

    name: str
    accessor: str
    in_memory: Callable[[Any], list[Any]]
    model: Callable[[], type[Model]]
    article: str
    place: str
    target: str
    text: str | None = None
    card: str | None = None


class RelationOf(NamedTuple):
    """Reference key: one relation of one article; its value is a list of ids or words, in order."""

    relation: str
    article_id: int


def _model(name: str) -> Callable[[], type[Model]]:
    def find() -> type[Model]:
        from django.apps import apps

        return apps.get_model("blog", name)

    return find


AUTHORS = Relation(
    name="authors",
    accessor="article_authors",
    in_memory=lambda article: [link.author_id for link in article.article_authors.all()],
    model=_model("ArticleAuthor"),
    article="page_id",
    place="sort_order",
    target="author_id",
    card="author",
)
TOPICS = Relation(
    name="topics",
    accessor="topics",
    in_memory=lambda article: [topic.pk for topic in article.topics.all()],
    model=_model("ArticlePage_topics"),
    article="articlepage_id",
    place="pk",
    target="topic_id",
    card="topic",
)
CHOSEN = Relation(
    name="chosen",
    accessor="related_links",
    in_memory=lambda article: [link.article_id for link in article.related_links.all()],
    model=_model("RelatedArticle"),
    article="page_id",
    place="sort_order",
    target="article_id",
    card="page",
)
TAGS = Relation(
    name="tags",
    accessor="tagged_items",
    in_memory=lambda article: [item.tag.name for item in article.tagged_items.all()],
    model=_model("ArticleTag"),
    article="content_object_id",
    place="pk",
    target="tag_id",
    text="tag__name",
)
_RELATIONS = {relation.name: relation for relation in (AUTHORS, TOPICS, CHOSEN, TAGS)}


def want(relation: Relation, article: Any, references: References) -> None:
    """Note that an article's relation is needed, and what a draft in memory points to."""
    if not _is_in_memory(relation, article):
        references.want(KIND, RelationOf(relation.name, article.pk))
    elif relation.card:
        references.want_all(relation.card, relation.in_memory(article))


def targets(relation: Relation, article: Any, references: References) -> list[Any]:
    """Return the ids (of tags: the words) that an article points to, in order."""
    if _is_in_memory(relation, article):
        return relation.in_memory(article)
    return references.get(KIND, RelationOf(relation.name, article.pk)) or []


def _is_in_memory(relation: Relation, article: Any) -> bool:
    return article.pk is None or relation.accessor in getattr(article, "_cluster_related_objects", {})


def _load(references: References, keys: frozenset[RelationOf]) -> Mapping[RelationOf, list[Any]]:
    found: dict[RelationOf, list[Any]] = {key: [] for key in keys}
    asked_for: dict[str, list[int]] = {name: [] for name in _RELATIONS}
    for key in keys:
        asked_for[key.relation].append(key.article_id)
    for row in _relation_rows(**asked_for):
        relation = _RELATIONS[row["row_relation"]]
        is_text = relation.text is not None
        found[RelationOf(relation.name, row["row_article"])].append(
            row["row_text" if is_text else "row_target"]
        )
        if relation.card:
            references.want(relation.card, row["row_target"])
    return found


def _query(**article_ids: Sequence[Any]) -> QuerySet[Any, Any]:
    """Return the rows of several relations, each for its own articles."""
    asked_for = [_rows(_RELATIONS[name], ids) for name, ids in article_ids.items() if ids]
    first, *others = asked_for
    rows = first.union(*others, all=True) if others else first
    return rows.order_by("row_place", "row_target")


_relation_rows = PreparedRows(_query)


def _rows(relation: Relation, article_ids: Sequence[Any]) -> QuerySet[Any, Any]:
    """Return one relation's rows; a union needs the same columns under names that no model has."""
    rows = relation.model()._default_manager.filter(**{f"{relation.article}__in": article_ids})
    text = Cast(F(relation.text), TextField()) if relation.text else Value("", output_field=TextField())
    return rows.order_by().values(
        row_article=F(relation.article),
        row_relation=Value(relation.name, output_field=TextField()),
        row_place=Cast(F(relation.place), IntegerField()),
        row_target=F(relation.target),
        row_text=text,
    )


def register() -> None:
    """Register the relations of articles as a reference kind."""
    register_reference_kind(KIND, order=5, load=_load)
