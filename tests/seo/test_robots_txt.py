"""robots.txt: what is answered, what it means, and what it would block."""

import pytest

from cms.core.scope import PublicScope
from cms.seo.robots_txt.rules import agents, is_allowed, parsed
from cms.seo.robots_txt.text import blocked, default_text, text_of
from tests.factories.admin import client_of
from tests.factories.blog import ArticlePageFactory, TopicFactory
from tests.factories.core import SiteSettingsFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def scope():
    return PublicScope.for_host(host="localhost", port=80)


def test_a_site_that_says_nothing_lets_everything_be_read_that_readers_read(client, scope):
    ArticlePageFactory()
    TopicFactory()

    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().endswith("\n\nSitemap: http://localhost/sitemap.xml\n")
    rules = parsed(response.content.decode())
    assert not is_allowed(rules, "/admin/")
    assert not is_allowed(rules, "/ms/preview/?token=x")
    assert is_allowed(rules, "/articles/knees/")
    assert blocked(response.content.decode(), scope) == []


def test_an_editor_says_otherwise(client):
    SiteSettingsFactory(robots_txt="User-agent: *\nDisallow: /drafts/\nSitemap: https://a.example/s.xml")

    text = client.get("/robots.txt").content.decode()

    assert text == "User-agent: *\nDisallow: /drafts/\nSitemap: https://a.example/s.xml\n"


def test_what_the_sitemap_lists_and_robots_are_kept_from_is_found(scope):
    ArticlePageFactory(slug="knees")
    TopicFactory(slug="knee")

    found = blocked("User-agent: *\nDisallow: /articles/\n\nUser-agent: Nosy\nDisallow: /", scope)

    assert [(said.agent, said.count) for said in found] == [("*", 2), ("nosy", 4)]
    assert "http://localhost/articles/knees/" in found[0].examples


def test_the_default_is_a_text_with_rules_for_all(scope):
    assert agents(parsed(default_text())) == ["*"]
    assert text_of(scope).startswith("User-agent: *\nDisallow: /admin/")


def test_the_settings_warn_of_what_is_blocked():
    article = ArticlePageFactory(slug="knees")
    stored = SiteSettingsFactory(robots_txt="User-agent: *\nDisallow: /articles/knees/")
    address = f"/admin/settings/core/sitesettings/{stored.site_id}/"
    editor = client_of(UserFactory(administrator=True))

    assert article.full_url in editor.get(address).content.decode()

    stored.robots_txt = ""
    stored.save()
    assert "Nothing that the sitemap lists is blocked." in editor.get(address).content.decode()


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow:", "/a/", True),
        ("User-agent: *\nDisallow: /", "/a/", False),
        ("User-agent: *\nDisallow: /\nAllow: /a/", "/a/b/", True),
        ("User-agent: *\nDisallow: /a/\nAllow: /a/", "/a/", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?c", True),
        ("User-agent: *\nDisallow: /*?utm", "/a/?utm_source=x", False),
        ("User-agent: *\nDisallow: / # all of it", "/a/", False),
        ("USER-AGENT: *\nDISALLOW: /a", "/abc", False),
        ("User-agent: One\nDisallow: /\n\nUser-agent: *\nDisallow: /b", "/a/", True),
        ("Disallow: /", "/a/", True),
        ("nonsense", "/a/", True),
    ],
)
def test_rules_mean_what_the_standard_says(text, path, allowed):
    assert is_allowed(parsed(text), path) is allowed


def test_a_program_goes_by_its_own_rules_alone():
    rules = parsed("User-agent: One\nUser-agent: Two\nDisallow: /a\n\nUser-agent: *\nDisallow: /")

    assert is_allowed(rules, "/b/", agent="two")
    assert not is_allowed(rules, "/a/", agent="one")
    assert not is_allowed(rules, "/b/", agent="three")
