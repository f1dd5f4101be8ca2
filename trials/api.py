"""`/api/v2/trials/`, `/api/v2/trials/<id>/` and `/api/v2/trials/<registry id or slug>/`."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Model
from wagtail.api import APIField

from cms.api.registry import router
from cms.api.resolve import register_snippet_resolver
from cms.api.viewsets import SnippetAPIViewSet
from cms.core import json_schema
from cms.core.api_fields import DeliveryField
from cms.seo.fields import head_fields
from trials.heads import TRIAL_HEAD, address
from trials.models import Trial
from trials.registry_ids import canonical_registry_id


class TrialAPIViewSet(SnippetAPIViewSet):
    """Clinical trials, with their status, phases, countries and dates as precise as the registry's."""

    endpoint = "trials"
    model = Trial
    key_fields: ClassVar = ("registry_id", "slug")
    body_fields: ClassVar = [*SnippetAPIViewSet.body_fields, "seo", "json_ld", "head_html"]
    listing_default_fields: ClassVar = [
        *SnippetAPIViewSet.listing_default_fields,
        "html_url",
        "title",
        "slug",
        "registry_id",
        "overall_status",
        "phases",
        "first_posted",
    ]

    @classmethod
    def extra_fields(cls, model: Any) -> list[APIField]:
        """Return v2's fields the reader address in the language asked for, and the head."""
        return [*super().extra_fields(model), _html_url_field(), *head_fields(TRIAL_HEAD)]

    def find_by_key(self, key: str, *, locale_code: str | None = None) -> Model:
        """Return the live trial with this registry id, however it is written, or with this slug."""
        return super().find_by_key(canonical_registry_id(key) or key, locale_code=locale_code)


def _html_url_field() -> DeliveryField:
    return DeliveryField("html_url", address, schema=json_schema.address("Where readers find it."))


def register() -> None:
    """Register the endpoint and how reader addresses of trials resolve."""
    router.register_endpoint("trials", TrialAPIViewSet)
    register_snippet_resolver("trials.Trial", kind="trial", viewset=TrialAPIViewSet)
