"""Articles: the reason why the site exists."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    PageChooserPanel,
)
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from blog import help_texts
from blog.article_fields import article_computed_fields
from blog.blocks import BodyBlock
from blog.forms import ArticleForm, TopicsWidget
from blog.models.index_rows import ArticleTrial
from blog.panels import TrialsShownPanel
from cms.core.api_fields import body_field, image_field
from cms.core.models import BasePage
from cms.core.panels import TITLE_PANEL, page_tabs
from cms.preview.mixins import HeadlessDraftMixin


class ArticleTag(TaggedItemBase):
    """A tag on an article."""

    content_object = ParentalKey("blog.ArticlePage", related_name="tagged_items", on_delete=models.CASCADE)


class ArticleAuthor(Orderable):
    """An author of an article, in the order in which authors are named."""

    page = ParentalKey("blog.ArticlePage", related_name="article_authors", on_delete=models.CASCADE)
    author = models.ForeignKey("blog.Author", related_name="article_links", on_delete=models.CASCADE)

    panels: ClassVar = [FieldPanel("author")]

    class Meta(Orderable.Meta):
        verbose_name = "author of an article"


class RelatedArticle(Orderable):
    """An article that an editor chose to be read next."""

    page = ParentalKey("blog.ArticlePage", related_name="related_links", on_delete=models.CASCADE)
    article = models.ForeignKey("blog.ArticlePage", related_name="+", on_delete=models.CASCADE)

    panels: ClassVar = [PageChooserPanel("article", "blog.ArticlePage")]

    class Meta(Orderable.Meta):
        verbose_name = "related article"


class ArticlePage(HeadlessDraftMixin, BasePage):
    """An article: summary, picture, authors, topics and a body of blocks."""

    summary = models.TextField(blank=True, max_length=500, help_text=help_texts.SUMMARY)
    hero_image = models.ForeignKey(
        "core.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_texts.HERO_IMAGE,
    )
    topics = ParentalManyToManyField(
        "blog.Topic", blank=True, related_name="articles", help_text=help_texts.TOPICS
    )
    authors = models.ManyToManyField(
        "blog.Author", through=ArticleAuthor, related_name="articles", editable=False
    )
    trials = models.ManyToManyField(
        "trials.Trial", through=ArticleTrial, related_name="articles", editable=False
    )
    tags = ClusterTaggableManager(through=ArticleTag, blank=True, help_text=help_texts.TAGS)
    published_at = models.DateTimeField(
        "publication date", null=True, blank=True, db_index=True, help_text=help_texts.PUBLISHED_AT
    )
    updated_at = models.DateTimeField(
        "last substantive change", null=True, blank=True, db_index=True, help_text=help_texts.UPDATED_AT
    )
    body = StreamField(BodyBlock(), blank=True)

    parent_page_types: ClassVar = ["blog.ArticleIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy: ClassVar = [
        "authors",
        "trials",
        "trial_links",
        "prices",
        "blocks",
        "trial_queries",
    ]
    # What social networks are told that this is (`cms.seo.head`).
    open_graph_type = "article"

    edit_handler = page_tabs(
        content=[
            TITLE_PANEL,
            FieldPanel("summary"),
            FieldPanel("hero_image"),
            FieldPanel("body", help_text=help_texts.BODY),
        ],
        trials_and_related=[
            TrialsShownPanel(heading="Trials in this article"),
            MultipleChooserPanel(
                "article_authors", chooser_field_name="author", heading="Authors", label="Author"
            ),
            MultiFieldPanel(
                [FieldPanel("topics", widget=TopicsWidget), FieldPanel("tags")], heading="Subjects"
            ),
            MultipleChooserPanel(
                "related_links",
                chooser_field_name="article",
                heading="Read next",
                label="Article",
                help_text=help_texts.RELATED_ARTICLES,
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("published_at"), FieldPanel("updated_at")])],
                heading="Dates",
                classname="collapsed",
            ),
        ],
        form_class=ArticleForm,
    )

    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("summary", boost=1.5),
        index.SearchField("body"),
        index.FilterField("published_at"),
        index.FilterField("updated_at"),
        index.SearchField("topic_words"),
    ]
    api_fields: ClassVar = [
        *BasePage.api_fields,
        APIField("summary"),
        image_field("hero_image"),
        APIField("published_at"),
        APIField("updated_at"),
        body_field("body"),
        *article_computed_fields(),
    ]
    # Filters of lists across relations: `topics__slug=`, `trials__overall_status__in=`.
    api_relations: ClassVar = {
        **BasePage.api_relations,
        "topics": ("id", "slug", "name", "kind", "synonyms"),
        "authors": ("id", "slug", "name", "role"),
        "trials": (
            "id",
            "registry_id",
            "registry",
            "slug",
            "brief_title",
            "overall_status",
            "phases",
            "study_type",
            "conditions",
            "interventions",
            "sponsor",
            "enrolment",
            "first_posted",
            "last_update_posted",
            "start",
            "completion",
            "countries",
            "has_results",
            "as_of",
        ),
        "prices": ("low", "high", "currency", "unit", "place", "as_of"),
        "blocks": ("type",),
    }

    class Meta:
        verbose_name = "article"
        verbose_name_plural = "articles"
        # `blog.related` asks for the dates of hundreds; without reading as many rows with their bodies.
        indexes: ClassVar = [models.Index(fields=["basepage_ptr", "published_at"], name="blog_article_date")]

    @property
    def topic_words(self) -> str:
        """Return names and synonyms of the live topics, by which the search engine finds the article."""
        live = [topic for topic in self.topics.all() if topic.live]
        return "\n".join(str(word) for topic in live for word in (topic.name, *topic.synonyms))

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Fill the publication date when the article first goes live."""
        if self.live and self.published_at is None:
            self.published_at = self.first_published_at or timezone.now()
        return super().save(*args, **kwargs)
