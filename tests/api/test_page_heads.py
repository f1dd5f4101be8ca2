"""What belongs into the head of a page."""

import pytest

from tests.factories.blog import (
    ArticlePageFactory,
    article_index,
)
from tests.factories.core import ImageFactory, SiteSettingsFactory
from tests.factories.home import StandardPageFactory
from tests.factories.pages import default_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return default_home()


def document(api, page, **parameters):
    return api.get(f"pages/{page.pk}/", **parameters)


def test_the_head_falls_back_from_field_to_field(api):
    hero = ImageFactory()
    article = ArticlePageFactory(title="Knees", summary="What to know.", hero_image=hero)

    seo = document(api, article)["seo"]

    graph, card = seo.pop("open_graph"), seo.pop("card")
    assert seo == {
        "title": "Knees",
        "document_title": "Knees",
        "description": "What to know.",
        "canonical": "http://localhost/articles/knees/",
        "robots": "index, follow",
        "unavailable_after": None,
        "alternates": [],
    }
    image, picture = graph.pop("image"), graph.pop("picture")
    assert image["id"] == hero.pk
    assert picture == {
        "url": image["url"],
        "width": hero.width,
        "height": hero.height,
        "alt": hero.description,
        "media_type": "image/png",
    }
    assert card == {
        "type": "summary_large_image",
        "title": "Knees",
        "description": "What to know.",
        "image": image["url"],
        "image_alt": hero.description,
    }
    assert graph.pop("published_time") == document(api, article)["published_at"]
    assert graph == {
        "title": "Knees",
        "description": "What to know.",
        "type": "article",
        "url": "http://localhost/articles/knees/",
        "locale": "en",
        "site_name": "",
        "modified_time": None,
    }


def test_the_head_prefers_what_an_editor_wrote_for_it(api):
    social = ImageFactory()
    article = ArticlePageFactory(
        title="Knees",
        hero_image=ImageFactory(),
        seo_title="For search",
        search_description="Described.",
        social_title="To share",
        social_description="Shared.",
        social_image=social,
        canonical_url="https://original.example.org/knees/",
        robots_nofollow=True,
    )

    seo = document(api, article)["seo"]

    assert (seo["title"], seo["description"]) == ("For search", "Described.")
    assert (seo["canonical"], seo["robots"]) == ("https://original.example.org/knees/", "index, nofollow")
    graph = seo["open_graph"]
    assert (graph["title"], graph["description"]) == ("To share", "Shared.")
    assert graph["image"]["id"] == social.pk


def test_a_page_hidden_from_search_engines_has_no_canonical_address(api):
    seo = document(api, ArticlePageFactory(robots_noindex=True))["seo"]

    assert (seo["canonical"], seo["robots"]) == (None, "noindex, follow")


def test_the_site_lends_its_picture_and_its_name(api, home):
    site = home.get_site()
    site.site_name = "Knees and Hips"
    site.save()
    default = ImageFactory()
    SiteSettingsFactory(site=site, default_social_image=default)

    graph = document(api, ArticlePageFactory())["seo"]["open_graph"]

    assert graph["image"]["id"] == default.pk
    assert graph["site_name"] == "Knees and Hips"


def test_a_page_that_is_no_article_is_a_website(api, home):
    assert document(api, home)["seo"]["open_graph"]["type"] == "website"
    assert document(api, StandardPageFactory())["seo"]["open_graph"]["type"] == "website"
    assert document(api, article_index())["seo"]["open_graph"]["type"] == "website"
