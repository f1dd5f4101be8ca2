"""Filters of lists: by columns with look-ups, across relations, by tags; and what they refuse."""

import datetime

import pytest

from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory
from tests.factories.core import ImageFactory
from tests.factories.pages import unpublish
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db

ARTICLES = {"type": "blog.ArticlePage", "order": "id"}


def moment(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


@pytest.fixture
def years():
    """Articles of 2019, 2020 and 2021, in this order."""
    return [
        ArticlePageFactory(title=f"Year {year}", published_at=moment(f"{year}-06-15T12:00:00"))
        for year in (2019, 2020, 2021)
    ]


# Columns


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"title": "Year 2020"}, [2020]),
        ({"slug": "year-2021"}, [2021]),
        ({"slug__in": "year-2019,year-2021,other"}, [2019, 2021]),
        ({"title__contains": "EAR 202"}, [2020, 2021]),
        ({"title__startswith": "year 2019"}, [2019]),
        ({"title__startswith": "ear"}, []),
        ({"title__contains": "%"}, []),
        ({"title__gte": "Year 2020"}, [2020, 2021]),
        ({"published_at__gte": "2020-06-15T12:00:00Z"}, [2020, 2021]),
        ({"published_at__gt": "2020-06-15T12:00:00Z"}, [2021]),
        ({"published_at__lte": "2020-06-15T12:00:00Z"}, [2019, 2020]),
        ({"published_at__lt": "2020-06-15"}, [2019]),
        ({"published_at__gt": "2020-06-15T20:00:00+08:00"}, [2021]),
        ({"published_at__isnull": "false"}, [2019, 2020, 2021]),
        ({"published_at__isnull": "1"}, []),
        ({"hero_image__isnull": "true"}, [2019, 2020, 2021]),
        ({"robots_noindex": "false"}, [2019, 2020, 2021]),
        ({"robots_noindex": "1"}, []),
        ({"title__contains": "year", "published_at__gt": "2021-01-01"}, [2021]),
    ],
)
def test_columns_are_compared(api, years, filters, expected):
    titles = [item["title"] for item in api.get("pages/", **ARTICLES, **filters)["items"]]

    assert titles == [f"Year {year}" for year in expected]


def test_ids_are_compared_as_numbers(api, years):
    first, second, third = (article.pk for article in years)

    assert api.ids("pages/", **ARTICLES, id=second) == [second]
    assert api.ids("pages/", **ARTICLES, id__in=f"{first},{third}") == [first, third]
    assert api.ids("pages/", **ARTICLES, id__gt=first) == [second, third]


def test_the_target_of_a_reference_is_compared_by_id(api):
    picture = ImageFactory()
    article = ArticlePageFactory(hero_image=picture)
    ArticlePageFactory()

    assert api.ids("pages/", **ARTICLES, hero_image=picture.pk) == [article.pk]
    assert api.ids("pages/", **ARTICLES, hero_image__in=f"{picture.pk},9") == [article.pk]
    assert api.ids("pages/", **ARTICLES, hero_image__isnull="false") == [article.pk]


# Relations


@pytest.fixture
def knees():
    trial = TrialFactory(registry_id="NCT03818737", overall_status="COMPLETED")
    return ArticlePageFactory(
        title="Knees",
        topics=[TopicFactory(name="Knee osteoarthritis"), TopicFactory(name="Cells", kind="treatment")],
        authors=[AuthorFactory(name="Aminah")],
        tags=["cells", "cost"],
        body=[blocks.trial_list(trial)],
    )


@pytest.fixture
def hips():
    return ArticlePageFactory(title="Hips", tags=["cells"], topics=[TopicFactory(name="Hip")])


@pytest.mark.parametrize(
    "filters",
    [
        {"topics__slug": "knee-osteoarthritis"},
        {"topics__slug__in": "knee-osteoarthritis,cells"},
        {"topics__name__contains": "knee"},
        {"topics__kind": "treatment"},
        {"authors__slug": "aminah"},
        {"authors__name__startswith": "ami"},
        {"authors__isnull": "false"},
        {"trials__registry_id": "NCT03818737"},
        {"trials__registry_id__in": "NCT00000000,NCT03818737"},
        {"trials__overall_status__in": "COMPLETED,RECRUITING"},
        {"tags": "cost"},
        {"tags": "cells,cost"},
        {"tags__in": "cost,other"},
        {"topics__slug": "cells", "tags": "cells", "authors__slug": "aminah"},
    ],
)
def test_relations_are_followed_one_deep_and_nothing_is_listed_twice(api, knees, hips, filters):
    assert api.ids("pages/", **ARTICLES, **filters) == [knees.pk]


def test_either_tag_is_an_or_and_both_an_and(api, knees, hips):
    assert api.ids("pages/", **ARTICLES, tags="cells") == [knees.pk, hips.pk]
    assert api.ids("pages/", **ARTICLES, tags__in="cost,cells") == [knees.pk, hips.pk]
    assert api.ids("pages/", **ARTICLES, tags="cells,nothing") == []


def test_the_lack_of_a_relation_can_be_asked_for(api, knees, hips):
    assert api.ids("pages/", **ARTICLES, authors__isnull="true") == [hips.pk]
    assert api.ids("pages/", **ARTICLES, topics=hips.topics.get().pk) == [hips.pk]


def test_drafts_do_not_show_in_what_they_find(api, knees):
    unpublish(knees.topics.get(slug="cells"))
    unpublish(knees.authors.get())
    unpublish(knees.trials.get())

    for filters in (
        {"topics__slug": "cells"},
        {"topics__kind": "treatment"},
        {"authors__name__contains": "a"},
        {"authors__isnull": "false"},
        {"trials__registry_id__isnull": "false"},
    ):
        assert api.ids("pages/", **ARTICLES, **filters) == [], filters


def test_an_article_that_stops_showing_a_trial_is_no_longer_found_by_it(api, knees):
    from tests.factories.pages import publish

    knees.body = blocks.stream(blocks.paragraph())
    publish(knees)

    assert api.ids("pages/", **ARTICLES, trials__registry_id="NCT03818737") == []


# Lists of trials


@pytest.mark.parametrize(
    "filters",
    [
        {"registry_id": "NCT10000001"},
        {"overall_status": "COMPLETED"},
        {"overall_status__in": "COMPLETED,TERMINATED"},
        {"conditions": "Rotator Cuff Tears"},
        {"conditions": "rotator cuff tears"},
        {"conditions__contains": "Rotator Cuff Tears"},
        {"countries__in": "Spain,Jordan"},
        {"phases": "PHASE3"},
        {"enrolment__gte": "100"},
        {"enrolment__isnull": "false", "enrolment__gt": "50"},
        {"first_posted__lt": "2019"},
        {"first_posted__startswith": "2018"},
        {"has_results": "true"},
        {"study_type": "OBSERVATIONAL"},
        {"interventions": "Exosomes"},
        {"sponsor__contains": "ospital of spain"},
    ],
)
def test_trials_are_found_by_their_facts(api, filters):
    wanted = TrialFactory(
        registry_id="NCT10000001",
        overall_status="COMPLETED",
        conditions=["Rotator Cuff Tears", "Shoulder Pain"],
        interventions=[{"type": "BIOLOGICAL", "name": "Exosomes"}],
        countries=["Spain"],
        phases=["PHASE2", "PHASE3"],
        enrolment=120,
        first_posted="2018-11",
        has_results=True,
        study_type="OBSERVATIONAL",
        sponsor="Hospital of Spain",
    )
    TrialFactory()

    assert api.ids("trials/", **filters) == [wanted.pk]


# What is refused


@pytest.mark.parametrize(
    ("parameters", "words", "suggestion"),
    [
        ({"titel": "x"}, "not an operation or a recognised field", "title"),
        ({"title__contain": "x"}, "not an operation or a recognised field", None),
        ({"topics__slgu": "x"}, "not an operation or a recognised field", "topics__slug"),
        ({"topics__articles__title": "x"}, "not an operation or a recognised field", None),
        ({"authors__biography": "x"}, "not an operation or a recognised field", None),
        ({"body": "x"}, "not an operation or a recognised field", None),
        ({"body__contains": "x"}, "not an operation or a recognised field", None),
        ({"password": "x"}, "not an operation or a recognised field", None),
        ({"owner__password__startswith": "x"}, "not an operation or a recognised field", None),
        ({"trials__live": "1"}, "not an operation or a recognised field", None),
        ({"seo": "x"}, "not an operation or a recognised field", None),
        ({"": "x"}, "not an operation or a recognised field", None),
        ({"__": "x"}, "not an operation or a recognised field", None),
        ({"id": "x"}, "expected a whole number", None),
        ({"id": ""}, "expected a whole number", None),
        ({"id": "9" * 40}, "expected a whole number", None),
        ({"id": "-" + "9" * 40}, "expected a whole number", None),
        ({"id": "9" * 3999}, "expected a whole number", None),
        ({"id": "1e3"}, "expected a whole number", None),
        ({"id__in": "1,x"}, "expected a whole number", None),
        ({"id__in": ",".join(map(str, range(200)))}, "at most 100 values", None),
        ({"id__contains": "1"}, "cannot be filtered by 'contains'", None),
        ({"hero_image": "x"}, "expected an id", None),
        ({"hero_image__gte": "1"}, "cannot be filtered by 'gte'", None),
        ({"topics": "x"}, "expected an id", None),
        ({"topics__isnull": "x"}, "expected true or false", None),
        ({"tags__contains": "x"}, "cannot be filtered by 'contains'", None),
        ({"tags": ",".join(map(str, range(200)))}, "at most 100 values", None),
        ({"robots_noindex": "yes"}, "expected true or false", None),
        ({"robots_noindex__gt": "1"}, "cannot be filtered by 'gt'", None),
        ({"published_at": "yesterday"}, "a date and time such as", None),
        ({"published_at__gt": "2020-13-01"}, "a date and time such as", None),
        ({"published_at__gt": "2020-02-30T10:00:00Z"}, "a date and time such as", None),
        ({"published_at__gt": "0001-01-01T00:00:00+14:00"}, "a date and time such as", None),
        ({"published_at__lt": "9999-12-31T23:59:59-14:00"}, "a date and time such as", None),
        ({"published_at": ""}, "a date and time such as", None),
        ({"published_at__isnull": "maybe"}, "expected true or false", None),
        ({"topics__kind": "treatmnt"}, "use one of condition", "treatment"),
        ({"schema_type": "Articel"}, "use one of", None),
        ({"title": "a\x00b"}, "null characters are not allowed", None),
        ({"title__contains": "a\x00b"}, "null characters are not allowed", None),
        ({"topics__slug": "\x00"}, "null characters are not allowed", None),
        ({"ti\x00tle": "x"}, "null characters are not allowed", None),
        ({"title__contains": "a" * 60_000}, "not longer than 4000 characters", None),
        ({"a" * 60_000: "x"}, "not longer than 4000 characters", None),
        ({"search": "a" * 300}, "longer than 200 characters", None),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused_in_a_sentence(api, parameters, words, suggestion):
    problem = api.problem("pages/", type="blog.ArticlePage", **parameters)

    assert words in problem["detail"]
    assert problem.get("suggestion") == suggestion or suggestion is None
    [name] = parameters
    assert problem["parameter"] == name.replace("\x00", "")[:100]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"overall_status": "RECRUTING"}, "did you mean 'RECRUITING'"),
        ({"first_posted__gte": "sometime"}, "first_posted__gte"),
        ({"conditions__gte": "x"}, "use conditions=, conditions__in=, conditions__contains="),
        ({"enrolment": "many"}, "expected a whole number"),
        ({"enrolment__gt": "9" * 30}, "expected a whole number"),
        ({"summaries": "x"}, "not an operation or a recognised field"),
        ({"summary": "x"}, "not an operation or a recognised field"),
    ],
)
def test_a_bad_filter_of_trials_is_refused_in_a_sentence(api, parameters, words):
    problem = api.problem("trials/", **parameters)

    assert words in problem["detail"]
    assert problem["parameter"] == next(iter(parameters))


def test_a_filter_of_one_type_is_unknown_to_the_list_of_all(api):
    assert api.problem("pages/", topics__slug="knee")["parameter"] == "topics__slug"


def test_the_last_value_of_a_repeated_parameter_counts(api, years):
    response = api.client.get("/api/v2/pages/?type=blog.ArticlePage&slug=year-2019&slug=year-2020")

    assert [item["title"] for item in response.json()["items"]] == ["Year 2020"]


def test_hundreds_of_words_in_a_list_are_as_good_as_each_once_and_too_many_different_ones_are_refused(api):
    topic = TopicFactory(synonyms=["worn knee"])

    found = api.get("topics/", synonyms__contains=" ".join(["knee", "worn"] * 380))
    problem = api.problem("topics/", status=400, synonyms__contains=" ".join(map(str, range(101))))

    assert [item["id"] for item in found["items"]] == [topic.pk]
    assert problem["parameter"] == "synonyms__contains"
    assert problem["detail"] == "synonyms__contains takes at most 100 different words"
