"""Index rows: which live article shows which trial, kept whenever an article changes."""

import pytest

from blog.indexing import index_article
from blog.models import ArticleTrial
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory
from tests.factories.core import after_commit
from tests.factories.pages import publish, save_draft, unpublish
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db


def shown_by(article):
    return set(ArticleTrial.objects.filter(page=article).values_list("trial_id", flat=True))


@pytest.fixture
def trials():
    return [TrialFactory() for _ in range(3)]


@pytest.fixture
def article(trials):
    return ArticlePageFactory(body=[blocks.trial_list(*trials[:2]), blocks.trial_list(trials[1])])


def test_publishing_writes_a_row_for_each_trial_once(article, trials):
    assert shown_by(article) == {trials[0].pk, trials[1].pk}


def test_publishing_again_writes_the_difference(article, trials):
    kept = ArticleTrial.objects.get(page=article, trial=trials[1])
    article.body = blocks.stream(blocks.trial_list(trials[1], trials[2]))
    publish(article)

    assert shown_by(article) == {trials[1].pk, trials[2].pk}
    assert ArticleTrial.objects.get(page=article, trial=trials[1]) == kept


def test_a_draft_changes_nothing(article, trials):
    save_draft(article, body=blocks.stream(blocks.paragraph()))

    assert shown_by(article) == {trials[0].pk, trials[1].pk}


def test_an_article_that_is_taken_down_shows_nothing_until_it_is_live_again(article, trials):
    hidden = unpublish(article)
    assert shown_by(article) == set()

    publish(hidden)
    assert shown_by(article) == {trials[0].pk, trials[1].pk}


def test_rows_go_with_the_article_and_with_the_trial(article, trials):
    trials[0].delete()
    assert shown_by(article) == {trials[1].pk}

    with after_commit():
        article.delete()
    assert not ArticleTrial.objects.exists()


def test_a_trial_that_does_not_exist_is_passed_over(trials):
    gone = TrialFactory()
    body = [blocks.trial_list(gone, trials[0])]
    gone.delete()

    assert shown_by(ArticlePageFactory(body=body)) == {trials[0].pk}


def test_indexing_twice_costs_no_more_rows(article):
    index_article(article)
    index_article(article)

    assert ArticleTrial.objects.filter(page=article).count() == 2


def test_a_copy_gets_rows_of_its_own_when_it_goes_live(article, trials):
    with after_commit():
        copy = article.copy(update_attrs={"slug": "copy", "title": "Copy"})

    assert shown_by(copy) == ({trials[0].pk, trials[1].pk} if copy.live else set())
    assert shown_by(article) == {trials[0].pk, trials[1].pk}


def test_an_alias_follows_its_article(article, trials):
    with after_commit():
        alias = article.create_alias(update_slug="alias")
    article.body = blocks.stream(blocks.trial_list(trials[2]))
    publish(article)

    assert shown_by(alias) == {trials[2].pk}
