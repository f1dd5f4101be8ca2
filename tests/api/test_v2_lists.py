"""Existing clients keep working: lists, asked of Wagtail's own viewsets and of ours.

What Wagtail's API v2 documents (its usage guide and its own tests), one test for each behaviour.
"""

import pytest
from django.utils import timezone
from wagtail.models import Site

from cms.core.models import BasePage
from tests.api.stock import SideBySide
from tests.factories.blog import ArticleIndexPageFactory, ArticlePageFactory, article_index
from tests.factories.core import SiteFactory, restrict_page
from tests.factories.home import HomePageFactory, StandardPageFactory
from tests.factories.pages import default_home, translate, unpublish

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.stock")]
ARTICLES = {"type": "blog.ArticlePage"}
# Quicker: revisions do not matter here.
PLAIN = {"history": False}


@pytest.fixture
def both():
    return SideBySide()


@pytest.fixture
def tree():
    """A home page, a list of articles with a section, a plain page, and what nobody may see."""
    first = ArticlePageFactory(title="Knees", summary="About menisci.", tags=["cells", "price"], **PLAIN)
    second = ArticlePageFactory(title="Hips", tags=["cells"], **PLAIN)
    section = ArticleIndexPageFactory(title="Section", parent=article_index(), **PLAIN)
    deep = ArticlePageFactory(title="Knees and hips", parent=section, **PLAIN)
    plain = StandardPageFactory(title="About", show_in_menus=True, **PLAIN)
    unpublish(ArticlePageFactory(title="Knees, unpublished", **PLAIN))
    restrict_page(ArticlePageFactory(title="Knees, private", **PLAIN))
    return {"first": first, "second": second, "section": section, "deep": deep, "plain": plain}


# The envelope


def test_a_list_has_meta_total_count_and_items(both, tree):
    assert list(both.agree("pages/")) == ["meta", "items"]


def test_without_parameters_all_public_pages_are_listed_in_the_order_of_the_tree(both, tree):
    assert len(both.ids("pages/")) == 7


# limit and offset


def test_twenty_are_listed_unless_told_otherwise(both):
    for _ in range(21):
        ArticlePageFactory(history=False)

    assert len(both.ids("pages/", **ARTICLES)) == 20


def test_limit_shortens_the_list_but_not_the_count(both, tree):
    assert both.agree("pages/", limit=2)["meta"]["total_count"] == 7


def test_limit_zero_lists_nothing(both, tree):
    assert both.ids("pages/", limit=0) == []


def test_offset_passes_over(both, tree):
    everything = both.ids("pages/")

    assert both.ids("pages/", offset=2, limit=3) == everything[2:5]


def test_offset_beyond_the_end_is_an_empty_list(both, tree):
    assert both.ids("pages/", offset=100) == []


def test_a_limit_above_the_maximum_is_refused(both, settings):
    assert settings.WAGTAILAPI_LIMIT_MAX == 100
    assert both.refuse("pages/", limit=101) == "limit cannot be higher than 100"


def test_another_maximum_moves_the_default_too(both, tree, settings):
    settings.WAGTAILAPI_LIMIT_MAX = 2

    assert len(both.ids("pages/")) == 2
    both.refuse("pages/", limit=3)


@pytest.mark.parametrize("value", ["abc", "-1", ""])
def test_a_limit_or_offset_that_is_no_number_is_refused(both, value):
    assert both.refuse("pages/", limit=value) == "limit must be a positive integer"
    assert both.refuse("pages/", offset=value) == "offset must be a positive integer"


# type


def test_type_lists_pages_of_that_type(both, tree):
    assert set(both.ids("pages/", **ARTICLES)) == {tree[name].pk for name in ("first", "second", "deep")}


def test_several_types_are_listed_together(both, tree):
    assert len(both.ids("pages/", type="blog.ArticlePage,home.StandardPage")) == 4


@pytest.mark.parametrize("name", ["blog.Missing", "auth.Group", "nonsense"])
def test_a_type_that_does_not_exist_or_is_no_page_is_refused(both, name):
    assert both.refuse("pages/", type=name).startswith("type doesn't exist")


# Place in the tree


def test_child_of_lists_the_pages_directly_below(both, tree):
    assert len(both.ids("pages/", child_of=article_index().pk)) == 3


def test_child_of_root_starts_at_the_home_page_of_the_site(both, tree):
    assert both.ids("pages/", child_of="root") == both.ids("pages/", child_of=default_home().pk)


def test_child_of_is_combined_with_type(both, tree):
    expected = {tree["first"].pk, tree["second"].pk}

    assert set(both.ids("pages/", child_of=article_index().pk, **ARTICLES)) == expected


def test_descendant_of_lists_all_pages_below(both, tree):
    assert len(both.ids("pages/", descendant_of=article_index().pk)) == 4


def test_descendant_of_root_starts_at_the_home_page_of_the_site(both, tree):
    assert len(both.ids("pages/", descendant_of="root")) == 6


def test_descendant_of_is_combined_with_type(both, tree):
    assert len(both.ids("pages/", descendant_of="root", **ARTICLES)) == 3


def test_ancestor_of_lists_the_pages_above_up_to_the_home_page(both, tree):
    expected = [default_home().pk, article_index().pk, tree["section"].pk]

    assert both.ids("pages/", ancestor_of=tree["deep"].pk) == expected


def test_ancestor_of_is_combined_with_type(both, tree):
    expected = [article_index().pk, tree["section"].pk]

    assert both.ids("pages/", ancestor_of=tree["deep"].pk, type="blog.ArticleIndexPage") == expected


@pytest.mark.parametrize("name", ["child_of", "descendant_of", "ancestor_of", "translation_of"])
def test_a_page_that_is_unknown_is_refused(both, tree, name):
    assert both.refuse("pages/", **{name: 987654}).endswith("page doesn't exist")
    assert both.refuse("pages/", **{name: "abc"}) == f"{name} must be a positive integer"


@pytest.mark.parametrize("name", ["child_of", "descendant_of"])
def test_a_page_of_another_site_is_refused(both, tree, name):
    other = SiteFactory(hostname="clinic.example.org", root_page=HomePageFactory(title="Clinic"))

    both.refuse("pages/", **{name: other.root_page_id})


def test_child_of_with_descendant_of_is_refused(both, tree):
    message = both.refuse("pages/", child_of=default_home().pk, descendant_of=default_home().pk)

    assert message == "filtering by descendant_of with child_of is not supported"


# Languages


def test_locale_lists_pages_of_one_language(both, tree):
    malay = translate(tree["first"], "ms", slug="lutut")

    assert malay.pk in both.ids("pages/", locale="ms")
    assert malay.pk not in both.ids("pages/", locale="en")


def test_translation_of_lists_the_same_page_in_other_languages(both, tree):
    malay = translate(tree["first"], "ms", slug="lutut")
    chinese = translate(tree["first"], "zh-hans", slug="xigai")

    assert both.ids("pages/", translation_of=tree["first"].pk) == [malay.pk, chinese.pk]
    assert both.ids("pages/", translation_of=tree["first"].pk, locale="ms") == [malay.pk]


def test_translation_of_root_is_the_home_page_in_other_languages(both, tree):
    translate(tree["first"], "ms", slug="lutut")

    assert len(both.ids("pages/", translation_of="root")) == 1


def test_locale_and_translation_of_are_combined_with_search(both, tree):
    malay = translate(tree["first"], "ms", slug="lutut")

    assert both.ids("pages/", locale="ms", search="knees") == [malay.pk]
    assert both.ids("pages/", translation_of=tree["first"].pk, search="knees") == [malay.pk]


# order


@pytest.mark.parametrize("order", ["title", "-title", "id", "-first_published_at,id", "title,-id"])
def test_order_by_fields_up_and_down(both, tree, order):
    # Where Wagtail puts what has no date depends on the database.
    BasePage.objects.filter(first_published_at=None).update(first_published_at=timezone.now())

    assert len(both.ids("pages/", order=order)) == 7


def test_order_by_a_field_of_one_type(both, tree):
    assert both.ids("pages/", **ARTICLES, order="summary")[-1] == tree["deep"].pk


def test_random_order_lists_everything_once(both, tree):
    stock, ours = both.responses("pages/", order="random")

    assert (stock.status_code, ours.status_code) == (200, 200)
    assert sorted(item["id"] for item in ours.json()["items"]) == sorted(both.ids("pages/"))


@pytest.mark.parametrize("parameters", [{"offset": 0}, {"offset": 10, "limit": 5}])
def test_random_order_with_offset_is_refused(both, parameters):
    message = both.refuse("pages/", order="random", **parameters)

    assert message == "random ordering with offset is not supported"


@pytest.mark.parametrize("order", ["nonsense", "-random", "not_a_field,title"])
def test_order_by_an_unknown_field_is_refused(both, order):
    assert "(unknown field)" in both.refuse("pages/", order=order)


def test_random_order_with_another_field_is_refused(both):
    message = both.refuse("pages/", order="random,title")

    assert message == "random ordering cannot be combined with other fields"


def test_random_order_with_search_is_refused(both):
    stock, ours = both.responses("pages/", order="random", search="knees")

    assert (stock.status_code, ours.status_code) == (400, 400)


# Filters


@pytest.mark.parametrize(
    "parameters",
    [
        {"title": "Hips"},
        {"slug": "knees"},
        {"show_in_menus": "true"},
        {"show_in_menus": "false", "title": "Knees"},
        {"slug": "nothing"},
    ],
)
def test_a_field_is_an_exact_filter(both, tree, parameters):
    assert len(both.ids("pages/", **parameters)) == (0 if parameters == {"slug": "nothing"} else 1)


def test_id_is_a_filter(both, tree):
    assert both.ids("pages/", id=tree["plain"].pk) == [tree["plain"].pk]


def test_a_field_of_one_type_filters_when_the_type_is_named(both, tree):
    assert both.ids("pages/", **ARTICLES, summary="About menisci.") == [tree["first"].pk]


def test_a_field_of_one_type_is_unknown_without_it(both, tree):
    assert "not an operation or a recognised field" in both.refuse("pages/", summary="x")


def test_a_field_that_nobody_has_is_refused(both):
    assert "not an operation or a recognised field" in both.refuse("pages/", nonsense="x")


def test_several_tags_mean_all_of_them(both, tree):
    assert len(both.ids("pages/", **ARTICLES, tags="cells")) == 2
    assert both.ids("pages/", **ARTICLES, tags="cells,price") == [tree["first"].pk]


@pytest.mark.parametrize("parameters", [{"id": "abc"}, {"show_in_menus": "abc"}])
def test_a_value_of_the_wrong_kind_is_refused(both, parameters):
    stock, ours = both.responses("pages/", **parameters)

    assert (stock.status_code, ours.status_code) == (400, 400)
    beginning = "field filter error. 'abc' is not a valid value for "
    assert stock.json()["message"].startswith(beginning)
    assert ours.json()["message"].startswith(beginning)


def test_a_null_character_is_refused(both):
    stock, ours = both.responses("pages/", slug="a\x00b")

    assert (stock.status_code, ours.status_code) == (400, 400)


# search


def test_search_finds_pages_by_their_words(both, tree):
    assert set(both.ids("pages/", search="knees", order="id")) == {tree["first"].pk, tree["deep"].pk}


def test_search_orders_by_relevance(both, tree):
    assert both.ids("pages/", search="knees")[0] == tree["first"].pk


def test_search_is_combined_with_type_filter_and_order(both, tree):
    assert both.ids("pages/", **ARTICLES, search="knees", order="-title") == [
        tree["deep"].pk,
        tree["first"].pk,
    ]
    assert both.ids("pages/", **ARTICLES, search="knees", slug="knees") == [tree["first"].pk]


def test_search_operator_or_finds_any_word_and_and_all(both, tree):
    assert len(both.ids("pages/", search="knees section", search_operator="or", order="id")) == 3
    assert both.ids("pages/", search="knees hips", search_operator="and") == [tree["deep"].pk]
    assert both.ids("pages/", search="knees hips") == [tree["deep"].pk]


# Sites


def test_site_lists_the_pages_of_another_site(both, tree):
    clinic = SiteFactory(hostname="clinic.example.org", port=8443, root_page=HomePageFactory(title="Clinic"))

    assert both.ids("pages/", site="clinic.example.org") == [clinic.root_page_id]
    assert both.ids("pages/", site="clinic.example.org:8443") == [clinic.root_page_id]
    assert default_home().pk in both.ids("pages/", site="localhost")


def test_site_that_could_be_two_is_refused(both, tree):
    for port in (8443, 8444):
        SiteFactory(hostname="clinic.example.org", port=port, root_page=HomePageFactory(title=str(port)))
    stock, ours = both.responses("pages/", site="clinic.example.org")

    assert (stock.status_code, ours.status_code) == (400, 400)


def test_the_site_of_the_host_is_listed_unless_told_otherwise(both, tree):
    clinic = SiteFactory(hostname="clinic.example.org", root_page=HomePageFactory(title="Clinic"))
    answers = [
        both.client.get(f"/{base}/pages/", headers={"host": "clinic.example.org"}).json()
        for base in ("stock", "api/v2")
    ]

    assert [[item["id"] for item in answer["items"]] for answer in answers] == [[clinic.root_page_id]] * 2
    assert Site.objects.count() == 2
