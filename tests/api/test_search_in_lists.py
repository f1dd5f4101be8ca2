"""`search=` in lists is combined with every filter, order and place in the tree: applied, or refused."""

import pytest
from wagtail.models import get_page_models

from cms.api.filters import filter_parameters, order_names
from cms.api.registry import router
from cms.core.models import BasePage
from tests.factories import blocks
from tests.factories.blog import ArticleIndexPageFactory, ArticlePageFactory, AuthorFactory, TopicFactory
from tests.factories.core import DocumentFactory, ImageFactory, after_commit
from tests.factories.pages import default_home, publish
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db

LISTS = [
    (name, viewset, model)
    for name, viewset in router.endpoints()
    for model in (get_page_models() if viewset.model is BasePage else [viewset.model])
    if name != "redirects"
]


def parameters_for(name, model):
    return {"type": model._meta.label} if name == "pages" else {}


@pytest.fixture
def knees():
    """Of everything two that are found by "knee" and one that is not."""
    made = {"trials/": [], "authors/": [], "topics/": [], "images/": [], "documents/": [], "pages/": []}
    with after_commit():
        for number, word in enumerate(("Knee one", "Knee two", "Hip")):
            topic, author = TopicFactory(name=word), AuthorFactory(name=word)
            trial = TrialFactory(
                brief_title=word, conditions=["Arthrosis"], countries=["Spain" if number else "Chad"]
            )
            image, document = ImageFactory(title=word), DocumentFactory(title=word)
            for tagged in (image, document):
                tagged.tags.add("even" if number % 2 else "odd")
                tagged.save()
            article = ArticlePageFactory(
                title=word,
                topics=[topic],
                authors=[author],
                tags=["even" if number % 2 else "odd"],
                body=[blocks.trial_list(trial), blocks.price_range(str(100 * (number + 1)), unit="each")],
            )
            for path, each in zip(made, (trial, author, topic, image, document, article), strict=True):
                made[path].append(each)
    return made


@pytest.mark.parametrize(("name", "viewset", "model"), LISTS, ids=[str(model._meta) for *_, model in LISTS])
def test_a_search_can_be_put_in_every_order(api, name, viewset, model):
    for column in order_names(viewset, model):
        api.get(f"{name}/", search="knee", order=f"-{column}", **parameters_for(name, model))


@pytest.mark.parametrize(("name", "viewset", "model"), LISTS, ids=[str(model._meta) for *_, model in LISTS])
def test_every_filter_is_applied_to_a_search_or_refused_for_its_value(api, name, viewset, model):
    for parameter in filter_parameters(viewset, model):
        value = "true" if parameter.lookup == "isnull" else "1"

        asked = {"search": "knee", parameter.name: value, **parameters_for(name, model)}
        response = api.response(f"{name}/", **asked)

        refused = response.status_code == 400 and response.json()["parameter"] == parameter.name
        assert refused or response.status_code == 200, response.json()


@pytest.mark.parametrize(
    ("path", "filters", "expected"),
    [
        ("trials/", {"countries": "spain"}, [1]),
        ("trials/", {"articles__title__startswith": "knee", "order": "id"}, [0, 1]),
        ("trials/", {"order": "-brief_title"}, [1, 0]),
        ("authors/", {"slug__in": "knee-two,hip"}, [1]),
        ("authors/", {"order": "-first_published_at,-id"}, [1, 0]),
        ("topics/", {"articles__slug": "knee-one"}, [0]),
        ("topics/", {"kind": "treatment"}, []),
        ("images/", {"tags": "even"}, [1]),
        ("images/", {"created_at__gte": "today", "order": "-created_at,-id"}, [1, 0]),
        ("images/", {"collection__name": "Root", "width__gte": "1", "order": "id"}, [0, 1]),
        ("documents/", {"tags__in": "odd,other"}, [0]),
        ("documents/", {"order": "-title"}, [1, 0]),
    ],
)
def test_a_list_is_searched_filtered_and_ordered(api, knees, path, filters, expected):
    found = api.ids(path, search="knee", **filters)

    assert found == [knees[path][number].pk for number in expected]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"topics__slug": "knee-one"}, [0]),
        ({"trials__countries": "Spain"}, [1]),
        ({"prices__low__gte": "150"}, [1]),
        ({"blocks__type": "price_range", "order": "-title"}, [1, 0]),
        ({"tags": "odd"}, [0]),
        ({"published_at__gte": "now-1d", "order": "title"}, [0, 1]),
        ({"order": "summary,id"}, [0, 1]),
        ({"locale": "ms"}, []),
        ({"search_operator": "or", "search": "one two", "order": "id"}, [0, 1]),
    ],
)
def test_articles_are_searched_filtered_and_ordered(api, knees, filters, expected):
    found = api.ids("pages/", **{"type": "blog.ArticlePage", "search": "knee", **filters})

    assert found == [knees["pages/"][number].pk for number in expected]


def test_pages_of_several_types_and_places_are_searched(api, knees):
    other = publish(ArticleIndexPageFactory(title="Knee lists", parent=default_home()))
    first, second, _hip = knees["pages/"]
    types = {"type": "blog.ArticlePage,blog.ArticleIndexPage", "search": "knee", "order": "id"}

    assert api.ids("pages/", **types) == [first.pk, second.pk, other.pk]
    assert api.ids("pages/", **types, child_of=first.get_parent().pk) == [first.pk, second.pk]
    assert api.ids("pages/", **types, descendant_of=default_home().pk, title__contains="lists") == [other.pk]


def test_redirects_cannot_be_searched(api):
    assert "filter them instead" in api.problem("redirects/", search="knee")["detail"]


def test_relevance_and_chance_contradict_each_other(api):
    problem = api.problem("pages/", search="knee", order="random")

    assert problem["parameter"] == "order"
