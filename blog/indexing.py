"""What is kept beside articles: index rows of what lies in their bodies, and what a search finds.

The rows (`blog.models.index_rows`) say which live article shows which trial, names which price and has which
types of blocks. They are written when an article changes. What its saved queries of trials find changes with
the trials too: then the queries of all articles are asked again, in the background.

The search engine keeps the words of an article's live topics with the article, and must hear when a topic
comes, goes or is called something else.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from wagtail.search import index

from blog.models import ArticleBlock, ArticlePage, ArticlePrice, ArticleTrial, ArticleTrialQuery, Topic
from blog.models.index_rows import AMOUNT_PLACES, TEXT_LENGTH, currency_choices
from cms.core.blocks.body import referenced_keys
from cms.core.blocks.raw import as_choice, as_date, as_dict, as_number, as_text
from cms.publishing.events import Change, ContentChanged
from trials.models import Trial
from trials.querysets import TrialQuery

# Articles of one background task.
BATCH = 500


def keep_index_rows(event: ContentChanged) -> None:
    """React to an article's change: rebuild its rows, or drop them when it is no longer live."""
    if event.model != ArticlePage._meta.label or event.change in (Change.MOVED, Change.DELETED):
        return
    article = ArticlePage.objects.filter(pk=event.pk).first()
    if article is not None:
        index_article(article)


def index_article(article: ArticlePage) -> None:
    """Write the rows of one article, none if it is not live."""
    body = [as_dict(raw) for raw in article.body.raw_data] if article.live else []
    queries = [query for query in referenced_keys(article.body, "trial_query") if article.live]
    with transaction.atomic():
        _keep_blocks(article, body)
        _keep_prices(article, body)
        _keep_queries(article, queries)
        _keep_trials(article, queries)


def keep_found_trials(event: ContentChanged) -> None:
    """React to a trial's change: what saved queries find may be something else now.

    Many trials change at once when a registry is read; a task that still waits will see all of it.
    """
    if event.model != Trial._meta.label or not ArticleTrialQuery.objects.exists():
        return
    if not DBTaskResult.objects.ready().filter(task_path=find_trials.module_path).exists():
        find_trials.enqueue()


@task()
def find_trials() -> None:
    """Ask every saved query of live articles again, each different one once, and write the differences."""
    articles: dict[TrialQuery, list[int]] = {}
    for page_id, raw in ArticleTrialQuery.objects.order_by("page_id").values_list("page_id", "query"):
        query = TrialQuery.from_raw(raw)
        if query is not None:
            articles.setdefault(query, []).append(page_id)
    found: dict[int, set[int]] = {}
    for query, page_ids in articles.items():
        trial_ids = _found_by([query])
        for page_id in page_ids:
            found.setdefault(page_id, set()).update(trial_ids)
    for page_id, trial_ids in found.items():
        with transaction.atomic():
            chosen = ArticleTrial.objects.filter(page_id=page_id, is_chosen=True)
            _write_trials(page_id, chosen=set(chosen.values_list("trial_id", flat=True)), found=trial_ids)


def _keep_blocks(article: ArticlePage, body: Iterable[dict[str, Any]]) -> None:
    known = article.body.stream_block.child_blocks
    wanted = {raw["type"] for raw in body if isinstance(raw.get("type"), str) and raw["type"] in known}
    rows = ArticleBlock.objects.filter(page=article)
    rows.exclude(type__in=wanted).delete()
    missing = wanted - set(rows.values_list("type", flat=True))
    ArticleBlock.objects.bulk_create(ArticleBlock(page=article, type=name) for name in sorted(missing))


def _keep_prices(article: ArticlePage, body: Iterable[dict[str, Any]]) -> None:
    prices = (_price(as_dict(raw.get("value"))) for raw in body if raw.get("type") == "price_range")
    wanted = [price for price in prices if price is not None]
    rows = ArticlePrice.objects.filter(page=article)
    columns = ("low", "high", "currency", "unit", "place", "as_of")
    present = [
        {**row, "as_of": row["as_of"] and row["as_of"].isoformat()}
        for row in rows.order_by("pk").values(*columns)
    ]
    if present == wanted:
        return
    rows.delete()
    ArticlePrice.objects.bulk_create(ArticlePrice(page=article, **price) for price in wanted)


def _price(raw: dict[str, Any]) -> dict[str, Any] | None:
    """Return the columns of a price as the API shows it, None where there is no amount."""
    low, high = (_amount(raw.get(name)) for name in ("low", "high"))
    if low is None and high is None:
        return None
    return {
        "low": high if low is None else low,
        "high": low if high is None else high,
        "currency": as_choice(raw.get("currency"), dict(currency_choices()), default=""),
        "unit": as_text(raw.get("unit"))[:TEXT_LENGTH],
        "place": as_text(raw.get("place"))[:TEXT_LENGTH],
        "as_of": as_date(raw.get("as_of")),
    }


def _amount(raw: Any) -> Decimal | None:
    number = as_number(raw)
    return None if number is None else round(Decimal(str(number)), AMOUNT_PLACES)


def _keep_queries(article: ArticlePage, queries: Iterable[TrialQuery]) -> None:
    wanted = [query.as_json() for query in queries]
    rows = ArticleTrialQuery.objects.filter(page=article)
    if list(rows.order_by("pk").values_list("query", flat=True)) != wanted:
        rows.delete()
        ArticleTrialQuery.objects.bulk_create(ArticleTrialQuery(page=article, query=raw) for raw in wanted)


def _keep_trials(article: ArticlePage, queries: Iterable[TrialQuery]) -> None:
    chosen = set(referenced_keys(article.body, "trial")) if article.live else set()
    chosen = set(Trial.objects.filter(pk__in=chosen).values_list("pk", flat=True))
    _write_trials(article.pk, chosen=chosen, found=_found_by(queries))


def _found_by(queries: Iterable[TrialQuery]) -> set[int]:
    """Return the ids of the trials that saved queries bring, as a reader sees them."""
    live = Trial.objects.live()
    return {pk for query in queries for pk in live.matching(query).values_list("pk", flat=True)}


def _write_trials(page_id: int, *, chosen: set[int], found: set[int]) -> None:
    rows = ArticleTrial.objects.filter(page_id=page_id)
    rows.exclude(trial_id__in=chosen | found).delete()
    rows.filter(is_chosen=True).exclude(trial_id__in=chosen).update(is_chosen=False)
    rows.filter(is_chosen=False, trial_id__in=chosen).update(is_chosen=True)
    missing = (chosen | found) - set(rows.values_list("trial_id", flat=True))
    ArticleTrial.objects.bulk_create(
        ArticleTrial(page_id=page_id, trial_id=trial_id, is_chosen=trial_id in chosen)
        for trial_id in sorted(missing)
    )


def keep_topic_words(event: ContentChanged) -> None:
    """React to a topic's change: let articles be found by its words as long as it is live."""
    if event.model == Topic._meta.label and event.change in (Change.PUBLISHED, Change.UNPUBLISHED):
        _search_anew(_with_topic(event.pk))


def forget_topic_words(instance: Any) -> None:
    """React to a topic that is about to be deleted, while it is still known which articles have it."""
    if isinstance(instance, Topic):
        transaction.on_commit(partial(_search_anew, _with_topic(instance.pk)), robust=True)


@task()
def index_for_search(article_ids: list[int]) -> None:
    """Tell the search engine what these articles say now."""
    for article in ArticlePage.objects.filter(pk__in=article_ids):
        index.insert_or_update_object(article)


def _with_topic(pk: Any) -> list[int]:
    return list(
        ArticlePage.topics.through.objects.filter(topic_id=pk).values_list("articlepage_id", flat=True)
    )


def _search_anew(article_ids: list[int]) -> None:
    for start in range(0, len(article_ids), BATCH):
        index_for_search.enqueue(article_ids[start : start + BATCH])
