"""What an article's document shows beyond its columns."""

from __future__ import annotations

import math
from typing import Any

from blog import relations
from cms.core.api_fields import DeliveryField, card_list_field
from cms.core.blocks.body import headings, plain_text
from cms.core.output import Output
from cms.core.references import References

# Words an adult reads in a minute, for plain prose in English (Brysbaert 2019: 238, silent non-fiction).
WORDS_PER_MINUTE = 238
EXCERPT_LENGTH = 280
RELATED_MAXIMUM = 5


def article_computed_fields() -> list[DeliveryField]:
    """Return the computed fields of an article."""
    return [
        _relation_field("authors", "article_authors", "article_authors", "author", relations.author_ids),
        _relation_field("topics", "article_topics", "topics", "topic", relations.topic_ids),
        DeliveryField("tags", _tags, collect=_collect_tags),
        _relation_field(
            "related_articles", "article_related_links", "related_links", "page", relations.chosen_ids
        ),
        DeliveryField("related", _related, collect=_collect_related),
        DeliveryField("toc", _table_of_contents),
        DeliveryField("word_count", _word_count),
        DeliveryField("reading_time_minutes", _reading_time),
        DeliveryField("excerpt", _excerpt),
    ]


def _relation_field(name: str, kind: str, relation: str, card_kind: str, keys: Any) -> DeliveryField:
    """Return a list of cards whose keys are themselves read in one query for all articles."""
    cards = card_list_field(name, kind=card_kind, keys=keys)

    def collect(article: Any, references: References) -> None:
        relations.want(kind, relation, article, references)

    return DeliveryField(name, cards.represent, collect=collect)


def _collect_tags(article: Any, references: References) -> None:
    relations.want("article_tags", "tagged_items", article, references)


def _tags(article: Any, output: Output) -> list[str]:
    return relations.tag_names(article, output.references)


def _collect_related(article: Any, references: References) -> None:
    relations.want("article_related_links", "related_links", article, references)
    references.want("related", article.pk)


def _related(article: Any, output: Output) -> list[dict[str, Any]]:
    """Return the chosen articles, then those with most in common; never itself, never one twice."""
    chosen = relations.chosen_ids(article, output.references)
    automatic = output.references.get("related", article.pk) or []
    ids = [page_id for page_id in (*chosen, *automatic) if page_id != article.pk]
    return output.references.get_all("page", ids)[:RELATED_MAXIMUM]


def _table_of_contents(article: Any, output: Output) -> list[dict[str, Any]]:
    return [{**heading} for heading in headings(article.body)]


def _plain_text(article: Any) -> str:
    """Return the body's words; three fields need them, so they are kept on the instance."""
    if "_body_words" not in article.__dict__:
        article._body_words = " ".join(plain_text(article.body).split())
    return article._body_words


def _word_count(article: Any, output: Output) -> int:
    return len(_plain_text(article).split())


def _reading_time(article: Any, output: Output) -> int:
    return max(1, math.ceil(_word_count(article, output) / WORDS_PER_MINUTE))


def _excerpt(article: Any, output: Output) -> str:
    """Return the opening words of the body, cut at a word, for lists that want more than the summary."""
    text = _plain_text(article)
    if len(text) <= EXCERPT_LENGTH:
        return text
    return text[:EXCERPT_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + "…"
