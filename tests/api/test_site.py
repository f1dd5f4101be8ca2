"""`/api/v2/site/`: what belongs to a whole site."""

import json

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.core.blocks.navigation import NavigationItemBlock
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
        "api_url": "http://localhost/api/v2/",
        "locale": "en",
        "default_locale": "en",
        "organisation": {"name": "", "description": "", "profiles": [], "contact_email": ""},
        "logo": None,
        "default_social_image": None,
        "navigation": [],
        "footer": {"text": "", "links": []},
        "disclaimers": [],
        "locales": [
            {"code": "en", "name": "English", "own_name": "English", "root_url": "http://localhost/"}
        ],
        "url_patterns": {
            "trials.Trial": "/trials/{key}/",
            "blog.Topic": "/topics/{key}/",
            "blog.Author": "/authors/{key}/",
        },
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
        "own_name": "Bahasa Melayu",
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


def in_malay(label, *, url=""):
    return [{"type": "item", "value": {"language": "ms", "label": label, "url": url}, "id": "m"}]


def notes(*values):
    return json.dumps(
        [{"type": "disclaimer", "value": value, "id": str(place)} for place, value in enumerate(values)]
    )


@pytest.fixture
def translated():
    """An article with a live Malay translation, below a Malay home page."""
    translate(default_home(), "ms", slug="home-ms")
    translate(article_index(), "ms", slug="artikel")
    article = ArticlePageFactory(title="Knees")
    return article, translate(article, "ms", title="Lutut", slug="lutut")


def test_links_lead_to_the_page_in_the_language_asked_for(api, translated):
    article, malay = translated
    SiteSettingsFactory(
        navigation=entries(entry("About knees", article, children=[link("Knees again", article)])),
        footer_links=links(link("Knees", article)),
    )

    site = api.get("site/", locale="ms")

    [first] = site["navigation"]
    assert (first["label"], first["page"]["id"], first["url"]) == ("Lutut", malay.pk, malay_url(malay))
    assert first["children"][0]["url"] == malay_url(malay)
    assert site["footer"]["links"][0]["label"] == "Lutut"
    assert (site["locale"], site["default_locale"]) == ("ms", "en")
    [english] = api.get("site/", locale="en")["navigation"]
    assert (english["label"], english["page"]["id"]) == ("About knees", article.pk)


def malay_url(page):
    return f"http://localhost/ms/artikel/{page.slug}/"


def test_words_of_a_language_come_before_the_title_of_the_translation(api, translated):
    article, _malay = translated
    SiteSettingsFactory(
        navigation=entries({**entry("Knees", article), "labels": in_malay("Semua tentang lutut")})
    )

    assert api.get("site/", locale="ms")["navigation"][0]["label"] == "Semua tentang lutut"
    assert api.get("site/")["navigation"][0]["label"] == "Knees"


def test_a_page_without_a_live_translation_keeps_its_link(api, translated):
    article, malay = translated
    unpublish(malay)
    SiteSettingsFactory(navigation=entries(entry("About knees", article)))

    [first] = api.get("site/", locale="ms")["navigation"]

    assert (first["label"], first["page"]["id"]) == ("About knees", article.pk)


def test_addresses_may_differ_from_language_to_language(api):
    labels = in_malay("Kos", url="/ms/topics/kos/")
    SiteSettingsFactory(navigation=entries({**entry("Costs", url="/topics/costs/"), "labels": labels}))

    [malay] = api.get("site/", locale="ms")["navigation"]
    [chinese] = api.get("site/", locale="zh-hans")["navigation"]

    assert (malay["label"], malay["url"]) == ("Kos", "/ms/topics/kos/")
    assert (chinese["label"], chinese["url"]) == ("Costs", "/topics/costs/")


def test_a_link_without_words_takes_the_title_of_its_page(api):
    SiteSettingsFactory(navigation=entries(entry("", ArticlePageFactory(title="Knees"))))

    assert api.get("site/")["navigation"][0]["label"] == "Knees"


def test_standing_notes_come_in_their_language_each_once(api):
    SiteSettingsFactory(
        disclaimers=notes(
            {"key": "medical", "language": "", "text": "<p>Not advice.</p>"},
            {"key": "medical", "language": "ms", "text": "<p>Bukan nasihat.</p>"},
            {"key": "prices", "text": "<p>Prices change.</p>"},
        )
    )

    assert api.get("site/", locale="ms")["disclaimers"] == [
        {"key": "medical", "text": "<p>Bukan nasihat.</p>"},
        {"key": "prices", "text": "<p>Prices change.</p>"},
    ]
    assert api.get("site/")["disclaimers"][0]["text"] == "<p>Not advice.</p>"


def test_texts_of_the_site_come_in_their_language(api):
    texts = {"language": "ms", "organisation_description": "", "footer_text": "<p>Penutup</p>"}
    SiteSettingsFactory(
        organisation_description="Explains joints.",
        footer_text="<p>The end</p>",
        language_texts=json.dumps([{"type": "texts", "value": texts, "id": "1"}]),
    )

    malay = api.get("site/", locale="ms")

    assert malay["footer"]["text"] == "<p>Penutup</p>"
    assert malay["organisation"]["description"] == "Explains joints."
    assert api.get("site/")["footer"]["text"] == "<p>The end</p>"


def test_an_entry_needs_words_or_a_page():
    block = NavigationItemBlock()
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(block.to_python({"label": "", "page": None, "url": "/x/", "labels": [], "children": []}))

    assert "label" in error.value.block_errors


def test_an_address_in_another_language_must_be_safe():
    block = NavigationItemBlock()
    value = {"label": "A", "url": "/x/", "labels": in_malay("B", url="javascript:alert(1)"), "children": []}
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(block.to_python(value))

    assert "labels" in error.value.block_errors
