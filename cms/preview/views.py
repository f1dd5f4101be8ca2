"""Sharing drafts with people who have no account: one screen for each draft, and a report of all links."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.admin.utils import quote, unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.utils import get_latest_str
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.models import AbstractPage, PreviewableMixin

from cms.preview.forms import ShareLinkForm
from cms.preview.mixins import front_end_address
from cms.preview.models import ShareLink
from cms.preview.permissions import ALL_LINKS, may_share
from cms.preview.tokens import share_token


def share_address(draft: Any) -> str:
    """Return the address of the screen on which a draft is shared."""
    content_type = ContentType.objects.get_for_model(draft)
    return reverse("preview:share", args=[content_type.pk, quote(draft.pk)])


class ShareView(WagtailAdminTemplateMixin, View):
    """The open links to one draft, and the form for another."""

    template_name = "preview/share.html"
    page_title = "Share the draft"
    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the draft; who may not edit it may not share it."""
        super().setup(request, *args, **kwargs)
        content_type = get_object_or_404(ContentType, pk=kwargs["content_type"])
        model: Any = content_type.model_class()
        if model is None or not issubclass(model, PreviewableMixin):
            raise Http404
        self.draft = get_object_or_404(model, pk=unquote(kwargs["pk"]))
        if isinstance(self.draft, AbstractPage):
            self.draft = self.draft.specific
        if not may_share(request.user, self.draft):
            raise PermissionDenied

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the links and an empty form."""
        return self._page(ShareLinkForm(instance=self._new_link()))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Make a link."""
        form = ShareLinkForm(request.POST, instance=self._new_link())
        if not form.is_valid():
            return self._page(form)
        form.save()
        messages.success(request, "The link is ready. Copy it and send it to whoever should see the draft.")
        return redirect(share_address(self.draft))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the editor."""
        edit = AdminURLFinder(self.request.user).get_edit_url(self.draft)
        return [
            *super().get_breadcrumbs_items(),
            {"url": edit, "label": get_latest_str(self.draft)},
            {"url": "", "label": self.page_title},
        ]

    def get_page_subtitle(self) -> str:
        """Name the draft."""
        return str(get_latest_str(self.draft))

    def _page(self, form: ShareLinkForm) -> HttpResponse:
        links = [
            (link, front_end_address(self.draft, self.request, token=share_token(link)))
            for link in ShareLink.objects.to(self.draft).open().select_related("created_by", "revision")
        ]
        context = self.get_context_data(form=form, links=links)
        return self.render_to_response(context)

    def _new_link(self) -> ShareLink:
        content_type = ContentType.objects.get_for_model(self.draft)
        user: Any = self.request.user
        return ShareLink(content_type=content_type, object_id=str(self.draft.pk), created_by=user)


@require_POST
def revoke_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let a link work no longer."""
    link = get_object_or_404(ShareLink, key=key)
    draft: Any = link.saved_object
    may_revoke = link.created_by_id == request.user.pk or (draft and may_share(request.user, draft))
    if not (may_revoke or request.user.has_perm(ALL_LINKS)):
        raise PermissionDenied
    if link.is_open:
        link.revoke(user=request.user)
    messages.success(request, "The link is revoked. Whoever opens it is told so.")
    if draft and may_share(request.user, draft):
        return redirect(share_address(draft))
    return redirect("preview:shared")


class SharedDraftsView(ReportView):
    """All links that work: one's own, or everybody's for those who may see them."""

    model = ShareLink
    page_title = "Shared drafts"
    header_icon = "group"
    index_url_name = "preview:shared"
    index_results_url_name = "preview:shared_results"
    columns: ClassVar[list[Column]] = [
        TitleColumn(
            "draft",
            label="Draft",
            accessor=lambda link: _title(link),
            get_url=lambda link: _address(link),
        ),
        Column("note", label="For whom, and why"),
        Column(
            "shows", label="Shows", accessor=lambda link: "one version" if link.revision_id else "follows"
        ),
        Column("created_by", label="Shared by"),
        DateColumn("created_at", label="Since"),
        Column("expires_at", label="Until", accessor=lambda link: timezone.localtime(link.expires_at).date()),
    ]
    list_export: ClassVar[list[str]] = [
        "type_name",
        "object_id",
        "note",
        "created_by",
        "created_at",
        "expires_at",
    ]
    export_headings: ClassVar[dict[str, str]] = {
        "type_name": "Kind",
        "object_id": "Number",
        "note": "For whom, and why",
        "created_by": "Shared by",
        "created_at": "Since",
        "expires_at": "Until",
    }
    default_ordering = "-created_at"

    def get_base_queryset(self) -> QuerySet[ShareLink]:
        """Return the links that this person may see."""
        links = ShareLink.objects.open().select_related("created_by").prefetch_related("saved_object")
        return links if self.request.user.has_perm(ALL_LINKS) else links.filter(created_by=self.request.user)


def _title(link: ShareLink) -> str:
    return str(get_latest_str(link.saved_object)) if link.saved_object else "deleted"


def _address(link: ShareLink) -> str | None:
    return share_address(link.saved_object) if link.saved_object else None
