"""Dates with their precision are read as people write them and sort by when they begin."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.core.partial_dates import (
    PartialDateError,
    display_partial_date,
    earliest_day,
    is_partial_date,
    latest_day,
    parse_partial_date,
)

days = st.dates(min_value=datetime.date(1800, 1, 1), max_value=datetime.date(2199, 12, 31))
partial_dates = st.builds(lambda day, length: day.isoformat()[:length], days, st.sampled_from([4, 7, 10]))


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("2020", "2020"),
        ("2020-01", "2020-01"),
        ("2020-1-5", "2020-01-05"),
        ("March 2020", "2020-03"),
        ("mar 2020", "2020-03"),
        ("Sept. 2020", "2020-09"),
        ("December 1, 2023", "2023-12-01"),
        ("1 December 2023", "2023-12-01"),
        ("  15th  January 2020 ", "2020-01-15"),
        ("February 29, 2024", "2024-02-29"),
        (datetime.date(2020, 1, 15), "2020-01-15"),
        (datetime.datetime(2020, 1, 15, 23, 59), "2020-01-15"),
    ],
)
def test_written_dates_are_understood(written, stored):
    assert parse_partial_date(written) == stored


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("2021-02-29", "February 2021 has no day 29; its days run from 1 to 28"),
        ("31 April 2020", "April 2020 has no day 31; its days run from 1 to 30"),
        ("2020-13", "there is no month 13"),
        ("2020-00", "there is no month 00"),
        ("1066", "between 1800 and 2199"),
        ("Smarch 2020", "“smarch” is no month"),
        ("soon", "write a year (2020), a month"),
        ("01/02/2020", "write a year (2020), a month"),
        ("٢٠٢٠", "write a year (2020), a month"),
    ],
)
def test_what_is_no_date_gets_a_sentence_that_says_what_would_be_right(written, sentence):
    with pytest.raises(PartialDateError, match="“") as error:
        parse_partial_date(written)
    assert sentence in str(error.value)


@settings(deadline=None)
@given(partial_dates)
def test_a_stored_date_reads_as_itself(value):
    assert parse_partial_date(value) == value
    assert is_partial_date(value)


@settings(deadline=None)
@given(partial_dates)
def test_the_words_of_a_date_read_as_the_date(value):
    assert parse_partial_date(display_partial_date(value)) == value


@settings(deadline=None)
@given(partial_dates, partial_dates)
def test_text_order_is_the_order_of_the_earliest_days(one, other):
    if one <= other:
        assert earliest_day(one) <= earliest_day(other)


@settings(deadline=None)
@given(partial_dates)
def test_a_date_lies_between_its_earliest_and_its_latest_day(value):
    assert earliest_day(value) <= latest_day(value)
    assert latest_day(value).isoformat().startswith(value)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_either_a_date_or_refused_with_a_sentence(text):
    try:
        answer = parse_partial_date(text)
    except PartialDateError as error:
        answer = str(error)
    assert is_partial_date(answer) or answer.endswith(".")


def test_an_unknown_date_has_no_words():
    assert display_partial_date("") == ""
