"""What an anonymous reader may see: sites, restrictions, addresses, in two queries."""

import pytest
from django.test import RequestFactory
from wagtail.models import Site

from cms.core.models import BasePage, Image
from cms.core.scope import PublicScope, UnknownSiteError
from tests.factories.blog import ArticlePageFactory, article_index
from tests.factories.core import (
    CollectionFactory,
    ImageFactory,
    SiteFactory,
    SiteSettingsFactory,
    restrict_collection,
    restrict_page,
)
from tests.factories.home import HomePageFactory, StandardPageFactory
from tests.factories.pages import default_home, translate, unpublish

pytestmark = pytest.mark.django_db


def visible(scope=None):
    return set(BasePage.objects.filter((scope or PublicScope.for_host()).pages_q()))


def test_two_queries_read_any_number_of_sites_languages_and_restrictions(django_assert_num_queries):
    for number in range(3):
        site = SiteFactory(root_page=HomePageFactory())
        restrict_page(StandardPageFactory(parent=site.root_page.specific))
        restrict_collection(CollectionFactory())
        translate(site.root_page.specific, "ms", slug=f"ms-{number}")

    with django_assert_num_queries(2):
        scope = PublicScope.for_host()

    with django_assert_num_queries(0):
        assert len(scope.sites) == 4
        assert len(scope.private_page_paths) == len(scope.private_collection_paths) == 3


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_a_restriction_hides_a_page_and_everything_below_it(kind):
    home = default_home()
    section = StandardPageFactory()
    below, beside = StandardPageFactory(parent=section), StandardPageFactory()
    restrict_page(section, kind)

    scope = PublicScope.for_host()

    assert {page.pk for page in visible(scope)} == {home.pk, beside.pk}
    assert scope.is_public_page_path(beside.path)
    assert not scope.is_public_page_path(section.path)
    assert not scope.is_public_page_path(below.path)


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_a_restriction_hides_a_collection_and_everything_below_it(kind):
    parent, beside = CollectionFactory(), CollectionFactory()
    child = CollectionFactory(parent=parent)
    images = {place: ImageFactory(collection=place) for place in (parent, beside, child)}
    restrict_collection(parent, kind)

    scope = PublicScope.for_host()

    parent.refresh_from_db()
    assert [image.pk for image in Image.objects.filter(scope.collections_q())] == [images[beside].pk]
    assert scope.is_public_collection_path(beside.path)
    assert not scope.is_public_collection_path(parent.path)
    assert not scope.is_public_collection_path(child.path)


def test_what_is_not_live_or_outside_of_the_site_is_not_seen():
    home = default_home()
    unpublish(StandardPageFactory())
    StandardPageFactory(live=False)
    HomePageFactory(title="On no site")

    assert {page.pk for page in visible()} == {home.pk}


def test_translations_of_the_root_belong_to_the_site():
    malay = translate(ArticlePageFactory(), "ms", slug="lutut")

    assert malay.pk in {page.pk for page in visible()}
    assert [root.locale_code for root in PublicScope.for_host().site.roots] == ["en", "ms"]


@pytest.mark.parametrize(
    ("host", "port", "expected"),
    [
        ("one.example.org", 80, "one:80"),
        ("one.example.org", 8443, "one:8443"),
        ("one.example.org", 9999, "default"),
        ("two.example.org", 9999, "two:80"),
        ("nowhere.example.org", 80, "default"),
        ("", 80, "default"),
    ],
)
def test_the_site_of_a_host_is_wagtails_own(host, port, expected):
    SiteFactory(hostname="one.example.org", port=80, site_name="one:80", root_page=HomePageFactory())
    SiteFactory(hostname="one.example.org", port=8443, site_name="one:8443", root_page=HomePageFactory())
    SiteFactory(hostname="two.example.org", port=80, site_name="two:80", root_page=HomePageFactory())
    Site.objects.filter(is_default_site=True).update(site_name="default")

    assert PublicScope.for_host(host=host, port=port).site.name == expected
    if host:
        request = RequestFactory().get("/", SERVER_PORT=str(port), headers={"host": f"{host}:{port}"})
        assert Site.find_for_request(request).site_name == expected


@pytest.mark.parametrize("requested", ["nowhere", "one.example.org:81", "a:b:c", ":", "\x00", "x" * 1000])
def test_an_unknown_site_is_an_error(requested):
    with pytest.raises(UnknownSiteError, match="localhost:80"):
        PublicScope.for_host(requested=requested)


@pytest.mark.parametrize(
    ("port", "root_url"),
    [(80, "http://a.example.org"), (443, "https://a.example.org"), (8000, "http://a.example.org:8000")],
)
def test_the_address_of_a_site_is_wagtails_own(port, root_url):
    site = SiteFactory(hostname="a.example.org", port=port, root_page=HomePageFactory())

    assert PublicScope.for_host(requested=f"a.example.org:{port}").site.root_url == root_url == site.root_url


def test_a_page_of_another_site_has_its_address_there():
    clinic = HomePageFactory(title="Clinic")
    SiteFactory(hostname="clinic.example.org", root_page=clinic)
    page = StandardPageFactory(parent=clinic, slug="about")

    scope = PublicScope.for_host()

    assert scope.is_public_page_path(page.path)
    assert scope.page_url(path=page.path, url_path=page.url_path) == "http://clinic.example.org/about/"
    assert page.pk not in {found.pk for found in visible(scope)}


def test_the_deepest_root_wins():
    index = article_index()
    SiteFactory(hostname="articles.example.org", root_page=index)
    article = ArticlePageFactory(title="Knees")

    address = PublicScope.for_host().page_url(path=article.path, url_path=article.url_path)

    assert address == "http://articles.example.org/knees/"


def test_snippets_have_their_address_on_the_site_in_their_language():
    scope = PublicScope.for_host()

    assert scope.snippet_url("blog.Topic", "knee") == "http://localhost/topics/knee/"
    assert scope.snippet_url("blog.Topic", "膝 a/b", locale_code="ms") == (
        "http://localhost/ms/topics/%E8%86%9D%20a%2Fb/"
    )


def test_the_default_social_image_comes_with_the_site():
    picture = ImageFactory()
    SiteSettingsFactory(default_social_image=picture)

    assert PublicScope.for_host().site.default_social_image_id == picture.pk
