"""How the neutral articles become rows of this project: articles with authors, topics, tags and trials.

Pictures have rows and sizes but no files: what is measured are answers that name them.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.text import slugify
from taggit.models import Tag
from wagtail.models import Locale

from bench import bulk, content
from bench.projects import FIRST_ID
from blog.models import (
    ArticleAuthor,
    ArticleBlock,
    ArticleIndexPage,
    ArticlePage,
    ArticleTag,
    ArticleTrial,
    Author,
    Topic,
)
from cms.core.image_presets import filter_specs
from cms.core.models import BasePage, Image, Rendition
from trials.models import Trial

_ENDINGS = {"avif": "avif", "webp": "webp"}


def load(total: int) -> None:
    """Write `total` articles below a list called `articles` in a fresh database."""
    _write_shared()
    home = BasePage.objects.get(depth=2)
    index_page = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    progress = bulk.Progress(total, what="this project, articles")
    for batch in bulk.batches(total):
        with transaction.atomic():
            _write(batch, index_page)
        progress.advance(len(batch))
    BasePage.objects.filter(pk=index_page.pk).update(numchild=total)
    bulk.finish([BasePage, Image, Trial, Topic, Author, Tag])


def _write_shared() -> None:
    locale = Locale.get_default()
    shared = {"locale": locale, "live": True}
    topics = (
        Topic(pk=number + 1, name=f"{name.title()} pain", slug=name, translation_key=_key(number), **shared)
        for number, name in enumerate(content.TOPICS)
    )
    authors = (
        Author(
            pk=number + 1,
            name=f"Author {number}",
            slug=f"author-{number}",
            role="Physiotherapist",
            credentials="MSc",
            photo_id=number + 1,
            translation_key=_key(number),
            **shared,
        )
        for number in range(content.AUTHORS)
    )
    tags = (Tag(pk=number + 1, name=f"tag {number}", slug=f"tag-{number}") for number in range(content.TAGS))
    _write_images()
    bulk.create_all(Trial.objects, [_trial(content.trial(number)) for number in range(content.TRIALS)])
    bulk.create_all(Topic.objects, list(topics))
    bulk.create_all(Author.objects, list(authors))
    bulk.create_all(Tag.objects, list(tags))


def _write_images() -> None:
    numbers = range(content.IMAGES)
    images = (
        Image(
            pk=number + 1,
            title=f"Picture {number}",
            file=f"original_images/{number}.jpg",
            width=1600,
            height=900,
            description=f"Picture of an exercise, number {number}",
            credit="Example",
            dominant_color="#446688",
        )
        for number in numbers
    )
    bulk.create_all(Image.objects, list(images))
    specs = filter_specs(width=1600, ending="jpg")
    bulk.create_all(Rendition.objects, [_rendition(number, spec) for number in numbers for spec in specs])


def _rendition(number: int, spec: str) -> Rendition:
    """Return one size of an image; the name of its file ends in the format that `spec` asks for."""
    ending = next((ending for name, ending in _ENDINGS.items() if name in spec), "jpg")
    width = int(spec.split("-")[1].split("|")[0].split("x")[0])
    file = f"images/{number}.{slugify(spec)}.{ending}"
    return Rendition(
        image_id=number + 1,
        filter_spec=spec,
        focal_point_key="",
        file=file,
        width=width,
        height=width * 9 // 16,
    )


def _trial(trial: content.Trial) -> Trial:
    return Trial(
        pk=trial.number + 1,
        live=True,
        registry_id=trial.registry_id,
        registry="CLINICALTRIALS_GOV",
        slug=f"trial-{trial.number}",
        brief_title=trial.title,
        overall_status=trial.status,
        phases=[trial.phase],
        conditions=[trial.condition],
        interventions=[{"type": "BIOLOGICAL", "name": trial.condition}],
        sponsor=trial.sponsor,
        enrolment=trial.enrolment,
        first_posted=trial.start.isoformat(),
        start=trial.start.isoformat(),
        countries=["Malaysia"],
        url=f"https://clinicaltrials.gov/study/{trial.registry_id}",
        as_of="2026-01-01",
    )


def _write(articles: list[content.Article], index_page: BasePage) -> None:
    article_type = ContentType.objects.get_for_model(ArticlePage)
    pages = [_page(article, index_page, article_type) for article in articles]
    bulk.create_all(BasePage.objects, pages)
    bulk.insert_child_rows(ArticlePage, map(_article_row, articles))
    _write_relations([(FIRST_ID + article.number, article) for article in articles])


def _write_relations(articles: list[tuple[int, content.Article]]) -> None:
    topics = ArticlePage.topics.through
    bulk.create_all(
        ArticleAuthor.objects,
        [ArticleAuthor(page_id=pk, author_id=article.author + 1, sort_order=0) for pk, article in articles],
    )
    bulk.create_all(
        topics.objects,
        [topics(articlepage_id=pk, topic_id=article.topic + 1) for pk, article in articles],
    )
    bulk.create_all(
        ArticleTag.objects,
        [
            ArticleTag(content_object_id=pk, tag_id=tag + 1)
            for pk, article in articles
            for tag in dict.fromkeys(article.tags)
        ],
    )
    bulk.create_all(
        ArticleTrial.objects,
        [
            ArticleTrial(page_id=pk, trial_id=number + 1)
            for pk, article in articles
            for block in article.blocks
            if block.kind == "trials"
            for number in block.value
        ],
    )
    bulk.create_all(
        ArticleBlock.objects,
        [ArticleBlock(page_id=pk, type=name) for pk, article in articles for name in _types(article)],
    )


def _types(article: content.Article) -> list[str]:
    """Return the types of the article's blocks, each once."""
    chance = random.Random(article.number)
    return list(dict.fromkeys(_RAW[block.kind](block.value, chance)[0] for block in article.blocks))


def _page(article: content.Article, index_page: BasePage, article_type: ContentType) -> BasePage:
    depth = index_page.depth + 1
    return BasePage(
        pk=FIRST_ID + article.number,
        path=BasePage._get_path(index_page.path, depth, article.number + 1),
        depth=depth,
        numchild=0,
        title=article.title,
        draft_title=article.title,
        slug=article.slug,
        url_path=f"{index_page.url_path}{article.slug}/",
        content_type=article_type,
        locale_id=index_page.locale_id,
        live=True,
        seo_title=f"{article.title} | Example",
        search_description=article.search_description,
        first_published_at=article.published_at,
        last_published_at=article.published_at,
        reviewed_by_id=article.author + 1,
        last_reviewed_at=article.published_at.date(),
        next_review_at=(article.published_at + timedelta(days=365)).date(),
        translation_key=_key(article.number),
    )


def _article_row(article: content.Article) -> dict[str, Any]:
    chance = random.Random(article.number)
    return {
        "basepage_ptr_id": FIRST_ID + article.number,
        "summary": article.summary,
        "published_at": article.published_at,
        "updated_at": article.published_at,
        "hero_image_id": article.image + 1,
        "body": [_block(block, chance) for block in article.blocks],
    }


def _block(block: content.Block, chance: random.Random) -> dict[str, Any]:
    kind, value = _RAW[block.kind](block.value, chance)
    return {"type": kind, "value": value, "id": block.id}


def _heading(text: str, chance: random.Random) -> tuple[str, Any]:
    return "heading", {"text": text, "level": "2", "anchor": slugify(text)}


def _paragraph(html: str, chance: random.Random) -> tuple[str, Any]:
    return "paragraph", html


def _bullet_list(points: list[str], chance: random.Random) -> tuple[str, Any]:
    return "bullet_list", bulk.list_items((f"<p>{point}</p>" for point in points), chance)


def _callout(callout: dict[str, str], chance: random.Random) -> tuple[str, Any]:
    link = {"text": "", "page": None, "url": ""}
    return "callout", {**callout, "text": f"<p>{callout['text']}</p>", "link": link}


def _related(numbers: list[int], chance: random.Random) -> tuple[str, Any]:
    pages = bulk.list_items((FIRST_ID + number for number in numbers), chance)
    return "related_posts", {"title": "Read next", "pages": pages, "automatic": False, "maximum": 5}


def _trials(numbers: list[int], chance: random.Random) -> tuple[str, Any]:
    query = {"condition": "", "intervention": "", "statuses": [], "country": "", "maximum": 10}
    chosen = bulk.list_items((number + 1 for number in numbers), chance)
    return "trial_list", {"title": "Trials", "layout": "full", "trials": chosen, "query": query}


_RAW: dict[str, Callable[[Any, random.Random], tuple[str, Any]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullet_list": _bullet_list,
    "callout": _callout,
    "related": _related,
    "trials": _trials,
}


def _key(number: int) -> uuid.UUID:
    return uuid.UUID(int=number + 1)
