"""The home page and plain pages."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index

from blog.blocks import BodyBlock
from cms.core.api_fields import body_field, image_field, rich_text_field
from cms.core.models import BasePage
from cms.core.panels import TITLE_PANEL, page_tabs
from cms.preview.mixins import HeadlessDraftMixin
from home import help_texts
from home.page_fields import featured_field, hero_link_field


class FeaturedPage(Orderable):
    """A page that an editor shows first on the home page."""

    home_page = ParentalKey("home.HomePage", related_name="featured_links", on_delete=models.CASCADE)
    page = models.ForeignKey("core.BasePage", related_name="+", on_delete=models.CASCADE)

    panels: ClassVar = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = "featured page"


class HomePage(HeadlessDraftMixin, BasePage):
    """The start of a site in one language: a hero, featured pages and a body."""

    hero_title = models.CharField(max_length=255, blank=True, help_text=help_texts.HERO_TITLE)
    hero_text = RichTextField(blank=True, features=["bold", "italic", "link"], help_text=help_texts.HERO_TEXT)
    hero_image = models.ForeignKey(
        "core.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_texts.HERO_IMAGE,
    )
    hero_link_text = models.CharField(
        "button text", max_length=80, blank=True, help_text=help_texts.HERO_LINK_TEXT
    )
    hero_link_page = models.ForeignKey(
        "core.BasePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="button page",
        help_text=help_texts.HERO_LINK,
    )
    hero_link_url = models.URLField("button address", max_length=500, blank=True)
    body = StreamField(BodyBlock(), blank=True)

    parent_page_types: ClassVar = ["core.BasePage"]

    edit_handler = page_tabs(
        content=[
            TITLE_PANEL,
            MultiFieldPanel(
                [
                    FieldPanel("hero_title"),
                    FieldPanel("hero_text"),
                    FieldPanel("hero_image"),
                    FieldPanel("hero_link_text"),
                    FieldPanel("hero_link_page"),
                    FieldPanel("hero_link_url"),
                ],
                heading="Opening",
            ),
            InlinePanel("featured_links", heading="Featured", label="Page", help_text=help_texts.FEATURED),
            FieldPanel("body", help_text=help_texts.BODY),
        ]
    )

    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("hero_title"),
        index.SearchField("hero_text"),
        index.SearchField("body"),
    ]
    api_fields: ClassVar = [
        *BasePage.api_fields,
        APIField("hero_title"),
        rich_text_field("hero_text"),
        image_field("hero_image"),
        hero_link_field(),
        featured_field(),
        body_field("body"),
    ]

    class Meta:
        verbose_name = "home page"
        verbose_name_plural = "home pages"

    def clean(self) -> None:
        """Refuse a button with two targets."""
        super().clean()
        if self.hero_link_page_id and self.hero_link_url:
            raise ValidationError({"hero_link_url": "Choose a page or type an address, not both."})


class StandardPage(HeadlessDraftMixin, BasePage):
    """A page that is neither article nor list: about us, contact, policies."""

    body = StreamField(BodyBlock(), blank=True)

    edit_handler = page_tabs(content=[TITLE_PANEL, FieldPanel("body", help_text=help_texts.BODY)])

    parent_page_types: ClassVar[list[Any]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[Any]] = ["home.StandardPage"]

    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]
    api_fields: ClassVar = [*BasePage.api_fields, body_field("body")]

    class Meta:
        verbose_name = "standard page"
        verbose_name_plural = "standard pages"
