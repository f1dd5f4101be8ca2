"""Whatever the rows, the order and the sizes of pages: reading them in turn is reading the sorted list."""

from itertools import chain
from operator import attrgetter
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.trials import TrialFactory
from trials.models import Trial

pytestmark = pytest.mark.django_db

# Few values, so that there are ties; the database's and Python's order of these texts is the same.
VALUES = {
    "enrolment": st.sampled_from([None, 0, 1, 2]),
    "registry_id": st.none(),
    "start": st.sampled_from(["", "2020", "2020-01", "2020-01-01"]),
    "brief_title": st.sampled_from(["a", "ab", "b"]),
    "has_results": st.booleans(),
    "first_published_at": st.sampled_from([None, "2020-01-01T00:00:00Z", "2020-01-01T00:00:00.000001Z"]),
}
ROWS = st.lists(st.fixed_dictionaries(VALUES), max_size=9)
ORDERS = st.lists(
    st.sampled_from([sign + name for name in (*VALUES, "id") for sign in ("", "-")]),
    min_size=1,
    max_size=3,
    unique_by=lambda name: name.lstrip("-"),
)
SIZES = st.lists(st.integers(1, 4), min_size=1, max_size=5)


def make(rows):
    return Trial.objects.bulk_create(
        TrialFactory.build(**row, slug=f"{Trial.objects.count()}-{number}") for number, row in enumerate(rows)
    )


def in_order(order):
    """The ids that there are now, sorted by Python: no value comes last."""
    found = list(Trial.objects.all())
    for name in reversed([*order, "id"]):
        column = name.lstrip("-")
        without = [trial for trial in found if getattr(trial, column) is None]
        found = [trial for trial in found if trial not in without]
        found.sort(key=attrgetter(column), reverse=name.startswith("-"))
        found += without
    return [trial.pk for trial in found]


def read(link, size):
    parts = urlsplit(link)
    response = Client().get(f"{parts.path}?{parts.query}&limit={size}")
    assert response.status_code == 200, response.content
    return response.json()


def walk(link, sizes, *, direction="next", meanwhile=lambda turn: None):
    """Read on to the end, in pages of changing sizes; return the ids of each page and the last page."""
    pages, answer = [], None
    while link:
        answer = read(link, sizes[len(pages) % len(sizes)])
        pages.append([item["id"] for item in answer["items"]])
        meanwhile(len(pages))
        link = answer["meta"][direction]
    return pages, answer


def by_offset(order, sizes):
    """The ids of a list that is read with `limit` and `offset`, in pages of changing sizes."""
    seen, number = [], 0
    while True:
        query = urlencode({"order": ",".join(order), "offset": len(seen)})
        items = read(f"/api/v2/trials/?{query}", sizes[number % len(sizes)])["items"]
        if not items:
            return seen
        seen += [item["id"] for item in items]
        number += 1


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=ROWS, order=ORDERS, sizes=SIZES)
def test_both_ways_through_a_list_are_the_sorted_list(db, rows, order, sizes):
    Trial.objects.all().delete()
    make(rows)
    start = f"/api/v2/trials/?{urlencode({'order': ','.join(order), 'cursor': '*', 'total_count': 'false'})}"

    forwards, last = walk(start, sizes)
    back, _first = walk(last["meta"]["previous"], sizes, direction="previous")

    expected = in_order(order)
    assert list(chain(*forwards)) == expected
    assert by_offset(order, sizes) == expected
    assert list(chain(*reversed(back))) == expected[: len(expected) - len(forwards[-1])]


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    rows=ROWS, order=ORDERS, sizes=SIZES, come=ROWS, gone=st.sets(st.integers(0, 8)), when=st.integers(1, 4)
)
def test_rows_that_come_and_go_meanwhile_disturb_no_other(db, rows, order, sizes, come, gone, when):
    Trial.objects.all().delete()
    made = [trial.pk for trial in make(rows)]
    going = {pk for number, pk in enumerate(made) if number in gone}
    start = f"/api/v2/trials/?{urlencode({'order': ','.join(order), 'cursor': '*'})}"

    def meanwhile(turn):
        if turn == when:
            Trial.objects.filter(pk__in=going).delete()
            make(come)

    pages, _last = walk(start, sizes, meanwhile=meanwhile)

    seen = list(chain(*pages))
    staying = [pk for pk in made if pk not in going]
    assert len(seen) == len(set(seen))
    assert [pk for pk in seen if pk in staying] == [pk for pk in in_order(order) if pk in staying]
