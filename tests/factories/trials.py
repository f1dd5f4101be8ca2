"""Trials for tests: live by default, with distinct registry ids."""

from __future__ import annotations

import factory
from wagtail.models import Locale

from trials.enums import OverallStatus, Phase, Registry
from trials.models import Trial, TrialSummary


class TrialFactory(factory.django.DjangoModelFactory):
    """A live, recruiting phase 2 trial in Malaysia. `live=False` makes a draft."""

    class Meta:
        model = Trial

    registry = Registry.CLINICALTRIALS_GOV.value
    registry_id = factory.Sequence(lambda number: f"NCT{number + 10_000_000:08}")
    brief_title = factory.Sequence(lambda number: f"Cells for worn knees, part {number}")
    overall_status = OverallStatus.RECRUITING.value
    phases = factory.LazyFunction(lambda: [Phase.PHASE2.value])
    conditions = factory.LazyFunction(lambda: ["Knee Osteoarthritis"])
    interventions = factory.LazyFunction(lambda: [{"type": "BIOLOGICAL", "name": "Mesenchymal stem cells"}])
    countries = factory.LazyFunction(lambda: ["Malaysia"])
    sponsor = "A university hospital"
    enrolment = 40
    first_posted = "2020-01"
    last_update_posted = "2020-06-01"
    as_of = "2020-08-01"
    source = "ClinicalTrials.gov"


class TrialSummaryFactory(factory.django.DjangoModelFactory):
    """An editor's summary; `language` is a language code."""

    class Meta:
        model = TrialSummary

    class Params:
        language = "en"

    trial = factory.SubFactory(TrialFactory)
    locale = factory.LazyAttribute(
        lambda summary: Locale.objects.get_or_create(language_code=summary.language)[0]
    )
    text = "What is tried, on whom, and what is known."
