"""Whoever guesses is slowed down, and locks nobody else out."""

import pytest

from cms.preview.guesses import PER_MINUTE
from cms.preview.models import ShareLink, StoredDraft
from cms.preview.tokens import draft_token
from tests.factories.blog import ArticlePageFactory

pytestmark = pytest.mark.django_db


def guess(api, number):
    return [
        api.response("preview/", content_type="blog.articlepage", token=f"share.{n}:x:y").status_code
        for n in range(number)
    ]


def test_after_many_wrong_tokens_an_address_is_told_to_wait(api):
    assert set(guess(api, PER_MINUTE)) == {401}

    response = api.response("preview/", content_type="blog.articlepage", token="another")

    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert "Wait a minute" in response.json()["detail"]


def test_a_right_token_is_served_while_others_guess(api):
    stored = StoredDraft.objects.keep(ArticlePageFactory(title="Draft"), user=None)
    guess(api, PER_MINUTE + 1)

    shown = api.get("preview/", content_type="blog.articlepage", token=draft_token(stored))

    assert shown["title"] == "Draft"


def test_a_guess_asks_the_database_nothing(api, django_assert_num_queries):
    assert not ShareLink.objects.exists()
    with django_assert_num_queries(0):
        guess(api, 1)
