"""The screen before something is published under another slug, and the one that undoes a change."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages
from wagtail.models import PageLogEntry
from wagtail.snippets.models import get_snippet_models

from cms.core.models import BasePage
from cms.integrity.effects import effects_of_page, effects_of_snippet
from cms.integrity.undo import ACTION, CannotUndoError, remember, undo
from cms.integrity.views import say_undoable
from cms.redirects.snippet_history import has_addresses, named


def screen_before_page(request: HttpRequest, page: BasePage) -> HttpResponse | None:
    """Hook of the page editor: ask before public addresses change. The draft is saved already."""
    stored = BasePage.objects.get(pk=page.pk)
    is_later = page.go_live_at is not None and page.go_live_at > timezone.now()
    if not stored.live or stored.slug == page.slug or is_later:
        return None
    return redirect("integrity:publish_page", page.pk)


def screen_before_snippet(request: HttpRequest, snippet: models.Model) -> HttpResponse | None:
    """Hook of the editor of snippets: the same for what readers find at an address of its own."""
    if not has_addresses(type(snippet)):
        return None
    stored = type(snippet)._base_manager.get(pk=snippet.pk)
    go_live_at = getattr(snippet, "go_live_at", None)
    is_later = go_live_at is not None and go_live_at > timezone.now()
    if not named(stored).is_live or named(stored).every == named(snippet).every or is_later:
        return None
    meta = snippet._meta
    return redirect("integrity:publish_snippet", meta.app_label, meta.model_name, snippet.pk)


class PublishPageView(TemplateView):
    """Publishing the latest draft of a live page, whose address it changes."""

    template_name = "integrity/confirm_publish.html"

    def setup(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> None:
        """Find the page, and its draft."""
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(BasePage, pk=page_id)
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        self.revision = self.page.get_latest_revision()
        if self.revision is None:
            raise Http404
        self.draft = self.revision.as_object()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what would happen."""
        url_path = f"{self.page.get_parent().url_path}{self.draft.slug}/"
        return {
            **super().get_context_data(**kwargs),
            "object": self.page,
            "effects": effects_of_page(self.page, self.request.user, new_url_path=url_path),
            "edit_url": reverse("wagtailadmin_pages:edit", args=(self.page.pk,)),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Publish."""
        before, after = self.page.slug, self.draft.slug
        with transaction.atomic():
            PublishPageRevisionAction(self.revision, user=request.user, changed=True).execute()
            entry = remember(self.page, request.user, kind="slug", before=before, after=after)
        say_undoable(
            request, entry, f"“{self.draft.title}” was published. Its old addresses lead to the new ones."
        )
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)


class PublishSnippetView(TemplateView):
    """Publishing the latest draft of a live snippet, whose address it changes."""

    template_name = "integrity/confirm_publish.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the snippet, and its draft."""
        super().setup(request, *args, **kwargs)
        label = f"{kwargs['app_label']}.{kwargs['model_name']}".lower()
        model = next((model for model in get_snippet_models() if model._meta.label_lower == label), None)
        if model is None or not has_addresses(model):
            raise Http404
        if not request.user.has_perm(f"{model._meta.app_label}.publish_{model._meta.model_name}"):
            raise PermissionDenied
        self.snippet = get_object_or_404(model, pk=kwargs["pk"])
        self.revision = self.snippet.get_latest_revision()
        if self.revision is None:
            raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what would happen."""
        draft = self.revision.as_object()
        viewset = type(self.snippet).snippet_viewset
        return {
            **super().get_context_data(**kwargs),
            "object": self.snippet,
            "effects": effects_of_snippet(self.snippet, self.request.user, renamed=draft),
            "edit_url": reverse(viewset.get_url_name("edit"), args=(self.snippet.pk,)),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Publish."""
        with transaction.atomic():
            self.revision.publish(user=request.user, skip_permission_checks=True)
        messages.success(request, f"“{self.snippet}” was published. Its old addresses lead to the new one.")
        viewset = type(self.snippet).snippet_viewset
        return redirect(viewset.get_url_name("list"))


class UndoView(TemplateView):
    """Undoing a change, after a look at what that means."""

    template_name = "integrity/undo.html"

    def setup(self, request: HttpRequest, *args: Any, entry_id: int, **kwargs: Any) -> None:
        """Find what was done."""
        super().setup(request, *args, **kwargs)
        self.entry = get_object_or_404(PageLogEntry, pk=entry_id, action=ACTION)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what was done."""
        return {**super().get_context_data(**kwargs), "entry": self.entry, "what": described(self.entry.data)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Undo it, or say why that cannot be."""
        try:
            page = undo(self.entry, request.user)
        except CannotUndoError as error:
            messages.error(request, str(error))
            return redirect("wagtailadmin_home")
        messages.success(request, f"Undone. “{page.title}” is found at its former address again.")
        return redirect("wagtailadmin_explore", BasePage.objects.get(pk=page.pk).get_parent().pk)


def described(data: dict[str, Any]) -> str:
    """Return what undoing an entry does, in a sentence."""
    if data["kind"] == "slug":
        return f"The last part of the address becomes “{data['before']}” again, instead of “{data['after']}”."
    if data["kind"] == "move":
        parent = BasePage.objects.filter(pk=data["before"]).first()
        return f"The page moves back below “{parent.title if parent else '?'}”, with everything below it."
    count = len(data["pages"])
    return "The page is published again as it was." if count == 1 else f"{count} pages are published again."
