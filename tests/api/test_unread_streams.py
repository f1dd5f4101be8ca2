"""Lists do not fetch bodies that no field needs. A field that needs one says so, or costs a query each."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import ArticlePage
from cms.api.pages import PageAPIViewSet
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory

pytestmark = pytest.mark.django_db


def asked_by(address):
    Client().get(address)
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(address)
    assert response.status_code == 200, response.content
    return [query["sql"] for query in captured.captured_queries]


@pytest.fixture
def three_articles():
    for _ in range(3):
        ArticlePageFactory(
            authors=[AuthorFactory()], topics=[TopicFactory()], body=[blocks.heading(), blocks.paragraph()]
        )


ARTICLE_FIELDS = PageAPIViewSet.get_available_fields(ArticlePage)


@pytest.mark.parametrize("name", [name for name in ARTICLE_FIELDS if name not in ("parent", "id")])
def test_a_field_alone_costs_a_list_no_query_for_every_article(three_articles, name):
    list_of = "/api/v2/pages/?type=blog.ArticlePage&fields=_,id," + name + "&limit="

    assert len(asked_by(f"{list_of}3")) == len(asked_by(f"{list_of}2"))


@pytest.mark.parametrize(
    ("fields", "is_read"), [("summary,authors", False), ("body", True), ("toc", True), ("*", True)]
)
def test_bodies_are_read_when_a_field_needs_them(three_articles, fields, is_read):
    asked = asked_by(f"/api/v2/pages/?type=blog.ArticlePage&fields={fields}")

    assert any('"blog_articlepage"."body"' in sql for sql in asked) is is_read


def test_a_searched_list_leaves_bodies_out_too(three_articles):
    asked = asked_by("/api/v2/pages/?type=blog.ArticlePage&search=article&fields=summary")

    assert not any('"blog_articlepage"."body"' in sql for sql in asked)
