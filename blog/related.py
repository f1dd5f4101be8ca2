"""Articles with most in common with an article: shared topics, trials and tags, in that order of weight.

One implementation for the `related` field, the `related_posts` block and the endpoint. The shared things
are counted in the database, for all articles of a response in one query whose cost does not grow with the
number of articles: of those that share a thing, only the `LATEST` that got it last are looked at, and only
the `POOL` with most in common are compared by date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
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

# What a row of the statement is about: what a source article has, who else has it.
OWN = 0
OTHERS = 1

# Rows as one value, by database.
_AS_LIST = {
    "sqlite": "JSON_ARRAY(JSON_GROUP_ARRAY(newest.id), JSON_GROUP_ARRAY(newest.published_at))",
    "postgresql": (
        "CAST(JSON_BUILD_ARRAY(COALESCE(JSON_AGG(newest.id), '[]'), "
        "COALESCE(JSON_AGG(newest.published_at), '[]')) AS TEXT)"
    ),
}


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
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows = cursor.fetchall()
    articles_with: dict[tuple[int, ...], list[int]] = {}
    dates: dict[int, str | None] = {}
    for what, *thing, found in rows:
        if what == OTHERS:
            articles, published = orjson.loads(found)
            articles_with[tuple(thing)] = articles
            dates.update(zip(articles, published, strict=True))
    scores: dict[int, dict[int, int]] = {key: defaultdict(int) for key in keys}
    for what, weight, thing, locale, source in rows:
        if what == OWN:
            counted = scores[int(source)]
            for article in articles_with[weight, thing, locale]:
                counted[article] += weight
    ranks = {article: (date is not None, date, article) for article, date in dates.items()}
    found = {key: _best(counted, key, ranks) for key, counted in scores.items()}
    for candidates in found.values():
        references.want_all("page", candidates[:FIRST_CARDS])
    return found


def _best(scores: dict[int, int], own: int, ranks: Mapping[int, Any]) -> list[int]:
    """Return the candidates with most in common, by date among those that have as much."""
    scores.pop(own, None)
    by_score: dict[int, list[int]] = defaultdict(list)
    for article, score in scores.items():
        by_score[score].append(article)
    best: list[int] = []
    room = POOL
    for score in sorted(by_score, reverse=True):
        pool = sorted(by_score[score], reverse=True)[:room]
        best += sorted(pool, key=ranks.__getitem__, reverse=True)
        room -= len(pool)
        if len(best) >= CANDIDATES:
            break
    return best[:CANDIDATES]


def _statement(source_ids: list[int], private_paths: tuple[str, ...]) -> tuple[str, list[Any]]:
    """Return one statement for SQLite and PostgreSQL: what the source articles have, and who else has it.

    Rows are (`OWN`, weight, thing, locale, article as text) and (`OTHERS`, weight, thing, locale, list of
    articles and when each was published as JSON). Each thing is looked up once, however many of the articles
    share it. No two tables have the same weight, which tells them apart.
    """
    parts = [
        _rows_of(relation, len(source_ids), len(private_paths), f"own_{number}")
        for number, relation in enumerate(_shared_relations())
    ]
    own = ", ".join(statement for statement, _own, _others in parts)
    own_rows = " UNION ALL ".join(rows for _own, rows, _others in parts)
    others = " UNION ALL ".join(rows for _own, _rows, rows in parts)
    below = [f"{path}%" for path in private_paths]
    statement = f"WITH {own} {own_rows} UNION ALL {others}"
    return statement, [*source_ids * len(parts), *below * len(parts)]


def _rows_of(shared: Shared, sources: int, private_paths: int, name: str) -> tuple[str, str, str]:
    """Return the things of the source articles as a common table, its rows, and who else has each thing.

    SQLite takes the tables of a `CROSS JOIN` in the order that they are written: from few to many.
    """
    page, article = _tables()
    live = (
        f"JOIN {shared.drafts} thing ON thing.id = own.{shared.thing} AND thing.live" if shared.drafts else ""
    )
    own = f"""
        {name} AS (
            SELECT own.{shared.article} AS article, own.{shared.thing} AS thing, own_page.locale_id AS locale
            FROM {shared.table} own JOIN {page} own_page ON own_page.id = own.{shared.article} {live}
            WHERE {f"own.{shared.only} AND " if shared.only else ""}
                own.{shared.article} IN ({", ".join(["%s"] * sources)})
        )
    """
    own_rows = f"SELECT {OWN}, {shared.weight}, thing, locale, CAST(article AS TEXT) FROM {name}"
    others = f"""
        SELECT {OTHERS}, {shared.weight}, own.thing, own.locale, (
            SELECT {_AS_LIST[connection.vendor]} FROM (
                SELECT latest.{shared.article} AS id, dated.published_at
                FROM {shared.table} latest CROSS JOIN {page} latest_page CROSS JOIN {article} dated
                WHERE latest.{shared.thing} = own.thing AND {_visible(shared, private_paths)}
                    AND dated.basepage_ptr_id = latest.{shared.article}
                ORDER BY latest.id DESC LIMIT {LATEST + 1}
            ) AS newest
        )
        FROM (SELECT DISTINCT thing, locale FROM {name}) AS own
    """
    return own, own_rows, others


def _visible(shared: Shared, private_paths: int) -> str:
    """Return the condition that a row is of a page that anyone may read, in the language of the article."""
    return (
        f"latest_page.id = latest.{shared.article} AND latest_page.live"
        " AND latest_page.locale_id = own.locale"
        + (f" AND latest.{shared.only}" if shared.only else "")
        + " AND latest_page.path NOT LIKE %s" * private_paths
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
