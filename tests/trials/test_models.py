"""A trial fills what follows from its other fields, and says in a sentence what contradicts itself."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories.trials import TrialFactory, TrialSummaryFactory
from trials.enums import OverallStatus, Registry, StudyType
from trials.models import Trial
from trials.querysets import TrialQuery

pytestmark = pytest.mark.django_db


def problems(**fields):
    trial = TrialFactory.build(**fields)
    with pytest.raises(ValidationError) as error:
        trial.full_clean()
    return error.value.message_dict


def test_a_number_is_brought_into_form_and_tells_registry_and_address():
    trial = Trial(brief_title="MILES", registry_id="nct 3818737")
    trial.full_clean()
    assert trial.registry_id == "NCT03818737"
    assert trial.registry == Registry.CLINICALTRIALS_GOV
    assert trial.url == "https://clinicaltrials.gov/study/NCT03818737"


def test_a_number_that_the_chosen_registry_does_not_know_is_refused():
    sentences = problems(registry=Registry.ISRCTN, registry_id="NCT03818737")
    assert "no id of ISRCTN" in sentences["registry_id"][0]


def test_two_trials_may_have_no_number_but_never_the_same():
    TrialFactory(registry_id=None)
    TrialFactory(registry_id="")
    TrialFactory(registry_id="NCT03818737")
    assert "already exists" in problems(registry_id="nct3818737")["registry_id"][0]


def test_the_slug_comes_from_the_title_and_is_never_taken_twice():
    first = TrialFactory(brief_title="Cells for knees", registry_id="NCT00000001")
    second = TrialFactory(brief_title="Cells for knees", registry_id="NCT00000002")
    third = TrialFactory(brief_title="Cells for knees", registry_id=None)
    assert [trial.slug for trial in (first, second, third)] == [
        "cells-for-knees",
        "cells-for-knees-nct00000002",
        "cells-for-knees-2",
    ]


@pytest.mark.parametrize("title", ["膝骨关节炎", "…", "x" * 300])
def test_every_title_gives_a_slug(title):
    slugs = {TrialFactory(brief_title=title, registry_id=None).slug for _ in range(3)}
    assert len(slugs) == 3
    assert all(slug and len(slug) <= 120 for slug in slugs)


def test_an_edited_title_keeps_the_address():
    trial = TrialFactory(brief_title="Cells for knees")
    trial.brief_title = "Something else"
    trial.save()
    assert trial.slug == "cells-for-knees"


@pytest.mark.parametrize(
    ("registry_id", "path"),
    [
        ("NCT03818737", "/trials/NCT03818737/"),
        (None, "/trials/cells-for-knees/"),
        ("CTRI/2019/01/017091", "/trials/cells-for-knees/"),
    ],
)
def test_the_reader_address_is_the_number_where_it_can_stand_in_one(registry_id, path):
    trial = TrialFactory(brief_title="Cells for knees", registry_id=registry_id, registry="")
    assert trial.full_url.endswith(path)


def test_a_reason_for_stopping_needs_a_stopped_trial():
    sentences = problems(overall_status=OverallStatus.COMPLETED, why_stopped="No funds")
    assert "The status is “Completed”" in sentences["why_stopped"][0]
    TrialFactory.build(overall_status=OverallStatus.WITHDRAWN, why_stopped="No funds").full_clean()


def test_a_last_known_status_needs_an_unknown_one():
    sentences = problems(overall_status=OverallStatus.COMPLETED, last_known_status=OverallStatus.RECRUITING)
    assert "belongs to “Unknown status” only" in sentences["last_known_status"][0]


def test_a_trial_cannot_end_before_it_starts():
    sentences = problems(start="2021-03", completion="2020")
    assert "ends (2020) before it starts (March 2021)" in sentences["completion"][0]


@pytest.mark.parametrize(("start", "completion"), [("2020-06-15", "2020"), ("2020", "2020-01"), ("", "1999")])
def test_dates_that_may_be_in_order_are_accepted(start, completion):
    TrialFactory.build(start=start, completion=completion).full_clean()


def test_facts_are_not_looked_up_tomorrow():
    tomorrow = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    assert "lies in the future" in problems(as_of=tomorrow)["as_of"][0]
    TrialFactory.build(as_of=str(timezone.localdate().year)).full_clean()


def test_observational_studies_have_no_phase():
    assert "has no phase" in problems(study_type=StudyType.OBSERVATIONAL, phases=["PHASE1"])["phases"][0]
    assert "cannot be combined" in problems(phases=["NA", "PHASE1"])["phases"][0]


@pytest.mark.parametrize("url", ["ftp://example.org/x", "javascript:alert(1)", "example.org"])
def test_the_address_must_be_a_web_address(url):
    assert problems(url=url)["url"]


@pytest.mark.parametrize(
    ("interventions", "sentence"),
    [
        ([{"type": "MAGIC", "name": "x"}], "“MAGIC” is no type of intervention"),
        ([{"type": "DRUG", "name": " "}], "needs a name"),
        ([{"type": "DRUG"}], "exactly a type and a name"),
        (["DRUG"], "exactly a type and a name"),
        ([{"type": "DRUG", "name": "x" * 201}], "may have 200 characters"),
    ],
)
def test_malformed_interventions_are_refused(interventions, sentence):
    assert sentence in problems(interventions=interventions)["interventions"][0]


def test_a_trial_has_one_summary_a_language():
    summary = TrialSummaryFactory()
    with pytest.raises(ValidationError, match="already a summary in this language"):
        TrialSummaryFactory.build(trial=summary.trial, locale=summary.locale).full_clean()


def test_a_trial_is_found_by_its_number_however_it_is_written():
    trial = TrialFactory(registry_id="NCT03818737")
    assert Trial.objects.by_registry_id("nct 3818737") == trial
    with pytest.raises(Trial.DoesNotExist):
        Trial.objects.by_registry_id("NCT00000009")


class TestSavedQueries:
    @pytest.fixture(autouse=True)
    def trials(self):
        TrialFactory(brief_title="old", first_posted="2015-03-01")
        TrialFactory(brief_title="new", first_posted="2021", conditions=["Osteoarthritis, Knee"])
        TrialFactory(brief_title="done", overall_status=OverallStatus.COMPLETED, countries=["Spain"])
        TrialFactory(
            brief_title="hip", conditions=["Hip pain"], interventions=[{"type": "DRUG", "name": "X"}]
        )

    def titles(self, **query):
        matching = Trial.objects.matching(TrialQuery(**query))
        return [trial.brief_title for trial in matching]

    def test_everything_asked_for_must_hold_and_the_newest_come_first(self):
        assert self.titles(condition="knee osteoarthritis", statuses=("RECRUITING",)) == ["new", "old"]
        assert self.titles(condition="knee", country="spain") == ["done"]
        assert self.titles(intervention="stem cell", maximum=1) == ["new"]

    def test_recruiting_means_that_patients_can_still_join(self):
        TrialFactory(brief_title="invited", overall_status=OverallStatus.ENROLLING_BY_INVITATION)
        assert not Trial.objects.recruiting().filter(brief_title="done").exists()
        assert Trial.objects.recruiting().filter(brief_title="invited").exists()

    @pytest.mark.parametrize(
        "raw", [None, "x", [], {}, {"condition": " "}, {"statuses": ["NO"]}, {"maximum": 3}]
    )
    def test_a_stored_query_that_asks_for_nothing_is_none(self, raw):
        assert TrialQuery.from_raw(raw) is None

    def test_a_stored_query_is_read_defensively(self):
        raw = {"condition": " knee  pain ", "statuses": ["NO", "RECRUITING"], "country": 5, "maximum": 10**9}
        query = TrialQuery.from_raw(raw)
        assert query == TrialQuery(condition="knee pain", statuses=("RECRUITING",), maximum=50)
        assert TrialQuery.from_raw(query.as_json()) == query
