"""What becomes private is gone from everything that is kept."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.factories.blog import ArticlePageFactory
from tests.factories.core import DocumentFactory, ImageFactory, UserFactory, private_collection

LISTS = "/api/v2/pages/?type=blog.ArticlePage"
SECRET = b"Worn knees"


@pytest.fixture
def article(delivery):
    return ArticlePageFactory(title="Worn knees", slug="worn-knees")


@pytest.fixture
def address(article):
    return f"/api/v2/pages/{article.pk}/"


def hide_by_restriction(article):
    PageViewRestriction.objects.create(page=article, restriction_type="login")


def hide_by_ancestor(article):
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type="password", password="x")


def hide_by_unpublishing(article):
    article.unpublish()


def hide_by_deleting(article):
    article.delete()


HIDING = [hide_by_restriction, hide_by_ancestor, hide_by_unpublishing, hide_by_deleting]


@pytest.mark.parametrize("hide", HIDING)
def test_what_becomes_private_is_gone_from_every_kept_answer(delivery, article, address, hide):
    path = article.relative_url(article.get_site())
    addresses = [address, LISTS, f"/api/v2/pages/?slug={article.slug}", f"/api/v2/resolve/?path={path}"]
    tags = {}
    for each in addresses:
        reply = delivery.get(each)
        assert SECRET in reply.body
        tags[each] = reply.headers["etag"]

    hide(article)

    for each in addresses:
        reply = delivery.get(each)
        assert SECRET not in reply.body
        assert delivery.get(each, if_none_match=tags[each]).status != 304


def test_a_tag_that_was_guessed_tells_nothing_about_what_is_private(delivery, article, address):
    tag = delivery.get(address).headers["etag"]
    hide_by_restriction(article)
    missing = delivery.get("/api/v2/pages/987654/", if_none_match=tag)
    private = delivery.get(address, if_none_match=tag)
    assert (private.status, private.body) == (404, missing.body)
    assert delivery.get(address, if_none_match="*").status == 404


@pytest.mark.parametrize("make", [ImageFactory, DocumentFactory])
def test_files_that_become_private_are_refused_to_strangers(delivery, make):
    instance = make()
    kind = "images" if make is ImageFactory else "documents"
    file = instance.file.url if make is ImageFactory else instance.url
    public = delivery.get(file)
    assert public.status == 200
    assert delivery.get(f"/api/v2/{kind}/{instance.pk}/").status == 200

    instance.collection = private_collection()
    instance.save()

    assert delivery.get(f"/api/v2/{kind}/{instance.pk}/").status == 404
    assert str(instance.title).encode() not in delivery.get(f"/api/v2/{kind}/").body
    tried = {
        "if_none_match": public.headers.get("etag", "*"),
        "if_modified_since": "Sun, 06 Nov 2044 08:49:37 GMT",
    }
    for headers in ({}, {"if_none_match": "*"}, tried):
        refused = delivery.get(file, **headers)
        assert refused.status not in (200, 304)
        assert "public" not in refused.headers.get("cache-control", "")


def test_private_documents_are_for_the_one_who_may_read_them(db):
    client = Client()
    client.force_login(UserFactory(administrator=True))
    kept = [
        client.get(document.url)["Cache-Control"]
        for document in (DocumentFactory(), DocumentFactory(collection=private_collection()))
    ]
    assert kept == ["public, max-age=300", "private, no-store"]
    private = DocumentFactory(collection=private_collection())
    assert Client().get(private.url)["Cache-Control"] == "private, no-store"
