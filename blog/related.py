"""Articles with most in common with an article: shared topics, trials and tags, in that order of weight.

One implementation for the `related` field, the `related_posts` block and the endpoint. The shared things
are counted in the database, for all articles of a response in one query whose cost does not grow with the
number of articles: of those that share a thing, only the `LATEST` that got it last are looked at, and only
the `POOL` with most in common are compared by date.
"""

from __future__ import annotations

from collections import Counter
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

# What a row of the statement is about.
OWN = 0
OTHER = 1


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
    articles_with, published_at = _articles_by_thing(rows)
    scores: dict[int, Counter[int]] = {key: Counter() for key in keys}
    for what, weight, thing, locale, source, _published in rows:
        if what == OWN:
            counted = scores[source]
            for article in articles_with.get((weight, thing, locale), ()):
                counted[article] += weight
    found = {key: _best(counted, key, published_at) for key, counted in scores.items()}
    for candidates in found.values():
        references.want_all("page", candidates[:FIRST_CARDS])
    return found


def _articles_by_thing(rows: list[Any]) -> tuple[dict[Any, list[int]], dict[int, Any]]:
    """Return the articles that have each thing, and when each article was published.

    No two tables have the same weight, which tells them apart.
    """
    articles_with: dict[Any, list[int]] = {}
    published_at: dict[int, Any] = {}
    for what, weight, thing, locale, article, published in rows:
        if what == OTHER:
            articles_with.setdefault((weight, thing, locale), []).append(article)
            published_at[article] = published
    return articles_with, published_at


def _best(scores: Counter[int], own: int, published_at: dict[int, Any]) -> list[int]:
    """Return the candidates with most in common, by date among those that have as much."""
    scores.pop(own, None)
    pool = sorted(((score, article) for article, score in scores.items()), reverse=True)[:POOL]

    def rank(candidate: tuple[int, int]) -> tuple[Any, ...]:
        score, article = candidate
        published = published_at[article]
        return score, published is not None, published, article

    return [article for _score, article in sorted(pool, key=rank, reverse=True)[:CANDIDATES]]


def _statement(source_ids: list[int], private_paths: tuple[str, ...]) -> tuple[str, list[Any]]:
    """Return one statement for SQLite and PostgreSQL: what the source articles have, and who else has it.

    Rows are (`OWN` or `OTHER`, weight, thing, locale, article, its date). Each thing is looked up once,
    however many of the articles share it.
    """
    parts = [
        _rows_of(relation, len(source_ids), len(private_paths), f"own_{number}")
        for number, relation in enumerate(_shared_relations())
    ]
    own = ", ".join(statement for statement, _rows in parts)
    rows = " UNION ALL ".join(statement for _own, statement in parts)
    below = [f"{path}%" for path in private_paths]
    return f"WITH {own} {rows}", [*source_ids * len(parts), *[*below, *below] * len(parts)]


def _rows_of(shared: Shared, sources: int, private_paths: int, name: str) -> tuple[str, str]:
    """Return the things of the source articles as a common table, and the rows of them and of all others.

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
    rows = f"""
        SELECT {OWN}, {shared.weight}, thing, locale, article, NULL FROM {name}
        UNION ALL
        SELECT {OTHER}, {shared.weight}, own.thing, own.locale, other.{shared.article}, article.published_at
        FROM (SELECT DISTINCT thing, locale FROM {name}) AS own
        CROSS JOIN {shared.table} other CROSS JOIN {page} other_page CROSS JOIN {article} article
        WHERE other.{shared.thing} = own.thing
            AND other.id >= COALESCE((
                SELECT latest.id FROM {shared.table} latest CROSS JOIN {page} latest_page
                WHERE latest.{shared.thing} = own.thing AND {_visible("latest", shared, private_paths)}
                ORDER BY latest.id DESC LIMIT 1 OFFSET {LATEST}
            ), 0)
            AND {_visible("other", shared, private_paths)}
            AND article.basepage_ptr_id = other.{shared.article}
    """
    return own, rows


def _visible(alias: str, shared: Shared, private_paths: int) -> str:
    """Return the condition that a row is of a page that anyone may read, in the language of the article."""
    return (
        f"{alias}_page.id = {alias}.{shared.article} AND {alias}_page.live"
        f" AND {alias}_page.locale_id = own.locale"
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
