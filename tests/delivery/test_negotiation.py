"""Which coding a client gets, and when it is told that it has the answer already."""

import pytest

from cms.delivery.negotiation import is_known, offer_of

TAG = '"abc-br"'


@pytest.mark.parametrize(
    ("accepted", "offer"),
    [
        (None, ("",)),
        ("", ("",)),
        ("identity", ("",)),
        ("gzip, deflate, br, zstd", ("br", "gzip", "")),
        ("gzip", ("gzip", "")),
        ("x-gzip", ("gzip", "")),
        ("GZIP;Q=1.0, BR ; q=0.5", ("gzip", "br", "")),
        ("br;q=0, gzip", ("gzip", "")),
        ("br;q=0, gzip;q=0", ("",)),
        ("*", ("br", "gzip", "")),
        ("*;q=0.5, br;q=0", ("gzip", "")),
        ("identity, br;q=0.5", ("", "br")),
        ("identity;q=0, gzip", ("gzip",)),
        ("identity;q=0", ()),
        ("*;q=0", ()),
        ("*;q=0, identity;q=0.1", ("",)),
        ("br;q=nonsense", ("",)),
        ("br;q=-1, gzip;q=17", ("gzip", "")),
        ("br;level=4", ("br", "")),
        (", ,;,", ("",)),
        ("zstd", ("",)),
        ("deflate," * 1000 + "br", ("",)),
    ],
)
def test_the_shortest_of_those_that_a_client_likes_best_is_offered_first(accepted, offer):
    assert offer_of(accepted) == offer


@pytest.mark.parametrize(
    "header", [TAG, f"W/{TAG}", "*", " * ", f'"other", W/{TAG}', f'"a",{TAG},"b"', f'  {TAG}\t,"x"']
)
def test_a_tag_is_found_in_lists_and_compared_weakly(header):
    assert is_known({"HTTP_IF_NONE_MATCH": header}, etag=TAG, made_at=0)


@pytest.mark.parametrize("header", ["", '"abc"', "abc-br", '"abc-gzip"', "w/x", '"abc-br', "**", '"*"'])
def test_what_is_another_tag_or_none_does_not_match(header):
    assert not is_known({"HTTP_IF_NONE_MATCH": header}, etag=TAG, made_at=0)


@pytest.mark.parametrize(
    ("since", "is_it"),
    [
        ("Sun, 06 Nov 1994 08:49:37 GMT", True),
        ("Sunday, 06-Nov-94 08:49:37 GMT", True),
        ("Sun Nov  6 08:49:37 1994", True),
        ("Sun, 06 Nov 1994 08:49:36 GMT", False),
        ("yesterday", False),
        ("", False),
        ("Sun, 99 Nov 1994 08:49:37 GMT", False),
    ],
)
def test_dates_are_compared_in_whole_seconds_and_other_words_ignored(since, is_it):
    assert is_known({"HTTP_IF_MODIFIED_SINCE": since}, etag=TAG, made_at=784111777.9) == is_it


def test_a_tag_counts_more_than_a_date():
    environ = {"HTTP_IF_NONE_MATCH": '"x"', "HTTP_IF_MODIFIED_SINCE": "Sun, 06 Nov 2044 08:49:37 GMT"}
    assert not is_known(environ, etag=TAG, made_at=0)
