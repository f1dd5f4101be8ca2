"""The article and the trial as a project on stock Wagtail would write them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.models import register_snippet


@register_snippet
class Trial(models.Model):
    """A clinical trial."""

    registry_id = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=255)
    phase = models.CharField(max_length=20)
    status = models.CharField(max_length=40)
    condition = models.CharField(max_length=100)
    sponsor = models.CharField(max_length=100)
    enrolment = models.IntegerField()
    start = models.DateField()

    def __str__(self) -> str:
        return self.title


class RelatedPageBlock(blocks.PageChooserBlock):
    """A page, expanded to what a link needs."""

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        """Return id, title and slug instead of a bare id."""
        return value and {"id": value.pk, "title": value.title, "slug": value.slug}


class TrialBlock(SnippetChooserBlock):
    """A trial, expanded to its facts."""

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        """Return the trial's fields instead of a bare id."""
        return value and {
            "id": value.pk,
            "registry_id": value.registry_id,
            "title": value.title,
            "phase": value.phase,
            "status": value.status,
            "condition": value.condition,
            "sponsor": value.sponsor,
            "enrolment": value.enrolment,
            "start": value.start.isoformat(),
        }


class CalloutBlock(blocks.StructBlock):
    """A box that stands out."""

    kind = blocks.ChoiceBlock(choices=[("information", "Information"), ("warning", "Warning")])
    title = blocks.CharBlock()
    text = blocks.TextBlock()


BODY_BLOCKS = [
    ("heading", blocks.CharBlock()),
    ("paragraph", blocks.RichTextBlock()),
    ("bullet_list", blocks.ListBlock(blocks.CharBlock())),
    ("callout", CalloutBlock()),
    ("related", blocks.ListBlock(RelatedPageBlock())),
    ("trials", blocks.ListBlock(TrialBlock("stock_wagtail.Trial"))),
]


class Article(Page):
    """An article with a body of blocks."""

    date = models.DateField()
    topic = models.CharField(max_length=50, db_index=True)
    summary = models.TextField(blank=True)
    hero_image = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(BODY_BLOCKS, blank=True)

    content_panels: ClassVar = [
        *Page.content_panels,
        *map(FieldPanel, ("date", "topic", "summary", "hero_image", "body")),
    ]
    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("body"),
        index.FilterField("topic"),
        index.FilterField("date"),
    ]
    api_fields: ClassVar = [*map(APIField, ("date", "topic", "summary", "hero_image", "body"))]
