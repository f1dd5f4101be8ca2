"""Dates told from now, by a clock that stands still, and what they mean for each kind of column."""

import datetime

import pytest
from django.db.models import Q
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from blog.models import ArticlePage
from cms.api.date_values import relative_day, span_of
from cms.api.relative_dates import PATTERN, Clock, RelativeDateError, clock_of, depends_on_time, relative_date
from tests.factories.blog import ArticlePageFactory
from tests.factories.trials import TrialFactory

UTC = datetime.UTC
NOW = datetime.datetime(2026, 3, 31, 9, 30, tzinfo=UTC)
MOMENT = ArticlePage._meta.get_field("published_at")
DAY = ArticlePage._meta.get_field("next_review_at")
ARTICLES = {"type": "blog.ArticlePage", "order": "id"}


def day(text):
    return datetime.date.fromisoformat(text)


def moment(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", NOW),
        ("now-30d", moment("2026-03-01T09:30")),
        ("now+1w", moment("2026-04-07T09:30")),
        ("now 1w", moment("2026-04-07T09:30")),
        ("now-12h", moment("2026-03-30T21:30")),
        ("now+45min", moment("2026-03-31T10:15")),
        ("now-1mo", moment("2026-02-28T09:30")),
        ("now+11mo", moment("2027-02-28T09:30")),
        ("now-2y", moment("2024-03-31T09:30")),
        ("now-0d", NOW),
        ("today", day("2026-03-31")),
        ("today-1y", day("2025-03-31")),
        ("today-1mo", day("2026-02-28")),
        ("today+2w", day("2026-04-14")),
        ("2026-01-31", None),
        ("yesterday", None),
        ("", None),
        ("nowhere", None),
        ("todayish", None),
    ],
)
def test_a_relative_date_is_counted_from_now(text, expected):
    assert relative_date(text, clock=Clock(NOW)) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("now-", "such as now, now-12h"),
        ("now-30", "counted in min, h, d, w, mo or y"),
        ("now-30m", "counted in min, h, d, w, mo or y"),
        ("now-30D", "counted in min, h, d, w, mo or y"),
        ("now-1d-1h", "counted in min, h, d, w, mo or y"),
        ("now-1.5d", "counted in min, h, d, w, mo or y"),
        ("now-1234567d", "counted in min, h, d, w, mo or y"),
        ("now-٣d", "counted in min, h, d, w, mo or y"),
        ("NOW", "such as now, now-12h"),
        ("today-12h", "for hours use now-12h"),
        ("now-9999y", "between the years 1 and 9999"),
        ("today+9999y", "between the years 1 and 9999"),
        ("now+999999w", "between the years 1 and 9999"),
        ("now-999999mo", "between the years 1 and 9999"),
    ],
)
def test_a_wrong_relative_date_says_what_would_be_right(text, words):
    with pytest.raises(RelativeDateError, match=words.replace("+", r"\+")):
        relative_date(text, clock=Clock(NOW))


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("now-3m", "now-3mo"),
        ("NOW-3D", "now-3d"),
        ("now-3months", "now-3mo"),
        ("now - 45 minutes", "now-45min"),
        ("today+1year", "today+1y"),
        ("today-12h", "now-12h"),
        ("now-3", None),
        ("now-3fortnights", None),
    ],
)
def test_what_was_meant_is_suggested(text, suggestion):
    with pytest.raises(RelativeDateError) as raised:
        relative_date(text, clock=Clock(NOW))

    assert raised.value.suggestion == suggestion


@override_settings(TIME_ZONE="Asia/Kuala_Lumpur")
def test_days_begin_at_midnight_in_the_time_zone_of_the_installation():
    clock = Clock(moment("2026-03-31T20:00"))

    assert relative_date("today", clock=clock) == day("2026-04-01")
    assert span_of(MOMENT, "today", clock=clock).first == moment("2026-03-31T16:00")
    assert span_of(MOMENT, "2026-04-01", clock=clock).after == moment("2026-04-01T16:00")
    assert span_of(DAY, "now", clock=clock).first == day("2026-04-01")
    assert relative_day("now", clock=clock) == "2026-04-01"


@given(text=st.from_regex(PATTERN, fullmatch=True))
def test_what_schemas_describe_is_a_relative_date_or_out_of_the_calendar(text):
    try:
        found = relative_date(text, clock=Clock(NOW))
    except RelativeDateError as error:
        found = str(error)

    assert isinstance(found, datetime.date) or "between the years" in found


@pytest.mark.parametrize(
    ("text", "lookup", "expected"),
    [
        ("2026", "gte", Q(c__gte=moment("2026-01-01"))),
        ("2026", "lte", Q(c__lt=moment("2027-01-01"))),
        ("2026-02", "gt", Q(c__gte=moment("2026-03-01"))),
        ("2026-02", "lt", Q(c__lt=moment("2026-02-01"))),
        ("2026-02-28", "exact", Q(c__gte=moment("2026-02-28"), c__lt=moment("2026-03-01"))),
        ("2026-02-28T10:00:00Z", "lte", Q(c__lte=moment("2026-02-28T10:00"))),
        ("2026-02-28T10:00:00 08:00", "exact", Q(c__exact=moment("2026-02-28T02:00"))),
        ("now-30d", "gt", Q(c__gt=moment("2026-03-01T09:30"))),
        ("today", "lte", Q(c__lt=moment("2026-04-01"))),
    ],
)
def test_a_period_is_compared_whole_and_a_moment_as_it_is(text, lookup, expected):
    assert span_of(MOMENT, text, clock=Clock(NOW)).condition("c", lookup) == expected


@pytest.mark.parametrize("text", ["9999", "9999-12", "9999-12-31"])
def test_the_end_of_the_calendar_is_refused_rather_than_passed(text):
    with pytest.raises(OverflowError):
        span_of(DAY, text, clock=Clock(NOW))


def test_an_answer_depends_on_time_once_its_clock_was_read(rf):
    request = rf.get("/")
    assert not depends_on_time(request)

    relative_date("2026", clock=clock_of(request))
    assert not depends_on_time(request)

    relative_date("today", clock=clock_of(request))
    assert depends_on_time(request)


# Lists


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"published_at__gte": "now-30d"}, ["Last week", "Just now"]),
        ({"published_at__lt": "now-30d"}, ["Last year"]),
        ({"published_at__lte": "now"}, ["Last year", "Last week", "Just now"]),
        ({"published_at__gt": "now+1min"}, []),
        ({"published_at__lt": "today-2mo"}, ["Last year"]),
        ({"next_review_at__lt": "today"}, ["Last year"]),
        ({"next_review_at": "today+100d"}, ["Just now"]),
        ({"next_review_at__in": "today-1d,today+100d"}, ["Last year", "Just now"]),
        ({"first_published_at__gte": "now-1h"}, ["Last year", "Last week", "Just now"]),
    ],
)
def test_lists_are_filtered_by_relative_dates(api, filters, expected):
    now = datetime.datetime.now(UTC)
    for title, age, review in (("Last year", 365, -1), ("Last week", 7, 50), ("Just now", 0, 100)):
        ArticlePageFactory(
            title=title,
            published_at=now - datetime.timedelta(days=age),
            next_review_at=now.date() + datetime.timedelta(days=review),
        )

    titles = [item["title"] for item in api.get("pages/", **ARTICLES, **filters)["items"]]

    assert titles == expected


@pytest.mark.django_db
def test_partial_dates_are_compared_with_the_day(api):
    this_year = datetime.datetime.now(UTC).year
    old, unknown = TrialFactory(first_posted="2001"), TrialFactory(first_posted="")
    current = TrialFactory(first_posted=str(this_year + 1))

    assert api.ids("trials/", first_posted__lt="today-1y") == [old.pk]
    assert api.ids("trials/", first_posted__gt="now") == [current.pk]
    assert unknown.pk not in api.ids("trials/", first_posted__lte="now+5y")


@pytest.mark.django_db
@pytest.mark.parametrize("parameter", ["published_at__gte", "next_review_at", "first_published_at__in"])
def test_a_wrong_relative_date_is_refused_with_the_right_form(api, parameter):
    problem = api.problem("pages/", type="blog.ArticlePage", **{parameter: "now-30m"})

    assert problem["parameter"] == parameter
    assert "now-12h, now+1w, today, today-30d" in problem["detail"]
