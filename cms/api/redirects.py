"""`/api/v2/redirects/`: where old addresses lead, one record at a time."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from wagtail.api import APIField
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.contrib.redirects.models import Redirect

from cms.api.meta_fields import detail_url_field, type_field
from cms.api.viewsets import DeliveryAPIViewSet
from cms.core.api_fields import DeliveryField
from cms.core.json_schema import integer, nullable, one_of, text
from cms.core.models import BasePage
from cms.core.output import Output
from cms.core.scope import PublicScope
from cms.redirects.enums import Match, Status
from cms.redirects.lookup import hop_at
from cms.redirects.models import match_of, status_of
from cms.redirects.targets import is_safe_link

OWN_FIELDS = ["old_path", "location", "is_permanent", "status", "match"]


class RedirectAPIViewSet(DeliveryAPIViewSet):
    """Where old addresses lead; those that lead nowhere public are left out."""

    endpoint = "redirects"
    model = Redirect
    select_related: ClassVar[tuple[str, ...]] = ("rule",)
    body_fields: ClassVar[list[str]] = [*BaseAPIViewSet.body_fields, *OWN_FIELDS]
    listing_default_fields: ClassVar[list[str]] = [*BaseAPIViewSet.listing_default_fields, *OWN_FIELDS]
    find_query_parameters = BaseAPIViewSet.find_query_parameters | {"html_path"}

    @classmethod
    def extra_fields(cls, model: Any) -> list[APIField]:
        """Return what the record and its companion say together."""
        return [
            type_field(),
            detail_url_field(cls.endpoint),
            DeliveryField(
                "location",
                _location,
                collect=lambda redirect, references: references.want("page", redirect.redirect_page_id),
                schema=nullable(
                    text(
                        "Where it leads: the address of the page, or what was typed, which may be a path. "
                        "Null for an address that is gone."
                    )
                ),
            ),
            DeliveryField(
                "status",
                lambda redirect, output: status_of(redirect).value,
                schema=integer("What to answer: 410 for an address that is gone.", enum=list(Status.values)),
            ),
            DeliveryField(
                "match",
                lambda redirect, output: match_of(redirect).value,
                schema=one_of(
                    list(Match.values),
                    "Which addresses are meant: this one; this one and all below it; or the same with all "
                    "below it at its place below `location`.",
                ),
            ),
        ]

    def get_queryset(self) -> QuerySet[Any]:
        """Return the redirects of the site and of all sites, but those to pages that are not public."""
        pages = BasePage.objects.filter(_public_anywhere(self.scope)).values("pk")
        typed = Q(redirect_link__startswith="http") | Q(redirect_link__startswith="/")
        leads_somewhere = (
            Q(redirect_page=None) & typed | Q(redirect_page_id__in=pages) | Q(rule__status=Status.GONE)
        )
        own = Redirect.objects.filter(Q(site_id=self.scope.site.id) | Q(site=None))
        return own.filter(leads_somewhere).select_related("rule").order_by("pk")

    def find_object(self, queryset: QuerySet[Any], request: Any) -> Any:
        """Find the redirect in force at `html_path`, or that with an `id`."""
        if "html_path" in request.GET:
            hop = hop_at(self.scope, request.GET["html_path"])
            return queryset.filter(pk=hop.redirect_id).first() if hop else None
        return super().find_object(queryset, request)


def _public_anywhere(scope: PublicScope) -> Q:
    """Return the condition of pages that are public on any site: a redirect may lead to another one."""
    roots = (Q(path__startswith=root.path) for site in scope.sites for root in site.roots)
    condition = Q(live=True) & reduce(or_, roots, Q(pk__in=[]))
    for private in scope.private_page_paths:
        condition &= ~Q(path__startswith=private)
    return condition


def _location(redirect: Redirect, output: Output) -> str | None:
    if status_of(redirect) == Status.GONE:
        return None
    if redirect.redirect_page_id:
        card = output.references.get("page", redirect.redirect_page_id)
        return card and card["url"] + (redirect.redirect_page_route_path or "").lstrip("/")
    return redirect.redirect_link if is_safe_link(redirect.redirect_link) else None
