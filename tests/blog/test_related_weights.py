"""Automatic related articles: what having something in common weighs."""

import pytest

from blog.related import CANDIDATES
from cms.core.references import References
from cms.core.scope import PublicScope
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, TopicFactory
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db


def related(*articles):
    references = References(PublicScope.for_host())
    references.want_all("related", [article.pk for article in articles])
    references.load()
    return [references.get("related", article.pk) for article in articles]


def test_two_topics_weigh_more_than_a_trial_and_tags():
    one, two, trial = TopicFactory(), TopicFactory(), TrialFactory()
    lists = [blocks.trial_list(trial)]
    trial_and_tags = ArticlePageFactory(body=lists, tags=["a", "b", "c"])
    both_topics = ArticlePageFactory(topics=[one, two])
    article = ArticlePageFactory(topics=[one, two], body=lists, tags=["a", "b", "c"])

    assert related(article) == [[both_topics.pk, trial_and_tags.pk]]


def test_nothing_in_common_is_not_related():
    ArticlePageFactory(topics=[TopicFactory()])

    assert related(ArticlePageFactory(topics=[TopicFactory()]), ArticlePageFactory()) == [[], []]


def test_only_so_many_candidates_are_read():
    topic = TopicFactory()
    for _ in range(CANDIDATES + 2):
        ArticlePageFactory(topics=[topic], history=False)

    [found] = related(ArticlePageFactory(topics=[topic]))

    assert len(found) == CANDIDATES


def test_an_article_that_does_not_exist_has_nothing_related():
    references = References(PublicScope.for_host())

    assert references.get("related", 987654) == []
