"""How long an answer is kept, and what others are told."""

import pytest

from cms.delivery.lifetimes import LONGEST_SECONDS, lifetime_of, may_be_kept

USUAL = "public, max-age=0, must-revalidate, stale-if-error=86400"
NOW = 1_000_000.0
NEVER = float("inf")


def lifetime(own=None, *, usual=USUAL, until=NEVER):
    headers = [("Content-Type", "text/plain")] + ([("cache-control", own)] if own else [])
    return lifetime_of(headers, usual=usual, now=NOW, until=until)


def test_what_says_nothing_lives_for_a_day_and_others_ask_each_time():
    found = lifetime()
    assert found.expires_at == NOW + LONGEST_SECONDS
    assert (found.cache_control, found.is_timed) == (USUAL, False)


def test_what_states_a_lifetime_is_kept_for_it_and_has_an_age():
    found = lifetime("public, max-age=60")
    assert (found.expires_at, found.cache_control, found.is_timed) == (NOW + 60, "public, max-age=60", True)


def test_the_word_for_shared_caches_counts_more():
    assert lifetime("public, max-age=10, s-maxage=300").expires_at == NOW + 300


def test_nothing_outlives_the_schedule_here_or_elsewhere():
    usual = "public, max-age=5, s-maxage=3600, stale-while-revalidate=60, stale-if-error=86400"
    found = lifetime(usual=usual, until=NOW + 20.7)
    assert found.expires_at == NOW + 20.7
    assert found.cache_control == (
        "public, max-age=5, s-maxage=20, stale-while-revalidate=20, stale-if-error=20"
    )
    assert found.is_timed


def test_what_is_due_already_leaves_no_time():
    assert lifetime(until=NOW - 1).expires_at <= NOW


def test_an_age_is_only_told_to_those_who_may_keep_something():
    assert not lifetime(until=NOW + 20).is_timed


@pytest.mark.parametrize(
    ("status", "headers", "is_it"),
    [
        ("200 OK", [], True),
        ("404 Not Found", [("Cache-Control", "public, max-age=10")], True),
        ("410 Gone", [], True),
        ("301 Moved Permanently", [], False),
        ("302 Found", [], False),
        ("400 Bad Request", [], False),
        ("401 Unauthorized", [], False),
        ("403 Forbidden", [], False),
        ("405 Method Not Allowed", [], False),
        ("500 Internal Server Error", [], False),
        ("503 Service Unavailable", [], False),
        ("206 Partial Content", [], False),
        ("200 OK", [("Set-Cookie", "a=b")], False),
        ("200 OK", [("SET-COOKIE", "a=b")], False),
        ("200 OK", [("Cache-Control", "No-Store")], False),
        ("200 OK", [("cache-control", "max-age=5, private")], False),
        ("200 OK", [("Content-Encoding", "gzip")], False),
    ],
)
def test_only_what_is_the_same_for_everybody_may_be_kept(status, headers, is_it):
    assert may_be_kept(status, headers) == is_it
