"""Cards of authors and topics, and how responses load them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from cms.core.prepared import PreparedRows
from cms.core.references import References, register_reference_kind
from cms.core.rich_text import plain_text

AUTHOR_COLUMNS = (
    "pk",
    "name",
    "slug",
    "credentials",
    "role",
    "photo_id",
    "live",
    "locale__language_code",
)
TOPIC_COLUMNS = ("pk", "name", "slug", "kind", "description", "live", "locale__language_code")


def author_card(row: Mapping[str, Any], references: References) -> dict[str, Any]:
    """Return the card of an author from a row of `AUTHOR_COLUMNS`; its photo is filled in later."""
    references.want("image", row["photo_id"])
    return {
        "id": row["pk"],
        "type": "blog.Author",
        "title": row["name"],
        "url": references.scope.snippet_url(
            "blog.Author", row["slug"], locale_code=row["locale__language_code"]
        ),
        "summary": ", ".join(filter(None, (row["role"], row["credentials"]))),
        "image": row["photo_id"],
        "slug": row["slug"],
        "credentials": row["credentials"],
        "role": row["role"],
    }


def topic_card(row: Mapping[str, Any], references: References) -> dict[str, Any]:
    """Return the card of a topic from a row of `TOPIC_COLUMNS`."""
    return {
        "id": row["pk"],
        "type": "blog.Topic",
        "title": row["name"],
        "url": references.scope.snippet_url(
            "blog.Topic", row["slug"], locale_code=row["locale__language_code"]
        ),
        "summary": plain_text(row["description"]),
        "image": None,
        "slug": row["slug"],
        "kind": row["kind"],
    }


def _load_authors(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    return {row["pk"]: author_card(row, references) for row in _author_rows(ids=keys)}


def _load_topics(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    return {row["pk"]: topic_card(row, references) for row in _topic_rows(ids=keys)}


def _author_query(ids: Sequence[Any]) -> QuerySet[Any, Any]:
    from blog.models import Author

    return Author.objects.filter(pk__in=ids, live=True).values(*AUTHOR_COLUMNS)


def _topic_query(ids: Sequence[Any]) -> QuerySet[Any, Any]:
    from blog.models import Topic

    return Topic.objects.filter(pk__in=ids, live=True).values(*TOPIC_COLUMNS)


_author_rows = PreparedRows(_author_query)
_topic_rows = PreparedRows(_topic_query)


def _finish_author(references: References, card: dict[str, Any]) -> None:
    if not isinstance(card["image"], dict):
        card["image"] = references.get("image", card["image"])


def register() -> None:
    """Register the reference kinds `author` and `topic`."""
    register_reference_kind("author", order=20, load=_load_authors, finish=_finish_author)
    register_reference_kind("topic", order=20, load=_load_topics)
