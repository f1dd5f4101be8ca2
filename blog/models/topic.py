"""What articles are about."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TitleFieldPanel,
)
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from blog import help_texts
from blog.enums import CodeSystem, TopicKind
from blog.models.snippet import ARTICLE_COLUMNS, NamedSnippet
from blog.schemas import TOPIC_CODE
from cms.core.api_fields import raw_list_field, rich_text_field
from cms.core.fields import StringListField


class TopicCodeBlock(blocks.StructBlock):
    """A topic's code in one medical vocabulary."""

    system = blocks.ChoiceBlock(choices=CodeSystem.choices, label="Vocabulary")
    code = blocks.CharBlock(max_length=40)

    class Meta:
        icon = "tag"
        label_format = "{system} {code}"


class Topic(NamedSnippet):
    """A condition, treatment, body part, place or other subject, with its synonyms and codes."""

    kind = models.CharField(
        max_length=20, choices=TopicKind.choices, default=TopicKind.CONDITION, help_text=help_texts.TOPIC_KIND
    )
    description = RichTextField(
        blank=True, features=["bold", "italic", "link", "ul"], help_text=help_texts.TOPIC_DESCRIPTION
    )
    synonyms = StringListField(blank=True, help_text=help_texts.TOPIC_SYNONYMS)
    codes = StreamField([("code", TopicCodeBlock())], blank=True, help_text=help_texts.TOPIC_CODES)

    panels: ClassVar = [
        MultiFieldPanel(
            [
                TitleFieldPanel("name", help_text=help_texts.TOPIC_NAME, placeholder="Name"),
                FieldPanel("slug", heading="Address"),
                FieldPanel("kind"),
            ],
            heading="Name and address",
        ),
        FieldPanel("description"),
        FieldPanel("synonyms"),
        FieldPanel("codes"),
    ]
    edit_handler = ObjectList([*panels, PublishingPanel()])

    search_fields: ClassVar = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.SearchField("synonyms", boost=2),
        index.SearchField("description"),
        index.FilterField("id"),
        index.FilterField("slug"),
        index.FilterField("name"),
        index.FilterField("kind"),
        index.FilterField("live"),
        index.FilterField("locale"),
    ]
    api_fields: ClassVar = [
        APIField("name"),
        APIField("slug"),
        APIField("kind"),
        rich_text_field("description"),
        APIField("synonyms"),
        raw_list_field("codes", TOPIC_CODE),
    ]

    # Filters of lists by the articles that name them: `articles__isnull=false`.
    api_relations: ClassVar = {"articles": ARTICLE_COLUMNS}

    class Meta(NamedSnippet.Meta):
        verbose_name = "topic"
        verbose_name_plural = "topics"
