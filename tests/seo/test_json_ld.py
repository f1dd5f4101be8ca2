"""Structured data: what is in the graph, that it is schema.org's, and what it costs."""

import datetime
import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.core.image_presets import RATIOS
from cms.core.renditions import make_renditions
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory, article_index
from tests.factories.core import ImageFactory, SiteSettingsFactory
from tests.factories.home import StandardPageFactory
from tests.factories.pages import default_home
from tests.factories.trials import TrialFactory, TrialSummaryFactory
from tests.seo.schema_org import missing_for_search, problems, types_of

pytestmark = pytest.mark.django_db

MOMENT = datetime.datetime(2020, 8, 14, 4, tzinfo=datetime.UTC)
CODES = json.dumps([{"type": "code", "value": {"system": "ICD-10", "code": "M17"}, "id": "1"}])
LINKS = json.dumps([{"type": "link", "value": {"label": "ORCID", "url": "https://orcid.org/0"}, "id": "1"}])


@pytest.fixture
def article():
    """An article with everything that structured data speaks of."""
    SiteSettingsFactory(
        organisation_name="Lutut Health",
        organisation_profiles="https://social.example.org/lutut",
        logo=ImageFactory(),
    )
    trial = TrialFactory(registry_id="NCT00000001", study_type="INTERVENTIONAL", overall_status="RECRUITING")
    observed = TrialFactory(registry_id="NCT00000002", study_type="OBSERVATIONAL", overall_status="UNKNOWN")
    return ArticlePageFactory(
        title="Worn knees",
        slug="worn-knees",
        hero_image=ImageFactory(),
        authors=[AuthorFactory(name="Daniel Lim", credentials="BA", profile_links=LINKS)],
        reviewed_by=AuthorFactory(name="Meera Pillai", credentials="MD"),
        last_reviewed_at=datetime.date(2024, 5, 1),
        published_at=MOMENT,
        topics=[
            TopicFactory(
                name="Knee osteoarthritis", kind="condition", codes=CODES, synonyms=["gonarthrosis"]
            ),
            TopicFactory(name="Stem cell therapy", kind="treatment"),
            TopicFactory(name="Malaysia", kind="place", codes=CODES),
        ],
        body=[
            blocks.paragraph(),
            blocks.question(),
            blocks.price_range(),
            blocks.trial_list(trial, observed),
            {
                "type": "references",
                "id": "r",
                "value": {
                    "items": [
                        {"citation": "A study", "kind": "doi", "identifier": "10.1000/xyz123"},
                        {"citation": "A trial", "kind": "registry", "identifier": "NCT00000001"},
                        {"citation": "A page", "kind": "url", "identifier": "https://example.org/"},
                    ]
                },
            },
        ],
    )


def graph_of(api, path):
    return api.get(path, fields="_,json_ld")["json_ld"]


def nodes(document, name):
    return [node for node in document["@graph"] if name in types_of(node)]


def one(document, name):
    (found,) = nodes(document, name)
    return found


def test_the_graph_of_an_article_is_valid_and_has_what_search_engines_require(api, article):
    document = graph_of(api, f"pages/{article.pk}/")

    assert problems(document) == []
    assert missing_for_search(document) == []


def test_an_article_is_told_with_people_subjects_trials_questions_prices_and_sources(api, article):
    document = graph_of(api, f"pages/{article.pk}/")

    page, text = one(document, "MedicalWebPage"), one(document, "Article")
    people = {node["name"]: node for node in nodes(document, "Person")}
    assert page["@id"] == f"{article.full_url}#webpage"
    assert page["lastReviewed"] == "2024-05-01"
    assert page["reviewedBy"] == {"@id": people["Meera Pillai"]["@id"]}
    assert people["Daniel Lim"]["sameAs"] == ["https://orcid.org/0"]
    assert people["Meera Pillai"]["hasCredential"]["name"] == "MD"
    assert text["headline"] == "Worn knees"
    assert text["datePublished"] == "2020-08-14T04:00:00Z"
    assert text["author"] == [{"@id": people["Daniel Lim"]["@id"]}]
    assert text["publisher"] == {"@id": one(document, "Organization")["@id"]}
    condition = one(document, "MedicalCondition")
    assert condition["code"] == [{"@type": "MedicalCode", "codingSystem": "ICD-10", "codeValue": "M17"}]
    assert condition["alternateName"] == ["gonarthrosis"]
    assert one(document, "MedicalTherapy")["name"] == "Stem cell therapy"
    assert "code" not in one(document, "Place")
    assert {"@id": condition["@id"]} in text["about"]
    assert one(document, "MedicalTrial")["status"] == "https://schema.org/Recruiting"
    assert one(document, "MedicalObservationalStudy")["status"] == "Unknown status"
    assert one(document, "FAQPage") is page
    assert {"@id": one(document, "Question")["@id"]} in page["mainEntity"]
    price = one(document, "MonetaryAmount")
    assert (price["minValue"], price["maxValue"], price["currency"]) == (3000, 5000, "USD")
    assert [source["@type"] for source in text["citation"]] == [
        "ScholarlyArticle",
        "CreativeWork",
        "CreativeWork",
    ]
    assert one(document, "WebSite")["potentialAction"]["target"]["urlTemplate"].endswith(
        "/search/?q={search_term_string}"
    )


def test_the_picture_comes_in_three_shapes_once_they_have_been_made(api, article):
    assert len(one(graph_of(api, f"pages/{article.pk}/"), "Article")["image"]) == 1

    make_renditions.call(article.hero_image_id)

    images = one(graph_of(api, f"pages/{article.pk}/"), "Article")["image"]
    assert len({image["url"] for image in images}) == len(RATIOS)


@pytest.mark.parametrize("chosen", ["MedicalWebPage", "WebPage", "AboutPage", "ContactPage", "FAQPage"])
def test_the_editor_says_what_kind_of_page_it_is(api, chosen):
    document = graph_of(api, f"pages/{StandardPageFactory(schema_type=chosen).pk}/")

    assert problems(document) == []
    assert one(document, chosen)["@id"].endswith("#webpage")


def test_a_plain_page_that_an_editor_calls_an_article_has_one(api):
    document = graph_of(api, f"pages/{StandardPageFactory(schema_type='NewsArticle').pk}/")

    assert problems(document) == []
    assert one(document, "NewsArticle")["mainEntityOfPage"] == {"@id": one(document, "WebPage")["@id"]}


def test_all_other_kinds_of_content_have_valid_graphs(api, article):
    summary = TrialSummaryFactory()
    author, topic = AuthorFactory(), TopicFactory()
    paths = {
        f"pages/{default_home().pk}/": "WebPage",
        f"pages/{article_index().pk}/": "CollectionPage",
        f"trials/{summary.trial.pk}/": "MedicalTrial",
        f"authors/{author.pk}/": "ProfilePage",
        f"topics/{topic.pk}/": "MedicalCondition",
    }
    for path, kind in paths.items():
        document = graph_of(api, path)
        assert problems(document) == [], path
        assert missing_for_search(document) == [], path
        assert nodes(document, kind), path


def test_a_site_without_settings_has_a_valid_graph(api):
    assert problems(graph_of(api, f"pages/{ArticlePageFactory().pk}/")) == []


def test_drafts_and_what_is_not_public_are_not_told(api):
    author, trial = AuthorFactory(live=False), TrialFactory(live=False)
    article = ArticlePageFactory(
        authors=[author], topics=[TopicFactory(live=False)], body=[blocks.trial_list(trial)]
    )

    document = graph_of(api, f"pages/{article.pk}/")

    assert not nodes(document, "Person")
    assert not nodes(document, "MedicalTrial")
    assert "about" not in one(document, "Article")


def test_it_is_written_on_request_alone(api, article):
    path = f"pages/{article.pk}/"

    assert "json_ld" not in api.get(path)
    assert "json_ld" not in api.get(path, fields="*")
    assert {"json_ld", "head_html", "title"} <= set(api.get(path, fields="json_ld,head_html"))


@pytest.mark.parametrize("count", [1, 6])
def test_it_costs_the_same_however_much_it_tells(api, article, count):
    for content_type in ContentType.objects.all():
        ContentType.objects.get_for_id(content_type.pk)
    many = ArticlePageFactory(
        hero_image=ImageFactory(),
        authors=[AuthorFactory() for _ in range(count)],
        topics=[TopicFactory() for _ in range(count)],
        body=[blocks.trial_list(*[TrialFactory() for _ in range(count)])],
    )
    graph_of(api, f"pages/{many.pk}/")

    with CaptureQueriesContext(connection) as captured:
        graph_of(api, f"pages/{many.pk}/")

    asked = [query["sql"] for query in captured.captured_queries]
    assert len(asked) == 14, "\n".join(asked)
