"""What is kept beside articles: rows that say which live one shows which trial, and what a search finds.

The rows make both directions a plain look-up. The search engine keeps the words of an article's live topics
with the article, and must hear when a topic comes, goes or is called something else.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import task
from wagtail.search import index

from blog.models import ArticlePage, ArticleTrial, Topic
from cms.core.blocks.body import referenced_keys
from cms.publishing.events import Change, ContentChanged

# Articles of one background task.
BATCH = 500


def keep_trial_links(event: ContentChanged) -> None:
    """React to an article's change: rebuild its rows, or drop them when it is no longer live."""
    if event.model != ArticlePage._meta.label or event.change in (Change.MOVED, Change.DELETED):
        return
    article = ArticlePage.objects.filter(pk=event.pk).first()
    if article is not None:
        index_article(article)


def index_article(article: ArticlePage) -> None:
    """Write the rows of one article: the trials chosen in its body, if it is live."""
    from trials.models import Trial

    wanted = set(referenced_keys(article.body, "trial")) if article.live else set()
    wanted = set(Trial.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    with transaction.atomic():
        rows = ArticleTrial.objects.filter(page=article)
        rows.exclude(trial_id__in=wanted).delete()
        present = set(rows.values_list("trial_id", flat=True))
        ArticleTrial.objects.bulk_create(
            ArticleTrial(page=article, trial_id=trial_id) for trial_id in sorted(wanted - present)
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
