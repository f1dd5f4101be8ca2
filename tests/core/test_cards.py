"""Cards of pages: by id, by place in the tree, by translation; in one query, only what is public."""

import pytest
from django.contrib.contenttypes.models import ContentType

from cms.core.cards import PagesAtPaths, TranslationsOf
from cms.core.references import References
from cms.core.scope import PublicScope
from tests.factories.blog import ArticlePageFactory, article_index
from tests.factories.core import ImageFactory, SiteFactory, private_collection, restrict_page
from tests.factories.home import HomePageFactory, StandardPageFactory
from tests.factories.pages import default_home, translate, unpublish

pytestmark = pytest.mark.django_db


def get(key):
    return References(PublicScope.for_host()).get("page", key)


def test_a_card_is_found_by_id_and_by_path():
    article = ArticlePageFactory(title="Knees", summary="What to know.")

    assert get(article.pk) == get(PagesAtPaths(article.path))
    assert get(article.pk)["title"] == "Knees"


def test_translations_are_found_together_with_their_language():
    article = ArticlePageFactory(title="Knees")
    malay = translate(article, "ms", title="Lutut", slug="lutut")

    cards = get(TranslationsOf(article.translation_key))

    assert [(card["id"], card["locale"]) for card in cards] == [(article.pk, "en"), (malay.pk, "ms")]


def test_one_query_brings_pages_of_all_types_and_one_more_their_pictures(django_assert_num_queries):
    pages = [
        ArticlePageFactory(hero_image=ImageFactory()),
        StandardPageFactory(social_image=ImageFactory()),
        article_index(),
        default_home(),
    ]
    for content_type in ContentType.objects.all():
        ContentType.objects.get_for_id(content_type.pk)
    references = References(PublicScope.for_host())
    references.want_all("page", [page.pk for page in pages])
    references.want_all("page", [PagesAtPaths(page.path) for page in pages])
    references.want_all("page", [TranslationsOf(page.translation_key) for page in pages])

    with django_assert_num_queries(2):
        references.load()
        cards = references.get_all("page", [page.pk for page in pages])

    assert [card["type"] for card in cards] == [
        "blog.ArticlePage",
        "home.StandardPage",
        "blog.ArticleIndexPage",
        "home.HomePage",
    ]
    assert [bool(card["image"]) for card in cards] == [True, True, False, False]


def make(state):
    page = ArticlePageFactory()
    if state == "unpublished":
        return unpublish(page)
    if state == "private":
        restrict_page(page)
    if state == "below something private":
        restrict_page(article_index())
    return page


@pytest.mark.parametrize("state", ["unpublished", "private", "below something private"])
def test_what_is_not_public_has_no_card(state):
    page = make(state)

    assert get(page.pk) is None
    assert get(PagesAtPaths(page.path)) is None
    assert get(TranslationsOf(page.translation_key)) in (None, [])


def test_a_page_outside_of_all_sites_has_no_card():
    assert get(HomePageFactory().pk) is None


def test_a_page_of_another_site_has_a_card_with_its_address_there():
    home = HomePageFactory()
    SiteFactory(hostname="clinic.example.org", root_page=home)

    assert get(home.pk)["url"] == "http://clinic.example.org/"


def test_a_private_picture_is_not_on_the_card():
    article = ArticlePageFactory(hero_image=ImageFactory(collection=private_collection()))

    assert get(article.pk)["image"] is None


@pytest.mark.parametrize("key", [0, -1, 987654, 2**63 - 1])
def test_an_id_that_no_page_has_is_none(key):
    assert get(key) is None
