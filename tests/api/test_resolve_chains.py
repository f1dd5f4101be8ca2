"""Redirects that lead to redirects."""

import logging

import pytest

from tests.api.resolving import location, missing, redirect, resolve
from tests.factories.blog import ArticlePageFactory, TopicFactory

pytestmark = pytest.mark.django_db


def test_a_chain_is_answered_with_its_end_and_the_weakest_status(api):
    article = ArticlePageFactory(title="Knees")
    redirect("/a", "/b/", status=308)
    redirect("/b", "http://localhost/c/?x=1", status=302)
    redirect("/c", redirect_page=article.basepage_ptr)

    assert resolve(api, "/a/") == {
        "kind": "redirect",
        "location": "/articles/knees/",
        "status": 302,
        "external": False,
    }


def test_a_chain_may_leave_the_site_and_ends_there(api):
    redirect("/a", "/b/")
    redirect("/b", "https://example.org/a/")

    assert resolve(api, "/a/")["external"]


def test_a_chain_ends_where_something_is_published(api):
    ArticlePageFactory(title="Knees")
    TopicFactory(name="Knee", slug="knee")
    redirect("/a", "/articles/knees/")
    redirect("/b", "/topics/knee/")
    redirect("/articles/knees", "/x/")
    redirect("/topics/knee", "/x/")

    assert location(api, "/a/") == "/articles/knees/"
    assert location(api, "/b/") == "/topics/knee/"


def test_a_chain_through_a_prefix(api):
    redirect("/a", "/b/x/")
    redirect("/b", "/c/", match="prefix_and_rest")

    assert location(api, "/a/") == "/c/x/"


def test_a_chain_into_something_gone_is_gone(api):
    redirect("/a", "/b/")
    redirect("/b", status=410)

    missing(api, "/a/", status=410)


def test_a_circle_is_refused_with_its_addresses_and_reported_once(api, caplog):
    redirect("/a", "/b/")
    redirect("/b", "/a/")

    with caplog.at_level(logging.WARNING, logger="cms.redirects"):
        problem = missing(api, "/a/")
        missing(api, "/A")

    assert problem["kind"] == "not_found"
    assert "lead in a circle: /a/ → /b/ → /a/" in problem["detail"]
    assert problem["chain"] == ["/a/", "/b/", "/a/"]
    assert [record.message for record in caplog.records if "circle" in record.message] == [
        "The redirects from here lead in a circle: /a/ → /b/ → /a/. (site localhost)"
    ]


def test_eleven_redirects_in_a_row_are_refused_and_ten_are_followed(api):
    for number in range(11):
        redirect(f"/{number}", f"/{number + 1}/")

    assert "more than 10" in missing(api, "/0/")["detail"]
    assert location(api, "/1/") == "/11/"


def test_a_prefix_that_grows_for_ever_is_refused(api):
    redirect("/a", "/a/b/", match="prefix_and_rest")

    assert missing(api, "/a/x/")["chain"]
