"""Files of the registry are read into facts; what cannot be read gets a sentence, never a traceback."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trials.registry_files import API_STUDY, COLUMNS, ROW, csv_text, write_csv, write_json
from trials.importers import ImportFileError
from trials.importers.api_format import read_studies
from trials.importers.csv_format import read_csv
from trials.importers.files import read_records
from trials.importers.records import TrialRecord, UnreadableRecord


def facts_of(path):
    (record,) = read_records(path)
    assert isinstance(record, TrialRecord), record
    return record.facts


def reason_for(path):
    (record,) = read_records(path)
    assert isinstance(record, UnreadableRecord)
    return record.reason


class TestCsv:
    def test_a_row_becomes_facts(self, tmp_path):
        assert facts_of(write_csv(tmp_path)) == {
            "registry": "CLINICALTRIALS_GOV",
            "url": "https://clinicaltrials.gov/study/NCT00000001",
            "source": "ClinicalTrials.gov",
            "brief_title": "Cells for Worn Knees",
            "overall_status": "ACTIVE_NOT_RECRUITING",
            "has_results": False,
            "conditions": ["Knee Osteoarthritis", "Osteoarthritis, Knee"],
            "interventions": [
                {"type": "BIOLOGICAL", "name": "Stem cells: low dose"},
                {"type": "COMBINATION_PRODUCT", "name": "Gel"},
            ],
            "sponsor": "A University",
            "phases": ["PHASE1", "PHASE2"],
            "enrolment": 1200,
            "study_type": "INTERVENTIONAL",
            "start": "2020-03",
            "completion": "2023-12-01",
            "first_posted": "2020-01-09",
            "last_update_posted": "2022-07-08",
            "countries": ["South Korea", "United States"],
            "sites": ["St Mary, Seoul, South Korea", "Duke, Durham, North Carolina, United States"],
            "as_of": "2022-07-08",
        }

    def test_the_layout_since_2023_reads_the_same(self, tmp_path):
        renamed = {
            "Title": "Study Title",
            "Status": "Study Status",
            "URL": "Study URL",
            "Sponsor/Collaborators": "Sponsor",
        }
        row = {renamed.get(name, name): value for name, value in ROW.items()} | {
            "Study Status": "ACTIVE_NOT_RECRUITING",
            "Study Results": "NO",
            "Phases": "PHASE1|PHASE2",
            "Study Type": "INTERVENTIONAL",
            "Interventions": "BIOLOGICAL: Stem cells: low dose|COMBINATION_PRODUCT: Gel",
            "First Posted": "2020-01-09",
            "Sponsor": "A University",
        }
        path = tmp_path / "new.csv"
        path.write_text(csv_text([row], columns=list(row)), encoding="utf-8")
        assert facts_of(path) == facts_of(write_csv(tmp_path))

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_byte_order_marks_and_utf_16_are_understood(self, tmp_path, encoding):
        path = tmp_path / "trials.csv"
        path.write_text(csv_text([ROW | {"Title": "Étude du genou"}]), encoding=encoding)
        assert facts_of(path)["brief_title"] == "Étude du genou"

    @pytest.mark.parametrize("delimiter", [";", "\t"])
    def test_other_separators_are_recognised(self, tmp_path, delimiter):
        path = tmp_path / "trials.csv"
        path.write_text(csv_text([ROW], delimiter=delimiter), encoding="utf-8")
        assert facts_of(path)["enrolment"] == 1200

    def test_a_column_that_is_not_there_says_nothing_about_its_facts(self, tmp_path):
        path = tmp_path / "trials.csv"
        path.write_text(csv_text([ROW], columns=["NCT Number", "Title", "Status"]), encoding="utf-8")
        assert {"conditions", "countries", "as_of"}.isdisjoint(facts_of(path))

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"NCT Number": ""}, "no “NCT Number”"),
            ({"NCT Number": "12"}, "an id there looks like NCT"),
            ({"Title": " "}, "no “Title”"),
            (
                {"Status": "Sleeping"},
                "The status “Sleeping” is not one of the registry's: NOT_YET_RECRUITING",
            ),
            ({"Phases": "Phase 7"}, "The phase “Phase 7” is not one of the registry's"),
            ({"Study Type": "Guesswork"}, "The study type “Guesswork” is not one"),
            ({"Enrollment": "many"}, "“many” is not a whole number"),
            ({"Enrollment": "9" * 5000}, "is not a whole number"),
            ({"Study Results": "Perhaps"}, "“Perhaps” means neither yes nor no"),
            (
                {"Start Date": "February 30, 2020"},
                "The column “Start Date”: “February 30, 2020”: February 2020 has no day",
            ),
        ],
    )
    def test_what_cannot_be_understood_is_named(self, tmp_path, change, sentence):
        assert sentence in reason_for(write_csv(tmp_path, ROW | change))

    def test_a_row_with_too_many_cells_is_refused(self, tmp_path):
        path = tmp_path / "trials.csv"
        path.write_text(csv_text([ROW]).rstrip() + ",extra\n", encoding="utf-8")
        assert f"{len(COLUMNS) + 1} cells where there are {len(COLUMNS)} columns" in reason_for(path)

    def test_a_trial_that_stands_twice_in_the_file_is_taken_once(self, tmp_path):
        first, second = read_records(write_csv(tmp_path, ROW, ROW | {"NCT Number": "nct1"}))
        assert isinstance(first, TrialRecord)
        assert second.reason == "The file has this trial already in line 2."

    def test_a_name_with_a_bar_in_it_stays_one_intervention(self, tmp_path):
        row = ROW | {"Interventions": "Drug: A|B|Something: C|Device: D"}
        names = [item["name"] for item in facts_of(write_csv(tmp_path, row))["interventions"]]
        assert names == ["A|B|Something: C", "D"]

    @settings(deadline=None)
    @given(st.lists(st.text(max_size=30), min_size=len(COLUMNS), max_size=len(COLUMNS)))
    def test_any_row_is_read_or_refused_with_a_sentence(self, cells):
        buffer = io.StringIO()
        csv.writer(buffer).writerows([COLUMNS, cells])
        for record in read_csv(buffer.getvalue()):
            assert isinstance(record, TrialRecord) or record.reason.endswith(".")


class TestApi:
    def test_a_study_becomes_facts(self, tmp_path):
        assert facts_of(write_json(tmp_path, {"studies": [API_STUDY]})) == {
            "registry": "CLINICALTRIALS_GOV",
            "url": "https://clinicaltrials.gov/study/NCT00000002",
            "source": "ClinicalTrials.gov",
            "has_results": True,
            "brief_title": "Cells for Worn Knees",
            "official_title": "A Randomised Trial of Cells for Worn Knees",
            "overall_status": "UNKNOWN",
            "last_known_status": "RECRUITING",
            "why_stopped": "",
            "start": "2020-03",
            "completion": "2023-12-01",
            "first_posted": "2020-01-09",
            "last_update_posted": "2022-07-08",
            "study_type": "INTERVENTIONAL",
            "phases": ["PHASE1", "PHASE2"],
            "enrolment": 48,
            "countries": ["Turkey"],
            "sites": ["City Hospital, Ankara, Turkey"],
            "conditions": ["Knee Osteoarthritis"],
            "interventions": [{"type": "DRUG", "name": "A steroid"}],
            "sponsor": "A University",
            "as_of": "2025-12-09",
        }

    @pytest.mark.parametrize("document", [API_STUDY, [API_STUDY], {"totalCount": 1, "studies": [API_STUDY]}])
    def test_one_study_and_lists_are_understood(self, tmp_path, document):
        assert facts_of(write_json(tmp_path, document))["enrolment"] == 48

    @pytest.mark.parametrize(
        ("path", "value", "sentence"),
        [
            (("identificationModule", "nctId"), None, "no “nctId”"),
            (("identificationModule", "nctId"), 5, "“nctId” should be a text"),
            (("identificationModule", "briefTitle"), "", None),
            (("statusModule", "overallStatus"), "ASLEEP", "The status “ASLEEP”"),
            (("statusModule", "startDateStruct"), "2020", "“startDateStruct” should be an object"),
            (("statusModule", "startDateStruct"), {"date": "2020-02-31"}, "February 2020 has no day 31"),
            (("designModule", "phases"), "PHASE1", "“phases” should be a list"),
            (("designModule", "phases"), [1], "“phases” should be a list of texts"),
            (("designModule", "enrollmentInfo"), {"count": "many"}, "'many', is not a whole number"),
            (("armsInterventionsModule", "interventions"), ["x"], "should be a list of objects"),
            (("conditionsModule",), [], "“conditionsModule” should be an object"),
        ],
    )
    def test_a_malformed_part_is_named(self, tmp_path, path, value, sentence):
        study = json.loads(json.dumps(API_STUDY))
        *parents, name = path
        section = study["protocolSection"]
        for parent in parents:
            section = section[parent]
        section[name] = value
        (record,) = read_records(write_json(tmp_path, [study]))
        if sentence is None:
            assert record.facts["brief_title"] == "A Randomised Trial of Cells for Worn Knees"
        else:
            assert sentence in record.reason

    @settings(deadline=None)
    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=20),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(
                        [
                            "protocolSection",
                            "identificationModule",
                            "nctId",
                            "statusModule",
                            "derivedSection",
                            "overallStatus",
                        ]
                    ),
                    inner,
                    max_size=4,
                )
            ),
            max_leaves=12,
        )
    )
    def test_any_json_is_read_or_refused_with_a_sentence(self, study):
        for record in read_studies([study]):
            assert isinstance(record, TrialRecord) or record.reason.endswith(".")


class TestFilesAsAWhole:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "it has no column “NCT Number”, “Title”, “Status”"),
            (b"name,age\nx,1\n", "it has no column “NCT Number”"),
            (b"NCT Number,Title,Status\n", "it holds no trials"),
            (b'NCT Number,Title,Status\nNCT1,"open', "line 2 cannot be read as CSV"),
            (
                "NCT Number,Title,Status\nNCT1,Étude,Completed".encode("latin-1"),
                "it is not encoded in UTF-8 (byte 30)",
            ),
            (b"\xff\xfe\x00", "it is not encoded in UTF-8"),
            (b'{"studies": [}', "it is no valid JSON"),
            (b'{"studies": 5}', "it holds no studies"),
            (b'[{"a": ' + b"[" * 100_000, "it is no valid JSON"),
            (b'{"studies": []}', "it holds no trials"),
            (b"\x89PNG\r\n\x1a\n", "cannot be imported"),
        ],
    )
    def test_a_file_that_is_something_else_is_refused_by_name(self, tmp_path, content, sentence):
        path = tmp_path / "trials.dat"
        path.write_bytes(content)
        with pytest.raises(ImportFileError, match=r"^trials\.dat") as error:
            read_records(path)
        assert sentence in str(error.value)

    def test_a_file_that_is_not_there_is_named(self, tmp_path):
        with pytest.raises(ImportFileError, match="No such file"):
            read_records(tmp_path / "missing.csv")
        with pytest.raises(ImportFileError, match="Is a directory"):
            read_records(tmp_path)
