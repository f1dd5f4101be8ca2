"""Index rows of bodies: prices, types of blocks, and what saved queries of trials find."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from blog.indexing import find_trials, index_article
from blog.models import ArticleBlock, ArticlePage, ArticlePrice, ArticleTrial, ArticleTrialQuery
from blog.related import load_related
from cms.core.references import References
from cms.core.scope import PublicScope
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory
from tests.factories.core import after_commit
from tests.factories.pages import publish, save_draft, unpublish
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db

SPAIN = {"country": "Spain", "maximum": 2}


def prices_of(article):
    columns = ("low", "high", "currency", "unit", "place")
    return list(ArticlePrice.objects.filter(page=article).order_by("pk").values_list(*columns))


def types_of(article):
    return set(ArticleBlock.objects.filter(page=article).values_list("type", flat=True))


def shown_by(article):
    return dict(ArticleTrial.objects.filter(page=article).values_list("trial_id", "is_chosen"))


def spanish_trial(**fields):
    with after_commit():
        trial = TrialFactory(countries=["Spain"], **fields)
    return trial if not trial.live else publish(trial)


# Prices and blocks


def test_publishing_writes_a_row_for_each_price_in_order():
    article = ArticlePageFactory(
        body=[
            blocks.price_range("3000", "5000.5", currency="MYR", place="Ipoh"),
            blocks.paragraph(),
            blocks.price_range("20", "", unit="a day"),
        ]
    )

    assert prices_of(article) == [
        (Decimal("3000.00"), Decimal("5000.50"), "MYR", "per knee", "Ipoh"),
        (Decimal("20.00"), Decimal("20.00"), "USD", "a day", ""),
    ]
    assert types_of(article) == {"price_range", "paragraph"}


@pytest.mark.parametrize(
    "value",
    [None, [], "x", {}, {"low": "a lot"}, {"low": None, "high": None}, {"low": True}, {"low": "1e300"}],
)
def test_a_malformed_price_is_no_price(value):
    assert prices_of(ArticlePageFactory(body=[blocks.block("price_range", value)])) == []


def test_a_free_treatment_has_a_price():
    [(low, high, *_)] = prices_of(ArticlePageFactory(body=[blocks.price_range("0", "50")]))

    assert (low, high) == (0, 50)


def test_a_draft_changes_no_row_and_what_is_taken_down_has_none():
    article = ArticlePageFactory(body=[blocks.price_range(), blocks.question()])
    before = prices_of(article)

    save_draft(article, body=blocks.stream(blocks.paragraph()))
    assert prices_of(article) == before

    hidden = unpublish(ArticlePage.objects.get(pk=article.pk))
    assert (prices_of(article), types_of(article)) == ([], set())

    publish(hidden)
    assert prices_of(article) == before


def test_publishing_the_same_body_again_keeps_the_rows():
    article = ArticlePageFactory(body=[blocks.price_range(as_of="2020-08-01"), blocks.question()])
    before = [set(model.objects.values_list("pk", flat=True)) for model in (ArticlePrice, ArticleBlock)]

    publish(article)

    assert [set(m.objects.values_list("pk", flat=True)) for m in (ArticlePrice, ArticleBlock)] == before


def test_rows_go_with_the_article():
    article = ArticlePageFactory(body=[blocks.price_range(), blocks.trial_list(query=SPAIN)])
    with after_commit():
        article.delete()

    for model in (ArticlePrice, ArticleBlock, ArticleTrial, ArticleTrialQuery):
        assert not model.objects.exists()


def test_a_copy_that_is_no_longer_live_has_no_rows():
    article = ArticlePageFactory(body=[blocks.price_range()])
    with after_commit():
        copy = article.copy(update_attrs={"slug": "copy"}, keep_live=False)

    assert prices_of(copy) == []
    assert len(prices_of(article)) == 1


# Saved queries


def test_what_a_saved_query_finds_is_shown_but_not_chosen():
    chosen, found = spanish_trial(first_posted="2001"), spanish_trial(first_posted="2020")
    TrialFactory(countries=["Malaysia"])

    article = ArticlePageFactory(body=[blocks.trial_list(chosen, query={"country": "Spain", "maximum": 1})])

    assert shown_by(article) == {chosen.pk: True, found.pk: False}


def test_rows_follow_the_trials_that_a_saved_query_finds():
    oldest, older = spanish_trial(first_posted="2001"), spanish_trial(first_posted="2002")
    article = ArticlePageFactory(body=[blocks.trial_list(query=SPAIN)])
    assert set(shown_by(article)) == {oldest.pk, older.pk}

    newest = spanish_trial(first_posted="2020")
    assert set(shown_by(article)) == {older.pk, newest.pk}

    unpublish(newest)
    assert set(shown_by(article)) == {oldest.pk, older.pk}

    with after_commit():
        older.delete()
    assert set(shown_by(article)) == {oldest.pk}


def test_a_trial_that_is_chosen_stays_when_no_query_finds_it_any_more():
    trial = spanish_trial()
    article = ArticlePageFactory(body=[blocks.trial_list(trial, query=SPAIN)])

    trial.countries = ["Malaysia"]
    publish(trial)

    assert shown_by(article) == {trial.pk: True}


def test_an_article_that_no_longer_asks_shows_only_what_is_chosen():
    trial = spanish_trial()
    article = ArticlePageFactory(body=[blocks.trial_list(query=SPAIN)])
    article.body = blocks.stream(blocks.paragraph())
    publish(article)

    assert shown_by(article) == {}
    assert not ArticleTrialQuery.objects.exists()
    publish(trial)
    assert shown_by(article) == {}


def test_a_query_of_many_articles_is_asked_once():
    spanish_trial()
    for _ in range(3):
        ArticlePageFactory(body=[blocks.trial_list(query=SPAIN)])

    with CaptureQueriesContext(connection) as captured:
        find_trials.func()

    asked = [query["sql"] for query in captured if "json_each" in query["sql"] or "jsonb" in query["sql"]]
    assert len(asked) == 1


def test_many_changes_of_trials_wait_for_one_task(settings, django_capture_on_commit_callbacks):
    ArticlePageFactory(body=[blocks.trial_list(query=SPAIN)])
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    for _ in range(3):
        spanish_trial()

    assert DBTaskResult.objects.filter(task_path=find_trials.module_path).count() == 1


def test_without_saved_queries_a_trial_costs_no_task(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    ArticlePageFactory(body=[blocks.trial_list(spanish_trial())])
    spanish_trial()

    assert not DBTaskResult.objects.filter(task_path=find_trials.module_path).exists()


def test_trials_found_by_queries_relate_no_articles():
    spanish_trial()
    one, other = (ArticlePageFactory(body=[blocks.trial_list(query=SPAIN)]) for _ in range(2))

    assert load_related(References(PublicScope.for_host()), frozenset({one.pk})) == {one.pk: []}
    assert shown_by(one) == shown_by(other)


# The command


def clear_rows():
    for model in (ArticlePrice, ArticleBlock, ArticleTrial, ArticleTrialQuery):
        model.objects.all().delete()


def test_the_command_writes_what_publishing_wrote(capsys):
    trial = spanish_trial()
    article = ArticlePageFactory(body=[blocks.price_range(), blocks.trial_list(query=SPAIN)])
    expected = prices_of(article), types_of(article), shown_by(article)
    clear_rows()

    for arguments in ([], ["--missing"]):
        call_command("index_articles", *arguments)
        assert (prices_of(article), types_of(article), shown_by(article)) == expected

    assert set(shown_by(article)) == {trial.pk}
    assert capsys.readouterr().out == "Articles indexed: 1\n"


def test_the_command_needs_no_more_memory_for_more_articles():
    """Articles are read some at a time: the bodies of all of them would not fit."""
    ArticlePageFactory(body=[blocks.paragraph()])
    with CaptureQueriesContext(connection) as captured:
        call_command("index_articles", "--missing")

    assert len(captured) == 1


def test_indexing_an_article_twice_writes_nothing_the_second_time():
    article = ArticlePageFactory(body=[blocks.price_range(), blocks.trial_list(spanish_trial(), query=SPAIN)])
    article = ArticlePage.objects.get(pk=article.pk)

    with CaptureQueriesContext(connection) as captured:
        index_article(article)

    assert [query["sql"] for query in captured if query["sql"].startswith("INSERT")] == []
