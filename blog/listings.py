"""Lists of articles in the admin: who wrote them, what they are about, how their review stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView, PageFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from blog.models import ArticleAuthor, ArticlePage, Author, Topic
from cms.core.enums import ReviewStatus
from cms.core.models.page import REVIEW_DUE_BEFORE


def name_authors_and_topics(pages: Iterable[Any]) -> None:
    """Give the articles among `pages` what their columns show, in two queries however many there are."""
    articles = {page.pk: page for page in pages if isinstance(page, ArticlePage)}
    for page in articles.values():
        page.author_names = page.topic_names = ""
    authors = ArticleAuthor.objects.filter(page__in=articles).order_by("sort_order", "pk")
    topics = ArticlePage.topics.through.objects.filter(articlepage__in=articles).order_by("topic__name")
    for key, name in authors.values_list("page_id", "author__name"):
        articles[key].author_names = _joined(articles[key].author_names, name)
    for key, name in topics.values_list("articlepage_id", "topic__name"):
        articles[key].topic_names = _joined(articles[key].topic_names, name)


def _joined(names: str, name: str) -> str:
    return f"{names}, {name}" if names else name


def article_columns() -> tuple[Column, Column]:
    """Return the columns of authors and topics; empty for pages that are no articles."""
    return (
        Column("author_names", label="Authors", width="12%", accessor=lambda page: _of(page, "author_names")),
        Column("topic_names", label="Topics", width="13%", accessor=lambda page: _of(page, "topic_names")),
    )


def _of(page: Any, name: str) -> str:
    return str(getattr(page, name, ""))


class _NamedIndexView:
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read authors and topics of the screen's articles."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        name_authors_and_topics(context["object_list"])
        return context


class ArticlesBelowIndexView(_NamedIndexView, ExplorableIndexView):
    """The explorer below an article list."""


class ArticleIndexView(_NamedIndexView, IndexView):
    """All articles of the site in one list."""


def topic_choices(request: Any) -> QuerySet[Topic]:
    """Return the topics that any article has."""
    return Topic.objects.filter(articles__isnull=False).distinct().order_by("name")


def author_choices(request: Any) -> QuerySet[Author]:
    """Return the authors that any article names."""
    return Author.objects.filter(article_links__isnull=False).distinct().order_by("name")


class ArticleFilterSet(PageFilterSet):
    """Topic, author, state of review and whether readers see it, before Wagtail's own filters."""

    topics = django_filters.ModelMultipleChoiceFilter(
        label="Topic", queryset=topic_choices, widget=forms.CheckboxSelectMultiple, method="filter_related"
    )
    authors = django_filters.ModelMultipleChoiceFilter(
        label="Author", queryset=author_choices, widget=forms.CheckboxSelectMultiple, method="filter_related"
    )
    review = django_filters.MultipleChoiceFilter(
        label="Medical review",
        choices=ReviewStatus.choices,
        widget=forms.CheckboxSelectMultiple,
        method="filter_review",
    )

    live = django_filters.BooleanFilter(label="Published", widget=BooleanRadioSelect)
    # Articles have none.
    has_child_pages = None

    class Meta:
        model = ArticlePage
        fields: Sequence[str] = ["topics", "authors", "review", "live"]

    def filter_related(self, pages: QuerySet[Any], name: str, chosen: Sequence[Any]) -> QuerySet[Any]:
        """Keep articles with one of the chosen; as ids, which a search can be combined with."""
        if not chosen:
            return pages
        matching = ArticlePage.objects.filter(**{f"{name}__in": chosen})
        return pages.filter(pk__in=matching.order_by().values("pk"))

    def filter_review(self, pages: QuerySet[Any], name: str, chosen: Sequence[str]) -> QuerySet[Any]:
        """Keep articles whose review stands as chosen, as `BasePage.review_status` tells it."""
        if not chosen:
            return pages
        condition = Q(pk__in=[])
        for status in chosen:
            condition |= review_condition(ReviewStatus(status))
        return pages.filter(pk__in=ArticlePage.objects.filter(condition).order_by().values("pk"))


def review_condition(status: ReviewStatus) -> Q:
    """Return the condition under which `BasePage.review_status` is `status` today."""
    today = timezone.localdate()
    soon = today + REVIEW_DUE_BEFORE
    return {
        ReviewStatus.NONE: Q(next_review_at=None, last_reviewed_at=None),
        ReviewStatus.OVERDUE: Q(next_review_at__lt=today),
        ReviewStatus.DUE: Q(next_review_at__gte=today, next_review_at__lte=soon),
        ReviewStatus.CURRENT: Q(next_review_at__gt=soon)
        | Q(next_review_at=None, last_reviewed_at__isnull=False),
    }[status]
