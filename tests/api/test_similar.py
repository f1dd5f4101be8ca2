"""What is offered where nothing is: few, public, and most like what was asked."""

import pytest

from cms.api.similar import NEIGHBOURS, asked_slug, likeness
from tests.factories.blog import ArticlePageFactory, TopicFactory, article_index
from tests.factories.core import SiteFactory, restrict_page
from tests.factories.home import HomePageFactory, StandardPageFactory
from tests.factories.pages import translate
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db


def offered(api, path, **parameters):
    problem = api.problem("resolve/", path=path, status=404, **parameters)
    return [card["title"] for card in problem["similar"]]


@pytest.mark.parametrize(
    "path",
    [
        "/articles/stem-cell-therapy-for-knee/",
        "/articles/stem-cel-therapy-for-knees/",
        "/articles/Stem_Cell_Therapy_Knees.html",
        "/2020/08/stem-cell-therapy-knees.html",
        "/articles/tsem-cell-therapy-for-knees/",
        "/blog/stem-cell-therapy-for-knees/amp",
        "/articles/stem-cell-therapy-for-knees-2/",
    ],
)
def test_a_mistyped_path_is_offered_the_page_that_was_meant(api, path):
    ArticlePageFactory(title="Meant", slug="stem-cell-therapy-for-knees")
    ArticlePageFactory(title="Other", slug="quiet-mornings")

    if path.endswith("/amp"):
        path = path.removesuffix("/amp")
    assert offered(api, path) == ["Meant"]


def test_the_best_comes_first_and_there_are_three_at_most(api):
    for number in range(5):
        ArticlePageFactory(title=f"Knee pain {number}", slug=f"knee-pain-{number}")

    titles = offered(api, "/articles/knee-pain-3x/")

    assert len(titles) == 3
    assert titles[0] == "Knee pain 3"


def test_what_has_nothing_in_common_is_not_offered(api):
    ArticlePageFactory(title="Knees")

    assert offered(api, "/articles/zzzzzz/") == []


def test_hidden_pages_are_not_offered(api):
    restrict_page(ArticlePageFactory(title="Secret", slug="knee-pain-secret"))
    ArticlePageFactory(title="Draft", slug="knee-pain-draft", live=False)
    ArticlePageFactory(title="Public", slug="knee-pain-public")

    assert offered(api, "/articles/knee-pain/") == ["Public"]


def test_other_languages_and_sites_are_not_offered(api):
    translate(ArticlePageFactory(title="Knee pain", slug="knee-pain-english"), "ms", slug="knee-pain-malay")
    other = HomePageFactory()
    SiteFactory(hostname="clinic.example.org", root_page=other)
    StandardPageFactory(title="Clinic", slug="knee-pain-clinic", parent=other)

    assert offered(api, "/articles/knee-pain/") == ["Knee pain"]
    assert len(offered(api, "/ms/articles/knee-pain/")) == 1
    assert offered(api, "/knee-pain/", site="clinic.example.org") == ["Clinic"]


def test_the_nearest_page_is_not_repeated(api):
    article_index()

    problem = api.problem("resolve/", path="/articles/article/", status=404)

    assert problem["nearest"]["title"] == "Articles"
    assert problem["similar"] == []


def test_among_many_pages_the_one_meant_is_found(api):
    for number in range(NEIGHBOURS * 3):
        StandardPageFactory(title=f"A {number}", slug=f"about-{number:03}", history=False)
    ArticlePageFactory(title="Meant", slug="hyaluronic-acid-for-knees")

    assert offered(api, "/articles/hyaluronic-acid-for-knee/") == ["Meant"]


def test_topics_and_trials_are_offered_at_their_addresses(api):
    TopicFactory(name="Knee osteoarthritis", slug="knee-osteoarthritis")
    TrialFactory(registry_id="NCT03818737", brief_title="Cells")

    assert offered(api, "/topics/knee-osteoartritis/") == ["Knee osteoarthritis"]
    assert offered(api, "/trials/NCT0381873/") == ["Cells"]


def test_cards_are_plain_cards(api):
    TopicFactory(name="Knee", slug="knee-pain")

    card = api.problem("resolve/", path="/topics/knee-pains/", status=404)["similar"][0]

    assert set(card) == {"id", "type", "title", "url", "summary", "image"}


@pytest.mark.parametrize(
    ("path", "slug"),
    [("/a/Knee_Pain.html/", "knee-pain"), ("/", ""), ("/a/膝/", "膝"), ("/a/x y/", "x-y"), ("/!!/", "")],
)
def test_the_slug_that_was_asked_for(path, slug):
    assert asked_slug(path) == slug


def test_likeness_is_between_nothing_and_all():
    assert likeness("knees", "knees") == 1
    assert likeness("knees", "zzz") == 0
    assert 0 < likeness("knees", "knee") < 1
    assert likeness("", "") == 1
