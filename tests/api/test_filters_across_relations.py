"""Filters across relations: all conditions on one relation are about the same related row."""

import pytest

from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory
from tests.factories.core import (
    CollectionFactory,
    DocumentFactory,
    ImageFactory,
    RedirectFactory,
    restrict_page,
)
from tests.factories.pages import publish, unpublish
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db

ARTICLES = {"type": "blog.ArticlePage", "order": "id"}


def test_one_price_must_meet_all_conditions(api):
    cheap = ArticlePageFactory(body=[blocks.price_range("3000", "5000", currency="MYR")])
    ArticlePageFactory(
        body=[
            blocks.price_range("9000", "9500", currency="MYR"),
            blocks.price_range("3000", "5000", currency="USD"),
        ]
    )

    assert api.ids("pages/", **ARTICLES, prices__currency="MYR", prices__low__lte="5000") == [cheap.pk]


def test_one_trial_must_meet_all_conditions(api):
    both = ArticlePageFactory(
        body=[blocks.trial_list(TrialFactory(countries=["Spain"], overall_status="COMPLETED"))]
    )
    ArticlePageFactory(
        body=[
            blocks.trial_list(
                TrialFactory(countries=["Spain"], overall_status="RECRUITING"),
                TrialFactory(countries=["Malaysia"], overall_status="COMPLETED"),
            )
        ]
    )

    found = api.ids("pages/", **ARTICLES, trials__countries="spain", trials__overall_status__in="COMPLETED")

    assert found == [both.pk]


def test_one_topic_must_meet_all_conditions(api):
    knee = TopicFactory(name="Knee", kind="body_part")
    cells = TopicFactory(name="Cells", kind="treatment")
    both = ArticlePageFactory(topics=[knee, cells])

    assert api.ids("pages/", **ARTICLES, topics__slug="knee", topics__kind="body_part") == [both.pk]
    assert api.ids("pages/", **ARTICLES, topics__slug="knee", topics__kind="treatment") == []
    assert api.ids("pages/", **ARTICLES, topics=knee.pk, topics__slug="cells") == []
    assert api.ids("pages/", **ARTICLES, topics__in=f"{knee.pk},{cells.pk}") == [both.pk]


def test_having_none_and_having_a_certain_one_contradict_each_other(api):
    ArticlePageFactory(topics=[TopicFactory(name="Knee")])

    assert api.ids("pages/", **ARTICLES, topics__isnull="true", topics__slug="knee") == []


@pytest.mark.parametrize(
    "filters",
    [
        {"prices__isnull": "false"},
        {"prices__low": "3000"},
        {"prices__low": "3000.00"},
        {"prices__low__gte": "2999.99"},
        {"prices__high__gt": "4000", "prices__high__lte": "5000"},
        {"prices__currency": "USD"},
        {"prices__currency__in": "MYR,USD"},
        {"prices__unit": "per knee"},
        {"prices__place__contains": "kuala"},
        {"prices__as_of__gte": "2020"},
        {"prices__as_of": "2020-08"},
        {"blocks__type": "price_range"},
        {"blocks__type__in": "quote,price_range"},
        {"reviewed_by__slug": "meera"},
        {"reviewed_by__isnull": "false"},
        {"trials__brief_title__contains": "marrow"},
        {"trials__conditions__contains": "osteoarthritis knee"},
        {"trials__first_posted__lt": "2020"},
        {"trials__enrolment__gte": "100"},
        {"topics__synonyms": "gonarthrosis"},
    ],
)
def test_articles_are_found_by_what_lies_in_them(api, filters):
    trial = TrialFactory(
        brief_title="Bone marrow",
        conditions=["Osteoarthritis, Knee"],
        first_posted="2019-05",
        enrolment=300,
    )
    price = blocks.price_range(place="Kuala Lumpur", as_of="2020-08-01")
    wanted = ArticlePageFactory(
        topics=[TopicFactory(synonyms=["Gonarthrosis"])],
        reviewed_by=AuthorFactory(name="Meera"),
        body=[price, blocks.trial_list(trial)],
    )
    ArticlePageFactory(body=[blocks.paragraph()])

    assert api.ids("pages/", **ARTICLES, **filters) == [wanted.pk]


def test_a_single_price_is_both_ends_of_its_range(api):
    article = ArticlePageFactory(body=[blocks.price_range("5000", "")])

    assert api.ids("pages/", **ARTICLES, prices__high__gte="4000", prices__low__lte="5000") == [article.pk]


@pytest.mark.parametrize(
    ("path", "filters"),
    [
        ("topics/", {"articles__slug": "shown"}),
        ("topics/", {"articles__isnull": "false"}),
        ("authors/", {"articles__title__contains": "show"}),
        ("authors/", {"articles__published_at__gte": "now-1d"}),
        ("trials/", {"articles__slug": "shown"}),
        ("trials/", {"articles__isnull": "false"}),
    ],
)
def test_topics_authors_and_trials_are_found_by_their_articles(api, path, filters):
    topic, author, trial = TopicFactory(), AuthorFactory(), TrialFactory()
    TopicFactory(), AuthorFactory(), TrialFactory()
    article = ArticlePageFactory(
        title="Shown", topics=[topic], authors=[author], body=[blocks.trial_list(trial)]
    )
    expected = {"topics/": topic.pk, "authors/": author.pk, "trials/": trial.pk}[path]

    assert api.ids(path, **filters) == [expected]

    unpublish(article)
    assert api.ids(path, **filters) == []


def test_private_articles_show_in_no_list_of_what_they_name(api):
    topic, trial = TopicFactory(), TrialFactory()
    restrict_page(ArticlePageFactory(topics=[topic], body=[blocks.trial_list(trial)]))

    assert api.ids("topics/", articles__isnull="false") == []
    assert api.ids("topics/", articles__isnull="true") == [topic.pk]
    assert api.ids("trials/", articles__isnull="false") == []


def test_an_author_is_found_by_what_they_review(api):
    reviewer = AuthorFactory()
    AuthorFactory()
    article = ArticlePageFactory(reviewed_by=reviewer)

    assert api.ids("authors/", reviewed_pages=article.pk) == [reviewer.pk]
    assert api.ids("authors/", reviewed_pages__slug=article.slug) == [reviewer.pk]


def test_a_draft_reviewer_is_nobody(api):
    reviewer = AuthorFactory()
    article = ArticlePageFactory(reviewed_by=reviewer)
    unpublish(reviewer)

    assert api.ids("pages/", **ARTICLES, reviewed_by__slug=reviewer.slug) == []
    assert api.ids("pages/", **ARTICLES, reviewed_by__isnull="true") == [article.pk]


@pytest.mark.parametrize(("path", "make"), [("images/", ImageFactory), ("documents/", DocumentFactory)])
def test_files_are_found_by_collection_tags_and_age(api, path, make):
    press = CollectionFactory(name="Press")
    wanted = make(collection=press)
    wanted.tags.add("logo", "round")
    other = make()

    assert api.ids(path, collection=press.pk) == [wanted.pk]
    assert api.ids(path, collection__name__startswith="pre") == [wanted.pk]
    assert api.ids(path, tags="logo,round") == [wanted.pk]
    assert api.ids(path, tags__isnull="true") == [other.pk]
    assert api.ids(path, created_at__gte="now-1h", order="-created_at,-id") == [other.pk, wanted.pk]
    assert api.ids(path, created_at__lt="2020") == []


def test_redirects_are_found_by_where_they_lead(api):
    article = ArticlePageFactory()
    to_page = RedirectFactory(redirect_page=article.basepage_ptr)
    to_address = RedirectFactory(redirect_link="https://example.org/a")

    assert api.ids("redirects/", redirect_page=article.pk) == [to_page.pk]
    assert api.ids("redirects/", redirect_link__contains="example.org") == [to_address.pk]
    assert api.ids("redirects/", redirect_page__isnull="true") == [to_address.pk]


def test_what_is_empty_has_no_value_be_it_a_text_a_list_or_nothing(api):
    blank = TrialFactory(sponsor="", phases=[], enrolment=None, completion="", registry_id=None)
    full = TrialFactory(completion="2020")

    for name in ("sponsor", "phases", "enrolment", "completion", "registry_id"):
        assert api.ids("trials/", **{f"{name}__isnull": "true"}) == [blank.pk], name
        assert api.ids("trials/", **{f"{name}__isnull": "false"}) == [full.pk], name


@pytest.mark.parametrize(
    ("path", "parameters", "words", "suggestion"),
    [
        ("pages/", {"topics__slug": "x"}, "is a field of blog.ArticlePage", "type=blog.ArticlePage"),
        ("pages/", {"hero_title__contains": "x"}, "add type=home.HomePage", "type=home.HomePage"),
        ("pages/", {"titel": "x"}, "recognised field: 'titel'; did you mean 'title'?", "title"),
        ("trials/", {"overall_statsu__in": "x"}, "did you mean", "overall_status__in"),
        ("trials/", {"enrolment__gte_": "1"}, "did you mean", "enrolment__gte"),
        ("trials/", {"overall_status": "recruiting"}, "did you mean 'RECRUITING'?", "RECRUITING"),
        ("trials/", {"phases": "PHASE33"}, "use one of NA", "PHASE3"),
        ("trials/", {"phases__in": "PHASE1,FASE2"}, "use one of NA", "PHASE2"),
        ("trials/", {"order": "first_postd"}, "cannot order by", "first_posted"),
    ],
)
def test_a_wrong_name_or_value_is_answered_with_the_nearest_right_one(
    api, path, parameters, words, suggestion
):
    problem = api.problem(path, **parameters)

    assert words in problem["detail"]
    assert problem["suggestion"] == suggestion


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"prices__low": "NaN"}, "expected a number such as"),
        ({"prices__low__gte": "Infinity"}, "expected a number such as"),
        ({"prices__low__lte": "1e400"}, "expected a number such as"),
        ({"prices__low__lte": "9" * 40}, "expected a number such as"),
        ({"prices__currency": "MRY"}, "use one of"),
        ({"prices": "1"}, "cannot be filtered by a value; use prices__isnull="),
        ({"prices__in": "1"}, "use prices__isnull="),
        ({"blocks__type": "price_rnage"}, "did you mean 'price_range'"),
        ({"prices__source": "x"}, "not an operation or a recognised field"),
        ({"trial_queries__isnull": "true"}, "not an operation or a recognised field"),
    ],
)
def test_a_filter_of_index_rows_that_makes_no_sense_is_refused(api, parameters, words):
    assert words in api.problem("pages/", type="blog.ArticlePage", **parameters)["detail"]


@pytest.mark.parametrize("value", ["0.000000000000001", "-1", "1e3", "123456789012345.999"])
def test_any_amount_can_be_compared_with(api, value):
    ArticlePageFactory(body=[blocks.price_range("1000")])

    api.get("pages/", **ARTICLES, prices__low__gte=value)


def test_filters_and_search_are_combined(api):
    knee = TopicFactory(name="Knee")
    wanted = ArticlePageFactory(title="Cells for knees", topics=[knee], body=[blocks.price_range("100")])
    wanted.tags.add("cost")
    publish(wanted)
    ArticlePageFactory(title="Cells for knees, dearer", topics=[knee], body=[blocks.price_range("900")])

    assert api.ids(
        "pages/",
        type="blog.ArticlePage",
        search="cells",
        topics__slug="knee",
        tags="cost",
        prices__low__lt="500",
    ) == [wanted.pk]
