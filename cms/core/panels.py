"""The tabs of the page editor, the same for every page type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.models import AbstractPage

from cms.core import help_texts

Panels = Sequence[Any]

SEARCH_AND_SOCIAL_PANELS: Panels = [
    MultiFieldPanel(
        [
            FieldPanel("slug", help_text=help_texts.SLUG),
            FieldPanel("seo_title", help_text=help_texts.SEO_TITLE),
            FieldPanel("search_description", help_text=help_texts.SEARCH_DESCRIPTION),
        ],
        heading="For search engines",
    ),
    MultiFieldPanel(
        [FieldPanel("social_title"), FieldPanel("social_description"), FieldPanel("social_image")],
        heading="When someone shares the page",
    ),
    MultiFieldPanel(
        [
            FieldPanel("canonical_url"),
            FieldRowPanel([FieldPanel("robots_noindex"), FieldPanel("robots_nofollow")]),
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
            FieldPanel("reviewed_by"),
            FieldRowPanel([FieldPanel("last_reviewed_at"), FieldPanel("next_review_at")]),
        ],
        heading="Medical review",
    ),
]

PUBLISHING_PANELS: Panels = [PublishingPanel(), *AbstractPage.settings_panels[1:]]


def page_tabs(*, content: Panels, trials_and_related: Panels = ()) -> TabbedInterface:
    """Return a page type's editor: its own content (and trials) tabs and the tabs that all pages share."""
    tabs = [ObjectList([*content], heading="Content")]
    if trials_and_related:
        tabs.append(ObjectList([*trials_and_related], heading="Trials and related"))
    tabs.append(ObjectList([*SEARCH_AND_SOCIAL_PANELS], heading="Search and social"))
    tabs.append(ObjectList([*REVIEW_PANELS, *PUBLISHING_PANELS], heading="Review"))
    return TabbedInterface(tabs)
