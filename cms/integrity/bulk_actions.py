"""The same question when many pages are unpublished or deleted at once."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction, UnpublishBulkAction
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm

from cms.core.models import BasePage
from cms.integrity.forms import OutcomeFields
from cms.redirects.outcomes import decided


class BulkOutcomeForm(OutcomeFields, DefaultPageForm):
    """The question, and whether the pages below go too. Who posts no answer was not asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and "asked" not in self.data:
            self.fields["outcome"].required = False


class _AsksOfMany:
    """Lets what was chosen hold for all of the pages."""

    form_class: ClassVar[type[forms.Form]] = BulkOutcomeForm
    request: Any

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the pages that go."""
        keys = [key for key in self.request.GET.getlist("id") if key.isdecimal()]
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return {**kwargs, "going": list(BasePage.objects.filter(pk__in=keys))}

    def form_valid(self, form: BulkOutcomeForm) -> HttpResponse:
        """Do it with the answer given."""
        if not form.cleaned_data["outcome"]:
            return super().form_valid(form)  # type: ignore[misc]
        with decided(form.decided()):
            return super().form_valid(form)  # type: ignore[misc]


class AskingUnpublishBulkAction(_AsksOfMany, UnpublishBulkAction):
    """Unpublishing many pages."""

    template_name = "integrity/confirm_bulk_unpublish.html"


class AskingDeleteBulkAction(_AsksOfMany, DeleteBulkAction):
    """Deleting many pages."""

    template_name = "integrity/confirm_bulk_delete.html"

    def post(self, request: Any) -> HttpResponse:
        """Ask first; Wagtail's own view would delete what an unfinished form is about."""
        form = self.get_form()
        return super().post(request) if form.is_valid() else self.form_invalid(form)
