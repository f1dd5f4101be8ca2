"""The screens before a page is moved, unpublished or deleted, in place of Wagtail's at the same addresses."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.move import MoveConfirmView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.models import PageLogEntry

from cms.core.models import BasePage
from cms.integrity.effects import Effects, effects_of_page
from cms.integrity.forms import OutcomeFields
from cms.integrity.undo import remember
from cms.redirects.outcomes import decided


def say_undoable(request: HttpRequest, entry: PageLogEntry, text: str) -> None:
    """Tell what was done, with the button that undoes it."""
    undo = messages.button(reverse("integrity:undo", args=(entry.pk,)), "Undo")
    messages.success(request, text, buttons=[undo])


class Asks(ABC):
    """Shows what would happen, and asks what readers are to find where something public goes."""

    request: Any

    @abstractmethod
    def going(self) -> list[BasePage]:
        """Return the pages that go."""

    @abstractmethod
    def effects(self) -> Effects:
        """Return what would happen."""

    @cached_property
    def known_effects(self) -> Effects:
        """Return what would happen, worked out once."""
        return self.effects()

    @cached_property
    def question(self) -> OutcomeFields | None:
        """Return the question, answered or not; None where no reader would miss anything."""
        if not self.known_effects.address_count:
            return None
        data = self.request.POST if "asked" in self.request.POST else None
        old = [change.old for change in self.known_effects.addresses]
        return OutcomeFields(data, going=self.going(), old=old)

    @property
    def is_answered(self) -> bool:
        """Tell whether the answer will do. Whoever posts none was not asked: another program."""
        return self.question is None or not self.question.is_bound or self.question.is_valid()

    @contextmanager
    def as_decided(self, *, whole: tuple[str, ...] = ()) -> Iterator[None]:
        """Do what is inside in one transaction, with the answer given."""
        with transaction.atomic():
            if self.question is not None and self.question.is_bound:
                with decided(self.question.decided(), whole=whole):
                    yield
            else:
                yield

    def asking_context(self) -> dict[str, Any]:
        """Return what the template of the screen needs."""
        return {"effects": self.known_effects, "question": self.question}


class PageDeleteView(Asks, DeleteView):
    """Deleting a page and everything below it."""

    template_name = "integrity/confirm_delete.html"
    page: BasePage

    def going(self) -> list[BasePage]:
        """Return the page."""
        return [self.page]

    def effects(self) -> Effects:
        """Return what becomes of it and of all below."""
        return effects_of_page(self.page, self.request.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete it once the question is answered."""
        if not self.is_answered:
            return self.render_to_response(self.get_context_data())
        with self.as_decided():
            response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what would happen."""
        return {**super().get_context_data(**kwargs), **self.asking_context()}


class PageUnpublishView(Asks, UnpublishView):
    """Unpublishing a page, alone or with everything below it."""

    template_name = "integrity/confirm_unpublish.html"
    object: BasePage

    def going(self) -> list[BasePage]:
        """Return the page."""
        return [self.object]

    def effects(self) -> Effects:
        """Return what becomes of it, and of what is below if that is to go too."""
        return effects_of_page(self.object, self.request.user, below=self._with_below)

    @property
    def _with_below(self) -> bool:
        return bool(self.request.POST.get("include_descendants"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Unpublish it once the question is answered."""
        if not self.is_answered:
            return self.render_to_response(self.get_context_data())
        pages = BasePage.objects.descendant_of(self.object, inclusive=True).live()
        if not self._with_below:
            pages = pages.filter(pk=self.object.pk)
        revisions = [list(row) for row in pages.order_by("path").values_list("pk", "live_revision_id")]
        with self.as_decided(whole=(self.object.path,) if self._with_below else ()):
            entry = remember(self.object, request.user, kind="unpublish", pages=revisions)
            response: HttpResponse = super().post(request, *args, **kwargs)
        if revisions:
            say_undoable(request, entry, "It can be brought back as it was, with its addresses.")
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what would happen."""
        return {**super().get_context_data(**kwargs), **self.asking_context()}


class PageMoveView(MoveConfirmView):
    """Moving a page with everything below it."""

    template_name = "integrity/confirm_move.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what would happen."""
        page, parent = self.page_to_move, self.destination
        effects = effects_of_page(page, self.request.user, new_url_path=f"{parent.url_path}{page.slug}/")
        return {**super().get_context_data(**kwargs), "effects": effects}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move it, and say how to undo it."""
        before = self.page_to_move.get_parent().pk
        with transaction.atomic():
            entry = remember(
                self.page_to_move, request.user, kind="move", before=before, after=self.destination.pk
            )
            response: HttpResponse = super().post(request, *args, **kwargs)
        say_undoable(request, entry, "Readers of the old addresses are led to the new ones.")
        return response
