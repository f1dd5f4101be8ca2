"""The page below which articles live."""

from __future__ import annotations

from typing import ClassVar

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from blog import help_texts
from blog.blocks import BodyBlock
from cms.core.api_fields import body_field, rich_text_field
from cms.core.models import BasePage
from cms.core.panels import TITLE_PANEL, page_tabs
from cms.preview.mixins import HeadlessDraftMixin


class ArticleIndexPage(HeadlessDraftMixin, BasePage):
    """A list of articles with an introduction; sections are index pages below index pages."""

    intro = RichTextField(blank=True, features=["bold", "italic", "link"], help_text=help_texts.INTRO)
    body = StreamField(BodyBlock(), blank=True)

    subpage_types: ClassVar = ["blog.ArticlePage", "blog.ArticleIndexPage"]
    parent_page_types: ClassVar = ["home.HomePage", "blog.ArticleIndexPage"]

    edit_handler = page_tabs(
        content=[TITLE_PANEL, FieldPanel("intro"), FieldPanel("body", help_text=help_texts.BODY)]
    )

    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    api_fields: ClassVar = [*BasePage.api_fields, rich_text_field("intro"), body_field("body")]

    class Meta:
        verbose_name = "article list"
        verbose_name_plural = "article lists"
