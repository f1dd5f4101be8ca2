"""The view behind every reader path: status, head, what it brings along, headers."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Site

from cms.reader.own_pages import OWN_PAGES
from cms.redirects.enums import Match, Status
from cms.redirects.models import set_rule
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory, article_index
from tests.factories.core import RedirectFactory, restrict_page
from tests.factories.pages import save_draft, translate
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db

HOSTILE = '</script><script>alert(1)</script> & "quotes"'


@pytest.fixture
def article():
    return ArticlePageFactory(
        title="Worn knees",
        slug="worn-knees",
        summary="What helps & what does not.",
        topics=[TopicFactory(name="Knee", slug="knee")],
        authors=[AuthorFactory(name="Aminah", slug="aminah")],
        body=[blocks.paragraph("<p>Cartilage heals slowly.</p>")],
    )


def soup_of(response):
    return BeautifulSoup(response.content.decode(), "html.parser")


def embedded(response, name):
    element = soup_of(response).find("script", id=name)
    return json.loads(element.string) if element else None


def test_a_page_is_answered_with_its_head(client, article):
    response = client.get("/articles/worn-knees/")

    soup = soup_of(response)
    assert response.status_code == 200
    assert soup.title.string.startswith("Worn knees")
    assert soup.find("meta", {"name": "description"})["content"] == "What helps & what does not."
    assert soup.find("link", rel="canonical")["href"] == article.full_url
    assert soup.find("meta", {"name": "robots"})["content"] == "index, follow"
    assert soup.find("meta", property="og:title")["content"] == "Worn knees"
    assert soup.html["lang"] == "en"


def test_a_browser_that_asks_for_the_usual_icon_is_led_to_it(client):
    response = client.get("/favicon.ico")

    assert response.status_code == 302
    assert response["Location"] == static("reader/icon.svg")


def test_a_reader_without_scripts_gets_title_summary_and_links(client, article):
    noscript = soup_of(client.get("/articles/worn-knees/")).noscript

    assert noscript.h1.string == "Worn knees"
    assert "What helps" in noscript.p.string
    assert article_index().full_url in [link["href"] for link in noscript.find_all("a")]


def test_what_the_shell_brings_along_is_what_the_api_answers(client, article):
    response = client.get("/articles/worn-knees/")

    resolved = embedded(response, "cms-resolved")
    assert resolved["path"] == "/articles/worn-knees/"
    assert resolved["document"] == client.get("/api/v2/resolve/?path=/articles/worn-knees/").json()
    assert embedded(response, "cms-site-document") == client.get("/api/v2/site/").json()


def test_hostile_text_stays_text(client):
    ArticlePageFactory(title=HOSTILE, slug="hostile", summary=HOSTILE)

    response = client.get("/articles/hostile/")

    html = response.content.decode()
    assert "<script>alert(1)" not in html
    assert soup_of(response).title.string.startswith(HOSTILE)
    assert embedded(response, "cms-resolved")["document"]["page"]["title"] == HOSTILE


def test_trials_topics_and_authors_are_pages_too(client, article):
    trial = TrialFactory(registry_id="NCT01234567", brief_title="Cells and knees")

    for path, title in (
        ("/trials/NCT01234567/", trial.brief_title),
        ("/topics/knee/", "Knee"),
        ("/authors/aminah/", "Aminah"),
    ):
        response = client.get(path)
        assert response.status_code == 200, path
        assert soup_of(response).title.string.startswith(title)


def test_nothing_there_is_a_404_that_offers_the_nearest_page(client, article):
    response = client.get("/articles/never-written/")

    soup = soup_of(response)
    assert response.status_code == 404
    assert soup.title.string.startswith("Page not found")
    assert soup.find("meta", {"name": "robots"})["content"] == "noindex"
    assert article_index().full_url in [link["href"] for link in soup.noscript.find_all("a")]
    assert embedded(response, "cms-resolved") is None


def test_drafts_and_private_pages_are_not_there(client, article):
    ArticlePageFactory(title="Unfinished", slug="unfinished", live=False)
    restrict_page(ArticlePageFactory(title="Members", slug="members", summary="For members only."))
    save_draft(article, title="A secret new title")

    assert client.get("/articles/unfinished/").status_code == 404
    private = client.get("/articles/members/")
    assert private.status_code == 404
    assert b"For members only" not in private.content
    assert b"A secret new title" not in client.get("/articles/worn-knees/").content


@pytest.mark.parametrize(("permanent", "status"), [(True, 301), (False, 302)])
def test_redirects_are_followed_by_the_browser(client, article, permanent, status):
    RedirectFactory(old_path="/old-knees", redirect_page=article, is_permanent=permanent)

    response = client.get("/old-knees/")

    assert response.status_code == status
    assert response["Location"] == "/articles/worn-knees/"


def test_a_redirect_may_keep_the_method_and_be_for_all_below(client):
    redirect = RedirectFactory(old_path="/old", redirect_link="/new/")
    set_rule(redirect, status=Status.PERMANENT_REDIRECT, match=Match.PREFIX_AND_REST)

    response = client.get("/old/a b/")

    assert (response.status_code, response["Location"]) == (308, "/new/a%20b/")


def test_a_redirect_may_be_for_one_query_alone(client):
    RedirectFactory(old_path="/page?id=7", redirect_link="/seven/")

    assert client.get("/page/", {"id": 7, "utm_source": "x"})["Location"] == "/seven/"
    assert client.get("/page/", {"id": 8}).status_code == 404


def test_what_was_removed_on_purpose_is_gone(client):
    set_rule(RedirectFactory(old_path="/offer"), status=Status.GONE, match=Match.EXACT)

    response = client.get("/offer/")

    soup = soup_of(response)
    assert response.status_code == 410
    assert soup.title.string.startswith("This page has been removed")
    assert soup.find("meta", {"name": "robots"})["content"] == "noindex"


def test_a_mistyped_address_offers_what_is_like_it(client, article):
    soup = soup_of(client.get("/articles/worn-knee/"))

    assert article.full_url in [link["href"] for link in soup.noscript.find_all("a")]


def test_redirects_in_a_circle_are_not_found_and_do_not_turn(client):
    RedirectFactory(old_path="/a", redirect_link="/b/")
    RedirectFactory(old_path="/b", redirect_link="/a/")

    assert client.get("/a/").status_code == 404


def test_a_redirect_may_leave_the_site(client):
    RedirectFactory(old_path="/registry", redirect_link="https://clinicaltrials.gov/search?cond=knee")

    assert client.get("/registry/")["Location"] == "https://clinicaltrials.gov/search?cond=knee"


@pytest.mark.parametrize(
    "spelling", ["/articles/worn-knees", "/Articles/Worn-Knees/", "/articles//worn-knees/"]
)
def test_other_spellings_lead_to_the_one_address(client, article, spelling):
    response = client.get(spelling, {"topic": "knee"})

    assert response.status_code == 301
    assert response["Location"] == "/articles/worn-knees/?topic=knee"


def test_a_trial_lives_under_its_registry_number(client):
    TrialFactory(registry_id="NCT01234567", slug="cells-and-knees")

    response = client.get("/trials/cells-and-knees/")

    assert (response.status_code, response["Location"]) == (301, "/trials/NCT01234567/")


def test_pages_in_another_language_say_so(client, article):
    page = translate(article, "ms", title="Lutut haus", slug="lutut-haus")

    path = page.full_url.removeprefix(Site.objects.get().root_url)
    response = client.get(path)

    assert path.startswith("/ms/")
    assert response.status_code == 200
    assert soup_of(response).html["lang"] == "ms"


@pytest.mark.parametrize("path", OWN_PAGES)
@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/ms", "ms"), ("/zh-hans", "zh-Hans")])
def test_the_readers_own_pages_exist_in_every_language(client, path, prefix, language):
    response = client.get(prefix + path)

    assert response.status_code == 200
    assert soup_of(response).html["lang"] == language


def test_search_results_and_previews_are_not_for_search_engines(client):
    for path in ("/search/", "/preview/"):
        assert soup_of(client.get(path)).find("meta", {"name": "robots"})["content"] == "noindex"


def test_a_preview_is_never_stored_and_its_address_stays_here(client):
    response = client.get("/preview/", {"content_type": "blog.articlepage", "token": "secret"})

    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    assert b"secret" not in response.content


def test_parameters_of_the_reader_do_not_reach_the_api(client, article):
    response = client.get("/articles/worn-knees/", {"fields": "nonsense(", "site": "nowhere", "locale": "xx"})

    assert response.status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/%00/", "/articles/%0a/", "/%ff%fe/", "/" + "a" * 5000 + "/", "/%F0%9F%A6%B5/", "/..%2f..%2fetc/"],
)
def test_odd_paths_are_not_found_and_never_an_error(client, path):
    assert client.get(path).status_code == 404


def test_without_a_site_there_is_nothing_to_read_and_no_error(client):
    Site.objects.all().delete()

    assert client.get("/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_only_reading_is_allowed(method):
    from django.test import Client

    response = getattr(Client(enforce_csrf_checks=True), method)("/")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_head_is_get_without_a_body(client, article):
    response = client.head("/articles/worn-knees/")

    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    "path", ["/api/v9/", "/static/nothing.css", "/media/nothing.jpg", "/documents/9/x.pdf", "/healthz/more"]
)
def test_addresses_of_the_cms_are_not_readers_pages(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert b"cms-api" not in response.content


def test_headers_allow_our_own_scripts_and_the_editors_frame_only(client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://cms.example.org/"

    response = client.get("/")

    rules = dict(rule.split(" ", 1) for rule in response["Content-Security-Policy"].split("; "))
    assert rules["script-src"] == "'self'"
    assert rules["frame-ancestors"] == "'self' https://cms.example.org"
    assert rules["default-src"] == "'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-cache"
    assert "X-Frame-Options" not in response
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_the_policy_needs_nothing_inline(client, article):
    html = client.get("/articles/worn-knees/").content.decode()

    scripts = re.findall(r"<script([^>]*)>", html)
    data = ('type="application/json"', 'type="application/ld+json"', "src=")
    assert all(any(kind in attributes for kind in data) for attributes in scripts)
    assert not re.search(r"\son\w+=|\sstyle=|<style", html)


@pytest.mark.parametrize(
    ("language", "path"),
    [("en", "/a/"), ("en-gb", "/a/"), ("de", "/a/"), ("ms", "/ms/a/"), ("zh-hant", "/zh-hans/a/")],
)
def test_addresses_have_the_content_languages_prefix_whatever_the_administrator_speaks(language, path):
    with override(language):
        assert reverse("wagtail_serve", args=("a/",)) == path
    assert settings.LANGUAGE_CODE == "en"
