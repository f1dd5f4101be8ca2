"""Trials in the admin: list, filters, export, history, usage, and the chooser in other editors."""

from __future__ import annotations

from typing import ClassVar

from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn, UsageCountColumn
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.core.snippet_lists import SnippetIndexView
from cms.integrity.snippet_views import SnippetDeleteView, SnippetUnpublishView
from trials.filters import TrialFilterSet
from trials.models import Trial

EXPORTED: dict[str, str] = {
    "registry_id": "Registry number",
    "get_registry_display": "Registry",
    "brief_title": "Title",
    "official_title": "Full title",
    "get_overall_status_display": "Status",
    "why_stopped": "Why stopped",
    "get_phases_display": "Phases",
    "get_study_type_display": "Type of study",
    "get_conditions_display": "Conditions",
    "get_interventions_display": "Interventions",
    "sponsor": "Sponsor",
    "enrolment": "Participants",
    "first_posted": "First posted",
    "last_update_posted": "Last update",
    "start": "Start",
    "completion": "Completion",
    "get_countries_display": "Countries",
    "has_results": "Results published",
    "url": "Address at the registry",
    "full_url": "Address for readers",
    "source": "Source",
    "as_of": "Facts as of",
    "live": "Published",
}


class _TrialColumns:
    """What editors need to see to choose the right trial."""

    @property
    def columns(self) -> list[Column]:
        title, *others = super().columns  # type: ignore[misc]
        facts = [
            Column("overall_status", label="Trial status", accessor="get_overall_status_display"),
            Column("phases", label="Phase", accessor="get_phases_display"),
            Column("countries", label="Countries", accessor="get_countries_display"),
            Column("first_posted", label="First posted"),
        ]
        return [title, *facts, *others]


class TrialChooseView(_TrialColumns, ChooseView):
    """The chooser."""


class TrialChooseResultsView(_TrialColumns, ChooseResultsView):
    """Its results."""


class TrialChooserViewSet(SnippetChooserViewSet):
    """The chooser of trials, searched by title and registry number."""

    choose_view_class = TrialChooseView
    choose_results_view_class = TrialChooseResultsView


class TrialViewSet(SnippetViewSet):
    """Trials in the menu of the admin."""

    model = Trial
    icon = "clipboard-list"
    menu_label = "Trials"
    menu_order = 210
    add_to_admin_menu = True
    unpublish_view_class = SnippetUnpublishView
    delete_view_class = SnippetDeleteView
    index_view_class = SnippetIndexView
    chooser_viewset_class = TrialChooserViewSet
    chooser_per_page = 25
    filterset_class = TrialFilterSet
    ordering: ClassVar = ("-first_posted", "pk")
    list_per_page = 50
    list_display: ClassVar = [
        "__str__",
        Column(
            "overall_status",
            label="Trial status",
            accessor="get_overall_status_display",
            sort_key="overall_status",
        ),
        Column("phases", label="Phase", accessor="get_phases_display"),
        Column("countries", label="Countries", accessor="get_countries_display"),
        Column("first_posted", label="First posted", sort_key="first_posted"),
        UsageCountColumn("usage_count", label="Used in", accessor="usage_count", width="8%"),
        UpdatedAtColumn(),
        LiveStatusTagColumn(),
    ]
    list_export: ClassVar = list(EXPORTED)
    export_headings: ClassVar = EXPORTED
    export_filename = "trials"
    inspect_view_enabled = True
    inspect_view_fields: ClassVar = [
        "brief_title",
        "official_title",
        "registry_id",
        "registry",
        "slug",
        "overall_status",
        "last_known_status",
        "why_stopped",
        "study_type",
        "phases",
        "conditions",
        "interventions",
        "first_posted",
        "last_update_posted",
        "start",
        "completion",
        "countries",
        "sites",
        "sponsor",
        "enrolment",
        "has_results",
        "url",
        "source",
        "as_of",
    ]
