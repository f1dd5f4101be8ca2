"""How the neutral articles become rows of the stock project."""

from __future__ import annotations

import random
import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.images.models import Image
from wagtail.models import Locale, Page

from bench import bulk, content
from bench.projects import FIRST_ID
from bench.stock_wagtail.models import Article, Trial


def load(total: int) -> None:
    """Write `total` articles below the home page of a fresh database."""
    home = Page.objects.get(depth=2)
    _write_shared()
    progress = bulk.Progress(total, what="stock Wagtail, articles")
    for batch in bulk.batches(total):
        with transaction.atomic():
            _write(batch, home)
        progress.advance(len(batch))
    Page.objects.filter(pk=home.pk).update(numchild=total)
    bulk.finish([Page, Image, Trial])


def _write_shared() -> None:
    trials = map(content.trial, range(content.TRIALS))
    bulk.create_all(
        Trial._default_manager,
        [
            Trial(
                pk=trial.number + 1,
                registry_id=trial.registry_id,
                title=trial.title,
                phase=trial.phase,
                status=trial.status,
                condition=trial.condition,
                sponsor=trial.sponsor,
                enrolment=trial.enrolment,
                start=trial.start,
            )
            for trial in trials
        ],
    )
    images = (
        Image(
            pk=number + 1,
            title=f"Picture {number}",
            file=f"original_images/{number}.jpg",
            width=1600,
            height=900,
        )
        for number in range(content.IMAGES)
    )
    bulk.create_all(Image.objects, list(images))


def _write(articles: list[content.Article], home: Page) -> None:
    article_type = ContentType.objects.get_for_model(Article)
    locale = Locale.get_default()
    pages = [
        Page(
            pk=FIRST_ID + article.number,
            path=Page._get_path(home.path, home.depth + 1, article.number + 1),
            depth=home.depth + 1,
            numchild=0,
            title=article.title,
            draft_title=article.title,
            slug=article.slug,
            url_path=f"{home.url_path}{article.slug}/",
            content_type=article_type,
            locale=locale,
            live=True,
            seo_title=f"{article.title} | Example",
            search_description=article.search_description,
            first_published_at=article.published_at,
            last_published_at=article.published_at,
            translation_key=uuid.UUID(int=article.number + 1),
        )
        for article in articles
    ]
    bulk.create_all(Page.objects, pages)
    bulk.insert_child_rows(Article, map(_article_row, articles))


def _article_row(article: content.Article) -> dict[str, Any]:
    chance = random.Random(article.number)
    return {
        "page_ptr_id": FIRST_ID + article.number,
        "date": article.published_at.date(),
        "topic": content.TOPICS[article.topic],
        "summary": article.summary,
        "hero_image_id": article.image + 1,
        "body": [
            {"type": block.kind, "value": _raw(block, chance), "id": block.id} for block in article.blocks
        ],
    }


def _raw(block: content.Block, chance: random.Random) -> Any:
    if block.kind == "related":
        return bulk.list_items((FIRST_ID + number for number in block.value), chance)
    if block.kind == "trials":
        return bulk.list_items((number + 1 for number in block.value), chance)
    if block.kind == "bullet_list":
        return bulk.list_items(block.value, chance)
    return block.value
