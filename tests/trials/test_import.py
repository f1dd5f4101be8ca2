"""An import creates, updates and leaves alone: the registry owns the facts, editors own their words."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import ModelLogEntry, Workflow, WorkflowContentType

from tests.factories.trials import TrialFactory, TrialSummaryFactory
from tests.trials.registry_files import API_STUDY, ROW, csv_text, write_csv, write_json
from trials.enums import OverallStatus, Phase
from trials.importers import Result, import_trials
from trials.models import Trial

pytestmark = pytest.mark.django_db


def imported(folder, *rows, **options):
    report = import_trials(write_csv(folder, *rows), **options)
    return [outcome.result for outcome in report.outcomes]


def the_trial():
    return Trial.objects.get(registry_id="NCT00000001")


NEWER = ROW | {"Status": "Completed", "Last Update Posted": "March 1, 2023"}


class TestANewTrial:
    def test_it_is_live_with_a_history(self, tmp_path):
        assert imported(tmp_path) == [Result.CREATED]
        trial = the_trial()
        assert trial.live
        assert trial.first_published_at
        assert trial.revisions.count() == 1
        assert trial.live_revision == trial.latest_revision
        assert trial.slug == "cells-for-worn-knees"
        actions = ModelLogEntry.objects.filter(object_id=str(trial.pk)).values_list("action", flat=True)
        assert set(actions) == {"wagtail.create", "wagtail.publish"}

    def test_importing_the_file_again_changes_nothing(self, tmp_path):
        imported(tmp_path)
        before = Trial.objects.values().get()
        assert imported(tmp_path) == [Result.UNCHANGED]
        assert Trial.objects.values().get() == before

    def test_a_bad_row_is_refused_and_the_others_are_taken(self, tmp_path):
        rows = [ROW | {"NCT Number": "NCT00000003", "Title": "x" * 301}, ROW, ROW | {"NCT Number": "?"}]
        report = import_trials(write_csv(tmp_path, *rows))
        assert [outcome.result for outcome in report.outcomes] == ["rejected", "created", "rejected"]
        assert "title: Ensure this value has at most 300 characters" in report.outcomes[0].reason
        assert report.totals() == "1 created, 0 updated, 0 unchanged, 2 rejected"
        assert Trial.objects.count() == 1

    def test_a_record_that_contradicts_itself_is_refused(self, tmp_path):
        report = import_trials(write_csv(tmp_path, ROW | {"Completion Date": "January 2019"}))
        assert "The trial ends (January 2019) before it starts" in report.outcomes[0].reason
        assert not Trial.objects.exists()


class TestATrialThatIsHereAlready:
    def test_a_newer_record_updates_the_facts_and_leaves_the_editors_words(self, tmp_path):
        imported(tmp_path)
        trial = the_trial()
        trial.slug = "our-own-slug"
        trial.save()
        TrialSummaryFactory(trial=trial, text="Our words.")
        assert imported(tmp_path, NEWER) == [Result.UPDATED]
        trial = the_trial()
        assert trial.overall_status == OverallStatus.COMPLETED
        assert trial.slug == "our-own-slug"
        assert [summary.text for summary in trial.summaries.all()] == ["Our words."]
        assert trial.revisions.count() == 2

    def test_the_report_names_what_has_changed(self, tmp_path):
        imported(tmp_path)
        report = import_trials(write_csv(tmp_path, NEWER))
        assert report.outcomes[0].reason == "(as_of, overall_status, last_update_posted)"

    def test_an_older_record_changes_nothing(self, tmp_path):
        imported(tmp_path, NEWER)
        report = import_trials(write_csv(tmp_path, ROW))
        assert report.outcomes[0].result == Result.UNCHANGED
        assert "Older than what is stored here" in report.outcomes[0].reason
        assert the_trial().overall_status == OverallStatus.COMPLETED

    def test_facts_that_an_editor_corrected_stay_until_the_registry_says_something_newer(self, tmp_path):
        imported(tmp_path)
        Trial.objects.update(sponsor="The right sponsor")
        report = import_trials(write_csv(tmp_path, ROW))
        assert (
            "Edited here since the registry's last update, kept as it is (sponsor)"
            in report.outcomes[0].reason
        )
        assert the_trial().sponsor == "The right sponsor"
        imported(tmp_path, NEWER)
        assert the_trial().sponsor == "A University"

    def test_force_takes_the_files_facts(self, tmp_path):
        imported(tmp_path)
        Trial.objects.update(sponsor="The right sponsor")
        assert imported(tmp_path, force=True) == [Result.UPDATED]
        assert the_trial().sponsor == "A University"

    def test_a_later_download_that_says_the_same_moves_the_date_only(self, tmp_path):
        imported(tmp_path)
        assert imported(tmp_path, as_of="2023-05-01") == [Result.UPDATED]
        assert the_trial().as_of == "2023-05-01"
        assert imported(tmp_path, as_of="2023-01") == [Result.UNCHANGED]
        assert the_trial().as_of == "2023-05-01"

    def test_a_reason_for_stopping_goes_when_the_trial_goes_on(self, tmp_path):
        imported(tmp_path)
        Trial.objects.update(overall_status=OverallStatus.SUSPENDED, why_stopped="No funds")
        assert imported(tmp_path, NEWER) == [Result.UPDATED]
        assert the_trial().why_stopped == ""

    def test_a_draft_that_is_being_written_keeps_its_words_and_is_not_published(self, tmp_path):
        imported(tmp_path)
        draft = the_trial()
        draft.official_title = "A title that is not ready"
        draft.save_revision()
        assert imported(tmp_path, NEWER) == [Result.UPDATED]
        trial = the_trial()
        draft = trial.get_latest_revision_as_object()
        assert (trial.official_title, draft.official_title) == ("", "A title that is not ready")
        assert trial.overall_status == draft.overall_status == OverallStatus.COMPLETED
        assert trial.has_unpublished_changes

    def test_a_trial_that_is_not_live_is_not_published(self, tmp_path):
        imported(tmp_path)
        the_trial().unpublish()
        assert imported(tmp_path, NEWER) == [Result.UPDATED]
        trial = the_trial()
        assert not trial.live
        assert trial.overall_status == OverallStatus.COMPLETED
        assert imported(tmp_path, NEWER) == [Result.UNCHANGED]

    def test_a_locked_trial_is_left_alone(self, tmp_path):
        imported(tmp_path)
        Trial.objects.update(locked=True)
        report = import_trials(write_csv(tmp_path, NEWER))
        assert "locked or in review" in report.outcomes[0].reason
        assert the_trial().overall_status == OverallStatus.ACTIVE_NOT_RECRUITING

    def test_a_trial_in_review_is_left_alone(self, tmp_path, admin_user):
        imported(tmp_path)
        workflow = Workflow.objects.filter(active=True).first()
        WorkflowContentType.objects.get_or_create(
            content_type=Trial.get_content_type(), defaults={"workflow": workflow}
        )
        trial = the_trial()
        trial.save_revision()
        workflow.start(trial, admin_user)
        assert imported(tmp_path, NEWER) == [Result.REJECTED]

    def test_both_formats_know_the_same_trial(self, tmp_path):
        imported(tmp_path)
        study = json.loads(json.dumps(API_STUDY))
        study["protocolSection"]["identificationModule"]["nctId"] = "NCT00000001"
        study["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]["date"] = "2024-01-01"
        report = import_trials(write_json(tmp_path, [study]))
        assert report.outcomes[0].result == Result.UPDATED
        assert the_trial().last_known_status == OverallStatus.RECRUITING


class TestTheCommand:
    def test_it_prints_a_line_for_each_record_and_the_totals(self, tmp_path, capsys):
        path = write_csv(tmp_path, ROW, ROW | {"NCT Number": ""})
        call_command("import_trials", str(path))
        captured = capsys.readouterr()
        assert captured.out.splitlines() == [
            "created   NCT00000001",
            "1 created, 0 updated, 0 unchanged, 1 rejected",
        ]
        assert captured.err.startswith("rejected  line 3 The row has no “NCT Number”")

    def test_a_dry_run_says_what_would_happen_and_changes_nothing(self, tmp_path, capsys):
        call_command("import_trials", str(write_csv(tmp_path)), "--dry-run")
        assert "1 created, 0 updated, 0 unchanged, 0 rejected (nothing was changed" in capsys.readouterr().out
        assert not Trial.objects.exists()

    def test_as_of_is_a_date_in_any_precision(self, tmp_path):
        call_command("import_trials", str(write_csv(tmp_path)), "--as-of", "September 2022", verbosity=0)
        assert the_trial().as_of == "2022-09"
        with pytest.raises(CommandError, match="“soon” is not a date"):
            call_command("import_trials", str(write_csv(tmp_path)), "--as-of", "soon")

    def test_a_file_that_cannot_be_read_is_one_sentence(self, tmp_path):
        with pytest.raises(CommandError, match="No such file"):
            call_command("import_trials", str(tmp_path / "missing.csv"))


def test_the_number_of_queries_for_a_file_that_is_known_grows_by_a_look_up_a_record(
    tmp_path, django_assert_num_queries
):
    rows = [ROW | {"NCT Number": f"NCT{number:08}"} for number in range(1, 21)]
    imported(tmp_path, *rows)
    with django_assert_num_queries(20 * 3):  # savepoint, look-up, release
        imported(tmp_path, *rows)


words = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)
rows = st.fixed_dictionaries(
    {
        "NCT Number": st.integers(min_value=1, max_value=5).map(lambda number: f"nct{number}"),
        "Title": words,
        "Status": st.sampled_from(OverallStatus.labels),
        "Phases": st.lists(st.sampled_from(Phase.labels), max_size=2).map("|".join),
        "Conditions": st.lists(words, max_size=3).map("|".join),
        "Interventions": words.map(lambda word: f"Drug: {word}"),
        "Enrollment": st.sampled_from(["", "0", "12", "1,200"]),
        "Start Date": st.sampled_from(["", "2020", "March 2020", "July 8, 2021"]),
        "Completion Date": st.sampled_from(["", "2019", "April 2021"]),
        "Last Update Posted": st.sampled_from(["", "July 8, 2022", "March 2023"]),
        "Locations": words.map(lambda word: f"{word}, Korea, Republic of"),
    }
)


class TestIdempotence(TestCase):
    @settings(deadline=None)
    @given(st.lists(rows, min_size=1, max_size=4))
    def test_a_second_import_of_any_file_changes_nothing(self, some_rows):
        # Hypothesis runs this many times in one test, so pytest's own directory would not do.
        with tempfile.TemporaryDirectory() as directory:
            path = Path(directory) / "trials.csv"
            path.write_text(csv_text(some_rows, columns=list(some_rows[0])), encoding="utf-8")
            first = import_trials(path)
            before = list(Trial.objects.order_by("pk").values())
            second = import_trials(path)
        assert list(Trial.objects.order_by("pk").values()) == before
        assert second.count(Result.CREATED) == second.count(Result.UPDATED) == 0
        assert second.count(Result.UNCHANGED) == first.count(Result.CREATED)
        assert second.count(Result.REJECTED) == first.count(Result.REJECTED)


def test_trials_without_a_number_are_no_business_of_an_import(tmp_path):
    TrialFactory(brief_title="Cells for Worn Knees", registry_id=None)
    assert imported(tmp_path) == [Result.CREATED]
    assert Trial.objects.count() == 2
