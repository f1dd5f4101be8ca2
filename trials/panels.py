"""The tabs of the trial editor."""

from __future__ import annotations

from typing import Final

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from trials import help_texts

SUMMARY_PANELS: Final = [FieldPanel("locale"), FieldPanel("text")]

_FACTS: Final = [
    MultiFieldPanel(
        [
            TitleFieldPanel("brief_title", targets=["slug"], placeholder="Title"),
            FieldPanel("official_title"),
        ],
        heading="Title",
    ),
    MultiFieldPanel(
        [FieldPanel("registry_id"), FieldPanel("registry"), FieldPanel("slug")], heading="Number"
    ),
    MultiFieldPanel(
        [FieldPanel("overall_status"), FieldPanel("last_known_status"), FieldPanel("why_stopped")],
        heading="How far it is",
    ),
    MultiFieldPanel(
        [
            FieldPanel("study_type"),
            FieldPanel("phases"),
            FieldPanel("conditions"),
            FieldPanel("interventions"),
        ],
        heading="What is studied",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("first_posted"), FieldPanel("last_update_posted")]),
            FieldRowPanel([FieldPanel("start"), FieldPanel("completion")]),
        ],
        heading="Dates",
    ),
]

_WHERE_AND_WHO: Final = [
    FieldPanel("countries"),
    FieldPanel("sites"),
    FieldPanel("sponsor"),
    FieldPanel("enrolment"),
]

_SOURCE: Final = [
    FieldPanel("source"),
    FieldPanel("as_of"),
    FieldPanel("url"),
    FieldPanel("has_results"),
    PublishingPanel(),
]

TRIAL_TABS: Final = TabbedInterface(
    [
        ObjectList(_FACTS, heading="Facts"),
        ObjectList(
            [InlinePanel("summaries", heading="Summaries", label="Summary", help_text=help_texts.SUMMARIES)],
            heading="Summary",
        ),
        ObjectList(_WHERE_AND_WHO, heading="Where and who"),
        ObjectList(_SOURCE, heading="Source"),
    ]
)
