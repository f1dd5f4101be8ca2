"""Every look-up finds exactly the rows that the same comparison finds in Python."""

import datetime
import operator
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blog.models import ArticlePage
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, TopicFactory
from tests.factories.trials import TrialFactory
from trials.models import Trial

pytestmark = pytest.mark.django_db

COMPARISONS = {
    "": operator.eq,
    "__gte": operator.ge,
    "__lte": operator.le,
    "__gt": operator.gt,
    "__lt": operator.lt,
}
WORDS = ["Knee", "knees", "hip", "%", "a_b", "", "Cells of fat", "cell"]
COUNTRIES = ["Malaysia", "Spain", "South Korea"]
DATES = ["", "2019", "2020-02", "2020-02-29", "2020-12-31", "2021"]
AMOUNTS = [None, 0, 40, 480]
PRICES = [(10, 20, "MYR"), (10, 20, "USD"), (500, 900, "MYR"), (0, 5, "USD")]

thorough = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    # The rows are only read, so one set of them is enough for all examples.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def ask(path, **parameters):
    response = Client().get(f"/api/v2/{path}?{urlencode({'limit': 100, **parameters})}")
    assert response.status_code == 200, response.content
    return {item["id"] for item in response.json()["items"]}


def period(date):
    """The first and the last day that a partial date can mean, as text that sorts."""
    return date + "0000-01-01"[len(date) :], date + "9999-99-99"[len(date) :]


@pytest.fixture
def trials():
    rows = []
    for number in range(24):
        rows.append(
            TrialFactory(
                sponsor=WORDS[number % len(WORDS)],
                enrolment=AMOUNTS[number % len(AMOUNTS)],
                first_posted=DATES[number % len(DATES)],
                countries=COUNTRIES[: number % 4],
                overall_status=("COMPLETED", "RECRUITING", "TERMINATED")[number % 3],
                has_results=number % 5 == 0,
            )
        )
    return list(Trial.objects.filter(pk__in=[trial.pk for trial in rows]))


@thorough
@given(lookup=st.sampled_from(sorted(COMPARISONS)), value=st.integers(-1, 500))
def test_numbers(trials, lookup, value):
    compare = COMPARISONS[lookup]
    expected = {t.pk for t in trials if t.enrolment is not None and compare(t.enrolment, value)}

    assert ask("trials/", **{f"enrolment{lookup}": value}) == expected


@thorough
@given(
    value=st.sampled_from([*WORDS, "KNEE", "ell"]), kind=st.sampled_from(["", "__contains", "__startswith"])
)
def test_texts(trials, value, kind):
    holds = {
        "": lambda text: text == value,
        "__contains": lambda text: value.lower() in text.lower(),
        "__startswith": lambda text: text.lower().startswith(value.lower()),
    }[kind]

    assert ask("trials/", **{f"sponsor{kind}": value}) == {t.pk for t in trials if holds(t.sponsor)}


@thorough
@given(value=st.sampled_from([*DATES[1:], "2020", "2020-12"]), lookup=st.sampled_from(sorted(COMPARISONS)))
def test_dates_known_to_the_year_month_or_day(trials, value, lookup):
    _beginning, end = period(value)
    holds = {
        "": lambda date: date == value,
        "__gte": lambda date: date >= value,
        "__lt": lambda date: date != "" and date < value,
        "__lte": lambda date: date != "" and period(date)[0] <= end,
        "__gt": lambda date: date != "" and period(date)[0] > end,
    }[lookup]

    found = ask("trials/", **{f"first_posted{lookup}": value})

    assert found == {t.pk for t in trials if holds(t.first_posted)}


@thorough
@given(values=st.lists(st.sampled_from([*COUNTRIES, "Chad"]), min_size=1, max_size=3, unique=True))
def test_lists(trials, values):
    either = {t.pk for t in trials if set(values) & set(t.countries)}

    assert ask("trials/", countries__in=",".join(values)) == either
    assert ask("trials/", countries=values[0].upper()) == {t.pk for t in trials if values[0] in t.countries}


@thorough
@given(
    statuses=st.lists(st.sampled_from(["COMPLETED", "RECRUITING", "TERMINATED"]), min_size=1, unique=True),
    flag=st.sampled_from(["true", "false"]),
    least=st.integers(0, 500),
)
def test_several_filters_must_all_hold(trials, statuses, flag, least):
    expected = {
        t.pk
        for t in trials
        if t.overall_status in statuses
        and t.has_results is (flag == "true")
        and t.enrolment is not None
        and t.enrolment >= least
    }

    found = ask("trials/", overall_status__in=",".join(statuses), has_results=flag, enrolment__gte=str(least))

    assert found == expected


@pytest.fixture
def articles():
    topics = [TopicFactory(name=f"T{number}", kind=kind) for number, kind in enumerate(("place", "other"))]
    for number in range(12):
        ArticlePageFactory(
            topics=topics[: number % 3],
            body=[
                blocks.price_range(str(low), str(high), currency=currency)
                for position, (low, high, currency) in enumerate(PRICES)
                if number >> position & 1
            ],
            published_at=datetime.datetime(2020, 1 + number, 15, 12, tzinfo=datetime.UTC),
            history=False,
        )
    return [
        (page.pk, page.published_at, list(page.prices.all()), list(page.topics.all()))
        for page in ArticlePage.objects.all()
    ]


@thorough
@given(
    currency=st.sampled_from(["MYR", "USD"]),
    most=st.sampled_from([0, 10, 20, 500, 900]),
    least=st.sampled_from([0, 5, 20, 900]),
)
def test_one_price_meets_all_conditions(articles, currency, most, least):
    expected = {
        pk
        for pk, _published, prices, _topics in articles
        if any(p.currency == currency and p.low <= most and p.high >= least for p in prices)
    }

    found = ask(
        "pages/",
        type="blog.ArticlePage",
        prices__currency=currency,
        prices__low__lte=most,
        prices__high__gte=least,
    )

    assert found == expected


@thorough
@given(
    slug=st.sampled_from(["t0", "t1", "t0,t1", "t9"]),
    kind=st.sampled_from(["place", "other", "condition"]),
    month=st.integers(1, 12),
)
def test_relations_and_columns_together(articles, slug, kind, month):
    slugs = slug.split(",")
    expected = {
        pk
        for pk, published, _prices, topics in articles
        if published.month >= month and any(t.slug in slugs and t.kind == kind for t in topics)
    }

    found = ask(
        "pages/",
        type="blog.ArticlePage",
        topics__slug__in=slug,
        topics__kind=kind,
        published_at__gte=f"2020-{month:02}",
    )

    assert found == expected
