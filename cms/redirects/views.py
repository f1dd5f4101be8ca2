"""The admin's list and forms of redirects, in place of Wagtail's at the same addresses."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, StatusTagColumn, TitleColumn
from wagtail.admin.widgets.button import Button
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.redirects import help_texts
from cms.redirects.diagnosis import Scopes, diagnose
from cms.redirects.enums import Match, Status
from cms.redirects.forms import RedirectForm
from cms.redirects.models import match_of, status_of, with_status

MATCHES = {Match.EXACT: "this address", Match.PREFIX: "and below", Match.PREFIX_AND_REST: "and below, each"}


class OutcomeColumn(Column):
    """What a redirect does today: where it really leads, or why it is not followed."""

    def get_cell_context_data(self, instance: Redirect, parent_context: Any) -> dict[str, Any]:
        """Return the sentence; the scopes of sites are read once for a list."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        if not hasattr(request, "_redirect_scopes"):
            request._redirect_scopes = Scopes()
        return {**context, "value": diagnose(instance, request._redirect_scopes).sentence}

    def get_value(self, instance: Redirect) -> str:
        """Return nothing: what is shown takes the request (`get_cell_context_data`)."""
        return ""


HIT_CHOICES = [
    ("never", "Never followed"),
    ("month", "Followed in the last 30 days"),
    ("stale", "Not followed for a year"),
]


def by_hits(queryset: QuerySet[Redirect], name: str, value: str) -> QuerySet[Redirect]:
    """Return the redirects that were followed as `HIT_CHOICES` says."""
    now = timezone.now()
    if value == "never":
        return queryset.filter(hits__isnull=True)
    if value == "month":
        return queryset.filter(hits__last_hit_at__gte=now - timedelta(days=30))
    return queryset.exclude(hits__last_hit_at__gte=now - timedelta(days=365)).filter(
        created_at__lt=now - timedelta(days=365)
    )


class RedirectFilterSet(WagtailFilterSet):
    """Filters of the list."""

    effective_status = django_filters.ChoiceFilter(
        label="Answer", choices=Status.choices, empty_label="All", widget=forms.RadioSelect
    )
    effective_match = django_filters.ChoiceFilter(
        label="For", choices=Match.choices, empty_label="All", widget=forms.RadioSelect
    )
    hits = django_filters.ChoiceFilter(
        label="Followed", choices=HIT_CHOICES, method=by_hits, empty_label="All", widget=forms.RadioSelect
    )
    automatically_created = django_filters.BooleanFilter(label="Made automatically")
    site = django_filters.ModelChoiceFilter(field_name="site", queryset=Site.objects.all())

    class Meta:
        """The fields beyond those above: none."""

        model = Redirect
        fields: ClassVar[list[str]] = ["site", "automatically_created"]


class IndexView(views.IndexView):
    """All redirects, with what they answer, what they are for, and what happens today."""

    filterset_class = RedirectFilterSet
    columns: ClassVar[list[Column]] = [
        TitleColumn(
            "old_path", label="From", url_name="wagtailredirects:edit", sort_key="old_path", width="30%"
        ),
        Column(
            "match",
            label="For",
            accessor=lambda redirect: MATCHES[match_of(redirect)],
            sort_key="effective_match",
        ),
        Column("site", label="Site", sort_key="site__site_name"),
        views.RedirectTargetColumn("redirect_page", label="To", width="20%"),
        StatusTagColumn(
            "status",
            label="Answer",
            accessor=lambda redirect: status_of(redirect).value,
            sort_key="effective_status",
            primary=lambda redirect: status_of(redirect).is_permanent,
        ),
        OutcomeColumn("outcome", label="What happens", width="25%"),
        NumberColumn("hits", label="Followed", accessor="hit_count", sort_key="hit_count"),
        DateColumn("last_hit_at", label="Last", accessor="last_hit_at", sort_key="last_hit_at"),
    ]
    list_export: ClassVar[list[str]] = [
        "old_path",
        "link",
        "effective_status",
        "effective_match",
        "site",
        "hit_count",
        "last_hit_at",
    ]
    export_headings: ClassVar[dict[str, str]] = {
        "old_path": "From",
        "link": "To",
        "effective_status": "Answer",
        "effective_match": "For",
        "site": "Site",
        "hit_count": "Followed",
        "last_hit_at": "Last followed",
    }

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add trying an address."""
        test = Button("Try an address", url=reverse("try_redirect"), icon_name="search", priority=40)
        return [*super().header_more_buttons, test]

    def get_base_queryset(self) -> QuerySet[Redirect]:
        """Return redirects with their companions."""
        followed = with_status(super().get_base_queryset())
        return followed.annotate(hit_count=Coalesce("hits__hits", 0), last_hit_at=F("hits__last_hit_at"))


class _SaysWhetherItWorks:
    """Saves redirect and companion together, and tells when the target is not public."""

    request: Any

    def save_instance(self) -> Redirect:
        """Save in one transaction."""
        with transaction.atomic():
            redirect: Redirect = super().save_instance()  # type: ignore[misc]
        page = redirect.redirect_page
        scope = Scopes().of(redirect.site)
        if page and not (page.live and scope and scope.is_public_page_path(page.path)):
            messages.warning(self.request, help_texts.NOT_PUBLIC)
        return redirect


class CreateView(_SaysWhetherItWorks, views.CreateView):
    """A new redirect."""

    form_class = RedirectForm


class EditView(_SaysWhetherItWorks, views.EditView):
    """A redirect that exists."""

    form_class = RedirectForm
