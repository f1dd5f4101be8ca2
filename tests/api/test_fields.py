"""`?fields=`: v2's grammar, and what it selects inside of cards and images."""

import pytest

from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory
from tests.factories.core import ImageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticlePageFactory(
        title="Knees",
        summary="What to know.",
        hero_image=ImageFactory(title="A knee"),
        authors=[AuthorFactory(name="Aminah")],
        topics=[TopicFactory(name="Knee osteoarthritis")],
        body=[blocks.paragraph("<p>Rest.</p>")],
    )


def listed(api, fields):
    [item] = api.get("pages/", type="blog.ArticlePage", fields=fields)["items"]
    return item


def test_names_add_to_the_defaults_of_a_list(api, article):
    item = listed(api, "summary,topics")

    assert list(item) == ["id", "meta", "title", "summary", "topics"]
    assert item["topics"][0]["title"] == "Knee osteoarthritis"


def test_an_underscore_starts_from_nothing(api, article):
    assert listed(api, "_,title") == {"title": "Knees"}
    assert listed(api, "_,id,slug") == {"id": article.pk, "meta": {"slug": "knees"}}
    assert listed(api, "_") == {}


def test_a_star_starts_from_everything(api, article):
    item, document = listed(api, "*"), api.get(f"pages/{article.pk}/", fields="*")

    assert item["body"] == document["body"]
    assert document == api.get(f"pages/{article.pk}/")
    # v2 shows the parent in details only.
    assert set(document["meta"]) - set(item["meta"]) == {"parent"}
    assert set(document) == set(item)


def test_a_minus_removes(api, article):
    assert list(listed(api, "-title")) == ["id", "meta"]
    assert "body" not in listed(api, "*,-body")
    assert "slug" not in listed(api, "-slug")["meta"]


def test_brackets_select_inside_a_card(api, article):
    item = listed(api, "_,topics(_,title,slug),authors(-image,-url)")

    assert item["topics"] == [{"title": "Knee osteoarthritis", "slug": "knee-osteoarthritis"}]
    assert "image" not in item["authors"][0]
    assert item["authors"][0]["title"] == "Aminah"


def test_brackets_select_inside_an_image_and_its_meta(api, article):
    image = listed(api, "_,hero_image(_,title,download_url)")["hero_image"]

    assert list(image) == ["meta", "title"]
    assert list(image["meta"]) == ["download_url"]


def test_brackets_go_deeper(api, article):
    item = listed(api, "_,authors(_,title,image(_,url))")

    assert item["authors"] == [{"title": "Aminah", "image": None}]


def test_selecting_inside_of_what_is_not_there_is_null(api):
    ArticlePageFactory()

    assert listed(api, "_,hero_image(title),topics(title)") == {"hero_image": None, "topics": []}


def test_the_grammar_holds_for_documents(api, article):
    document = api.get(f"pages/{article.pk}/", fields="_,seo(_,title),breadcrumbs(_,url)")

    assert document == {
        "breadcrumbs": [{"url": "http://localhost/"}, {"url": "http://localhost/articles/"}],
        "seo": {"title": "Knees"},
    }


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("tittle", "unknown fields: 'tittle' is not a field here; did you mean 'title'?"),
        ("topics(nam)", "unknown fields: 'nam' is not a field here"),
        ("title(x)", "'title' does not support nested fields"),
        ("title,", "fields error: unexpected char ',' at position 6"),
        ("title,,slug", "fields error: unexpected char ',' at position 6"),
        ("topics(", "fields error: unexpected end of input"),
        ("title)", "fields error: unexpected char ')' at position 5"),
        ("title,*", "fields error: '*' must be in the first position"),
        ("-*", "fields error: '*' cannot be negated"),
        ("_,-title", "fields error: negated fields with '_' doesn't make sense"),
        ("*,title", "fields error: additional fields with '*' doesn't make sense"),
        ("ti tle", "fields error: unexpected whitespace at position 2"),
        ("-topics(title)", "fields error: unexpected char '(' at position 7"),
        ("(" * 2000, "fields error: more than 50 nested selections"),
        ("topics(" * 49, "fields error: unexpected end of input"),
        ("title\x00", "null characters are not allowed in parameters"),
        ("a" * 5000, "parameters are not longer than 4000 characters"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_place(api, article, fields, message):
    for path in ("pages/", f"pages/{article.pk}/"):
        parameters = {"type": "blog.ArticlePage"} if path == "pages/" else {}
        problem = api.problem(path, fields=fields, **parameters)

        assert problem["message"].startswith(message)
        assert problem["parameter"] == "fields"


def test_the_nearest_field_is_suggested(api, article):
    assert api.problem("pages/", fields="tittle")["suggestion"] == "title"
    assert api.problem("pages/", type="blog.ArticlePage", fields="topics(titel)")["suggestion"] == "title"


def test_fields_of_one_type_are_unknown_to_the_list_of_all(api, article):
    assert "'summary'" in api.problem("pages/", fields="summary")["detail"]


@pytest.mark.parametrize(
    ("fields", "reason", "suggestion"),
    [
        ("title(id)", "'title' does not support nested fields; did you mean 'title'?", "title"),
        ("slug(_,id)", "'slug' does not support nested fields; did you mean 'slug'?", "slug"),
        ("tags(name)", "'tags' does not support nested fields; did you mean 'tags'?", "tags"),
        ("hero_image(titel)", "unknown fields: 'titel' is not a field here; did you mean 'title'?", "title"),
        ("hero_image(sources(tipe))", "unknown fields: 'tipe' is not a field here", "type"),
        ("topics(title(id))", "'title' does not support nested fields; did you mean 'title'?", "title"),
        ("seo(open_graph(titel))", "unknown fields: 'titel' is not a field here", "title"),
        ("body(tipe)", "unknown fields: 'tipe' is not a field here", "type"),
    ],
)
def test_parts_that_no_value_has_are_refused_whatever_there_is(api, article, fields, reason, suggestion):
    places = {
        "an empty list": ("pages/", {"type": "blog.ArticlePage", "title": "There is none"}),
        "a full list": ("pages/", {"type": "blog.ArticlePage"}),
        "a document": (f"pages/{article.pk}/", {}),
        "an address": ("resolve/", {"path": "/articles/knees/"}),
    }
    for place, (path, parameters) in places.items():
        problem = api.problem(path, fields=fields, **parameters)

        assert problem["detail"].startswith(reason), place
        assert (problem["parameter"], problem["suggestion"]) == ("fields", suggestion), place


def test_parts_of_columns_that_hold_objects_can_be_chosen(api, article):
    assert listed(api, "_,body(_,type)") == {"body": [{"type": "paragraph"}]}
    # Words have no parts: what only other blocks have changes nothing here.
    assert listed(api, "_,body(_,value(title))") == {"body": [{"value": "<p>Rest.</p>"}]}
