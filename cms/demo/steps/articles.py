"""Write and publish the articles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from blog.models import ArticleAuthor, ArticlePage, Author, RelatedArticle, Topic
from cms.core.models import BasePage
from cms.demo.body import Ids
from cms.demo.content import ARTICLES
from cms.demo.registry import step
from cms.demo.steps import keys
from cms.demo.steps.pages import fill, write_body
from cms.demo.writing import ArticleContent


@step("Articles")
def fill_articles() -> int:
    """Write the articles that are still empty drafts, and publish them."""
    known = keys.ids()
    return sum(fill(article.slug, writer(article, known)) for article in ARTICLES)


def writer(article: ArticleContent, known: Ids, code: str = keys.ENGLISH) -> Callable[[Any], None]:
    """Return the function that fills a page with this article."""

    def write(page: ArticlePage) -> None:
        _write_fields(page, article)
        page.article_authors = [
            ArticleAuthor(author=author, sort_order=order)
            for order, author in enumerate(keys.in_order(Author, "author", article.authors, code))
        ]
        page.topics = keys.in_order(Topic, "topic", article.topics, code)
        page.tags.add(*article.tags)
        related = keys.in_order(BasePage, "page", article.related, code)
        page.related_links = [
            RelatedArticle(article_id=other.pk, sort_order=order) for order, other in enumerate(related)
        ]
        _write_review(page, article, code)
        write_body(page, article.slug, article.body, known)

    return write


def _write_fields(page: ArticlePage, article: ArticleContent) -> None:
    page.seo_title = article.seo_title
    page.search_description = article.search_description
    page.summary = article.summary
    page.hero_image = keys.picture(article.hero)
    page.published_at = page.first_published_at = _noon(article.published)
    page.updated_at = _noon(article.updated) if article.updated else None


def _write_review(page: ArticlePage, article: ArticleContent, code: str) -> None:
    """Date the review relative to today, so that the demo always shows current, due and overdue ones."""
    if not article.reviewed_by:
        return
    today = timezone.localdate()
    page.reviewed_by = keys.existing(Author, "author", article.reviewed_by, code)
    page.last_reviewed_at = today - timedelta(days=article.reviewed_days_ago)
    page.next_review_at = today + timedelta(days=article.review_due_in_days)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(4, 0), tzinfo=UTC)
