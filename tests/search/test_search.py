"""`/api/v2/search/?q=`: pages and trials together, as cards."""

import pytest

from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory
from tests.factories.core import SiteFactory, restrict_page
from tests.factories.home import HomePageFactory, StandardPageFactory
from tests.factories.pages import publish, save_draft, translate, unpublish
from tests.factories.trials import TrialFactory, TrialSummaryFactory

pytestmark = pytest.mark.django_db


def found(api, text, **parameters):
    return [card["title"] for card in api.get("search/", q=text, **parameters)["items"]]


def test_pages_come_before_trials_as_cards(api):
    TrialFactory(brief_title="Knees and cells", registry_id="NCT03818737")
    article = ArticlePageFactory(title="All about knees", summary="What to know.")

    listing = api.get("search/", q="knees")

    assert listing["meta"] == {"total_count": 2}
    page, trial = listing["items"]
    assert page == {
        "id": article.pk,
        "type": "blog.ArticlePage",
        "title": "All about knees",
        "url": "http://localhost/articles/all-about-knees/",
        "summary": "What to know.",
        "image": None,
    }
    assert (trial["type"], trial["registry_id"]) == ("trials.Trial", "NCT03818737")


def test_words_are_found_wherever_readers_read_them(api):
    ArticlePageFactory(title="Body", body=[blocks.paragraph("<p>Synovial fluid</p>")])
    TrialFactory(brief_title="Condition", conditions=["Chondromalacia"])

    assert found(api, "synovial") == ["Body"]
    assert found(api, "chondromalacia") == ["Condition"]


def test_type_and_language_narrow(api):
    article = ArticlePageFactory(title="Knees")
    translate(article, "ms", title="Knees ms", slug="lutut")
    trial = TrialFactory(brief_title="Knees")
    TrialSummaryFactory(trial=trial, language="ms", text="Dalam bahasa Melayu")

    assert found(api, "knees", type="page", locale="ms") == ["Knees ms"]
    assert found(api, "knees", type="trial") == ["Knees"]
    [card] = api.get("search/", q="knees", type="trial", locale="ms")["items"]
    assert card["summary"] == "Dalam bahasa Melayu"


def test_windows_go_across_both_kinds(api):
    for number in range(3):
        ArticlePageFactory(title=f"Knees {number}")
        TrialFactory(brief_title=f"Knees trial {number}")

    everything = found(api, "knees", limit=10)
    windows = [found(api, "knees", limit=2, offset=offset) for offset in (0, 2, 4, 6)]

    assert len(everything) == 6
    assert [title for window in windows for title in window] == everything
    assert windows[-1] == []


def test_what_is_not_public_is_not_found(api):
    restrict_page(ArticlePageFactory(title="Knees, private"))
    unpublish(ArticlePageFactory(title="Knees, unpublished"))
    ArticlePageFactory(title="Knees, draft", live=False)
    TrialFactory(brief_title="Knees, draft", live=False)
    unpublish(TrialFactory(brief_title="Knees, withdrawn"))

    assert api.get("search/", q="knees") == {"meta": {"total_count": 0}, "items": []}


def test_unpublished_changes_are_not_found(api):
    article = ArticlePageFactory(title="Hips")
    save_draft(article, title="Shoulders", body=blocks.stream(blocks.paragraph("<p>Rotator</p>")))
    trial = publish(TrialFactory(brief_title="Menisci"))
    save_draft(trial, brief_title="Exosomes")

    assert [found(api, word) for word in ("shoulders", "rotator", "exosomes")] == [[], [], []]
    assert [found(api, word) for word in ("hips", "menisci")] == [["Hips"], ["Menisci"]]


def test_what_search_engines_must_not_show_is_not_found_here_either(api):
    StandardPageFactory(title="Imprint", robots_noindex=True)

    assert found(api, "imprint") == []


def test_each_site_finds_its_own(api):
    ArticlePageFactory(title="Knees")
    SiteFactory(hostname="clinic.example.org", root_page=HomePageFactory(title="Knees clinic"))

    assert found(api, "knees") == ["Knees"]
    assert found(api, "knees", site="clinic.example.org") == ["Knees clinic"]


def test_white_space_does_not_matter(api):
    ArticlePageFactory(title="Stem cells")

    assert found(api, "  stem \n cells ") == ["Stem cells"]


SIGNS = """ " ' * a* AND NOT NEAR( ( ) a:b title:x - -- ^ % \\ ; {x} 膝 🦵 """.split()
SENTENCES = ["OR OR", "a AND", '"unclosed', '"closed"', "a" * 200, "x " * 90]


@pytest.mark.parametrize("text", [*SIGNS, *SENTENCES])
def test_signs_that_mean_something_to_search_engines_do_no_harm(api, text):
    ArticlePageFactory(title="Knees")

    if text != '"':
        api.get("search/", q=text)
    api.get("pages/", search=text)
    api.get("pages/", search=text, search_operator="or")


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({}, "q"),
        ({"q": "  "}, "q"),
        ({"q": "a" * 201}, "q"),
        ({"q": "a\x00"}, "q"),
        ({"q": "a", "type": "author"}, "type"),
        ({"q": "a", "locale": "fr"}, "locale"),
        ({"q": "a", "limit": "101"}, "limit"),
        ({"q": "a", "limit": "x"}, "limit"),
        ({"q": "a", "offset": "-1"}, "offset"),
        ({"q": "a", "offset": "9" * 30}, "offset"),
        ({"q": "a", "site": "x"}, "site"),
        ({"q": "a", "query": "x"}, "query"),
    ],
)
def test_bad_parameters_are_refused(api, parameters, name):
    assert api.problem("search/", **parameters)["parameter"] == name


@pytest.mark.parametrize("offset", [0, 5, 10**6, 10**15])
def test_any_offset_is_answered(api, offset):
    assert api.get("search/", q="knees", offset=offset)["items"] == []
