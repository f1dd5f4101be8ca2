"""The tabs of the page editor, the same for every page type, and who may use what in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import AbstractPage

from cms.core import help_texts
from cms.core.forms import PageForm
from cms.core.permissions import CHANGE_CONTENT, RECORD_REVIEW

Panels = Sequence[Any]


class _Restricted:
    """A group of panels whose fields exist only for people with `permission`."""

    permission: str

    def get_form_options(self) -> dict[str, Any]:
        """Mark every field of the group, so that the form of others does not have it."""
        options: dict[str, Any] = super().get_form_options()  # type: ignore[misc]
        marked = dict.fromkeys(options.get("fields", ()), self.permission)
        return {**options, "field_permissions": {**marked, **options.get("field_permissions", {})}}


class RestrictedTab(_Restricted, ObjectList):
    """A tab that people without `permission` do not see; what they post for it is ignored."""


class RestrictedPublishingPanel(_Restricted, PublishingPanel):
    """The schedule, for people with `permission`."""


class ReadableFieldPanel(FieldPanel):
    """A field that everyone reads and only people with `permission` change."""

    class BoundPanel(FieldPanel.BoundPanel):
        """Wagtail's, which shows the value where the form lacks the field."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is not None and self.bound_field is None:
                field = self.panel.db_field
                self.read_only = True
                self.heading = self.panel.heading or str(field.verbose_name).capitalize()
                self.help_text = self.panel.help_text or field.help_text

        def is_shown(self) -> bool:
            """Show it to everyone."""
            return True

        def get_read_only_context_data(self) -> dict[str, Any]:
            """Say “not yet” rather than nothing or “None”, and dates in one form whatever the language."""
            value = getattr(self.instance, self.field_name)
            shown = date_format(value, "j F Y") if isinstance(value, date) else value
            self.value_from_instance = shown or help_texts.NOT_YET
            return dict(super().get_read_only_context_data())


TITLE_PANEL = TitleFieldPanel("title", help_text=help_texts.TITLE, placeholder="Title")

SEARCH_AND_SOCIAL_PANELS: Panels = [
    MultiFieldPanel(
        [
            FieldPanel("slug", heading="Address", help_text=help_texts.SLUG),
            FieldPanel("seo_title", heading="Title in results", help_text=help_texts.SEO_TITLE),
            FieldPanel(
                "search_description",
                heading="Description in results",
                help_text=help_texts.SEARCH_DESCRIPTION,
            ),
        ],
        heading="In search engines",
    ),
    MultiFieldPanel(
        [
            FieldPanel("social_title", heading="Title when shared"),
            FieldPanel("social_description", heading="Text when shared"),
            FieldPanel("social_image", heading="Picture when shared"),
        ],
        heading="When someone shares the page",
    ),
    MultiFieldPanel(
        [
            FieldPanel("canonical_url"),
            FieldRowPanel([FieldPanel("robots_noindex"), FieldPanel("robots_nofollow")]),
            FieldPanel("robots_section"),
            FieldPanel("schema_type"),
            FieldPanel("show_in_menus"),
        ],
        heading="For specialists",
        classname="collapsed",
    ),
]

REVIEW_PANELS: Panels = [
    MultiFieldPanel(
        [
            ReadableFieldPanel("reviewed_by", permission=RECORD_REVIEW),
            FieldRowPanel(
                [
                    ReadableFieldPanel("last_reviewed_at", permission=RECORD_REVIEW),
                    ReadableFieldPanel("next_review_at", permission=RECORD_REVIEW),
                ]
            ),
        ],
        heading="Medical review",
    ),
]

PUBLISHING_PANELS: Panels = [
    RestrictedPublishingPanel(permission=CHANGE_CONTENT),
    *AbstractPage.settings_panels[1:],
]


def page_tabs(
    *, content: Panels, trials_and_related: Panels = (), form_class: type[PageForm] = PageForm
) -> TabbedInterface:
    """Return a page type's editor: its own content (and trials) tabs and the tabs that all pages share."""
    tabs = [RestrictedTab([*content], heading="Content", permission=CHANGE_CONTENT)]
    if trials_and_related:
        tabs.append(
            RestrictedTab([*trials_and_related], heading="Trials and related", permission=CHANGE_CONTENT)
        )
    tabs.append(ObjectList([*SEARCH_AND_SOCIAL_PANELS], heading="Search and social"))
    tabs.append(ObjectList([*REVIEW_PANELS, *PUBLISHING_PANELS], heading="Review"))
    return TabbedInterface(tabs, base_form_class=form_class)
