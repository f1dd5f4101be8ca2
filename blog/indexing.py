"""Rows that say which live article shows which trial, so that both directions are a plain look-up."""

from __future__ import annotations

from django.db import transaction

from blog.models import ArticlePage, ArticleTrial
from cms.core.blocks.body import referenced_keys
from cms.publishing.events import Change, ContentChanged


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
