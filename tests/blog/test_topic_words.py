"""Articles are found by the words of their topics, as long as these are live."""

import pytest

from blog.models import ArticlePage, Topic
from cms.core.models import BasePage
from tests.factories.blog import ArticlePageFactory, TopicFactory
from tests.factories.core import after_commit
from tests.factories.pages import publish, save_draft, unpublish

pytestmark = pytest.mark.django_db


def found(words):
    return [page.pk for page in ArticlePage.objects.search(words)]


@pytest.fixture
def topic():
    return TopicFactory(name="Gonarthrosis", synonyms=["Worn knee"])


@pytest.fixture
def article(topic):
    return ArticlePageFactory(topics=[topic])


def test_name_and_synonyms_find_the_article(article):
    assert found("gonarthrosis") == found("worn") == [article.pk]
    assert [page.pk for page in BasePage.objects.search("gonarthrosis")] == [article.pk]


def test_a_topic_that_was_never_published_finds_nothing():
    draft = TopicFactory(name="Gonarthrosis", live=False)
    article = ArticlePageFactory(topics=[draft])
    assert found("gonarthrosis") == []

    publish(draft)
    assert found("gonarthrosis") == [article.pk]


def test_a_topic_that_is_taken_down_finds_nothing_any_longer(article, topic):
    unpublish(topic)

    assert found("gonarthrosis") == []


def test_a_new_name_finds_the_article_once_it_is_published(article, topic):
    draft = save_draft(topic, name="Osteoarthritis")
    assert found("osteoarthritis") == []

    draft.name = "Osteoarthritis"
    publish(draft)
    assert found("osteoarthritis") == [article.pk]
    assert found("gonarthrosis") == []


@pytest.mark.parametrize("delete", [lambda topic: topic.delete(), lambda topic: Topic.objects.all().delete()])
def test_a_topic_that_is_deleted_alone_or_with_others_finds_nothing_any_longer(article, topic, delete):
    with after_commit():
        delete(topic)

    assert found("gonarthrosis") == found("worn") == []
