"""`/api/v2/pages/`: what Wagtail's API v2 documents keeps working."""

import pytest

from tests.factories import blocks
from tests.factories.blog import ArticleIndexPageFactory, ArticlePageFactory, article_index
from tests.factories.core import restrict_page
from tests.factories.home import StandardPageFactory
from tests.factories.pages import default_home, translate, unpublish

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return default_home()


# The envelope


def test_a_list_has_a_count_and_items_with_the_default_fields_of_v2(api):
    article = ArticlePageFactory(title="Knees")

    listing = api.get("pages/", type="blog.ArticlePage")

    assert list(listing) == ["meta", "items"]
    assert listing["meta"] == {"total_count": 1}
    [item] = listing["items"]
    assert item == {
        "id": article.pk,
        "meta": {
            "type": "blog.ArticlePage",
            "detail_url": f"http://localhost/api/v2/pages/{article.pk}/",
            "html_url": "http://localhost/articles/knees/",
            "slug": "knees",
            "first_published_at": article.first_published_at.isoformat().replace("+00:00", "Z"),
            "locale": "en",
        },
        "title": "Knees",
    }


def test_all_page_types_are_listed_together(api, home):
    article = ArticlePageFactory()
    plain = StandardPageFactory()

    assert set(api.ids("pages/")) == {home.pk, article_index().pk, article.pk, plain.pk}


def test_answers_are_compact(api, home):
    assert b'": ' not in api.response("pages/").content
    assert b"\n" not in api.response(f"pages/{home.pk}/").content


# limit and offset


def test_limit_and_offset_cut_a_window(api):
    articles = [ArticlePageFactory() for _ in range(3)]

    window = api.get("pages/", type="blog.ArticlePage", order="id", limit=1, offset=1)

    assert window["meta"]["total_count"] == 3
    assert [item["id"] for item in window["items"]] == [articles[1].pk]


def test_limit_zero_counts_only(api, home):
    assert api.get("pages/", limit=0) == {"meta": {"total_count": 1}, "items": []}


def test_limit_of_a_hundred_is_the_most(api):
    api.get("pages/", limit=100)

    problem = api.problem("pages/", limit=101)

    assert problem["message"] == "limit cannot be higher than 100"
    assert problem["parameter"] == "limit"


@pytest.mark.parametrize("name", ["limit", "offset"])
@pytest.mark.parametrize("value", ["-1", "ten", "", "1.5", "9" * 30, "²"])
def test_a_bad_limit_or_offset_is_refused(api, name, value):
    assert api.problem("pages/", **{name: value})["parameter"] == name


def test_an_offset_beyond_the_end_is_an_empty_list(api, home):
    assert api.get("pages/", offset=50) == {"meta": {"total_count": 1}, "items": []}


# Types


def test_type_opens_the_fields_of_that_type(api):
    ArticlePageFactory(summary="In one sentence.")

    [item] = api.get("pages/", type="blog.ArticlePage", fields="summary")["items"]

    assert item["summary"] == "In one sentence."


def test_several_types_are_an_or(api, home):
    article = ArticlePageFactory()
    StandardPageFactory()

    assert set(api.ids("pages/", type="blog.ArticlePage,home.HomePage")) == {home.pk, article.pk}


@pytest.mark.parametrize("name", ["blog.ArticlePag", "core.Image", "nonsense", "a.b.c", ",", "blog."])
def test_a_type_that_is_no_page_type_is_refused(api, name):
    problem = api.problem("pages/", type=name)

    assert problem["message"].startswith("type doesn't exist")
    assert problem["parameter"] == "type"


def test_a_misspelt_type_is_answered_with_the_nearest(api):
    assert api.problem("pages/", type="blog.ArtclePage")["suggestion"] == "blog.ArticlePage"


# The tree


def test_child_of_and_descendant_of_follow_the_tree(api, home):
    section = ArticleIndexPageFactory(parent=article_index())
    deep = ArticlePageFactory(parent=section)
    direct = ArticlePageFactory()

    assert set(api.ids("pages/", child_of=article_index().pk)) == {section.pk, direct.pk}
    assert set(api.ids("pages/", descendant_of=article_index().pk)) == {section.pk, direct.pk, deep.pk}
    assert api.ids("pages/", child_of="root") == [article_index().pk]
    assert len(api.ids("pages/", descendant_of="root")) == 4


def test_ancestor_of_lists_the_pages_above(api, home):
    article = ArticlePageFactory()

    assert set(api.ids("pages/", ancestor_of=article.pk)) == {home.pk, article_index().pk}


def test_translation_of_lists_the_other_languages(api, home):
    article = ArticlePageFactory()
    malay = translate(article, "ms", title="Lutut", slug="lutut")

    assert api.ids("pages/", translation_of=article.pk) == [malay.pk]
    assert len(api.ids("pages/", translation_of="root")) == 1


def test_locale_narrows_to_one_language(api):
    malay = translate(ArticlePageFactory(), "ms", slug="lutut")

    assert api.ids("pages/", locale="ms", type="blog.ArticlePage") == [malay.pk]
    assert api.ids("pages/", locale="zh-hans") == []
    assert "en, ms, zh-hans" in api.problem("pages/", locale="fr")["detail"]


@pytest.mark.parametrize("name", ["child_of", "descendant_of", "ancestor_of", "translation_of"])
@pytest.mark.parametrize("value", ["-1", "x", "", "987654", "9" * 30])
def test_a_page_that_is_not_there_is_refused_by_the_tree_filters(api, home, name, value):
    assert api.problem("pages/", **{name: value})["parameter"] == name


def test_tree_filters_do_not_know_pages_that_are_not_public(api):
    hidden = unpublish(ArticleIndexPageFactory(parent=article_index()))

    missing = api.problem("pages/", child_of=987654)
    assert api.problem("pages/", child_of=hidden.pk)["detail"] == missing["detail"]


def test_child_of_and_descendant_of_exclude_each_other(api, home):
    problem = api.problem("pages/", child_of=home.pk, descendant_of=home.pk)

    assert problem["message"] == "filtering by descendant_of with child_of is not supported"


# Order


def test_order_by_a_column_up_and_down(api):
    later = ArticlePageFactory(title="B")
    earlier = ArticlePageFactory(title="A")

    assert api.ids("pages/", type="blog.ArticlePage", order="title") == [earlier.pk, later.pk]
    assert api.ids("pages/", type="blog.ArticlePage", order="-title") == [later.pk, earlier.pk]
    assert api.ids("pages/", type="blog.ArticlePage", order="title,-id") == [earlier.pk, later.pk]


def test_random_order_shows_everything_once(api):
    articles = {ArticlePageFactory().pk for _ in range(4)}

    ids = api.ids("pages/", type="blog.ArticlePage", order="random")

    assert sorted(ids) == sorted(articles)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"order": "random,title"}, "random ordering cannot be combined with other fields"),
        ({"order": "random", "offset": "10"}, "random ordering with offset is not supported"),
        ({"order": "titel"}, "cannot order by 'titel' (unknown field)"),
        ({"order": "seo"}, "cannot order by 'seo' (unknown field)"),
        ({"order": "--title"}, "cannot order by '--title' (unknown field)"),
        ({"order": "title,"}, "cannot order by '' (unknown field)"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(api, parameters, message):
    assert api.problem("pages/", **parameters)["message"].startswith(message)


def test_a_misspelt_order_is_answered_with_the_nearest(api):
    assert api.problem("pages/", order="-titel")["suggestion"] == "title"


@pytest.mark.parametrize("name", ["topics", "authors", "tags", "body"])
def test_what_has_many_values_or_no_order_is_not_ordered_by(api, name):
    assert api.problem("pages/", type="blog.ArticlePage", order=name)["parameter"] == "order"


# Search


@pytest.mark.parametrize("word", ["cartilage", "menisci", "synovial"])
@pytest.mark.parametrize("kind", ["blog.ArticlePage", "core.BasePage"])
def test_search_finds_words_of_title_summary_and_body(api, word, kind):
    body = [blocks.paragraph("<p>Synovial fluid.</p>")]
    article = ArticlePageFactory(title="Cartilage", summary="About menisci.", body=body)
    ArticlePageFactory(title="Hips")

    assert api.ids("pages/", type=kind, search=word) == [article.pk]


def test_search_operator_decides_between_all_words_and_any(api):
    knees = ArticlePageFactory(title="Stem cells for knees")
    hips = ArticlePageFactory(title="Stem cells for hips")

    both = {"type": "blog.ArticlePage", "search": "knees hips"}
    assert set(api.ids("pages/", **both, search_operator="or")) == {knees.pk, hips.pk}
    assert api.ids("pages/", **both, search_operator="and") == []
    assert api.problem("pages/", **both, search_operator="xor")["parameter"] == "search_operator"


def test_search_is_combined_with_filters_tags_and_order(api):
    second = ArticlePageFactory(title="Knees B", tags=["cells"], slug="b")
    first = ArticlePageFactory(title="Knees A", tags=["cells"], slug="a")
    ArticlePageFactory(title="Knees C", slug="c")
    ArticlePageFactory(title="Hips", tags=["cells"])

    found = api.ids("pages/", type="blog.ArticlePage", search="knees", tags="cells", order="title")

    assert found == [first.pk, second.pk]


def test_search_does_not_find_what_is_not_public(api):
    restrict_page(ArticlePageFactory(title="Knees"))
    unpublish(ArticlePageFactory(title="More knees"))

    assert api.ids("pages/", search="knees") == []


def test_an_empty_search_is_no_search(api, home):
    assert api.ids("pages/", search="") == [home.pk]


# Detail and find


def test_a_document_has_the_meta_of_v2(api, home):
    article = ArticlePageFactory(
        title="Knees", seo_title="Knees, explained", search_description="What to know.", show_in_menus=True
    )

    document = api.get(f"pages/{article.pk}/")

    assert list(document)[:3] == ["id", "meta", "title"]
    meta = document["meta"]
    assert meta["type"] == "blog.ArticlePage"
    assert meta["detail_url"] == f"http://localhost/api/v2/pages/{article.pk}/"
    assert meta["html_url"] == "http://localhost/articles/knees/"
    assert (meta["slug"], meta["show_in_menus"], meta["locale"]) == ("knees", True, "en")
    assert (meta["seo_title"], meta["search_description"]) == ("Knees, explained", "What to know.")
    assert meta["first_published_at"] == meta["last_published_at"]
    assert meta["alias_of"] is None
    assert meta["parent"] == {
        "id": article_index().pk,
        "meta": {
            "type": "blog.ArticleIndexPage",
            "detail_url": f"http://localhost/api/v2/pages/{article_index().pk}/",
            "html_url": "http://localhost/articles/",
        },
        "title": "Articles",
    }


def test_the_root_of_a_site_has_no_parent(api, home):
    assert api.get(f"pages/{home.pk}/")["meta"]["parent"] is None


def test_an_alias_names_the_page_that_it_mirrors(api, home):
    article = ArticlePageFactory(title="Knees")
    alias = article.create_alias(update_slug="knees-again")

    meta = api.get(f"pages/{alias.pk}/")["meta"]

    assert meta["alias_of"]["id"] == article.pk
    assert meta["html_url"] == "http://localhost/articles/knees-again/"


@pytest.mark.parametrize("pk", ["987654", "0", "9" * 25])
def test_a_page_that_is_not_there_is_a_404(api, pk):
    api.problem(f"pages/{pk}/", status=404)


@pytest.mark.parametrize("path", ["pages/x/", "pages/-1/", "nothing/", "nothing", "", "pages/1/2/"])
def test_an_address_that_no_endpoint_has_is_a_404_that_names_those_there_are(api, path):
    assert "/api/v2/pages/" in api.problem(path, status=404)["detail"]


def test_an_address_without_its_slash_answers_the_same(api):
    page = ArticlePageFactory()
    for address in ("pages", f"pages/{page.pk}", "site"):
        assert api.get(address, locale="en") == api.get(f"{address}/", locale="en")


def test_find_redirects_by_path_and_by_id_and_keeps_the_other_parameters(api):
    article = ArticlePageFactory(title="Knees")

    by_path = api.response("pages/find/", html_path="/articles/knees/", fields="_,title")
    by_id = api.response("pages/find/", id=article.pk)

    assert (by_path.status_code, by_id.status_code) == (302, 302)
    assert by_path["Location"] == f"/api/v2/pages/{article.pk}/?fields=_%2Ctitle"
    assert by_id["Location"] == f"/api/v2/pages/{article.pk}/"


@pytest.mark.parametrize(
    "path", ["articles/knees", "/articles/knees", "/Articles/KNEES/", "articles//knees/"]
)
def test_find_does_not_mind_slashes_and_case(api, path):
    article = ArticlePageFactory(title="Knees")

    assert f"/pages/{article.pk}/" in api.response("pages/find/", html_path=path)["Location"]


def test_find_follows_the_languages(api, home):
    malay = translate(ArticlePageFactory(title="Knees"), "ms", slug="lutut")

    found = api.response("pages/find/", html_path="/ms/articles/lutut/")

    assert f"/pages/{malay.pk}/" in found["Location"]


@pytest.mark.parametrize("parameters", [{"html_path": "/nothing/"}, {"id": "987654"}, {}])
def test_find_without_a_match_is_a_404(api, parameters):
    api.problem("pages/find/", status=404, **parameters)


@pytest.mark.parametrize("value", ["x", "²", "-1", "1.0", "9" * 30])
def test_find_refuses_an_id_that_is_no_number(api, value):
    assert api.problem("pages/find/", id=value)["parameter"] == "id"


# What else v2 accepts


def test_cache_buster_and_format_are_accepted(api, home):
    assert api.ids("pages/", _="1600000000", format="json") == [home.pk]
    assert api.get(f"pages/{home.pk}/", _="1", format="json")["id"] == home.pk


@pytest.mark.parametrize("path", ["pages/", "pages/{home}/"])
def test_there_is_no_other_format_than_json(api, home, path):
    path = path.format(home=home.pk)

    assert api.problem(path, format="api")["parameter"] == "format"


def test_a_browser_gets_json_too(api, home):
    response = api.client.get("/api/v2/pages/", headers={"accept": "text/html"})

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


# Sites
