"""When something is due to go live or to expire."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import ArticlePage
from cms.publishing.schedule import next_moment
from tests.factories.blog import ArticlePageFactory
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db


def in_minutes(number):
    return timezone.now() + timedelta(minutes=number)


def test_nothing_is_due():
    ArticlePageFactory(expire_at=in_minutes(-5))
    ArticlePageFactory(slug="draft", live=False, expire_at=in_minutes(5))
    assert next_moment() is None


def test_the_nearest_of_all_that_is_due_counts():
    article = ArticlePageFactory(expire_at=in_minutes(90))
    assert next_moment() == article.expire_at

    trial = TrialFactory(expire_at=in_minutes(60))
    assert next_moment() == trial.expire_at

    article.go_live_at = in_minutes(30)
    article.save_revision().publish()
    assert next_moment() == article.go_live_at


def test_looking_costs_one_query_for_each_kind(django_assert_max_num_queries):
    ArticlePage.objects.update(expire_at=None)
    with django_assert_max_num_queries(8):
        assert next_moment() is None
