"""The reference page of the API names everything that is registered."""

import pytest

from cms.api.docs import endpoint_references
from cms.api.registry import router

pytestmark = pytest.mark.django_db


def test_every_endpoint_is_described(client):
    response = client.get("/api/v2/docs/")
    page = response.content.decode()
    assert response.status_code == 200
    for name in router.endpoint_names():
        if name != "docs":
            assert f"/api/v2/{name}/" in page


def test_every_page_type_tells_its_fields_and_filters():
    pages = next(reference for reference in endpoint_references() if reference.name == "pages")
    article = next(document for document in pages.documents if document.name == "blog.ArticlePage")
    assert {"title", "body", "seo", "related"} <= set(article.fields)
    assert {"topics__slug", "trials__registry_id", "published_at"} <= set(article.filters)


def test_every_endpoint_says_what_it_is():
    assert [reference.name for reference in endpoint_references() if not reference.summary] == []
