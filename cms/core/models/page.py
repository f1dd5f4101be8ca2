"""The base of all pages: what search engines, social networks and medical review need to know of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.api import APIField
from wagtail.models import AbstractPage, DefaultBasePageMixin, Site
from wagtail.models.pages import AbstractPageMeta
from wagtail.search import index
from wagtail_headless_preview.models import HeadlessMixin, get_client_root_url_from_site

from cms.core import help_texts
from cms.core.api_fields import image_field
from cms.core.enums import ReviewStatus, Robots, SchemaType
from cms.core.models.image import Image
from cms.core.page_fields import page_computed_fields
from cms.core.permissions import BASE_PAGE_PERMISSIONS, PagePermissions

# A review counts as due this long before its date, so that reviewers can plan.
REVIEW_DUE_BEFORE = timedelta(days=30)


class BasePage(HeadlessMixin, AbstractPage, DefaultBasePageMixin):
    """A page of any type. Its columns are one table, so that SEO and review work across types."""

    canonical_url = models.URLField(
        "canonical address", max_length=500, blank=True, help_text=help_texts.CANONICAL_URL
    )
    robots_noindex = models.BooleanField(
        "hide from search engines", default=False, help_text=help_texts.ROBOTS_NOINDEX
    )
    robots_nofollow = models.BooleanField(
        "do not follow links", default=False, help_text=help_texts.ROBOTS_NOFOLLOW
    )
    robots_section = models.CharField(
        "search engines, here and below",
        max_length=20,
        blank=True,
        db_index=True,
        choices=Robots.choices,
        help_text=help_texts.ROBOTS_SECTION,
    )
    social_title = models.CharField(max_length=255, blank=True, help_text=help_texts.SOCIAL_TITLE)
    social_description = models.TextField(blank=True, help_text=help_texts.SOCIAL_DESCRIPTION)
    social_image = models.ForeignKey(
        Image,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_texts.SOCIAL_IMAGE,
    )
    schema_type = models.CharField(
        "type for search engines",
        max_length=40,
        blank=True,
        choices=SchemaType.choices,
        help_text=help_texts.SCHEMA_TYPE,
    )
    reviewed_by = models.ForeignKey(
        "blog.Author",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reviewed_pages",
        help_text=help_texts.REVIEWED_BY,
    )
    last_reviewed_at = models.DateField(
        "last reviewed", null=True, blank=True, help_text=help_texts.LAST_REVIEWED_AT
    )
    next_review_at = models.DateField(
        "next review", null=True, blank=True, db_index=True, help_text=help_texts.NEXT_REVIEW_AT
    )

    search_fields: ClassVar = [
        *AbstractPage.search_fields,
        *DefaultBasePageMixin.search_fields,
        index.SearchField("search_description"),
        index.FilterField("slug"),
        index.FilterField("next_review_at"),
    ]
    api_fields: ClassVar[list[APIField]] = [
        APIField("canonical_url"),
        APIField("robots_noindex"),
        APIField("robots_nofollow"),
        APIField("robots_section"),
        APIField("social_title"),
        APIField("social_description"),
        image_field("social_image"),
        APIField("schema_type"),
        *page_computed_fields(),
    ]
    api_meta_fields: ClassVar[list[APIField]] = [APIField("last_published_at")]
    # Lists can be filtered by these too, and by the reviewer (`cms.api.filterable`).
    api_filters: ClassVar[tuple[str, ...]] = ("last_reviewed_at", "next_review_at")
    api_relations: ClassVar[dict[str, tuple[str, ...]]] = {"reviewed_by": ("id", "slug", "name", "role")}

    class Meta(AbstractPageMeta):
        verbose_name = "page"
        verbose_name_plural = "pages"
        permissions = BASE_PAGE_PERMISSIONS
        indexes: ClassVar[list[models.Index]] = [
            # The nearest expiry is looked for after each change, among few that have one.
            models.Index(
                fields=["expire_at"], name="core_basepage_expire_at", condition=Q(expire_at__isnull=False)
            ),
            # Lists are put in these orders; without an index that sorts all pages.
            models.Index(fields=["title"], name="core_basepage_title"),
            models.Index(fields=["last_published_at"], name="core_basepage_last_published"),
            models.Index(fields=["last_reviewed_at"], name="core_basepage_last_reviewed"),
        ]

    def clean(self) -> None:
        """Refuse review dates that contradict each other."""
        super().clean()
        if self.last_reviewed_at and self.next_review_at and self.next_review_at <= self.last_reviewed_at:
            raise ValidationError(
                {"next_review_at": "The next review must be after the last one; choose a later day."}
            )

    def get_client_root_url(self, request: Any) -> str:
        """Return the front end's preview address, from this page's own site and not the request's host."""
        return get_client_root_url_from_site(self.get_site() or Site.find_for_request(request))

    def permissions_for_user(self, user: Any) -> PagePermissions:
        """Return what this person may do with the page."""
        return PagePermissions(user, self)

    @property
    def review_status(self) -> ReviewStatus:
        """Tell where this page stands in medical review today."""
        if self.next_review_at is None:
            return ReviewStatus.CURRENT if self.last_reviewed_at else ReviewStatus.NONE
        today = timezone.localdate()
        if self.next_review_at < today:
            return ReviewStatus.OVERDUE
        if self.next_review_at <= today + REVIEW_DUE_BEFORE:
            return ReviewStatus.DUE
        return ReviewStatus.CURRENT
