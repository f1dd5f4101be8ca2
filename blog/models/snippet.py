"""What authors and topics have in common: a slug in each language, drafts, history, preview, review."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail.search import index

from blog import help_texts
from cms.core.addresses import reader_url
from cms.preview.mixins import HeadlessSnippetPreviewMixin

# By which columns of its articles a topic, an author or a trial can be found.
ARTICLE_COLUMNS = ("id", "slug", "title", "published_at", "updated_at")


class NamedSnippet(
    HeadlessSnippetPreviewMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A translatable snippet with a reader address of its own."""

    name = models.CharField(max_length=255)
    slug = models.SlugField(max_length=255, allow_unicode=True, blank=True, help_text=help_texts.SLUG)

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="%(class)s")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(class)s",
        for_concrete_model=False,
    )

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def revisions(self) -> Any:
        """Return the history, newest last."""
        return self._revisions

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Fill an empty slug from the name before anything checks it."""
        self.slug = self.slug or slugify(self.name, allow_unicode=True)
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a slug that another one of this language has."""
        super().clean()
        same_slug = type(self)._default_manager.filter(slug=self.slug, locale_id=self.locale_id)
        if self.slug and same_slug.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"slug": f"“{self.slug}” is taken in this language. Choose another, such as “{self.slug}-2”."}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Fill an empty slug from the name."""
        self.slug = self.slug or slugify(self.name, allow_unicode=True)
        super().save(*args, **kwargs)

    def get_full_url(self) -> str:
        """Return the absolute reader address."""
        return reader_url(self._meta.label, self.slug, locale_code=self.locale.language_code)

    full_url = property(get_full_url)

    @property
    def usage_url(self) -> str:
        """Return where the admin lists the places that use this."""
        return reverse(self.snippet_viewset.get_url_name("usage"), args=[self.pk])
