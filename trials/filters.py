"""The filters above the list of trials in the admin."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from trials.enums import OverallStatus, Phase
from trials.models import Trial


def country_choices() -> list[tuple[str, str]]:
    """Return the countries that any trial names, in alphabetical order."""
    lists = Trial.objects.order_by().values_list("countries", flat=True).distinct()
    return [
        (country, country) for country in sorted({country for countries in lists for country in countries})
    ]


class TrialFilterSet(WagtailFilterSet):
    """Status, phase, country, registry, kind of study, results."""

    overall_status = django_filters.MultipleChoiceFilter(
        label="Status", choices=OverallStatus.choices, widget=forms.CheckboxSelectMultiple
    )
    phases = django_filters.MultipleChoiceFilter(
        label="Phase",
        choices=Phase.choices,
        widget=forms.CheckboxSelectMultiple,
        method="filter_list",
    )
    countries = django_filters.MultipleChoiceFilter(
        label="Country",
        choices=country_choices,
        widget=forms.CheckboxSelectMultiple,
        method="filter_list",
    )
    live = django_filters.BooleanFilter(label="Published", widget=BooleanRadioSelect)

    class Meta:
        model = Trial
        fields: ClassVar = [
            "overall_status",
            "phases",
            "countries",
            "registry",
            "study_type",
            "has_results",
            "live",
        ]

    def filter_list(self, trials: QuerySet[Any], name: str, values: list[str]) -> QuerySet[Any]:
        """Keep the trials whose list has one of the values; as ids, which a search can be combined with."""
        matching = Trial.objects.filter(**{f"{name}__includes_any": values})
        return trials.filter(pk__in=matching.order_by().values("pk"))
