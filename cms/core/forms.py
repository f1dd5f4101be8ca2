"""The form of every page editor."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.admin.forms.pages import WagtailAdminPageForm

from cms.core.permissions import CHANGE_CONTENT

COMMENTS = "comments"

# Home pages; what lies directly below them has the shortest addresses.
SITE_ROOT_DEPTH = 2
# What the reader and the CMS answer themselves, beside the lists of `settings.READER_URL_PATTERNS`.
OWN_ADDRESSES = frozenset(
    "admin api documents feeds healthz media preview readyz search sitemaps static".split()
)


def reserved_slugs() -> frozenset[str]:
    """Return the first parts of addresses that no page can have."""
    patterns: dict[str, str] = settings.READER_URL_PATTERNS
    return OWN_ADDRESSES | {pattern.strip("/").split("/")[0] for pattern in patterns.values()}


class PageForm(WagtailAdminPageForm):
    """A page's form without what this person may not change, whatever the browser sends.

    Panels name the permission of a field (`cms.core.panels`); lists of children (authors, related articles)
    have no panel that could, so all of them belong to the content.
    """

    formsets: dict[str, Any]
    parent_page: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user and not self.for_user.has_perm(CHANGE_CONTENT):
            self.formsets = {name: formset for name, formset in self.formsets.items() if name == COMMENTS}

    @property
    def show_schedule_publishing_toggle(self) -> bool:
        """Offer a schedule only to those who may set one."""
        return "go_live_at" in self.fields

    def clean_slug(self) -> str:
        """Refuse an address that the site itself answers: the page there would never be seen."""
        slug: str = self.cleaned_data["slug"]
        if (
            self.parent_page is not None
            and self.parent_page.depth == SITE_ROOT_DEPTH
            and slug in reserved_slugs()
        ):
            raise ValidationError(
                f"/{slug}/ is taken by the site itself. Choose another, such as “{slug}-page”."
            )
        return slug

    def add_error(self, field: str | None, error: Any) -> None:
        """Show what is wrong with a field that this person does not have above the form."""
        if field is None and hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                shown = name if name in self.fields and name != NON_FIELD_ERRORS else None
                super().add_error(shown, ValidationError(errors))
            return
        super().add_error(field, error)
