"""`/api/v2/trials/`: live trials, found by id, registry id, slug, filters and words."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from tests.api.conftest import ApiClient
from tests.factories.trials import TrialFactory, TrialSummaryFactory
from trials.enums import OverallStatus, StudyType
from trials.serializers import TrialDocument

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(db):
    return ApiClient()


@pytest.fixture
def miles():
    return TrialFactory(
        registry_id="NCT03818737",
        brief_title="MILES",
        overall_status=OverallStatus.COMPLETED,
        phases=["PHASE3"],
        conditions=["Osteoarthritis"],
        interventions=[{"type": "DRUG", "name": "Corticosteroid injection"}],
        countries=["United States"],
        first_posted="2019-01-28",
        has_results=True,
    )


@pytest.fixture
def others():
    TrialFactory(brief_title="Catholic MASTER", countries=["South Korea"], first_posted="2020-01")
    TrialFactory(brief_title="Watching", study_type=StudyType.OBSERVATIONAL, phases=[], first_posted="2021")
    TrialFactory(brief_title="A draft", live=False, registry_id="NCT00000009")


class TestDocument:
    def test_it_has_every_field_of_the_contract(self, api, miles):
        TrialSummaryFactory(trial=miles, text="Compares three kinds of cells.")
        document = api.get(f"trials/{miles.pk}/")
        assert set(document) == {"id", "meta", *TrialDocument.__annotations__}
        assert document["meta"]["type"] == "trials.Trial"
        assert document["meta"]["detail_url"].endswith(f"/api/v2/trials/{miles.pk}/")
        assert document["meta"]["html_url"].endswith("/trials/NCT03818737/")
        assert document["title"] == document["brief_title"] == "MILES"
        assert document["first_posted"] == "2019-01-28"
        assert document["interventions"] == [{"type": "DRUG", "name": "Corticosteroid injection"}]
        assert document["url"] == "https://clinicaltrials.gov/study/NCT03818737"
        assert document["summary"] == "Compares three kinds of cells."
        assert document["summaries"] == [{"locale": "en", "text": "Compares three kinds of cells."}]

    @pytest.mark.parametrize("key", ["NCT03818737", "nct03818737", "nct3818737", "miles", "MILES"])
    def test_it_is_found_by_registry_id_and_by_slug(self, api, miles, key):
        assert api.get(f"trials/{key}/")["id"] == miles.pk

    def test_the_summary_is_in_the_language_asked_for_or_else_in_the_default_one(self, api, miles):
        TrialSummaryFactory(trial=miles, text="English.")
        assert api.get(f"trials/{miles.pk}/", locale="ms")["summary"] == "English."
        TrialSummaryFactory(trial=miles, text="Melayu.", language="ms")
        assert api.get(f"trials/{miles.pk}/", locale="ms")["summary"] == "Melayu."
        assert api.get(f"trials/{miles.pk}/", locale="zh-hans")["summary"] == "English."
        assert api.get(f"trials/{miles.pk}/", locale="ms")["meta"]["html_url"].endswith(
            "/ms/trials/NCT03818737/"
        )

    def test_a_reader_address_resolves_to_it(self, api, miles):
        for path in ("/trials/NCT03818737/", "/ms/trials/nct03818737"):
            answer = api.get(f"resolve/?path={path}")
            assert answer["kind"] == "trial"
            assert answer["trial"]["id"] == miles.pk

    def test_fields_can_be_chosen(self, api, miles):
        assert api.get(f"trials/{miles.pk}/", fields="_,sponsor") == {"sponsor": "A university hospital"}

    @pytest.mark.parametrize("key", ["NCT00000001", "no-such-trial", "0", "99999999999999999999"])
    def test_what_does_not_exist_is_a_problem(self, api, key):
        api.problem(f"trials/{key}/", status=404)

    def test_a_document_costs_the_same_whatever_it_holds(self, api, miles, django_assert_max_num_queries):
        for language in ("en", "ms", "zh-hans"):
            TrialSummaryFactory(trial=miles, language=language)
        with django_assert_max_num_queries(5):
            api.get("trials/NCT03818737/")


@pytest.mark.usefixtures("miles", "others")
class TestList:
    def titles(self, api, **parameters):
        return [item["title"] for item in api.get("trials/", **parameters)["items"]]

    @pytest.mark.parametrize(
        ("parameters", "titles"),
        [
            ({}, {"MILES", "Catholic MASTER", "Watching"}),
            ({"overall_status": "COMPLETED"}, {"MILES"}),
            ({"overall_status__in": "COMPLETED,RECRUITING"}, {"MILES", "Catholic MASTER", "Watching"}),
            ({"phases": "PHASE3"}, {"MILES"}),
            ({"phases__in": "PHASE2,PHASE3"}, {"MILES", "Catholic MASTER"}),
            ({"countries": "south korea"}, {"Catholic MASTER"}),
            ({"conditions__contains": "osteoarthritis knee"}, {"Catholic MASTER", "Watching"}),
            ({"interventions__contains": "stem cell"}, {"Catholic MASTER", "Watching"}),
            ({"interventions": "corticosteroid injection"}, {"MILES"}),
            ({"study_type": "OBSERVATIONAL"}, {"Watching"}),
            ({"registry": "ISRCTN"}, set()),
            ({"has_results": "true"}, {"MILES"}),
            ({"first_posted": "2020-01"}, {"Catholic MASTER"}),
            ({"first_posted__gte": "2020"}, {"Catholic MASTER", "Watching"}),
            ({"first_posted__lte": "2020"}, {"MILES", "Catholic MASTER"}),
            ({"first_posted__gt": "2020"}, {"Watching"}),
            ({"registry_id": "NCT03818737"}, {"MILES"}),
            ({"search": "miles"}, {"MILES"}),
            ({"search": "stem", "countries": "South Korea"}, {"Catholic MASTER"}),
        ],
    )
    def test_filters_and_search_find(self, api, parameters, titles):
        assert set(self.titles(api, **parameters)) == titles

    def test_it_is_ordered_as_asked(self, api):
        assert self.titles(api, order="first_posted") == ["MILES", "Catholic MASTER", "Watching"]
        assert self.titles(api, order="-first_posted")[0] == "Watching"

    @pytest.mark.parametrize(
        ("parameters", "words"),
        [
            ({"overall_status": "DONE"}, "use one of NOT_YET_RECRUITING"),
            ({"first_posted__gte": "soon"}, "expected a date such as 2026, 2026-01 or 2026-01-31"),
            ({"countries__gte": "x"}, "cannot be filtered by 'gte'"),
            ({"has_results": "maybe"}, "true or false"),
            ({"condition": "x"}, "conditions"),
            ({"order": "colour"}, "cannot order by"),
            ({"enrolment__gte": "many"}, "a whole number"),
        ],
    )
    def test_what_makes_no_sense_is_a_problem_that_helps(self, api, parameters, words):
        assert words in api.problem("trials/", **parameters)["detail"]

    def test_a_list_costs_the_same_however_long(self, api, django_assert_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as few:
            api.get("trials/", fields="*")
        for _ in range(15):
            TrialSummaryFactory()
        with django_assert_num_queries(len(few)):
            assert len(api.get("trials/", fields="*", limit=50)["items"]) == 18


class TestDraftsNeverLeak:
    @pytest.fixture(params=["draft", "unpublished", "expired", "scheduled"])
    def hidden(self, request):
        trial = TrialFactory(registry_id="NCT00000009", brief_title="Hidden", live=request.param != "draft")
        TrialSummaryFactory(trial=trial, text="Secret words")
        if request.param == "unpublished":
            trial.unpublish()
        elif request.param == "expired":
            trial.unpublish(set_expired=True)
        elif request.param == "scheduled":
            trial.unpublish()
            trial.go_live_at = timezone.now() + datetime.timedelta(days=1)
            trial.save_revision().publish()
        return trial

    def test_neither_list_nor_document_nor_address_shows_it(self, api, hidden):
        for path in (f"trials/{hidden.pk}/", "trials/NCT00000009/", "trials/hidden/"):
            api.problem(path, status=404)
        # What was public is gone; of what never was nothing is known.
        problem = api.problem("resolve/?path=/trials/NCT00000009/", status=None)
        assert problem["status"] in (404, 410)
        assert "Hidden" not in str(problem)
        for parameters in ({}, {"search": "hidden"}, {"registry_id": "NCT00000009"}, {"fields": "*"}):
            assert "Hidden" not in str(api.get("trials/", **parameters))
            assert "Secret" not in str(api.get("trials/", **parameters))
        api.problem("trials/find/", registry_id="NCT00000009", status=404)

    def test_unpublished_changes_of_a_live_trial_stay_unpublished(self, api, miles):
        miles.sponsor = "Unpublished sponsor"
        miles.save_revision()
        assert "Unpublished" not in str(api.get(f"trials/{miles.pk}/"))
