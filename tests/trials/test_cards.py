"""Responses load trials as cards: live ones only, at a cost that does not depend on how many there are."""

from __future__ import annotations

import pytest

from cms.core.references import References
from cms.core.scope import PublicScope
from tests.factories.trials import TrialFactory, TrialSummaryFactory
from trials.enums import OverallStatus
from trials.querysets import TrialQuery
from trials.serializers import TrialCard

pytestmark = pytest.mark.django_db


@pytest.fixture
def references():
    return References(PublicScope.for_host(host="localhost"))


def test_a_card_has_every_field_of_the_contract(references):
    trial = TrialSummaryFactory(trial__registry_id="NCT03818737", text="Our words.").trial
    card = references.get("trial", trial.pk)
    assert set(card) == TrialCard.__required_keys__
    assert card["type"] == "trials.Trial"
    assert card["title"] == trial.brief_title
    assert card["url"] == "http://localhost/trials/NCT03818737/"
    assert card["registry_url"] == "https://clinicaltrials.gov/study/NCT03818737"
    assert card["summary"] == "Our words."
    assert card["phases"] == ["PHASE2"]
    assert card["interventions"] == [{"type": "BIOLOGICAL", "name": "Mesenchymal stem cells"}]
    assert card["first_posted"] == "2020-01"


@pytest.mark.parametrize(
    ("asked", "summary"), [("en", "English."), ("ms", "Melayu."), ("zh-hans", "English.")]
)
def test_the_summary_falls_back_to_the_default_language(references, asked, summary):
    trial = TrialSummaryFactory(text="English.").trial
    TrialSummaryFactory(trial=trial, text="Melayu.", language="ms")
    TrialSummaryFactory(text="Of another trial.")
    references.scope.locale_code = asked
    assert references.get("trial", trial.pk)["summary"] == summary


def test_a_summary_in_another_language_only_is_not_shown(references):
    trial = TrialSummaryFactory(language="ms").trial
    assert references.get("trial", trial.pk)["summary"] == ""


def test_the_address_is_in_the_language_asked_for(references):
    references.scope.locale_code = "ms"
    trial = TrialFactory(registry_id=None, brief_title="No number")
    assert references.get("trial", trial.pk)["url"] == "http://localhost/ms/trials/no-number/"


@pytest.mark.parametrize("number", [1, 40])
def test_any_number_of_cards_is_one_query(references, django_assert_num_queries, number):
    trials = [TrialSummaryFactory().trial for _ in range(number)]
    references.want_all("trial", [trial.pk for trial in trials])
    with django_assert_num_queries(1):
        assert len(references.get_all("trial", [trial.pk for trial in trials])) == number


def test_all_saved_queries_of_a_response_are_one_query_and_bring_their_cards(
    references, django_assert_num_queries
):
    knee = TrialFactory(conditions=["Osteoarthritis, Knee"], countries=["Malaysia"], first_posted="2020")
    newer = TrialFactory(conditions=["Knee Osteoarthritis"], countries=["Spain"], first_posted="2021")
    hip = TrialFactory(conditions=["Hip Pain"], overall_status=OverallStatus.COMPLETED, first_posted="2019")
    TrialFactory(conditions=["Knee Osteoarthritis"], live=False)
    queries = {
        TrialQuery(condition="knee osteoarthritis"): [newer.pk, knee.pk],
        TrialQuery(condition="knee", maximum=1): [newer.pk],
        TrialQuery(country="malaysia", statuses=("RECRUITING",)): [knee.pk],
        TrialQuery(statuses=("COMPLETED",)): [hip.pk],
        TrialQuery(condition="nothing"): [],
    }
    references.want_all("trial_query", queries)
    with django_assert_num_queries(1):
        found = {query: references.get("trial_query", query) for query in queries}
        cards = references.get_all("trial", [knee.pk, newer.pk, hip.pk])
    assert found == queries
    assert [card["id"] for card in cards] == [knee.pk, newer.pk, hip.pk]


@pytest.mark.parametrize("way", ["draft", "unpublished", "deleted"])
def test_what_is_not_live_is_neither_a_card_nor_found(references, way):
    trial = TrialFactory(live=way != "draft")
    key = trial.pk
    if way == "unpublished":
        trial.unpublish()
    elif way == "deleted":
        trial.delete()
    query = TrialQuery(condition="knee")
    assert references.get("trial", key) is None
    assert references.get("trial_query", query) == []
