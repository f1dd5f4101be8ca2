import datetime

import pytest

from blog import related
from cms.core.references import References
from cms.core.scope import PublicScope
from tests.factories.blog import ArticlePageFactory, TopicFactory
from tests.factories.core import restrict_page
from tests.factories.pages import unpublish

pytestmark = pytest.mark.django_db


def related_ids(article):
    references = References(PublicScope.for_host(host="localhost"))
    return references.get("related", article.pk)


@pytest.fixture
def few_are_looked_at(monkeypatch):
    monkeypatch.setattr(related, "LATEST", 2)


def test_of_many_that_share_a_topic_the_latest_are_looked_at(few_are_looked_at):
    topic = TopicFactory()
    articles = [ArticlePageFactory(topics=[topic]) for _ in range(6)]

    found = related_ids(articles[0])

    assert found == [article.pk for article in reversed(articles[-3:])]


@pytest.mark.parametrize("hide", [unpublish, restrict_page])
def test_later_articles_that_nobody_may_read_push_nothing_out(few_are_looked_at, hide):
    topic = TopicFactory()
    article, readable = [ArticlePageFactory(topics=[topic]) for _ in range(2)]
    for hidden in [ArticlePageFactory(topics=[topic]) for _ in range(6)]:
        hide(hidden)

    assert related_ids(article) == [readable.pk]


def test_an_older_article_that_shares_what_few_have_comes_first(few_are_looked_at):
    common, *rare = [TopicFactory() for _ in range(3)]
    older = ArticlePageFactory(
        topics=[common, *rare], published_at=datetime.datetime(2019, 1, 1, tzinfo=datetime.UTC)
    )
    article = ArticlePageFactory(topics=[common, *rare])
    newer = [ArticlePageFactory(topics=[common]) for _ in range(2)]

    assert related_ids(article) == [older.pk, newer[1].pk, newer[0].pk]


def test_several_articles_cost_one_query(django_assert_num_queries):
    topics = [TopicFactory() for _ in range(2)]
    articles = [ArticlePageFactory(topics=[topics[number % 2]]) for number in range(6)]
    references = References(PublicScope.for_host(host="localhost"))

    with django_assert_num_queries(1):
        found = related.load_related(references, frozenset(article.pk for article in articles))

    assert found[articles[0].pk] == [articles[4].pk, articles[2].pk]
    assert found[articles[1].pk] == [articles[5].pk, articles[3].pk]
