"""What an article's document shows beyond its columns."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

from blog import relations
from blog.schemas import AUTHOR_CARD, TOPIC_CARD
from cms.core.api_fields import DeliveryField
from cms.core.blocks.body import headings, plain_text
from cms.core.json_schema import JsonSchema, array_of, integer, text
from cms.core.output import Output
from cms.core.references import References
from cms.core.shapes import CARD, TOC_ENTRY

# Words an adult reads in a minute, for plain prose in English (Brysbaert 2019: 238, silent non-fiction).
WORDS_PER_MINUTE = 238
EXCERPT_LENGTH = 280
RELATED_MAXIMUM = 5


def article_computed_fields() -> list[DeliveryField]:
    """Return the computed fields of an article."""
    return [
        _relation_field("authors", relations.AUTHORS, AUTHOR_CARD),
        DeliveryField(
            "topics",
            _topics,
            collect=partial(_collect_relation, relations.TOPICS),
            schema=array_of(TOPIC_CARD, "By name."),
        ),
        DeliveryField(
            "tags",
            _tags,
            collect=partial(_collect_relation, relations.TAGS),
            schema=array_of(text(), "By name."),
        ),
        _relation_field("related_articles", relations.CHOSEN, CARD),
        DeliveryField(
            "related",
            _related,
            collect=_collect_related,
            schema={
                **array_of(CARD, "The chosen articles, then those with most in common."),
                "maxItems": RELATED_MAXIMUM,
            },
        ),
        *_fields_of_the_body(),
    ]


def _fields_of_the_body() -> list[DeliveryField]:
    words = integer("Words of the body.", minimum=0)
    minutes = integer("What an adult needs to read the body.", minimum=1)
    excerpt = text("The first words of the body, as plain text.", maxLength=EXCERPT_LENGTH + 1)
    toc = array_of(TOC_ENTRY, "The headings of the body, in order.")
    return [
        DeliveryField("toc", _table_of_contents, streams=("body",), schema=toc),
        DeliveryField("word_count", _word_count, streams=("body",), schema=words),
        DeliveryField("reading_time_minutes", _reading_time, streams=("body",), schema=minutes),
        DeliveryField("excerpt", _excerpt, streams=("body",), schema=excerpt),
    ]


def _collect_relation(relation: relations.Relation, article: Any, references: References) -> None:
    relations.want(relation, article, references)


def _relation_field(name: str, relation: relations.Relation, card: JsonSchema) -> DeliveryField:
    """Return the cards of what articles point to by `relation`, in order."""

    def represent(article: Any, output: Output) -> list[Any]:
        keys = relations.targets(relation, article, output.references)
        return output.references.get_all(relation.card or "", keys)

    schema = array_of(card, "In the editor's order.")
    return DeliveryField(name, represent, collect=partial(_collect_relation, relation), schema=schema)


def _topics(article: Any, output: Output) -> list[Any]:
    """Return cards by name: topics are ticked in a list, which has no order to keep."""
    keys = relations.targets(relations.TOPICS, article, output.references)
    return sorted(output.references.get_all("topic", keys), key=lambda card: card["title"])


def _tags(article: Any, output: Output) -> list[str]:
    return sorted(relations.targets(relations.TAGS, article, output.references))


def _collect_related(article: Any, references: References) -> None:
    relations.want(relations.CHOSEN, article, references)
    references.want("related", article.pk)


def _related(article: Any, output: Output) -> list[dict[str, Any]]:
    """Return the chosen articles, then those with most in common; never itself, never one twice."""
    chosen = relations.targets(relations.CHOSEN, article, output.references)
    automatic = output.references.get("related", article.pk) or []
    ids = [page_id for page_id in (*chosen, *automatic) if page_id != article.pk]
    return output.references.get_all("page", ids, maximum=RELATED_MAXIMUM)


def _table_of_contents(article: Any, output: Output) -> list[dict[str, Any]]:
    return [{**heading} for heading in headings(article.body, output.references.notes)]


def _words(article: Any, output: Output) -> list[str]:
    """Return the body's words; three fields need them, so they are kept on the instance."""
    if "_body_words" not in article.__dict__:
        article._body_words = plain_text(article.body, output.references.notes).split()
    return article._body_words


def _word_count(article: Any, output: Output) -> int:
    return len(_words(article, output))


def _reading_time(article: Any, output: Output) -> int:
    return max(1, math.ceil(_word_count(article, output) / WORDS_PER_MINUTE))


def _excerpt(article: Any, output: Output) -> str:
    """Return the opening words of the body, cut at a word, for lists that want more than the summary."""
    # So many words, each with a space behind it, are longer in any case.
    text = " ".join(_words(article, output)[:EXCERPT_LENGTH])
    if len(text) <= EXCERPT_LENGTH:
        return text
    return text[:EXCERPT_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + "…"
