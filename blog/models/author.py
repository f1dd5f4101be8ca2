"""The people who write and check articles."""

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
from blog.models.snippet import ARTICLE_COLUMNS, NamedSnippet
from blog.schemas import PROFILE_LINK
from cms.core.api_fields import image_field, raw_list_field, rich_text_field

BIOGRAPHY_FEATURES = ["bold", "italic", "link", "ul"]


class ProfileLinkBlock(blocks.StructBlock):
    """A page elsewhere about the same person."""

    label = blocks.CharBlock(max_length=80)
    url = blocks.URLBlock(label="Address")

    class Meta:
        icon = "link"
        label_format = "{label}"


class Author(NamedSnippet):
    """Someone who writes or checks articles, with what makes them trustworthy."""

    credentials = models.CharField(max_length=255, blank=True, help_text=help_texts.AUTHOR_CREDENTIALS)
    role = models.CharField(max_length=255, blank=True, help_text=help_texts.AUTHOR_ROLE)
    biography = RichTextField(blank=True, features=BIOGRAPHY_FEATURES, help_text=help_texts.AUTHOR_BIOGRAPHY)
    photo = models.ForeignKey(
        "core.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_texts.AUTHOR_PHOTO,
    )
    profile_links = StreamField(
        [("link", ProfileLinkBlock())], blank=True, help_text=help_texts.PROFILE_LINKS
    )

    panels: ClassVar = [
        MultiFieldPanel(
            [
                TitleFieldPanel("name", help_text=help_texts.AUTHOR_NAME, placeholder="Name"),
                FieldPanel("slug", heading="Address"),
            ],
            heading="Name and address",
        ),
        MultiFieldPanel([FieldPanel("credentials"), FieldPanel("role")], heading="Qualification"),
        FieldPanel("photo"),
        FieldPanel("biography"),
        FieldPanel("profile_links"),
    ]
    edit_handler = ObjectList([*panels, PublishingPanel()])

    search_fields: ClassVar = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.SearchField("credentials"),
        index.SearchField("role"),
        index.SearchField("biography"),
        index.FilterField("id"),
        index.FilterField("slug"),
        index.FilterField("name"),
        index.FilterField("role"),
        index.FilterField("live"),
        index.FilterField("locale"),
    ]
    api_fields: ClassVar = [
        APIField("name"),
        APIField("slug"),
        APIField("credentials"),
        APIField("role"),
        rich_text_field("biography"),
        image_field("photo"),
        raw_list_field("profile_links", PROFILE_LINK),
    ]

    # Filters of lists by the articles that name them: `articles__isnull=false`.
    api_relations: ClassVar = {
        "articles": ARTICLE_COLUMNS,
        "reviewed_pages": ("id", "slug", "title"),
    }

    class Meta(NamedSnippet.Meta):
        verbose_name = "author"
        verbose_name_plural = "authors"
