"""Every document is exactly what its fields say that they write: whole, bare, odd, in every format."""

import datetime

import pytest

from cms.api.pages import PageAPIViewSet
from cms.core.models import BasePage, Image
from cms.core.renditions import make_renditions
from cms.core.rich_text import FORMATS
from home.models import HomePage
from tests.api.described import problems_of, validator, whole_schema
from tests.factories import blocks
from tests.factories.blog import ArticleIndexPageFactory, ArticlePageFactory, AuthorFactory, TopicFactory
from tests.factories.core import (
    DocumentFactory,
    ImageFactory,
    RedirectFactory,
    picture_file,
    private_collection,
)
from tests.factories.home import HomePageFactory, StandardPageFactory
from tests.factories.pages import default_home, publish, translate, unpublish
from tests.factories.trials import TrialFactory, TrialSummaryFactory

pytestmark = pytest.mark.django_db

RICH = (
    "<p>Some <b>bold <i>and italic</i></b> words, H<sub>2</sub>O, x<sup>2</sup>,<br/>a "
    '<a href="https://example.org/">link</a>, <a href="javascript:alert(1)">none</a>.</p>'
    "<h2>Heading</h2><ul><li>one<ul><li>two</li></ul></li></ul><ol><li>first</li></ol><hr/>"
    "<blockquote>said</blockquote><pre>code()</pre>loose words"
)


@pytest.fixture
def picture():
    image = ImageFactory(
        file=picture_file(size=(900, 600)), credit="A photographer", focal_point_x=450, focal_point_y=200
    )
    image.tags.add("knee")
    make_renditions.call(image.pk)
    return Image.objects.get(pk=image.pk)


@pytest.fixture
def author(picture):
    return AuthorFactory(
        photo=picture,
        biography=RICH,
        profile_links=blocks.stream(
            blocks.block("link", {"label": "Register", "url": "https://example.org/register/"})
        ),
    )


@pytest.fixture
def topic():
    return TopicFactory(
        kind="treatment",
        description="<p>What it <b>is</b>.</p>",
        synonyms=["jab", "shot"],
        codes=blocks.stream(blocks.block("code", {"system": "MeSH", "code": "D000001"})),
    )


def every_block(picture, article, trial, document):
    links = (
        blocks.page_link(article) + blocks.document_link(document) + blocks.embedded_image(picture, alt="x")
    )
    return [
        blocks.heading(level=2),
        blocks.heading("Another", level=3),
        blocks.paragraph(RICH + f"<p>{links}</p>"),
        blocks.bullet_list("<p>one</p>", "<p>two</p>"),
        blocks.numbered_list("<p>one</p>"),
        blocks.callout(kind="warning", link=blocks.link_to(article, text="More")),
        blocks.callout(RICH),
        blocks.image(picture, alt_text="A knee", caption="A caption"),
        blocks.image(None),
        blocks.embed(),
        blocks.embed("https://unknown.example.org/player"),
        blocks.quote(attribution="Somebody", source_url="https://example.org/"),
        blocks.table([("text", "A"), ("rich_text", "B"), ("number", "C")], ["a", RICH, "1.5"], ["a"]),
        blocks.price_range(),
        blocks.price_range("100", None, currency="XXX", as_of="2020-08-01"),
        blocks.trial_list(trial, query={"condition": "knee", "maximum": 3}),
        blocks.trial_list(),
        blocks.related_posts(article, automatic=True),
        blocks.link_button(article),
        blocks.link_button(url="tel:+60123456"),
        blocks.question(),
        blocks.references(("A study", "doi", "10.1000/xyz123"), ("A page", "url", "nowhere")),
    ]


@pytest.fixture
def article(picture, author, topic):
    other = ArticlePageFactory(topics=[topic], hero_image=picture, summary="")
    trial = TrialFactory()
    TrialSummaryFactory(trial=trial)
    made = ArticlePageFactory(
        body=every_block(picture, other, trial, DocumentFactory()),
        authors=[author, AuthorFactory(photo=None, role="", credentials="")],
        topics=[topic],
        tags=["knees", "膝"],
        related=[other],
        hero_image=picture,
        social_image=picture,
        schema_type="MedicalWebPage",
        reviewed_by=author,
        last_reviewed_at=datetime.date(2026, 1, 31),
        next_review_at=datetime.date(2030, 1, 31),
        published_at=datetime.datetime(2020, 8, 14, 4, tzinfo=datetime.UTC),
        updated_at=datetime.datetime(2021, 8, 14, 4, 0, 0, 123456, tzinfo=datetime.UTC),
    )
    translate(made, "ms", title="Dalam bahasa Melayu")
    return made


@pytest.mark.parametrize("rich_text_format", FORMATS)
def test_a_full_article_is_as_described_in_every_format(api, article, rich_text_format):
    document = api.get(f"pages/{article.pk}/", rich_text_format=rich_text_format)

    assert problems_of(document) == []
    assert len({block["type"] for block in document["body"]}) == 15
    assert document["hero_image"]["sources"]
    assert document["hero_image"]["social"]


def bare_pages():
    return {
        "an article": lambda: ArticlePageFactory(summary="", history=False),
        "an article of private things": lambda: ArticlePageFactory(
            hero_image=ImageFactory(collection=private_collection()),
            authors=[unpublish(AuthorFactory())],
            reviewed_by=unpublish(AuthorFactory()),
            related=[unpublish(ArticlePageFactory())],
            robots_noindex=True,
            robots_nofollow=True,
            slug="膝关节",
        ),
        "a malformed body": lambda: ArticlePageFactory(
            body=[blocks.block("heading", None), blocks.block("table", []), blocks.block("nonsense", 1)]
        ),
        "an article list": ArticleIndexPageFactory,
        "a plain page": StandardPageFactory,
        "a home page": default_home,
        "a home page with a button": lambda: HomePageFactory(
            parent=default_home(), hero_link_url="https://example.org/", featured=[ArticlePageFactory()]
        ),
    }


@pytest.mark.parametrize("kind", bare_pages())
@pytest.mark.parametrize("rich_text_format", ["html", "json"])
def test_a_page_with_little_or_odd_content_is_as_described(api, monkeypatch, kind, rich_text_format):
    monkeypatch.setattr(HomePage, "parent_page_types", ["home.HomePage"])
    page = bare_pages()[kind]()

    assert problems_of(api.get(f"pages/{page.pk}/", rich_text_format=rich_text_format)) == []


def test_a_home_page_with_a_button_to_a_page_is_as_described(api, picture):
    home = default_home()
    target = StandardPageFactory()
    home.hero_title, home.hero_text, home.hero_image = "Welcome", RICH, picture
    home.hero_link_page, home.hero_link_text = target, ""
    publish(home)

    document = api.get(f"pages/{home.pk}/")

    assert problems_of(document) == []
    assert document["hero_link"]["page"]["id"] == target.pk


def test_an_alias_is_as_described(api, article):
    alias = article.create_alias(parent=ArticleIndexPageFactory(), update_slug="mirror")

    document = api.get(f"pages/{alias.pk}/")

    assert problems_of(document) == []
    assert document["meta"]["alias_of"]["id"] == article.pk


def test_lists_of_pages_of_all_types_are_as_described(api, article):
    items = api.get("pages/")["items"]
    defaults = PageAPIViewSet.get_listing_default_fields(BasePage)
    schema = validator(whole_schema("core.BasePage", defaults))

    assert len({item["meta"]["type"] for item in items}) > 2
    assert [error.message for item in items for error in schema.iter_errors(item)] == []


@pytest.mark.parametrize("rich_text_format", FORMATS)
def test_authors_and_topics_are_as_described(api, author, topic, rich_text_format):
    translate(author, "ms")
    for path in (f"authors/{author.pk}/", f"topics/{topic.pk}/"):
        document = api.get(path, rich_text_format=rich_text_format)
        assert problems_of(document) == []

    for bare in (AuthorFactory(role="", credentials=""), TopicFactory()):
        kind = f"{bare._meta.model_name}s"
        assert problems_of(api.get(f"{kind}/{bare.pk}/", rich_text_format=rich_text_format)) == []


def test_entries_of_old_authors_and_topics_that_make_no_sense_are_left_out(api):
    author = AuthorFactory(
        profile_links=blocks.stream(
            blocks.block("link", {"label": "Register", "more": 1}), blocks.block("link", None)
        )
    )
    topic = TopicFactory(
        codes=blocks.stream(
            blocks.block("code", {"system": "Gone", "code": "1"}),
            blocks.block("code", {"system": "ATC", "code": "M09"}),
        )
    )

    shown = api.get(f"authors/{author.pk}/")
    assert problems_of(shown) == []
    assert shown["profile_links"] == [{"label": "Register", "url": ""}, {"label": "", "url": ""}]
    shown = api.get(f"topics/{topic.pk}/")
    assert problems_of(shown) == []
    assert shown["codes"] == [{"system": "ATC", "code": "M09"}]


def test_trials_with_much_and_with_little_are_as_described(api):
    full = TrialFactory(
        last_known_status="RECRUITING", overall_status="UNKNOWN", start="2020", completion="2021-02-03"
    )
    TrialSummaryFactory(trial=full)
    TrialSummaryFactory(trial=full, language="ms")
    little = TrialFactory(
        registry_id=None,
        registry="",
        phases=[],
        conditions=[],
        interventions=[],
        countries=[],
        sponsor="",
        enrolment=None,
        first_posted="",
        last_update_posted="",
        as_of="",
        source="",
    )

    for trial in (full, little):
        assert problems_of(api.get(f"trials/{trial.pk}/")) == []


def test_images_documents_and_redirects_are_as_described(api, picture, article):
    document = DocumentFactory(title="Leaflet")
    document.tags.add("paper")
    to_page = RedirectFactory(redirect_page=article, redirect_page_route_path="/part/")
    elsewhere = RedirectFactory(redirect_link="https://example.org/")

    for path in (
        f"images/{picture.pk}/",
        f"images/{ImageFactory(description='').pk}/",
        f"documents/{document.pk}/",
        f"redirects/{to_page.pk}/",
        f"redirects/{elsewhere.pk}/",
    ):
        assert problems_of(api.get(path)) == [], path
