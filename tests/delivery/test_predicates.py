"""A condition is decided from a row, or it is left open; it is never decided wrongly."""

from hypothesis import given
from hypothesis import strategies as st

from cms.delivery.predicates import (
    UNKNOWN,
    All,
    AnyOf,
    Lowered,
    Not,
    OneOf,
    Parameter,
    StartsWith,
    bind,
    decide,
    keys_of,
)

COLUMNS = ("a", "b", "c")
values = st.sampled_from("0123")
whole_rows = st.fixed_dictionaries(dict.fromkeys(COLUMNS, values))
atoms = st.one_of(
    st.just(UNKNOWN),
    st.builds(OneOf, st.sampled_from(COLUMNS), st.lists(values, min_size=1, max_size=3).map(tuple)),
)
conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


def truth(condition, row, luck):
    """What a database would say, where `luck` answers what cannot be known."""
    match condition:
        case OneOf(column, wanted):
            return row[column] in wanted
        case Not(inner):
            return not truth(inner, row, luck)
        case All(parts):
            return all(truth(part, row, luck) for part in parts)
        case AnyOf(parts):
            return any(truth(part, row, luck) for part in parts)
    return next(luck)


@given(
    conditions,
    whole_rows,
    st.sets(st.sampled_from(COLUMNS)),
    st.data(),
)
def test_what_is_decided_is_true_whatever_the_unknown_is(condition, row, hidden, data):
    seen = {name: value for name, value in row.items() if name not in hidden}

    decided = decide(condition, seen)

    if decided is not None:
        luck = iter(lambda: data.draw(st.booleans()), None)
        assert truth(condition, row, luck) is decided


@given(conditions, whole_rows)
def test_every_row_that_may_meet_a_condition_has_one_of_its_keys(condition, row):
    keys = keys_of(condition)

    if keys is not None and decide(condition, row) is not False:
        assert set(keys) & set(row.items())


def test_a_beginning_knows_escaped_signs_and_leaves_open_what_differs_in_case():
    condition = bind(StartsWith("path", Parameter(0)), [r"50\%\_Off%"])

    assert decide(condition, {"path": "50%_Off today"}) is True
    assert decide(condition, {"path": "50%_off today"}) is None
    assert decide(condition, {"path": "50 off"}) is False


def test_other_patterns_are_left_open():
    for pattern in ("%middle%", "a_c%", "exact", None, "\x00"):
        assert decide(bind(StartsWith("path", Parameter(0)), [pattern]), {"path": "abc"}) is None


def test_a_value_without_a_certain_spelling_is_left_open():
    assert bind(OneOf("day", (Parameter(0),)), ["\x00"]) == UNKNOWN


def test_small_letters_are_compared_where_databases_agree_about_them():
    condition = Lowered("path", (Parameter(0),))

    assert decide(condition, {"path": "/Old"}, ["/old"]) is True
    assert decide(condition, {"path": "/new"}, ["/old"]) is False
    assert decide(condition, {"path": None}, ["/old"]) is False
    assert decide(condition, {"path": "/\N{LATIN CAPITAL LETTER E WITH ACUTE}"}, ["/old"]) is None


def test_without_parameters_only_what_holds_for_any_is_decided():
    condition = All((OneOf("live", ("1",)), OneOf("id", (Parameter(0),))))

    assert decide(condition, {"live": "1", "id": "7"}, None) is None
    assert decide(condition, {"live": "0", "id": "7"}, None) is False
    assert decide(condition, {"live": "1", "id": "7"}, ["7"]) is True
