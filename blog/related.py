"""Articles with most in common with an article: shared topics, trials and tags, in that order of weight.

One implementation for the `related` field, the `related_posts` block and the endpoint. The shared things
are counted in the database, for all articles of a response in one query whose cost does not grow with the
number of articles: of those that share a thing, only the `LATEST` that got it last are looked at, and only
the `POOL` with most in common are compared by date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from cms.core.references import References, register_reference_kind

TOPIC_WEIGHT = 3
TRIAL_WEIGHT = 2
TAG_WEIGHT = 1

# Who shares nothing but one thing, and got it before so many others did, comes after all of them anyway.
LATEST = 40
POOL = 60
# Kept for each article: some are chosen already.
CANDIDATES = 30
# Cards asked for at once; more are asked for where these do not suffice.
FIRST_CARDS = 8


@dataclass(frozen=True)
class Shared:
    """A table that says which article has which thing, and what it counts to have one in common.

    Things with drafts are in the table `drafts`: what is not live is in common to nobody. Of a table with a
    column `only`, those rows count for which it is true.
    """

    table: str
    article: str
    thing: str
    weight: int
    drafts: str = ""
    only: str = ""


def load_related(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    """Return `{article id: [related article ids, best first]}` and ask for the first cards.

    Only live and public articles of the same language count; the newest first among equals.
    """
    sql, parameters = _statement(sorted(keys), references.scope.private_page_paths)
    found: dict[int, list[int]] = {key: [] for key in keys}
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        for source_id, candidate_id in cursor.fetchall():
            found[source_id].append(candidate_id)
    for candidates in found.values():
        references.want_all("page", candidates[:FIRST_CARDS])
    return found


def _statement(source_ids: list[int], private_paths: tuple[str, ...]) -> tuple[str, list[Any]]:
    """Return one statement for SQLite and PostgreSQL that ranks the candidates of every source article."""
    relations = _shared_relations()
    pairs = " UNION ALL ".join(
        _pairs(relation, len(source_ids), len(private_paths)) for relation in relations
    )
    _page, article = _tables()
    sql = f"""
        SELECT source_id, candidate_id FROM (
            SELECT pool.source_id, pool.candidate_id,
                ROW_NUMBER() OVER (
                    PARTITION BY pool.source_id
                    ORDER BY pool.score DESC, article.published_at DESC, pool.candidate_id DESC
                ) AS place
            FROM (
                SELECT source_id, candidate_id, SUM(weight) AS score,
                    ROW_NUMBER() OVER (
                        PARTITION BY source_id ORDER BY SUM(weight) DESC, candidate_id DESC
                    ) AS place
                FROM ({pairs}) AS pairs GROUP BY source_id, candidate_id
            ) AS pool
            JOIN {article} AS article ON article.basepage_ptr_id = pool.candidate_id
            WHERE pool.place <= {POOL}
        ) AS ranked
        WHERE place <= {CANDIDATES} ORDER BY source_id, place
    """
    below = [f"{path}%" for path in private_paths]
    return sql, [*below, *below, *source_ids] * len(relations)


def _pairs(shared: Shared, sources: int, private_paths: int) -> str:
    """Return the pairs of articles that share a thing, once for every thing that they share."""
    page, _article = _tables()
    own_page = f"JOIN {page} own_page ON own_page.id = own.{shared.article}"
    live = (
        f"JOIN {shared.drafts} thing ON thing.id = own.{shared.thing} AND thing.live" if shared.drafts else ""
    )
    return f"""
        SELECT own.{shared.article} AS source_id, other.{shared.article} AS candidate_id,
            {shared.weight} AS weight
        FROM {shared.table} own {own_page} {live}
        JOIN {shared.table} other ON other.{shared.thing} = own.{shared.thing}
            AND other.{shared.article} <> own.{shared.article}
            AND other.id >= COALESCE((
                SELECT latest.id FROM {shared.table} latest {_visible("latest", shared, private_paths)}
                WHERE latest.{shared.thing} = own.{shared.thing}
                ORDER BY latest.id DESC LIMIT 1 OFFSET {LATEST}
            ), 0)
        {_visible("other", shared, private_paths)}
        WHERE {f"own.{shared.only} AND " if shared.only else ""}
            own.{shared.article} IN ({", ".join(["%s"] * sources)})
    """


def _visible(alias: str, shared: Shared, private_paths: int) -> str:
    """Return the join that leaves what anyone may read, in the language of the article itself."""
    page, _article = _tables()
    return (
        f"JOIN {page} {alias}_page ON {alias}_page.id = {alias}.{shared.article} AND {alias}_page.live"
        f" AND {alias}_page.locale_id = own_page.locale_id"
        + (f" AND {alias}.{shared.only}" if shared.only else "")
        + f" AND {alias}_page.path NOT LIKE %s" * private_paths
    )


def _shared_relations() -> list[Shared]:
    from blog.models import ArticlePage, ArticleTag, ArticleTrial, Topic
    from trials.models import Trial

    topics, trials, tags = (
        model._meta.db_table for model in (ArticlePage.topics.through, ArticleTrial, ArticleTag)
    )
    return [
        Shared(topics, "articlepage_id", "topic_id", TOPIC_WEIGHT, drafts=Topic._meta.db_table),
        # Not those that saved queries find: dozens in common would outweigh everything that editors decided.
        Shared(trials, "page_id", "trial_id", TRIAL_WEIGHT, drafts=Trial._meta.db_table, only="is_chosen"),
        Shared(tags, "content_object_id", "tag_id", TAG_WEIGHT),
    ]


def _tables() -> tuple[str, str]:
    from blog.models import ArticlePage
    from cms.core.models import BasePage

    return BasePage._meta.db_table, ArticlePage._meta.db_table


def register() -> None:
    """Register the reference kind `related`."""
    register_reference_kind("related", order=10, load=load_related)
