"""Editors find, write, publish, compare and export trials in the admin."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests.factories.blocks import trial_list
from tests.factories.blog import ArticlePageFactory
from tests.factories.trials import TrialFactory
from trials.enums import OverallStatus
from trials.models import Trial, TrialSummary

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_trials_trial:list"
ADD = "wagtailsnippets_trials_trial:add"
EDIT = "wagtailsnippets_trials_trial:edit"


def posted(*, summaries=(), interventions=(("BIOLOGICAL", "Stem cells"),), **changes):
    data = {
        "brief_title": "Cells for knees",
        "slug": "",
        "official_title": "",
        "registry_id": "nct 3818737",
        "registry": "",
        "overall_status": "RECRUITING",
        "last_known_status": "",
        "why_stopped": "",
        "study_type": "INTERVENTIONAL",
        "phases": ["PHASE2", "PHASE1"],
        "conditions": "Knee Osteoarthritis\r\nKnee pain\r\n",
        "first_posted": "January 2020",
        "last_update_posted": "",
        "start": "",
        "completion": "",
        "countries": "Malaysia",
        "sites": "",
        "sponsor": "",
        "enrolment": "",
        "source": "",
        "as_of": "2020",
        "url": "",
        "interventions-count": str(len(interventions)),
        **nested_form_data(
            {"summaries": inline_formset([{"locale": locale, "text": text} for locale, text in summaries])}
        ),
    }
    for number, (kind, name) in enumerate(interventions):
        data |= {
            f"interventions-{number}-deleted": "",
            f"interventions-{number}-order": str(number),
            f"interventions-{number}-type": "intervention",
            f"interventions-{number}-id": "",
            f"interventions-{number}-value-type": kind,
            f"interventions-{number}-value-name": name,
        }
    return data | changes


def errors_of(response):
    form = response.context["form"]
    inner = [error for formset in form.formsets.values() for error in formset.errors]
    others = [formset.non_form_errors() for formset in form.formsets.values()]
    return str(form.errors) + str(inner) + str(others)


class TestWriting:
    def test_the_editor_opens_empty_with_its_tabs_and_help(self, admin_client):
        page = admin_client.get(reverse(ADD)).content.decode()
        for words in ("Facts", "Where and who", "Source", "one country a line", "A year (2020), a month"):
            assert words in page
        assert "[]</textarea>" not in page

    def test_a_published_trial_is_what_was_written(self, admin_client):
        english = Locale.get_default().pk
        data = posted(summaries=[(english, "Our words.")], **{"action-publish": "1"})
        response = admin_client.post(reverse(ADD), data)
        assert response.status_code == 302, errors_of(response)
        trial = Trial.objects.get()
        assert trial.live
        assert trial.registry_id == "NCT03818737"
        assert trial.phases == ["PHASE1", "PHASE2"]
        assert trial.conditions == ["Knee Osteoarthritis", "Knee pain"]
        assert trial.interventions == [{"type": "BIOLOGICAL", "name": "Stem cells"}]
        assert (trial.first_posted, trial.as_of) == ("2020-01", "2020")
        assert trial.slug == "cells-for-knees"
        assert [summary.text for summary in trial.summaries.all()] == ["Our words."]

    def test_the_editor_shows_what_is_stored(self, admin_client):
        trial = TrialFactory(conditions=["Knee pain", "Gonarthrosis"], start="2020-01")
        page = admin_client.get(reverse(EDIT, args=(trial.pk,))).content.decode()
        assert "Knee pain\nGonarthrosis" in page
        assert 'value="2020-01"' in page
        assert "Mesenchymal stem cells" in page

    def test_publishing_what_was_loaded_changes_nothing(self, admin_client):
        trial = TrialFactory()
        before = Trial.objects.values(*COMPARED).get()
        data = posted(
            brief_title=trial.brief_title,
            slug=trial.slug,
            registry_id=trial.registry_id,
            registry=trial.registry,
            phases=trial.phases,
            conditions="\r\n".join(trial.conditions),
            interventions=[(item["type"], item["name"]) for item in trial.interventions],
            first_posted=trial.first_posted,
            last_update_posted=trial.last_update_posted,
            sponsor=trial.sponsor,
            enrolment=str(trial.enrolment),
            as_of=trial.as_of,
            source=trial.source,
            url=trial.url,
            **{"action-publish": "1"},
        )
        response = admin_client.post(reverse(EDIT, args=(trial.pk,)), data)
        assert response.status_code == 302, errors_of(response)
        assert Trial.objects.values(*COMPARED).get() == before

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"registry_id": "NCT1234567890"}, "is no id of"),
            ({"first_posted": "soon"}, "“soon” is not a date"),
            ({"start": "2021", "completion": "2020"}, "ends (2020) before it starts (2021)"),
            ({"why_stopped": "No funds"}, "only a trial that was suspended"),
            ({"conditions": "x" * 501}, "has 501 characters; an entry may have 500"),
            ({"phases": ["PHASE9"]}, "PHASE9 is not one of the available choices"),
            ({"enrolment": "-1"}, "greater than or equal to 0"),
            ({"registry": "ISRCTN"}, "no id of ISRCTN"),
        ],
    )
    def test_a_mistake_gets_its_sentence_when_publishing(self, admin_client, changes, sentence):
        response = admin_client.post(reverse(ADD), posted(**changes, **{"action-publish": "1"}))
        assert response.status_code == 200
        assert sentence in errors_of(response)
        assert not Trial.objects.exists()

    def test_a_draft_may_contradict_itself_and_lack_everything_but_its_title(self, admin_client):
        data = posted(
            registry_id="", conditions="", start="2021", completion="2020", interventions=[("DRUG", "")]
        )
        response = admin_client.post(reverse(ADD), data)
        assert response.status_code == 302, errors_of(response)
        trial = Trial.objects.get()
        assert not trial.live
        assert trial.registry_id is None
        assert trial.interventions == []

    def test_two_summaries_in_one_language_are_refused_with_a_sentence(self, admin_client):
        english = Locale.get_default().pk
        summaries = [(english, "One."), (english, "Two.")]
        response = admin_client.post(reverse(ADD), posted(summaries=summaries, **{"action-publish": "1"}))
        assert response.status_code == 200
        assert "duplicate" in errors_of(response).lower()

    def test_a_number_that_another_trial_has_is_refused(self, admin_client):
        TrialFactory(registry_id="NCT03818737")
        response = admin_client.post(reverse(ADD), posted(**{"action-publish": "1"}))
        assert "already exists" in errors_of(response)

    def test_revisions_can_be_compared(self, admin_client):
        trial = TrialFactory(conditions=["Knee pain"])
        first = trial.save_revision()
        trial.conditions, trial.countries = ["Gonarthrosis"], ["Spain"]
        second = trial.save_revision()
        url = reverse("wagtailsnippets_trials_trial:revisions_compare", args=(trial.pk, first.pk, second.pk))
        page = admin_client.get(url).content.decode()
        assert "Gonarthrosis" in page
        assert "Spain" in page


COMPARED = (
    "brief_title",
    "slug",
    "registry_id",
    "phases",
    "conditions",
    "interventions",
    "countries",
    "as_of",
)


class TestFinding:
    @pytest.fixture(autouse=True)
    def trials(self):
        TrialFactory(brief_title="Alpha study", countries=["Malaysia", "Spain"], phases=["PHASE3"])
        TrialFactory(brief_title="Beta study", countries=["Spain"], overall_status=OverallStatus.COMPLETED)
        TrialFactory(brief_title="Gamma draft", registry_id="NCT03818737", live=False, countries=["Iran"])

    def titles(self, admin_client, **query):
        response = admin_client.get(reverse(LIST), query)
        assert response.status_code == 200
        return {trial.brief_title for trial in response.context["object_list"]}

    def test_the_list_shows_what_matters(self, admin_client):
        page = admin_client.get(reverse(LIST)).content.decode()
        for words in ("Malaysia, Spain", "Phase 3", "Completed", "2020-01", "Used 0 times", "draft", "live"):
            assert words in page

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"countries": "Spain"}, {"Alpha study", "Beta study"}),
            ({"countries": ["Iran", "Malaysia"]}, {"Alpha study", "Gamma draft"}),
            ({"phases": "PHASE3"}, {"Alpha study"}),
            ({"overall_status": "COMPLETED"}, {"Beta study"}),
            ({"live": "false"}, {"Gamma draft"}),
            ({"registry": "ISRCTN"}, set()),
            ({"has_results": "true"}, set()),
            ({"q": "beta"}, {"Beta study"}),
            ({"q": "NCT03818737"}, {"Gamma draft"}),
            ({"q": "study", "countries": "Malaysia"}, {"Alpha study"}),
            ({"q": "study", "overall_status": "COMPLETED"}, {"Beta study"}),
            ({"q": "study", "phases": ["PHASE3", "PHASE2"], "live": "true"}, {"Alpha study", "Beta study"}),
            ({"ordering": "-first_posted"}, {"Alpha study", "Beta study", "Gamma draft"}),
        ],
    )
    def test_filters_and_search_combine(self, admin_client, query, found):
        assert self.titles(admin_client, **query) == found

    def test_the_number_of_queries_does_not_grow_with_the_list(self, admin_client, django_assert_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self.titles(admin_client)
        with CaptureQueriesContext(connection) as few:
            self.titles(admin_client)
        for _ in range(20):
            TrialFactory()
        with django_assert_num_queries(len(few)):
            self.titles(admin_client)

    def test_the_list_is_exported(self, admin_client):
        response = admin_client.get(reverse(LIST), {"export": "csv"})
        rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
        alpha = next(row for row in rows if row["Title"] == "Alpha study")
        assert alpha["Countries"] == "Malaysia, Spain"
        assert alpha["Interventions"] == "Mesenchymal stem cells"
        assert alpha["Phases"] == "Phase 3"
        assert admin_client.get(reverse(LIST), {"export": "xlsx"}).status_code == 200

    def test_a_trial_can_be_inspected(self, admin_client):
        trial = Trial.objects.get(brief_title="Alpha study")
        page = admin_client.get(
            reverse("wagtailsnippets_trials_trial:inspect", args=(trial.pk,))
        ).content.decode()
        assert "Malaysia, Spain" in page
        assert "Mesenchymal stem cells" in page

    def test_the_chooser_finds_by_number_and_shows_what_tells_trials_apart(self, admin_client):
        url = reverse("wagtailsnippetchoosers_trials_trial:choose_results")
        page = admin_client.get(url, {"q": "NCT03818737"}).content.decode()
        assert "Gamma draft" in page
        assert "Alpha study" not in page
        assert "Recruiting" in page

    def test_articles_that_show_a_trial_are_counted_and_named(self, admin_client):
        trial = Trial.objects.get(brief_title="Alpha study")
        ArticlePageFactory(title="On worn knees", body=[trial_list(trial)])
        response = admin_client.get(reverse(LIST), {"q": "alpha"})
        assert "Used 1 time" in response.content.decode()
        page = admin_client.get(reverse("wagtailsnippets_trials_trial:usage", args=(trial.pk,)))
        assert "On worn knees" in page.content.decode()


def test_a_visitor_is_asked_to_log_in(client):
    response = client.get(reverse(LIST))
    assert response.status_code == 302
    assert "login" in response.url


def test_a_draft_is_previewed_with_its_words_and_nobody_else_sees_them(admin_client, client):
    trial = TrialFactory(registry_id="NCT03818737", sponsor="Published sponsor")
    trial.sponsor = "Draft sponsor"
    trial.summaries.add(TrialSummary(locale=Locale.get_default(), text="Draft words."))
    revision = trial.save_revision()
    url = reverse("wagtailsnippets_trials_trial:revisions_view", args=(trial.pk, revision.pk))
    response = admin_client.get(url)
    assert response.status_code == 302
    parts = urlsplit(response.url)
    assert parts.path == "/preview/"
    document = client.get(f"/api/v2/preview/?{parts.query}").json()
    assert document["meta"]["preview"] is True
    assert (document["sponsor"], document["summary"]) == ("Draft sponsor", "Draft words.")
    assert client.get("/api/v2/trials/NCT03818737/").json()["sponsor"] == "Published sponsor"
