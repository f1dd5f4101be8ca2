"""When the search engine is down, searches are a 503 and nothing else is."""

import socket

import pytest
from django.db import connection

from tests.browser.site import free_port
from tests.factories.blog import ArticlePageFactory

pytestmark = pytest.mark.django_db

SEARCHES = ["search/?q=knees", "pages/?search=knees", "pages/?type=blog.ArticlePage&search=knees&order=title"]
EVERYTHING_ELSE = ["pages/", "pages/?type=blog.ArticlePage&fields=*", "trials/"]
INDEX = "wagtailsearch_indexentry"


@pytest.fixture
def article():
    return ArticlePageFactory(title="Knees")


@pytest.fixture
def broken_index(article):
    """The engine's own table is gone, as after a restoration without it."""
    statement = f"DROP TABLE {INDEX}_fts" if connection.vendor == "sqlite" else f"DROP TABLE {INDEX} CASCADE"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # What waits for the end of the transaction holds the table.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


@pytest.fixture(params=["refuses", "says nothing"])
def search_server(request, settings, article):
    """A server that is configured and does not do what it should."""
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "cms.core.search_engine", "ENGINE": "tests.search.engine_on_a_server"}
    }
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = free_port() if request.param == "refuses" else silent.getsockname()[1]
        settings.SEARCH_SERVER = f"http://127.0.0.1:{port}/"
        yield


def assert_search_is_down(answer):
    assert answer.status_code == 503, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"] == "30"
    assert answer["Cache-Control"] == "no-store"
    assert "Search does not work" in answer.json()["detail"]


@pytest.mark.usefixtures("broken_index")
@pytest.mark.parametrize("address", SEARCHES)
def test_a_search_in_an_index_that_is_gone_is_a_503_that_says_when_to_ask_again(client, address):
    assert_search_is_down(client.get(f"/api/v2/{address}"))


@pytest.mark.usefixtures("search_server")
@pytest.mark.parametrize("address", SEARCHES)
def test_so_is_a_search_for_which_a_server_is_asked_that_cannot_be_reached(client, address):
    assert_search_is_down(client.get(f"/api/v2/{address}"))


@pytest.mark.usefixtures("broken_index")
@pytest.mark.parametrize("address", EVERYTHING_ELSE)
def test_everything_else_goes_on(client, address):
    assert client.get(f"/api/v2/{address}").status_code == 200


@pytest.mark.usefixtures("broken_index")
def test_editors_who_search_get_a_sentence(admin_client):
    answer = admin_client.get("/admin/pages/search/", {"q": "knees"})
    assert answer.status_code == 503
    assert "Search does not work" in answer.content.decode()
