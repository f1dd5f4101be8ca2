"""Redirects as `resolve/` answers them: by hand and by prefix, in chains, gone, and what is never leaked."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.redirects.outcomes import NOTHING, decided
from tests.api.resolving import location, missing, redirect, resolve
from tests.factories.blog import ArticlePageFactory, TopicFactory, article_index
from tests.factories.core import SiteFactory, restrict_page
from tests.factories.home import HomePageFactory, StandardPageFactory
from tests.factories.pages import default_home, translate, unpublish

pytestmark = pytest.mark.django_db


# Status


@pytest.mark.parametrize("status", [301, 302, 308])
def test_each_status_is_answered(api, status):
    redirect("/old", "/new/", status=status)

    assert resolve(api, "/old/")["status"] == status


def test_gone_is_a_410_with_what_is_near(api):
    article_index()
    redirect("/articles/removed", status=410)

    problem = missing(api, "/articles/removed/", status=410)

    assert problem["kind"] == "gone"
    assert problem["detail"] == "What was at /articles/removed/ has been removed and has no replacement."
    assert problem["nearest"]["title"] == "Articles"


def test_a_page_that_is_published_again_is_not_gone(api):
    ArticlePageFactory(title="Knees")
    redirect("/articles/knees", status=410)

    assert resolve(api, "/articles/knees/")["kind"] == "page"


# Prefix


def test_everything_below_leads_to_the_one_target(api):
    redirect("/old", "/new/", match="prefix")

    for path in ("/old/", "/old/a/", "/OLD/a/b.html?x=1"):
        assert location(api, path) == "/new/"
    missing(api, "/older/")
    missing(api, "/x/old/")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/old/", "/new/"),
        ("/old/a/", "/new/a/"),
        ("/old/A/b", "/new/A/b/"),
        ("/old/a b/", "/new/a%20b/"),
        ("/old/a.html", "/new/a.html"),
        ("/old//evil.example/", "/new/evil.example"),
        ("/old/%2F%2Fevil.example/", "/new/evil.example"),
    ],
)
def test_each_leads_to_its_place_below_the_target(api, path, expected):
    redirect("/old", "/new/", match="prefix_and_rest")

    assert location(api, path) == expected


def test_each_leads_to_its_place_below_a_page(api):
    index = article_index()
    ArticlePageFactory(title="Knees")
    redirect("/blog", redirect_page=index.basepage_ptr, match="prefix_and_rest")

    assert location(api, "/blog/knees") == "/articles/knees/"


def test_the_place_below_another_host_stays_on_it(api):
    redirect("/docs", "https://docs.example.org/v1?lang=en", match="prefix_and_rest")

    answer = resolve(api, "/docs/a/../b")

    assert answer["external"]
    assert answer["location"].startswith("https://docs.example.org/v1/a/")


def test_what_is_gone_below_is_gone(api):
    redirect("/shop", status=410, match="prefix")

    assert missing(api, "/shop/knee-brace/", status=410)["kind"] == "gone"


def test_the_nearest_address_wins_and_an_exact_one_most(api):
    redirect("/a", "/far/", match="prefix")
    redirect("/a/b", "/near/", match="prefix")
    redirect("/a/b/c", "/exact/")

    assert location(api, "/a/x/") == "/far/"
    assert location(api, "/a/b/x/") == "/near/"
    assert location(api, "/a/b/c/") == "/exact/"
    assert location(api, "/a/b/c/d/") == "/near/"


def test_pages_below_a_prefix_keep_their_address(api):
    ArticlePageFactory(title="Knees")
    redirect("/articles", "/elsewhere/", match="prefix")

    assert resolve(api, "/articles/knees/")["kind"] == "page"
    assert location(api, "/articles/hips/") == "/elsewhere/"


def test_the_root_as_prefix_catches_all_that_is_nothing(api):
    redirect("/", "/x/", match="prefix", status=302)

    assert location(api, "/whatever/it/is/") == "/x/"
    missing(api, "/x/")
    assert resolve(api, "/")["kind"] == "page"


# Spellings


@pytest.mark.parametrize(
    ("old_path", "asked"),
    [
        ("/Old-Page.html", "/old-page.HTML"),
        ("/page?id=7", "/page/?id=7"),
        ("/page?id=7", "/page?utm_source=x&id=7&fbclid=y"),
        ("/page?b=2&a=1", "/page/?a=1&b=2"),
        ("/page", "/page?id=9"),
        ("/膝", "/%E8%86%9D/"),
        ("/%E8%86%9D", "/膝"),
        ("/a b", "/a%20b/"),
        ("/a%20b", "/a b/"),
        ("/a%20(b)", "/a%20%28b%29/"),
        ("/caf\u00e9", "/caf%C3%A9"),
        ("/x", "/x#part"),
        ("/x;b=1;a=2", "/x;b=1;a=2"),
        ("/old", "/%256Fld"),
    ],
)
def test_old_paths_are_found_in_any_spelling(api, old_path, asked):
    redirect(old_path, "/new/")

    assert location(api, asked) == "/new/"


def test_a_redirect_for_one_query_is_for_no_other(api):
    redirect("/page?id=7", "/seven/")
    redirect("/page", "/all/")

    assert location(api, "/page?id=7") == "/seven/"
    assert location(api, "/page?id=8") == "/all/"


def test_the_language_is_part_of_the_old_address(api):
    malay = translate(ArticlePageFactory(), "ms", slug="lutut")
    redirect("/ms/lama", redirect_page=malay.basepage_ptr)

    assert location(api, "/ms/lama/") == "/ms/articles/lutut/"
    missing(api, "/lama/")


@pytest.mark.parametrize(
    "prefix", ["http://localhost", "https://localhost", "HTTP://LOCALHOST", "http://localhost:80"]
)
def test_a_full_address_on_the_site_is_a_path(api, prefix):
    article = ArticlePageFactory(title="Knees")

    assert resolve(api, f"{prefix}/articles/knees/?x=1#y")["page"]["id"] == article.pk
    assert resolve(api, prefix)["page"]["id"] == default_home().pk


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("https://elsewhere.example/articles/", "not on this site"),
        ("http://localhost:81/articles/", "not on this site"),
        ("http://clinic.example.org/", "add site=clinic.example.org:80"),
        ("ftp://localhost/", "not on this site"),
        ("http://[::1", "no valid address"),
        ("javascript://localhost/%0aalert(1)", "not on this site"),
    ],
)
def test_an_address_elsewhere_is_refused(api, path, sentence):
    SiteFactory(hostname="clinic.example.org", root_page=HomePageFactory())

    problem = api.problem("resolve/", path=path)

    assert problem["parameter"] == "path"
    assert sentence in problem["detail"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_spelling_of_a_path_has_one_answer(api, spelled, data):
    path = data.draw(st.sampled_from(sorted(spelled)))
    asked = data.draw(spellings(path))

    assert resolve(api, asked) == spelled[path]


@pytest.fixture
def spelled(api):
    ArticlePageFactory(title="Worn knees", slug="worn-knees")
    TopicFactory(name="Knee", slug="knee")
    redirect("/old/way", "/new/")
    redirect("/gone-by", "https://example.org/x", match="prefix")
    paths = ("/articles/worn-knees/", "/topics/knee/", "/old/way/", "/gone-by/anything/")
    return {path: resolve(api, path) for path in paths}


@st.composite
def spellings(draw, path):
    """A path with other case, more slashes, needless escapes (also twice), a query, a fragment."""
    text = ""
    for letter in path:
        form = draw(st.sampled_from(["plain", "plain", "upper", "escaped", "twice"]))
        if letter == "/":
            text += draw(st.sampled_from(["/", "/", "//"]))
        elif form == "upper":
            text += letter.upper()
        elif form == "escaped":
            text += f"%{ord(letter):02x}"
        elif form == "twice":
            text += f"%25{ord(letter):02X}"
        else:
            text += letter
    text = draw(st.sampled_from([text, text.rstrip("/"), text.lstrip("/")]))
    query = draw(st.sampled_from(["", "?", "?utm_source=a%26b", "?fbclid=1&gclid=2", "?q=knee"]))
    return text + query + draw(st.sampled_from(["", "#", "#part", "#a?b"]))


# Chains


# What is not public, and where nobody is sent


def test_a_target_that_is_not_public_is_no_target(api):
    hidden, draft, taken_down = (ArticlePageFactory(), ArticlePageFactory(live=False), ArticlePageFactory())
    restrict_page(hidden)
    with decided(NOTHING):
        unpublish(taken_down)
    for number, page in enumerate((hidden, draft, taken_down)):
        redirect(f"/{number}", redirect_page=page.basepage_ptr)
        problem = missing(api, f"/{number}/")
        assert page.slug not in str(problem)


def test_a_target_that_was_taken_down_is_gone(api):
    page = ArticlePageFactory()
    unpublish(page)
    redirect("/old", redirect_page=page.basepage_ptr)

    assert page.slug not in str(missing(api, "/old/", status=410))


def test_the_next_best_redirect_stands_in_for_one_that_leads_nowhere(api):
    redirect("/old/x", redirect_page=ArticlePageFactory(live=False).basepage_ptr)
    redirect("/old", "/new/", match="prefix")

    assert location(api, "/old/x/") == "/new/"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "//evil.example/",
        "/\\evil.example",
        "data:text/html,x",
        "https://",
        "/a\nb",
        "new",
    ],
)
def test_nobody_is_sent_where_browsers_must_not_go(api, link):
    redirect("/old", link)

    missing(api, "/old/")


def test_an_internal_address_of_two_slashes_becomes_one(api):
    redirect("/old", "http://localhost//evil.example/")

    assert location(api, "/old/") == "/evil.example/"


def test_a_page_of_another_site_is_external(api):
    other = HomePageFactory()
    SiteFactory(hostname="clinic.example.org", root_page=other)
    page = StandardPageFactory(slug="about", parent=other)
    redirect("/old", redirect_page=page.basepage_ptr)

    answer = resolve(api, "/old/")

    assert (answer["location"], answer["external"]) == ("http://clinic.example.org/about/", True)
    assert resolve(api, "/old/", site="clinic.example.org")["location"] == "/about/"


def test_a_redirect_of_one_site_is_none_of_another(api):
    SiteFactory(hostname="clinic.example.org", root_page=HomePageFactory())
    redirect("/old", "/new/", site=default_home().get_site())

    assert resolve(api, "/old/")["location"] == "/new/"
    api.problem("resolve/", path="/old/", site="clinic.example.org", status=404)


def test_the_route_of_a_page_is_kept(api):
    page = ArticlePageFactory(title="Knees")
    redirect("/old", redirect_page=page.basepage_ptr, redirect_page_route_path="/part/two/")

    assert location(api, "/old/") == "/articles/knees/part/two/"


# The list


def test_the_list_shows_status_match_and_nothing_for_what_is_gone(api):
    redirect("/a", "/new/", status=308, match="prefix_and_rest")
    redirect("/b", status=410, match="prefix")
    redirect("/c", redirect_page=ArticlePageFactory(live=False).basepage_ptr)
    redirect("/d")

    items = api.get("redirects/", fields="_,old_path,location,is_permanent,status,match")["items"]

    assert items == [
        {
            "old_path": "/a",
            "location": "/new/",
            "is_permanent": True,
            "status": 308,
            "match": "prefix_and_rest",
        },
        {"old_path": "/b", "location": None, "is_permanent": True, "status": 410, "match": "prefix"},
    ]


def test_find_knows_prefixes(api):
    below = redirect("/old", "/new/", match="prefix")

    response = api.response("redirects/find/", html_path="/Old/a/b/")

    assert response["Location"] == f"/api/v2/redirects/{below.pk}/"
    assert api.response("redirects/find/", html_path="/other/").status_code == 404


@pytest.mark.parametrize("count", [2, 40])
def test_looking_up_costs_the_same_however_many_redirects(count, django_assert_num_queries):
    article = ArticlePageFactory(title="Knees")
    for number in range(count):
        redirect(f"/old-{number}", "/new/", match="prefix")
    redirect("/to-page", redirect_page=article.basepage_ptr)
    redirect("/typed", "/articles/knees/")
    redirect("/removed", status=410)
    asked = {"/to-page/": 4, "/typed/": 5, "/removed/": 7, "/nothing/at/all/": 7, "/topics/nothing/": 9}

    for path, expected in asked.items():
        Client().get("/api/v2/resolve/", {"path": path})
        with django_assert_num_queries(expected):
            Client().get("/api/v2/resolve/", {"path": path})
