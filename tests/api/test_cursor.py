"""`cursor=`: pages that neither repeat nor leave out, and cost the same however far they are."""

import datetime
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.core.signing import Signer
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from blog.models import ArticlePage
from cms.core.addresses import api_url
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory
from tests.factories.core import DocumentFactory, ImageFactory, RedirectFactory, SiteFactory
from tests.factories.home import StandardPageFactory
from tests.factories.pages import unpublish
from tests.factories.trials import TrialFactory
from trials.models import Trial

pytestmark = pytest.mark.django_db


@pytest.fixture
def follow(api):
    """Ask for the page that a link leads to."""

    def ask(link):
        parts = urlsplit(link)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        return api.get(parts.path.removeprefix("/api/v2/"), **query)

    return ask


@pytest.fixture
def walk(api, follow):
    """All pages of a list from a page on, in one direction."""

    def pages(answer, direction="next"):
        while True:
            yield answer
            if answer["meta"][direction] is None:
                return
            answer = follow(answer["meta"][direction])

    return pages


def ids_of(pages):
    return [item["id"] for page in pages for item in page["items"]]


def trials(count, **fields):
    return [TrialFactory(**fields) for _ in range(count)]


def make_of_everything(count):
    for number in range(count):
        image = ImageFactory()
        StandardPageFactory(history=False)
        AuthorFactory()
        TopicFactory()
        TrialFactory()
        DocumentFactory()
        RedirectFactory(old_path=f"/old-{number}", redirect_link="/new/")
        assert image.pk


@pytest.mark.parametrize(
    "endpoint", ["pages", "trials", "authors", "topics", "images", "documents", "redirects"]
)
def test_every_list_is_read_whole_by_cursor_forwards_and_back(api, walk, endpoint):
    make_of_everything(5)
    whole = api.ids(f"{endpoint}/", limit=100)
    assert len(whole) >= 5

    forwards = list(walk(api.get(f"{endpoint}/", cursor="*", limit=2)))
    back = list(walk(forwards[-1], "previous"))

    assert ids_of(forwards) == whole
    assert ids_of(reversed(back)) == whole
    assert {page["meta"]["total_count"] for page in forwards} == {len(whole)}
    assert all(len(page["items"]) == 2 for page in forwards[:-1])


def test_the_ends_of_a_list_have_no_further_links(api):
    trials(3)

    only = api.get("trials/", cursor="*")

    assert only["meta"] == {"total_count": 3, "next": None, "previous": None}


def test_an_empty_list_has_no_links(api):
    assert api.get("trials/", cursor="*") == {
        "meta": {"total_count": 0, "next": None, "previous": None},
        "items": [],
    }


def test_links_keep_the_query_and_name_the_host_of_the_api(api):
    trials(3)

    link = api.get("trials/", cursor="*", limit=1, fields="_,id", order="-brief_title")["meta"]["next"]

    assert link.startswith(api_url("/api/v2/trials/?"))
    assert parse_qs(urlsplit(link).query).keys() == {"cursor", "limit", "fields", "order"}


def test_without_a_cursor_meta_is_that_of_v2(api):
    trials(1)

    assert api.get("trials/")["meta"] == {"total_count": 1}


@pytest.mark.parametrize("paging", [{}, {"cursor": "*"}, {"search": "cells"}])
def test_the_count_can_be_left_out_and_then_nothing_is_counted(api, paging):
    trials(1)

    with CaptureQueriesContext(connection) as captured:
        answer = api.get("trials/", total_count="false", **paging)

    assert "total_count" not in answer["meta"]
    assert not any("COUNT(" in query["sql"] for query in captured)
    assert "total_count" in api.get("trials/", total_count="true", **paging)["meta"]


def test_how_many_and_what_is_written_may_change_from_page_to_page(api):
    expected = [trial.pk for trial in reversed(trials(6))]
    expected.sort()
    link = api.get("trials/", cursor="*", limit=2, order="id")["meta"]["next"]
    cursor = parse_qs(urlsplit(link).query)["cursor"][0]

    page = api.get(
        "trials/", cursor=cursor, limit=3, order="id", fields="*", total_count="0", rich_text_format="json"
    )

    assert [item["id"] for item in page["items"]] == expected[2:5]


def test_rows_that_go_leave_no_gap_the_row_at_the_cursor_included(api, follow):
    made = sorted(trial.pk for trial in trials(6))
    first = api.get("trials/", cursor="*", limit=2, order="id")
    Trial.objects.filter(pk__in=[made[1], made[2]]).delete()

    second = follow(first["meta"]["next"])

    assert ids_of([second]) == made[3:5]
    assert ids_of([follow(second["meta"]["previous"])]) == [made[0]]


def test_rows_that_come_move_nothing(api, follow):
    made = [TrialFactory(brief_title=title).pk for title in "bdfh"]
    first = api.get("trials/", cursor="*", limit=2, order="brief_title")
    TrialFactory(brief_title="a")
    new = TrialFactory(brief_title="e").pk

    second = follow(first["meta"]["next"])

    assert ids_of([second]) == [new, made[2]]


def test_a_page_that_has_lost_its_rows_still_leads_both_ways(api, follow):
    made = sorted(trial.pk for trial in trials(4))
    first = api.get("trials/", cursor="*", limit=2, order="id")
    Trial.objects.filter(pk__in=made[2:]).delete()

    empty = follow(first["meta"]["next"])

    assert empty["items"] == []
    assert empty["meta"]["next"] is None
    assert ids_of([follow(empty["meta"]["previous"])]) == made[:2]


def test_what_is_unpublished_meanwhile_is_not_shown(api, follow):
    articles = [ArticlePageFactory() for _ in range(4)]
    first = api.get("pages/", type="blog.ArticlePage", cursor="*", limit=2, order="id")
    unpublish(articles[2])

    assert ids_of([follow(first["meta"]["next"])]) == [articles[3].pk]


@pytest.mark.parametrize(
    ("order", "expected"),
    [("enrolment", [1, 2, 2, None, None]), ("-enrolment", [2, 2, 1, None, None])],
)
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_rows_without_a_value_come_last_in_either_direction(api, walk, order, expected, limit):
    for number in (2, None, 1, None, 2):
        TrialFactory(enrolment=number)

    pages = list(walk(api.get("trials/", cursor="*", limit=limit, order=order, fields="enrolment")))

    assert [item["enrolment"] for page in pages for item in page["items"]] == expected
    assert ids_of(reversed(list(walk(pages[-1], "previous")))) == ids_of(pages)


@pytest.mark.parametrize("order", ["start", "-start", "-start,brief_title", "overall_status,-start,-id"])
def test_dates_of_any_precision_are_paged_in_their_order(api, walk, order):
    for start in ("2020", "", "2020-02", "2020-02-29", "2021", "2020", "2019-12"):
        TrialFactory(start=start)

    pages = list(walk(api.get("trials/", cursor="*", limit=2, order=order)))

    assert ids_of(pages) == api.ids("trials/", limit=100, order=order)


@pytest.mark.parametrize("order", ["photo", "-photo"])
def test_references_are_paged_in_the_order_of_lists(api, walk, order):
    for photo in (ImageFactory(), None, ImageFactory()):
        AuthorFactory(photo=photo)

    pages = list(walk(api.get("authors/", cursor="*", limit=1, order=order)))

    assert len(set(ids_of(pages))) == 3
    assert ids_of(pages) == api.ids("authors/", order=order)


def test_filters_hold_on_every_page(api, walk):
    knee = TopicFactory(name="Knee", slug="knee")
    chosen = [ArticlePageFactory(topics=[knee], history=False).pk for _ in range(5)]
    ArticlePageFactory(history=False)

    pages = list(
        walk(api.get("pages/", type="blog.ArticlePage", topics__slug="knee", cursor="*", limit=2, order="id"))
    )

    assert ids_of(pages) == chosen


# What is refused


@pytest.fixture
def cursor(api):
    trials(4)
    link = api.get("trials/", cursor="*", limit=2, order="brief_title", sponsor="A university hospital")
    return parse_qs(urlsplit(link["meta"]["next"]).query)["cursor"][0]


def query_of(cursor, **changes):
    query = {"order": "brief_title", "sponsor": "A university hospital", "cursor": cursor, **changes}
    return {name: value for name, value in query.items() if value is not None}


@pytest.mark.parametrize(
    "changes",
    [{"order": "-brief_title"}, {"order": None}, {"sponsor": "x"}, {"sponsor": None}, {"enrolment": 40}],
)
def test_a_cursor_is_refused_with_another_query(api, cursor, changes):
    problem = api.problem("trials/", **query_of(cursor, **changes))

    assert problem["parameter"] == "cursor"
    assert "another query" in problem["detail"]
    assert "cursor=*" in problem["detail"]


def test_a_cursor_is_refused_at_another_address_and_another_site(api):
    other = SiteFactory(root_page=StandardPageFactory(history=False))
    make_of_everything(3)
    cursors = {
        name: parse_qs(urlsplit(api.get(f"{name}/", cursor="*", limit=1)["meta"]["next"]).query)["cursor"][0]
        for name in ("authors", "topics")
    }

    assert "another query" in api.problem("topics/", cursor=cursors["authors"])["detail"]
    elsewhere = Client().get(
        f"/api/v2/topics/?{urlencode({'cursor': cursors['topics']})}",
        headers={"host": f"{other.hostname}:{other.port}"},
    )
    assert elsewhere.status_code == 400


@pytest.mark.parametrize("cut", [slice(1, None), slice(None, -1), slice(None, 20), slice(0, 0)])
def test_a_cursor_that_was_touched_is_refused(api, cursor, cut):
    problem = api.problem("trials/", **query_of(cursor[cut]))

    assert problem["parameter"] == "cursor"
    assert "cursor=*" in problem["detail"]


@pytest.mark.parametrize("text", ["", "x", "**", "1:1", "é", "W10:", "a" * 3000])
def test_what_is_no_cursor_is_refused(api, text):
    assert api.problem("trials/", cursor=text)["parameter"] == "cursor"


def test_what_was_signed_for_other_purposes_is_no_cursor(api):
    foreign = Signer(salt="elsewhere").sign_object(["x", ">", 1])

    assert api.problem("trials/", cursor=foreign)["parameter"] == "cursor"


def test_cursors_outlive_a_change_of_the_secret_key(api, cursor, settings):
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        api.get("trials/", **query_of(cursor))


@pytest.mark.parametrize(
    ("parameters", "parameter", "says"),
    [
        ({"cursor": "*", "offset": 0}, "offset", "cannot be combined with cursor"),
        ({"cursor": "*", "limit": 0}, "limit", "at least 1"),
        ({"cursor": "*", "limit": 101}, "limit", "higher than 100"),
        ({"cursor": "*", "order": "random"}, "cursor", "random"),
        ({"cursor": "*", "search": "cells"}, "cursor", "search"),
        ({"cursor": "*", "search": "cells", "order": "id"}, "cursor", "search"),
        ({"total_count": "no"}, "total_count", "true or false"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(api, parameters, parameter, says):
    problem = api.problem("trials/", **parameters)

    assert problem["parameter"] == parameter
    assert says in problem["detail"]


def test_an_order_by_texts_of_any_length_is_refused(api):
    AuthorFactory()

    assert "biography" in api.problem("authors/", cursor="*", order="biography")["detail"]


def test_an_order_whose_texts_would_not_fit_into_an_address_is_refused(api):
    for number in range(2):
        ArticlePageFactory(summary=f"{number}" + "🦵" * 2000, history=False)

    problem = api.problem("pages/", type="blog.ArticlePage", cursor="*", order="summary", limit=1)

    assert "too long" in problem["detail"]


@pytest.mark.parametrize("parameter", ["cursor", "total_count"])
def test_a_single_document_knows_nothing_of_paging(api, parameter):
    trial = TrialFactory()

    assert api.problem(f"trials/{trial.pk}/", **{parameter: "*"})["parameter"] == parameter


# What it costs


def costs(ask):
    with CaptureQueriesContext(connection) as captured:
        answer = ask()
    return [query["sql"] for query in captured], answer


@pytest.mark.parametrize(
    ("order", "expected"),
    [("id", 4), ("-published_at", 4), ("title,-published_at", 4), ("published_at", 4), ("path", 4)],
)
def test_a_page_costs_the_same_queries_wherever_it_is(api, follow, order, expected):
    for day in range(1, 8):
        ArticlePageFactory(history=False, published_at=datetime.datetime(2026, 1, day, tzinfo=datetime.UTC))
    query = {} if order == "path" else {"order": order}
    address = {"type": "blog.ArticlePage", "cursor": "*", "limit": 2, "fields": "published_at", **query}
    api.get("pages/", **address)

    at_the_start, page = costs(lambda: api.get("pages/", **address))
    page = follow(page["meta"]["next"])
    further_down, _page = costs(lambda: follow(page["meta"]["next"]))

    assert len(at_the_start) == expected, "\n".join(at_the_start)
    assert len(further_down) == 4, "\n".join(further_down)
    assert not any("OFFSET" in statement for statement in further_down)


def test_the_rows_at_a_cursor_are_found_by_an_index(api, follow):
    for _ in range(5):
        ArticlePageFactory(history=False)
    page = api.get("pages/", type="blog.ArticlePage", cursor="*", limit=2, order="-published_at")

    with CaptureQueriesContext(connection) as captured:
        follow(page["meta"]["next"])

    statement = next(query["sql"] for query in captured if "LIMIT 3" in query["sql"])
    column = ArticlePage._meta.get_field("published_at").column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # So few rows are read faster without an index, unless that is forbidden.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
            cursor.execute(f"EXPLAIN {statement}")
            plan = " / ".join(row[0] for row in cursor.fetchall())
            assert f"Index Cond: (({column} " in plan or f"Index Cond: ({column} " in plan, plan
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
            plan = " / ".join(row[3] for row in cursor.fetchall())
            assert f"({column}>? AND {column}<?)" in plan, plan
