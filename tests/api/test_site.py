"""`/api/v2/site/`: what belongs to a whole site."""

import json

import pytest

from cms.core.models import SiteSettings
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, article_index
from tests.factories.core import ImageFactory, SiteFactory, SiteSettingsFactory, restrict_page
from tests.factories.home import HomePageFactory
from tests.factories.pages import default_home, translate, unpublish

pytestmark = pytest.mark.django_db


def entries(*values):
    return json.dumps(
        [{"type": "item", "value": value, "id": str(place)} for place, value in enumerate(values)]
    )


def links(*values):
    return json.dumps(
        [{"type": "link", "value": value, "id": str(place)} for place, value in enumerate(values)]
    )


def entry(label, page=None, *, url="", children=()):
    below = [{"type": "item", "value": child, "id": f"c{place}"} for place, child in enumerate(children)]
    return {"label": label, "page": page and page.pk, "url": url, "children": below}


def link(label, page=None, *, url=""):
    return {"label": label, "page": page and page.pk, "url": url}


def test_a_site_without_settings_has_empty_ones_and_none_are_made(api):
    site = api.get("site/")

    assert site == {
        "name": "",
        "root_url": "http://localhost",
        "organisation": {"name": "", "description": "", "profiles": [], "contact_email": ""},
        "logo": None,
        "default_social_image": None,
        "navigation": [],
        "footer": {"text": "", "links": []},
        "disclaimers": [],
        "locales": [{"code": "en", "name": "English", "root_url": "http://localhost/"}],
    }
    assert not SiteSettings.objects.exists()


def test_a_site_tells_who_publishes_it(api):
    logo, social = ImageFactory(), ImageFactory()
    SiteSettingsFactory(
        organisation_name="Knees and Hips",
        organisation_description="Explains joints.",
        organisation_profiles="https://social.example.org/a\n\n https://social.example.org/b ",
        contact_email="us@example.org",
        logo=logo,
        default_social_image=social,
    )

    site = api.get("site/")

    assert site["organisation"] == {
        "name": "Knees and Hips",
        "description": "Explains joints.",
        "profiles": ["https://social.example.org/a", "https://social.example.org/b"],
        "contact_email": "us@example.org",
    }
    assert (site["logo"]["id"], site["default_social_image"]["id"]) == (logo.pk, social.pk)


def test_the_menu_is_a_tree_of_pages_and_addresses(api):
    article = ArticlePageFactory(title="Knees")
    SiteSettingsFactory(
        navigation=entries(
            entry("Articles", article_index(), children=[link("About knees", article)]),
            entry("Shop", url="https://shop.example.org/"),
        )
    )

    first, second = api.get("site/")["navigation"]

    assert (first["label"], first["url"]) == ("Articles", "http://localhost/articles/")
    assert first["page"]["title"] == "Articles"
    [child] = first["children"]
    assert (child["label"], child["url"]) == ("About knees", "http://localhost/articles/knees/")
    assert second == {"label": "Shop", "url": "https://shop.example.org/", "page": None, "children": []}


def test_entries_to_pages_that_are_gone_are_gone_too(api):
    fine, hidden = ArticlePageFactory(title="Fine"), unpublish(ArticlePageFactory())
    SiteSettingsFactory(
        navigation=entries(
            entry("Hidden", hidden),
            entry("Hidden with address", hidden, url="https://elsewhere.example.org/"),
            entry("Parent", hidden, children=[link("Fine", fine), link("Hidden", hidden)]),
        ),
        footer_links=links(link("Hidden", hidden), link("Fine", fine), link("Neither")),
    )

    site = api.get("site/")

    [parent] = site["navigation"]
    assert (parent["label"], parent["url"], parent["page"]) == ("Parent", None, None)
    assert [child["label"] for child in parent["children"]] == ["Fine"]
    assert [item["label"] for item in site["footer"]["links"]] == ["Fine"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example.org", "data:text/html,x"])
def test_addresses_that_browsers_would_execute_are_not_passed_on(api, address):
    SiteSettingsFactory(navigation=entries(entry("Bad", url=address)))

    assert api.get("site/")["navigation"] == []


@pytest.mark.parametrize(
    "stored",
    [
        entries({"label": "x", "page": "abc"}),
        entries({"label": "x", "page": {"a": 1}, "children": "x"}),
        entries({"label": "x", "page": [1], "children": [1, {"value": 3}]}),
        entries("text"),
    ],
)
def test_a_malformed_menu_is_an_empty_one(api, stored):
    settings = SiteSettingsFactory()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_sitesettings SET navigation = %s WHERE id = %s", [stored, settings.pk])

    assert api.get("site/")["navigation"] == []


def test_texts_come_in_the_format_asked_for_with_reader_addresses(api):
    article = ArticlePageFactory(title="Knees")
    text = f"<p>See {blocks.page_link(article, 'knees')}.</p>"
    SiteSettingsFactory(
        footer_text=text,
        disclaimers=json.dumps(
            [{"type": "disclaimer", "value": {"key": "medical", "text": text}, "id": "1"}]
        ),
    )

    html, markdown = api.get("site/"), api.get("site/", rich_text_format="markdown")

    assert html["footer"]["text"] == '<p>See <a href="http://localhost/articles/knees/">knees</a>.</p>'
    assert html["disclaimers"] == [{"key": "medical", "text": html["footer"]["text"]}]
    assert markdown["footer"]["text"].strip() == "See [knees](http://localhost/articles/knees/)."
    assert api.problem("site/", rich_text_format="x")["parameter"] == "rich_text_format"


def test_languages_are_those_that_the_site_has_a_public_home_page_in(api):
    malay = translate(default_home(), "ms", slug="home-ms")
    chinese = translate(default_home(), "zh-hans", slug="home-zh")
    restrict_page(chinese)

    assert [locale["code"] for locale in api.get("site/")["locales"]] == ["en", "ms"]
    assert api.get("site/")["locales"][1] == {
        "code": "ms",
        "name": "Malay",
        "root_url": "http://localhost/ms/",
    }

    unpublish(malay)
    assert [locale["code"] for locale in api.get("site/")["locales"]] == ["en"]


def test_each_site_has_its_own(api):
    other = SiteFactory(hostname="clinic.example.org", site_name="Clinic", root_page=HomePageFactory())
    SiteSettingsFactory(site=other, organisation_name="The Clinic")

    assert api.get("site/", site="clinic.example.org")["organisation"]["name"] == "The Clinic"
    assert api.get("site/", site="clinic.example.org")["root_url"] == "http://clinic.example.org"
    assert api.get("site/")["organisation"]["name"] == ""
    assert api.problem("site/", site="x")["parameter"] == "site"
