"""`/api/v2/images/`, `/documents/` and `/redirects/`."""

import pytest

from cms.core.renditions import make_renditions
from tests.factories.blog import ArticlePageFactory
from tests.factories.core import (
    DocumentFactory,
    ImageFactory,
    RedirectFactory,
    SiteFactory,
    picture_file,
    private_collection,
)
from tests.factories.home import HomePageFactory
from tests.factories.pages import default_home, unpublish

pytestmark = pytest.mark.django_db


# Images


def test_images_are_listed_with_the_defaults_of_v2(api):
    image = ImageFactory(title="A knee")
    image.tags.add("joint", "anatomy")

    assert api.get("images/") == {
        "meta": {"total_count": 1},
        "items": [
            {
                "id": image.pk,
                "meta": {
                    "type": "core.Image",
                    "detail_url": f"http://localhost/api/v2/images/{image.pk}/",
                    "tags": ["anatomy", "joint"],
                    "download_url": image.file.url,
                },
                "title": "A knee",
            }
        ],
    }


def test_an_image_tells_its_sizes_once_they_are_made(api):
    image = ImageFactory(
        file=picture_file("knee.jpg", size=(1000, 500), kind="JPEG"),
        description="A knee from the side",
        credit="Us",
        focal_point_x=250,
        focal_point_y=250,
        focal_point_width=10,
        focal_point_height=10,
    )
    before = api.get(f"images/{image.pk}/")
    assert before["sources"] == []
    assert before["url"] == f"http://localhost{image.file.url}"

    make_renditions.call(image.pk)
    shown = api.get(f"images/{image.pk}/")

    assert (shown["alt"], shown["credit"]) == ("A knee from the side", "Us")
    assert (shown["width"], shown["height"]) == (1000, 500)
    assert shown["focal_point"] == {"x": 0.25, "y": 0.5}
    assert shown["placeholder"].startswith("data:image/webp;base64,")
    assert shown["dominant_color"].startswith("#")
    assert [source["type"] for source in shown["sources"]] == ["image/avif", "image/webp", "image/jpeg"]
    for source in shown["sources"]:
        assert [size["width"] for size in source["images"]] == [400, 800]
        assert all(size["url"].startswith("http://localhost/media/") for size in source["images"])
    assert set(shown["social"]) == {"url", "width", "height"}


def test_images_are_found_by_their_columns_and_words(api):
    knee = ImageFactory(title="A knee", credit="Lim")
    ImageFactory(title="A hip")

    assert api.ids("images/", title="A knee") == [knee.pk]
    assert api.ids("images/", title__startswith="a k") == [knee.pk]
    assert api.ids("images/", search="knee") == [knee.pk]
    assert api.ids("images/", credit="Lim") == [knee.pk]
    assert api.ids("images/", width__gte="64", order="-title") == [knee.pk, knee.pk + 1]


def test_images_are_found_by_tags(api):
    both, one = ImageFactory(), ImageFactory()
    both.tags.add("a", "b")
    one.tags.add("a")

    assert api.ids("images/", tags="a,b") == [both.pk]
    assert api.ids("images/", tags="a") == [both.pk, one.pk]


def test_images_of_private_collections_do_not_exist(api):
    image = ImageFactory(collection=private_collection(), title="Secret")

    assert api.ids("images/") == []
    assert api.ids("images/", search="secret") == []
    api.problem(f"images/{image.pk}/", status=404)
    api.problem("images/find/", id=image.pk, status=404)


def test_find_redirects_to_an_image(api):
    image = ImageFactory()

    assert api.response("images/find/", id=image.pk)["Location"] == f"/api/v2/images/{image.pk}/"


# Documents


def test_documents_are_listed_with_the_defaults_of_v2(api):
    document = DocumentFactory(title="A leaflet")
    document.tags.add("print")

    [item] = api.get("documents/")["items"]

    assert item == {
        "id": document.pk,
        "meta": {
            "type": "core.Document",
            "detail_url": f"http://localhost/api/v2/documents/{document.pk}/",
            "tags": ["print"],
            "download_url": f"http://localhost{document.url}",
        },
        "title": "A leaflet",
    }
    assert api.get(f"documents/{document.pk}/") == item


def test_documents_are_found_by_title_tags_and_words(api):
    leaflet = DocumentFactory(title="A leaflet")
    leaflet.tags.add("print")
    DocumentFactory(title="A form")

    assert api.ids("documents/", title="A leaflet") == [leaflet.pk]
    assert api.ids("documents/", tags="print") == [leaflet.pk]
    assert api.ids("documents/", search="leaflet") == [leaflet.pk]


def test_documents_of_private_collections_do_not_exist(api):
    document = DocumentFactory(collection=private_collection())

    assert api.ids("documents/") == []
    api.problem(f"documents/{document.pk}/", status=404)


# Redirects


def test_redirects_tell_where_they_lead(api):
    article = ArticlePageFactory(title="Knees")
    to_page = RedirectFactory(old_path="/old-knees", redirect_page=article.basepage_ptr)
    to_address = RedirectFactory(
        old_path="/shop", redirect_link="https://shop.example.org/", is_permanent=False
    )

    first, second = api.get("redirects/")["items"]

    assert first == {
        "id": to_page.pk,
        "meta": {
            "type": "wagtailredirects.Redirect",
            "detail_url": f"http://localhost/api/v2/redirects/{to_page.pk}/",
        },
        "old_path": "/old-knees",
        "location": "http://localhost/articles/knees/",
        "is_permanent": True,
        "status": 301,
        "match": "exact",
    }
    assert (second["location"], second["is_permanent"]) == ("https://shop.example.org/", False)
    assert api.get(f"redirects/{to_address.pk}/") == second


@pytest.mark.parametrize("path", ["/old-knees", "/old-knees/", "/OLD-knees/", "old-knees"])
def test_a_redirect_is_found_by_its_path(api, path):
    redirect = RedirectFactory(old_path="/old-knees", redirect_link="/knees/")

    found = api.response("redirects/find/", html_path=path)

    assert (found.status_code, found["Location"]) == (302, f"/api/v2/redirects/{redirect.pk}/")


@pytest.mark.parametrize("path", ["/nothing", "//[", "/%", "?", "http://[::1", ""])
def test_no_redirect_is_found_where_there_is_none(api, path):
    api.problem("redirects/find/", html_path=path, status=404)


def test_redirects_to_pages_that_are_not_public_are_left_out(api):
    hidden = unpublish(ArticlePageFactory())
    redirect = RedirectFactory(redirect_page=hidden.basepage_ptr)

    assert redirect.pk not in api.ids("redirects/")
    api.problem(f"redirects/{redirect.pk}/", status=404)


def test_redirects_of_other_sites_are_left_out(api):
    other = SiteFactory(root_page=HomePageFactory())
    own = RedirectFactory(site=default_home().get_site(), redirect_link="/a/")
    theirs = RedirectFactory(site=other, redirect_link="/b/")
    shared = RedirectFactory(site=None, redirect_link="/c/")

    assert api.ids("redirects/") == [own.pk, shared.pk]
    assert api.ids("redirects/", site=other.hostname) == [theirs.pk, shared.pk]


def test_redirects_are_filtered_and_ordered(api):
    b = RedirectFactory(old_path="/b", redirect_link="/x/")
    a = RedirectFactory(old_path="/a", redirect_link="/x/", is_permanent=False)

    assert api.ids("redirects/", order="old_path") == [a.pk, b.pk]
    assert api.ids("redirects/", is_permanent="false") == [a.pk]
    assert api.ids("redirects/", old_path__startswith="/b") == [b.pk]
    assert api.problem("redirects/", search="x")["parameter"] == "search"
