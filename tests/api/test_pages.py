"""`/api/v2/pages/`: what Wagtail's API v2 documents, and what a page's document holds."""

import pytest

from tests.factories.blog import ArticlePageFactory

pytestmark = pytest.mark.django_db


def test_a_list_has_the_envelope_of_v2(api):
    article = ArticlePageFactory(title="Knees")

    listing = api.get("pages/", type="blog.ArticlePage")

    assert listing["meta"] == {"total_count": 1}
    [item] = listing["items"]
    assert item["id"] == article.pk
    print(item)
    print(api.get(f"pages/{article.pk}/"))
