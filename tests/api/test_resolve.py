"""`/api/v2/resolve/?path=`: one request for whatever a reader's address means."""

import pytest

from cms.redirects.outcomes import NOTHING, decided
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory, article_index
from tests.factories.core import RedirectFactory, SiteFactory, restrict_page
from tests.factories.home import HomePageFactory, StandardPageFactory
from tests.factories.pages import default_home, translate, unpublish
from tests.factories.trials import TrialFactory, TrialSummaryFactory

pytestmark = pytest.mark.django_db


def resolve(api, path, **parameters):
    return api.get("resolve/", path=path, **parameters)


# Pages


def test_a_page_comes_with_its_whole_document(api):
    article = ArticlePageFactory(title="Knees")

    answer = resolve(api, "/articles/knees/")

    assert answer == {"kind": "page", "page": api.get(f"pages/{article.pk}/")}


def test_the_root_is_the_home_page(api):
    assert resolve(api, "/")["page"]["id"] == default_home().pk


@pytest.mark.parametrize(
    "path",
    [
        "/articles/knees",
        "articles/knees",
        "/ARTICLES/Knees/",
        "//articles///knees//",
        "/articles/knees/?utm_source=x",
        "/articles/knees/#cost",
        "/%61rticles/knees/",
        "/articles/%6Bnees",
    ],
)
def test_case_slashes_and_encoding_do_not_matter(api, path):
    ArticlePageFactory(title="Knees")

    page = resolve(api, path)["page"]

    assert page["meta"]["html_url"] == "http://localhost/articles/knees/"


@pytest.mark.parametrize("path", ["/articles/膝/", "/articles/%E8%86%9D/", "/articles/%e8%86%9d"])
def test_slugs_in_other_scripts_are_found(api, path):
    ArticlePageFactory(title="Knees", slug="膝")

    page = resolve(api, path)["page"]

    assert page["meta"]["html_url"] == "http://localhost/articles/%E8%86%9D/"


@pytest.mark.parametrize("path", ["/ms/articles/lutut/", "/MS/articles/lutut"])
def test_the_language_is_in_the_path(api, path):
    malay = translate(ArticlePageFactory(), "ms", slug="lutut")

    assert resolve(api, path)["page"]["id"] == malay.pk
    api.problem("resolve/", path="/articles/lutut/", status=404)


def test_the_home_page_of_a_language(api):
    malay = translate(default_home(), "ms", slug="home-ms")

    assert resolve(api, "/ms/")["page"]["id"] == malay.pk
    assert resolve(api, "/ms")["page"]["id"] == malay.pk


def test_fields_and_rich_text_format_hold_for_the_document(api):
    ArticlePageFactory(title="Knees")

    assert resolve(api, "/articles/knees/", fields="_,title") == {"kind": "page", "page": {"title": "Knees"}}
    assert api.problem("resolve/", path="/", rich_text_format="x")["parameter"] == "rich_text_format"
    assert api.problem("resolve/", path="/", fields="x")["parameter"] == "fields"


def test_another_site_has_other_paths(api):
    SiteFactory(hostname="clinic.example.org", root_page=HomePageFactory())
    page = StandardPageFactory(slug="about", parent=HomePageFactory._meta.model.objects.last())

    assert resolve(api, "/about/", site="clinic.example.org")["page"]["id"] == page.pk
    api.problem("resolve/", path="/about/", status=404)


# Trials, topics, authors


@pytest.mark.parametrize("path", ["/trials/NCT03818737/", "/trials/nct03818737", "/TRIALS/NCT03818737/"])
def test_a_trial_is_found_by_its_registry_id(api, path):
    trial = TrialFactory(registry_id="NCT03818737")

    assert resolve(api, path) == {"kind": "trial", "trial": api.get(f"trials/{trial.pk}/")}


def test_a_trial_is_told_in_the_language_of_the_path(api):
    trial = TrialFactory(registry_id="NCT03818737")
    TrialSummaryFactory(trial=trial, language="ms", text="Dalam bahasa Melayu")
    TrialSummaryFactory(trial=trial, language="en", text="In English")

    malay = resolve(api, "/ms/trials/NCT03818737/")["trial"]

    assert malay["summary"] == "Dalam bahasa Melayu"
    assert malay["meta"]["html_url"] == "http://localhost/ms/trials/NCT03818737/"


@pytest.mark.parametrize(("kind", "factory"), [("topic", TopicFactory), ("author", AuthorFactory)])
def test_topics_and_authors_are_found_in_their_language(api, kind, factory):
    english = factory(name="Knee", slug="knee")
    malay = translate(english, "ms", name="Lutut")

    assert resolve(api, f"/{kind}s/knee/") == {"kind": kind, kind: api.get(f"{kind}s/{english.pk}/")}
    assert resolve(api, f"/ms/{kind}s/Knee")[kind]["id"] == malay.pk
    api.problem("resolve/", path=f"/zh-hans/{kind}s/knee/", status=404)


def test_what_has_a_topics_address_is_a_page_where_there_is_no_topic(api):
    page = StandardPageFactory(parent=StandardPageFactory(slug="topics"), slug="knee")

    assert resolve(api, "/topics/knee/")["page"]["id"] == page.pk


@pytest.mark.parametrize("path", ["/trials/NCT03818737/", "/topics/knee/", "/authors/knee/"])
def test_what_is_not_live_is_not_found(api, path):
    TrialFactory(registry_id="NCT03818737", live=False)
    with decided(NOTHING):
        unpublish(TopicFactory(slug="knee"))
        unpublish(AuthorFactory(slug="knee"))

    assert api.problem("resolve/", path=path, status=404)["kind"] == "not_found"


# Redirects


@pytest.mark.parametrize("path", ["/old/", "/old", "/OLD", "old", "/old/?x=1"])
def test_a_redirect_to_a_page_is_a_path_on_the_same_site(api, path):
    article = ArticlePageFactory(title="Knees")
    RedirectFactory(old_path="/old", redirect_page=article.basepage_ptr)

    assert resolve(api, path) == {
        "kind": "redirect",
        "location": "/articles/knees/",
        "status": 301,
        "external": False,
    }


@pytest.mark.parametrize(
    ("link", "location", "external"),
    [
        ("https://shop.example.org/x", "https://shop.example.org/x", True),
        ("http://localhost/new/", "/new/", False),
        ("http://localhost.evil.example.org/", "http://localhost.evil.example.org/", True),
        ("/new/", "/new/", False),
    ],
)
def test_a_redirect_to_an_address_says_whether_it_leaves_the_site(api, link, location, external):
    RedirectFactory(old_path="/old", redirect_link=link, is_permanent=False)

    assert resolve(api, "/old/") == {
        "kind": "redirect",
        "location": location,
        "status": 302,
        "external": external,
    }


def test_a_page_wins_over_a_redirect_in_its_way(api):
    ArticlePageFactory(title="Knees")
    RedirectFactory(old_path="/articles/knees", redirect_link="/elsewhere/")

    assert resolve(api, "/articles/knees/")["kind"] == "page"


def test_the_sites_own_redirect_wins_over_that_of_all_sites(api):
    RedirectFactory(old_path="/old", site=None, redirect_link="/all/")
    RedirectFactory(old_path="/old", site=default_home().get_site(), redirect_link="/own/")

    assert resolve(api, "/old/")["location"] == "/own/"


def test_a_redirect_to_a_page_that_is_not_public_is_no_redirect(api):
    hidden = ArticlePageFactory()
    restrict_page(hidden)
    RedirectFactory(old_path="/old", redirect_page=hidden.basepage_ptr)

    api.problem("resolve/", path="/old/", status=404)


def test_a_renamed_page_redirects_from_its_old_address(api):
    from tests.factories.core import after_commit

    article = ArticlePageFactory(title="Knees")
    article.slug = "all-about-knees"
    with after_commit():
        article.save_revision().publish()

    assert resolve(api, "/articles/knees/")["location"] == "/articles/all-about-knees/"


# Nothing


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("/articles/nothing/", "Articles"),
        ("/articles/nothing/at/all/", "Articles"),
        ("/ARTICLES/nothing/", "Articles"),
        ("/nothing/", "Home"),
        ("/topics/nothing/", "Home"),
        ("/ms/articles/nothing/", "Home"),
    ],
)
def test_nothing_is_a_404_with_the_nearest_page_above(api, path, nearest):
    article_index()

    problem = api.problem("resolve/", path=path, status=404)

    assert problem["kind"] == "not_found"
    assert problem["nearest"]["title"] == nearest


def test_the_nearest_page_is_a_public_one(api):
    section = StandardPageFactory(slug="section", title="Section")
    restrict_page(section)

    assert api.problem("resolve/", path="/section/x/", status=404)["nearest"]["title"] == "Home"


@pytest.mark.parametrize(
    "path",
    [
        "/%00/",
        "/%2500/",
        "//[",
        "//host.example.org/",
        "/\\",
        "/..%2f..%2fetc/passwd",
        "/%",
        "/%ff",
        "/%f0%9f",
        "/" + "a/" * 900,
        "/'\"<>;--/",
        "/{key}/",
        "/trials//",
        "/trials/%2F/",
        "/ms//",
        "/😀/",
        "?",
        "#",
    ],
)
def test_strange_paths_are_simply_not_found(api, path):
    response = api.response("resolve/", path=path)

    assert response.status_code in (200, 404), response.content
    if response.status_code == 200:
        assert response.json()["page"]["id"] == default_home().pk


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({}, "path"),
        ({"path": ""}, "path"),
        ({"path": "/" + "a" * 2001}, "path"),
        ({"path": "/\x00"}, "path"),
        ({"path": "/", "site": "nowhere.example.org"}, "site"),
        ({"path": "/", "locale": "fr"}, "locale"),
        ({"path": "/", "pth": "/"}, "pth"),
    ],
)
def test_bad_parameters_are_refused(api, parameters, name):
    assert api.problem("resolve/", **parameters)["parameter"] == name


def test_a_hidden_page_is_not_found_and_nothing_of_it_is_told(api):
    article = ArticlePageFactory(title="Secret knees")
    restrict_page(article)

    problem = api.problem("resolve/", path="/articles/secret-knees/", status=404)

    assert problem["nearest"]["title"] == "Articles"
