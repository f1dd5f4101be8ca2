"""List and date columns: what is found, what editors see, what is refused. Trials are the model at hand."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from cms.core.fields import PartialDateField, StringListField
from cms.core.form_fields import ChecklistField, LinesField
from tests.factories.trials import TrialFactory
from trials.enums import Phase
from trials.models import Trial


def found(**filters):
    return set(Trial.objects.filter(**filters).values_list("brief_title", flat=True))


@pytest.fixture
def trials(db):
    TrialFactory(brief_title="one", countries=["South Korea", "Spain"], conditions=["Osteoarthritis, Knee"])
    TrialFactory(brief_title="two", countries=["Spain"], conditions=["Knee Pain", "Hip Osteoarthritis"])
    TrialFactory(brief_title="three", countries=[], conditions=["100% cartilage_loss"], interventions=[])


@pytest.mark.usefixtures("trials")
class TestListLookups:
    def test_includes_finds_whole_items_whatever_their_case(self):
        assert found(countries__includes="south korea") == {"one"}
        assert found(countries__includes="Korea") == set()

    def test_includes_any_finds_either(self):
        assert found(countries__includes_any=["Spain", "France"]) == {"one", "two"}
        assert found(countries__includes_any=[]) == set()

    def test_mentions_wants_all_words_in_one_item(self):
        assert found(conditions__mentions="knee osteoarthritis") == {"one"}
        assert found(conditions__mentions="KNEE") == {"one", "two"}

    def test_mentions_takes_wildcards_literally(self):
        assert found(conditions__mentions="100%") == {"three"}
        assert found(conditions__mentions="cartilage_") == {"three"}
        assert found(conditions__mentions="%") == {"three"}
        assert found(conditions__mentions="\\") == set()

    def test_items_that_are_objects_are_searched_by_name(self):
        assert found(interventions__mentions="stem CELL") == {"one", "two"}
        assert found(interventions__includes="mesenchymal stem cells") == {"one", "two"}

    def test_lookups_combine_with_others_and_can_be_negated(self):
        assert found(countries__includes="Spain", conditions__mentions="hip") == {"two"}
        titles = Trial.objects.exclude(countries__includes="Spain").values_list("brief_title", flat=True)
        assert set(titles) == {"three"}

    def test_text_with_quotes_is_no_danger(self):
        assert found(countries__includes="'; DROP TABLE trials_trial; --") == set()


class TestPartialDateLookups:
    @pytest.fixture(autouse=True)
    def dated_trials(self, db):
        for date in ("", "2019-12-31", "2020", "2020-01", "2020-01-15", "2021-03"):
            TrialFactory(brief_title=date or "unknown", start=date)

    def test_up_to_a_year_means_to_its_end(self):
        assert found(start__lte="2020") == {"2019-12-31", "2020", "2020-01", "2020-01-15"}

    def test_after_a_month_means_after_its_end(self):
        assert found(start__gt="2020-01") == {"2021-03"}

    def test_from_and_before_mean_the_beginning(self):
        assert found(start__gte="2020-01") == {"2020-01", "2020-01-15", "2021-03"}
        assert found(start__lt="2020-01") == {"2019-12-31", "2020"}

    def test_written_dates_can_be_asked_for(self):
        assert found(start="January 2020") == {"2020-01"}

    def test_they_sort_by_when_they_begin(self):
        ordered = Trial.objects.exclude(start="").order_by("start").values_list("start", flat=True)
        assert list(ordered) == ["2019-12-31", "2020", "2020-01", "2020-01-15", "2021-03"]


class TestStringListField:
    @pytest.mark.parametrize("value", ["text", {"a": 1}, [1], [""], ["  "], ["a\x00b"], [None]])
    def test_anything_but_a_list_of_texts_is_refused(self, value):
        with pytest.raises(ValidationError, match="list of texts"):
            StringListField().clean(value, None)

    def test_unknown_choices_are_refused_by_name(self):
        with pytest.raises(ValidationError, match="“PHASE9” is none of the values"):
            StringListField(choices=Phase.choices).clean(["PHASE9"], None)

    def test_an_entry_that_is_too_long_is_quoted(self):
        with pytest.raises(ValidationError, match="has 30 characters; an entry may have 20"):
            StringListField(maximum_length=20).clean(["x" * 30], None)

    def test_it_is_edited_as_lines(self):
        field = StringListField().formfield()
        assert isinstance(field, LinesField)
        assert field.prepare_value(["Spain", "Italy"]) == "Spain\nItaly"
        assert field.clean(" Spain \r\n\r\nItaly\nSpain\n") == ["Spain", "Italy"]
        assert not field.has_changed(["Spain", "Italy"], "Spain\r\nItaly")

    def test_choices_are_ticked_and_keep_their_order(self):
        field = StringListField(choices=Phase.choices).formfield()
        assert isinstance(field, ChecklistField)
        assert field.clean(["PHASE2", "PHASE1"]) == ["PHASE1", "PHASE2"]

    def test_none_reads_as_an_empty_list(self):
        assert StringListField().clean(None, None) == []


class TestPartialDateFormField:
    def test_it_stores_what_was_meant(self):
        field = PartialDateField(blank=True).formfield()
        assert field.clean("1 December 2023") == "2023-12-01"
        assert field.clean("") == ""

    def test_it_says_what_is_wrong(self):
        with pytest.raises(ValidationError, match="February 2023 has no day 30"):
            PartialDateField().formfield().clean("30 February 2023")
