"""The form of every page editor."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.admin.forms.pages import WagtailAdminPageForm

from cms.core.permissions import CHANGE_CONTENT

COMMENTS = "comments"


class PageForm(WagtailAdminPageForm):
    """A page's form without what this person may not change, whatever the browser sends.

    Panels name the permission of a field (`cms.core.panels`); lists of children (authors, related articles)
    have no panel that could, so all of them belong to the content.
    """

    formsets: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user and not self.for_user.has_perm(CHANGE_CONTENT):
            self.formsets = {name: formset for name, formset in self.formsets.items() if name == COMMENTS}

    @property
    def show_schedule_publishing_toggle(self) -> bool:
        """Offer a schedule only to those who may set one."""
        return "go_live_at" in self.fields

    def add_error(self, field: str | None, error: Any) -> None:
        """Show what is wrong with a field that this person does not have above the form."""
        if field is None and hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                shown = name if name in self.fields and name != NON_FIELD_ERRORS else None
                super().add_error(shown, ValidationError(errors))
            return
        super().add_error(field, error)
