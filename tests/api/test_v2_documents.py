"""Existing clients keep working: documents, fields, find, files, redirects, beside Wagtail's own viewsets."""

import pytest

from tests.api.stock import SideBySide
from tests.factories.blog import ArticlePageFactory, AuthorFactory, article_index
from tests.factories.core import (
    DocumentFactory,
    ImageFactory,
    RedirectFactory,
    SiteFactory,
    private_collection,
    restrict_page,
)
from tests.factories.home import HomePageFactory, StandardPageFactory
from tests.factories.pages import default_home, translate, unpublish

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.stock")]
ARTICLES = {"type": "blog.ArticlePage"}
META = {"type", "detail_url", "html_url", "slug", "show_in_menus", "seo_title", "search_description"}
META |= {"first_published_at", "alias_of", "parent", "locale"}
# What only a text or a card can show stands in `test_v2_differences.py`.
COLUMNS = "*,-body,-authors,-topics"


@pytest.fixture
def both():
    return SideBySide()


@pytest.fixture
def picture():
    image = ImageFactory(title="Knee", description="A knee", credit="A. Painter")
    image.tags.add("bone", "anatomy")
    return image


@pytest.fixture
def leaflet():
    document = DocumentFactory(title="Leaflet")
    document.tags.add("advice")
    return document


@pytest.fixture
def article(picture):
    return ArticlePageFactory(
        title="Knees",
        seo_title="Knees, explained",
        search_description="What to know.",
        show_in_menus=True,
        hero_image=picture,
        authors=[AuthorFactory()],
        tags=["joint", "cells"],
    )


# Documents


def test_a_page_has_every_member_of_v2_with_the_same_value(both, article):
    document = both.agree(f"pages/{article.pk}/", fields=COLUMNS)

    assert set(document["meta"]) >= META
    assert document["tags"] == ["cells", "joint"]


def test_a_plain_page_is_the_same_without_any_parameter(both):
    both.agree(f"pages/{StandardPageFactory().pk}/")


def test_the_home_page_has_no_parent(both):
    assert both.agree(f"pages/{default_home().pk}/", fields="_,parent") == {"meta": {"parent": None}}


def test_an_alias_names_the_page_that_it_mirrors(both, article):
    alias = article.create_alias(update_slug="again")

    assert both.agree(f"pages/{alias.pk}/", fields="_,alias_of")["meta"]["alias_of"]["id"] == article.pk


def test_a_reference_to_nothing_is_null(both):
    page = ArticlePageFactory()

    assert both.agree(f"pages/{page.pk}/", fields="_,hero_image") == {"hero_image": None}


@pytest.mark.parametrize("state", ["unpublished", "private", "unknown", "of another site"])
def test_a_page_that_is_not_public_here_is_a_404(both, article, state):
    if state == "unpublished":
        unpublish(article)
    elif state == "private":
        restrict_page(article)
    elif state == "of another site":
        article = SiteFactory(root_page=HomePageFactory()).root_page

    both.refuse(f"pages/{987654 if state == 'unknown' else article.pk}/", status=404)


# fields


@pytest.mark.parametrize(
    "fields",
    [
        "tags",
        "seo_title,hero_image",
        "-title",
        "-slug",
        "-type,-detail_url,-slug,-first_published_at,-html_url,-locale",
        "-id",
        COLUMNS,
        "*,-body,-authors,-topics,-title,-seo_title",
        "_",
        "_,id,type",
        "_,title,html_url",
        "hero_image(width,height)",
        "hero_image(-title)",
        "hero_image(_)",
        "hero_image(_,id)",
        "_,hero_image(_,title,download_url)",
    ],
)
def test_fields_choose_what_a_list_and_a_document_show(both, article, fields):
    both.agree("pages/", **ARTICLES, fields=fields)
    # A document shows everything: without the members of which `COLUMNS` speaks.
    chosen = fields if fields.startswith(("*", "_")) else f"-body,-authors,-topics,{fields}"
    both.agree(f"pages/{article.pk}/", fields=chosen)


def test_fields_choose_exactly_the_same_of_plain_columns(both, article):
    for fields in (
        "_",
        "_,title",
        "_,id,type",
        "-title,-id",
        "_,seo_title,summary",
        "_,hero_image(_,id,title)",
    ):
        stock, ours = both.responses("pages/", **ARTICLES, fields=fields)

        assert [set(item) for item in ours.json()["items"]] == [set(item) for item in stock.json()["items"]]


def test_members_come_in_the_order_of_the_document_not_of_the_request(both, article):
    stock, ours = both.responses("pages/", **ARTICLES, fields="_,tags,summary,title,id")

    # `dict` keeps the order in which they are written.
    assert [list(item) for item in ours.json()["items"]] == [["id", "title", "summary", "tags"]]
    assert set(stock.json()["items"][0]) == {"id", "title", "summary", "tags"}


@pytest.mark.parametrize("path", ["pages/", "pages/{article}/"])
@pytest.mark.parametrize("fields", ["title,*", "nonsense", "-nonsense", "_,title,nonsense", "hero_image("])
def test_fields_that_make_no_sense_are_refused(both, article, path, fields):
    stock, ours = both.responses(path.format(article=article.pk), fields=fields)

    assert (stock.status_code, ours.status_code) == (400, 400)
    beginning = "fields error: " if "*" in fields or "(" in fields else "unknown fields: "
    assert stock.json()["message"].startswith(beginning)
    assert ours.json()["message"].startswith(beginning)


def test_nested_fields_that_are_unknown_are_refused(both, article):
    stock, ours = both.responses("pages/", **ARTICLES, fields="hero_image(nonsense)")

    assert (stock.status_code, ours.status_code) == (400, 400)


def test_nested_fields_of_what_is_no_reference_are_refused(both, article):
    assert both.refuse("pages/", fields="title(id)").startswith("'title' does not support nested fields")


def test_parent_is_for_documents_only(both, article):
    both.refuse("pages/", fields="parent")
    both.agree(f"pages/{article.pk}/", fields="_,parent")


def test_fields_of_one_type_are_unknown_to_the_list_of_all(both, article):
    both.refuse("pages/", fields="summary")


def test_fields_that_are_no_api_fields_do_not_exist(both, article):
    both.refuse("pages/", fields="path")
    both.refuse("images/", fields="file")


# Rich text


@pytest.mark.parametrize("form", ["html", "db_html", "markdown", "db_markdown"])
def test_rich_text_comes_in_every_format_of_v2(both, form):
    index = article_index()
    index.intro = f'<p>See <b>this</b> <a linktype="page" id="{default_home().pk}">page</a>.</p>'
    index.save_revision().publish()

    stock, ours = (
        response.json()["intro"].strip()
        for response in both.responses(f"pages/{index.pk}/", fields="_,intro", rich_text_format=form)
    )
    # Ours leads to the reader's whole address, Wagtail's to its path.
    assert ours.replace("http://localhost/", "/") == stock


def test_a_rich_text_format_that_does_not_exist_is_refused(both, article):
    stock, ours = both.responses("pages/", rich_text_format="nonsense")

    assert (stock.status_code, ours.status_code) == (400, 400)


# find


def locations(both, **parameters):
    stock, ours = both.responses("pages/find/", **parameters)
    assert (stock.status_code, ours.status_code) == (302, 302)
    address = stock["Location"].replace("http://localhost/stock/", "/api/v2/").rstrip("?")
    assert ours["Location"] == address
    return address


@pytest.mark.parametrize("path", ["/", "/articles/", "articles", "/articles/knees/", "articles/knees"])
def test_find_by_html_path_answers_302_to_the_document(both, article, path):
    assert locations(both, html_path=path).startswith("/api/v2/pages/")


def test_find_by_id_answers_302_to_the_document(both, article):
    assert locations(both, id=article.pk) == f"/api/v2/pages/{article.pk}/"


def test_find_keeps_the_other_parameters(both, article):
    assert locations(both, html_path="/articles/knees/", fields="_,title").endswith("/?fields=_%2Ctitle")


def test_find_by_html_path_goes_before_id(both, article):
    found = locations(both, html_path="/articles/knees/", id=default_home().pk)

    assert found == f"/api/v2/pages/{article.pk}/"


@pytest.mark.parametrize("parameters", [{}, {"id": 987654}, {"html_path": "/nothing/"}])
def test_find_without_a_match_is_a_404(both, parameters):
    both.refuse("pages/find/", status=404, **parameters)


@pytest.mark.parametrize("endpoint", ["images", "documents"])
def test_files_are_found_by_id(both, picture, leaflet, endpoint):
    stock, ours = both.responses(f"{endpoint}/find/", id=picture.pk if endpoint == "images" else leaflet.pk)

    assert (stock.status_code, ours.status_code) == (302, 302)
    both.refuse(f"{endpoint}/find/", status=404, id=987654)


# Images and documents


@pytest.mark.parametrize("endpoint", ["images", "documents"])
@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"fields": "*"},
        {"fields": "-title,-tags"},
        {"fields": "_,title"},
        {"title": "Knee"},
        {"title": "Leaflet"},
        {"id": "1"},
        {"tags": "bone,anatomy"},
        {"tags": "bone,nothing"},
        {"tags": "advice"},
        {"order": "title"},
        {"order": "-title"},
        {"limit": 1},
        {"limit": 1, "offset": 1},
        {"search": "knee"},
        {"search": "leaflet", "order": "-title"},
        {"format": "json"},
        {"_": "1600000000"},
    ],
    ids=str,
)
def test_lists_of_files_are_the_same(both, picture, leaflet, endpoint, parameters):
    ImageFactory()
    DocumentFactory()

    both.agree(f"{endpoint}/", **parameters)


def test_an_image_has_every_member_of_v2_with_the_same_value(both, picture):
    document = both.agree(f"images/{picture.pk}/")

    assert set(document["meta"]) == {"type", "detail_url", "tags", "download_url"}
    assert (document["width"], document["height"]) == (64, 48)


def test_a_document_has_every_member_of_v2_with_the_same_value(both, leaflet):
    download = both.agree(f"documents/{leaflet.pk}/")["meta"]["download_url"]

    assert download == f"http://localhost{leaflet.url}"


@pytest.mark.parametrize("endpoint", ["images", "documents"])
@pytest.mark.parametrize(
    "parameters",
    [
        {"limit": "abc"},
        {"limit": 101},
        {"offset": "abc"},
        {"order": "nonsense"},
        {"order": "-random"},
        {"order": "random", "offset": 1},
        {"fields": "nonsense"},
        {"fields": "-nonsense"},
        {"fields": "title,*"},
        {"fields": "title(id)"},
    ],
    ids=str,
)
def test_lists_of_files_refuse_the_same(both, picture, leaflet, endpoint, parameters):
    both.refuse(f"{endpoint}/", **parameters)


@pytest.mark.parametrize("endpoint", ["images", "documents"])
def test_files_of_private_collections_do_not_exist(both, endpoint):
    factory = ImageFactory if endpoint == "images" else DocumentFactory
    secret = factory(collection=private_collection())

    assert both.ids(f"{endpoint}/") == []
    both.refuse(f"{endpoint}/{secret.pk}/", status=404)


# Redirects


def test_redirects_are_listed_and_found_by_path(both):
    typed = RedirectFactory(old_path="/old", redirect_link="https://example.org/new")

    both.agree("redirects/")
    both.agree(f"redirects/{typed.pk}/")
    stock, ours = both.responses("redirects/find/", html_path="/old")
    assert (stock.status_code, ours.status_code) == (302, 302)
    both.refuse("redirects/find/", status=404, html_path="/nothing")


# Languages


def test_pages_in_other_languages_are_documents_like_others(both, article):
    malay = translate(article, "ms", title="Lutut", slug="lutut")

    assert both.agree(f"pages/{malay.pk}/", fields=COLUMNS)["meta"]["locale"] == "ms"
