"""A list of trials in a body: chosen first, then found, none twice, nothing that is not live."""

from __future__ import annotations

import jsonschema
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.core.blocks.samples import sample_output, sample_value
from cms.core.json_schema import definitions_for
from cms.core.output import Output
from cms.core.references import References
from cms.core.scope import PublicScope
from tests.factories.trials import TrialFactory
from trials.blocks import TrialListBlock

QUERY = {"condition": "", "intervention": "", "statuses": [], "country": "", "maximum": 5}


def block():
    trial_list = TrialListBlock()
    trial_list.set_name("trial_list")
    return trial_list


def raw(*trials, title="Trials", layout="full", **query):
    items = [{"type": "item", "value": trial.pk, "id": str(trial.pk)} for trial in trials]
    return {"title": title, "layout": layout, "trials": items, "query": QUERY | query}


def cleaned(value, *, draft=False):
    trial_list = block()
    native = trial_list.to_python(value)
    return trial_list.clean_deferred(native) if draft else trial_list.clean(native)


def represented(value):
    references = References(PublicScope.for_host(host="localhost"))
    trial_list = block()
    trial_list.collect(value, references)
    references.load()
    return trial_list.represent(value, Output(references=references))


def matches_schema(value):
    schema = block().json_schema()
    jsonschema.validate(value, schema | {"$defs": definitions_for(schema)})


@pytest.mark.django_db
class TestInTheApi:
    def test_chosen_trials_come_first_and_none_comes_twice(self):
        found, both, chosen = (
            TrialFactory(first_posted="2021", countries=["Spain"]),
            TrialFactory(first_posted="2020", countries=["Spain"]),
            TrialFactory(first_posted="2019", countries=["Iran"]),
        )
        value = represented(raw(chosen, both, layout="short", country="Spain"))
        assert [card["id"] for card in value["trials"]] == [chosen.pk, both.pk, found.pk]
        assert value["layout"] == "short"
        assert value["query"] == QUERY | {"country": "Spain"}
        matches_schema(value)

    def test_without_a_query_there_is_none(self):
        trial = TrialFactory()
        value = represented(raw(trial))
        assert value["query"] is None
        assert [card["id"] for card in value["trials"]] == [trial.pk]

    def test_what_is_not_live_is_simply_not_there(self):
        draft = TrialFactory(live=False, countries=["Spain"])
        gone = TrialFactory()
        value = raw(draft, gone, country="Spain")
        gone.delete()
        assert represented(value)["trials"] == []


class TestInTheEditor:
    pytestmark = pytest.mark.django_db

    def test_an_empty_list_is_refused_at_its_field_when_published_but_not_in_a_draft(self):
        with pytest.raises(ValidationError) as error:
            cleaned(raw())
        assert "choose at least one trial here" in str(error.value.as_json_data())
        assert error.value.as_json_data()["blockErrors"].keys() == {"trials"}
        cleaned(raw(), draft=True)

    def test_a_trial_that_is_chosen_twice_is_named(self):
        trial = TrialFactory()
        with pytest.raises(ValidationError) as error:
            cleaned(raw(trial, trial))
        assert "in the list already" in str(error.value.as_json_data())

    def test_either_trials_or_a_query_are_enough(self):
        cleaned(raw(TrialFactory()))
        value = cleaned(raw(condition="knee"))
        assert block().get_prep_value(value)["query"]["condition"] == "knee"

    @pytest.mark.parametrize("maximum", [0, 51])
    def test_the_number_of_trials_has_bounds(self, maximum):
        trial_list = block()
        native = trial_list.to_python(raw(condition="knee"))
        native["query"]["maximum"] = maximum
        with pytest.raises(ValidationError):
            trial_list.clean(native)


def test_the_sample_shows_a_trial_and_fits_the_schema():
    value = sample_value(block())
    assert value["trials"][0]["title"]
    matches_schema(value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["title", "layout", "trials", "query", "value", "type", "statuses", "condition", "maximum"]
            ),
            inner,
        )
    ),
    max_leaves=10,
)


@settings(deadline=None)
@given(json_values)
def test_any_stored_value_is_represented_within_the_schema(value):
    trial_list = block()
    matches_schema(trial_list.represent(value, sample_output(trial_list)))
    assert isinstance(trial_list.plain_text(value), str)
