"""Articles with most in common with an article: shared topics, trials and tags, in that order of weight.

One implementation for the `related` field, the `related_posts` block and the endpoint. The shared things
are counted in the database, for all articles of a response in one query.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection

from cms.core.references import References, register_reference_kind

TOPIC_WEIGHT = 3
TRIAL_WEIGHT = 2
TAG_WEIGHT = 1

# Candidates kept for each article: some are left out later (chosen already, or private).
CANDIDATES = 10


def load_related(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    """Return `{article id: [related article ids, best first]}` and ask for their cards.

    Only live articles of the same language count; the newest first among equals. What is private is left
    out when the cards are read.
    """
    sql, parameters = _statement(sorted(keys))
    found: dict[int, list[int]] = {key: [] for key in keys}
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        for source_id, candidate_id in cursor.fetchall():
            found[source_id].append(candidate_id)
            references.want("page", candidate_id)
    return found


def _statement(source_ids: list[int]) -> tuple[str, list[Any]]:
    """Return one statement for SQLite and PostgreSQL that ranks the candidates of every source article."""
    shared: list[str] = []
    parameters: list[Any] = []
    marks = ", ".join(["%s"] * len(source_ids))
    for table, page_column, thing_column, weight in _shared_relations():
        shared.append(
            f"SELECT a.{page_column} AS source_id, b.{page_column} AS candidate_id, {weight} AS weight "
            f"FROM {table} a JOIN {table} b ON b.{thing_column} = a.{thing_column} "
            f"AND b.{page_column} <> a.{page_column} WHERE a.{page_column} IN ({marks})"
        )
        parameters.extend(source_ids)
    page, article = _tables()
    sql = f"""
        SELECT source_id, candidate_id FROM (
            SELECT scored.source_id, scored.candidate_id,
                ROW_NUMBER() OVER (
                    PARTITION BY scored.source_id
                    ORDER BY scored.score DESC, article.published_at DESC, scored.candidate_id DESC
                ) AS place
            FROM (
                SELECT source_id, candidate_id, SUM(weight) AS score
                FROM ({" UNION ALL ".join(shared)}) AS shared
                GROUP BY source_id, candidate_id
            ) AS scored
            JOIN {page} AS candidate ON candidate.id = scored.candidate_id AND candidate.live
            JOIN {page} AS source ON source.id = scored.source_id AND source.locale_id = candidate.locale_id
            JOIN {article} AS article ON article.basepage_ptr_id = scored.candidate_id
        ) AS ranked
        WHERE place <= {CANDIDATES} ORDER BY source_id, place
    """
    return sql, parameters


def _shared_relations() -> list[tuple[str, str, str, int]]:
    """Return (table, column of the article, column of the shared thing, weight) from the models."""
    from blog.models import ArticlePage, ArticleTag, ArticleTrial

    topics = ArticlePage.topics.through._meta.db_table
    return [
        (topics, "articlepage_id", "topic_id", TOPIC_WEIGHT),
        (ArticleTrial._meta.db_table, "page_id", "trial_id", TRIAL_WEIGHT),
        (ArticleTag._meta.db_table, "content_object_id", "tag_id", TAG_WEIGHT),
    ]


def _tables() -> tuple[str, str]:
    from blog.models import ArticlePage
    from cms.core.models import BasePage

    return BasePage._meta.db_table, ArticlePage._meta.db_table


def register() -> None:
    """Register the reference kind `related`."""
    register_reference_kind("related", order=10, load=load_related)
