"""A cold answer costs the same number of queries however much it holds; the numbers are pinned here.

A number may only go down. Content types are cached by Django for the life of a process, so they are warm.
"""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import FeaturedPage
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory
from tests.factories.core import DocumentFactory, ImageFactory, SiteSettingsFactory
from tests.factories.home import StandardPageFactory
from tests.factories.pages import default_home, publish
from tests.factories.trials import TrialFactory, TrialSummaryFactory

pytestmark = pytest.mark.django_db

PROMISED_FOR_A_DOCUMENT = 12
PROMISED_FOR_A_LIST = 8


@pytest.fixture(autouse=True)
def _warm_content_types(db):
    for content_type in ContentType.objects.all():
        ContentType.objects.get_for_id(content_type.pk)


def queries(address):
    """The statements of one cold answer, which must be a 200."""
    Client().get(address)
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(address)
    assert response.status_code == 200, response.content
    return [query["sql"] for query in captured.captured_queries]


def many(factory, count, **fields):
    return [factory(**fields) for _ in range(count)]


def prose(count):
    """Blocks that refer to nothing."""
    kinds = (blocks.heading, blocks.paragraph, blocks.quote, blocks.price_range, blocks.question)
    return [kinds[number % len(kinds)]() for number in range(count)]


@pytest.fixture
def topic():
    return TopicFactory()


@pytest.fixture
def make_article(topic):
    """An article in the shape that is promised: `size` blocks, trials and related articles among them."""

    def make(*, size, trials=10, posts=5):
        chosen = many(TrialFactory, trials)
        related = many(ArticlePageFactory, posts, topics=[topic], hero_image=ImageFactory(), history=False)
        rest = prose(size - 2)
        return ArticlePageFactory(
            hero_image=ImageFactory(),
            authors=many(AuthorFactory, 2, photo=ImageFactory()),
            topics=[topic],
            tags=["cells"],
            related=related,
            body=[*rest, blocks.trial_list(*chosen), blocks.related_posts(*related)],
        )

    return make


@pytest.mark.parametrize(("size", "trials", "posts"), [(25, 10, 5), (100, 10, 5), (100, 30, 20)])
def test_an_article_costs_the_same_however_long_it_is(make_article, size, trials, posts):
    article = make_article(size=size, trials=trials, posts=posts)

    asked = queries(f"/api/v2/pages/{article.pk}/")

    assert len(asked) == 11, "\n".join(asked)
    assert len(asked) <= PROMISED_FOR_A_DOCUMENT


def everything(count, *, others, trials, topic):
    """`count` of each block that refers to something, each to objects of its own."""
    body = []
    for number in range(count):
        page, trial = others[number], trials[number]
        leaflet = DocumentFactory()
        body += [
            blocks.paragraph(f"<p>{blocks.page_link(page)} {blocks.document_link(leaflet)}</p>"),
            blocks.bullet_list(blocks.page_link(page)),
            blocks.callout(f"<p>{blocks.page_link(page)}</p>", link=blocks.link_to(page, text="More")),
            blocks.image(ImageFactory()),
            blocks.embed(f"https://www.youtube.com/watch?v=aqz-KE-bp{number:02}"),
            blocks.trial_list(trial, query={"condition": "knee", "maximum": number + 1}),
            blocks.related_posts(page, automatic=True),
            blocks.link_button(page),
            blocks.question(answer=f"<p>{blocks.page_link(page)}</p>"),
        ]
    return body


@pytest.mark.parametrize("count", [2, 12])
def test_an_article_with_every_kind_of_reference_costs_the_same_however_many(topic, count):
    others = many(ArticlePageFactory, count, topics=[topic], hero_image=ImageFactory(), history=False)
    trials = [TrialSummaryFactory().trial for _ in range(count)]
    reviewer = AuthorFactory(photo=ImageFactory())
    article = ArticlePageFactory(
        hero_image=ImageFactory(),
        authors=many(AuthorFactory, count),
        topics=[topic],
        tags=["cells"],
        related=others[:2],
        reviewed_by=reviewer,
        body=everything(count, others=others, trials=trials, topic=topic),
    )

    asked = queries(f"/api/v2/pages/{article.pk}/")

    # Beyond the promised shape: players, leaflets and saved queries, one more each.
    assert len(asked) == 13, "\n".join(asked)


@pytest.mark.parametrize("count", [3, 20, 100])
def test_a_list_of_articles_costs_the_same_however_many(topic, count):
    picture, author = ImageFactory(), AuthorFactory()
    for number in range(count):
        ArticlePageFactory(
            hero_image=picture if number % 2 else ImageFactory(),
            authors=[author] if number % 2 else [AuthorFactory(photo=picture)],
            topics=[topic] if number % 2 else [TopicFactory()],
            history=False,
        )

    asked = queries(
        f"/api/v2/pages/?type=blog.ArticlePage&limit={count}"
        "&fields=summary,hero_image,authors,topics,published_at"
    )

    assert len(asked) == 8, "\n".join(asked)
    assert len(asked) <= PROMISED_FOR_A_LIST


@pytest.mark.parametrize("count", [2, 10])
def test_a_list_of_whole_articles_costs_the_same_however_many(topic, count):
    trial = TrialFactory()
    for _ in range(count):
        ArticlePageFactory(
            topics=[topic],
            authors=[AuthorFactory()],
            body=[blocks.trial_list(trial), blocks.paragraph(), blocks.image(ImageFactory())],
            history=False,
        )

    asked = queries("/api/v2/pages/?type=blog.ArticlePage&fields=*")

    assert len(asked) == 11, "\n".join(asked)


@pytest.mark.parametrize("count", [2, 9])
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/api/v2/pages/", 4),
        ("/api/v2/pages/?type=blog.ArticlePage&topics__slug=knee&order=-published_at", 4),
        ("/api/v2/pages/?search=knee", 4),
        ("/api/v2/images/", 5),
        ("/api/v2/images/?fields=*", 6),
        ("/api/v2/documents/", 5),
        ("/api/v2/redirects/", 4),
        ("/api/v2/authors/?fields=*", 6),
        ("/api/v2/topics/?fields=*", 5),
        ("/api/v2/trials/?fields=*", 5),
        ("/api/v2/search/?q=knee", 8),
    ],
)
def test_every_list_costs_the_same_however_long_it_is(count, address, expected):
    topic = TopicFactory(name="Knee")
    for number in range(count):
        image, document = ImageFactory(), DocumentFactory()
        image.tags.add("a")
        document.tags.add("b")
        ArticlePageFactory(title=f"Knee {number}", topics=[topic], history=False)
        AuthorFactory(photo=image)
        TopicFactory()
        TrialSummaryFactory(trial=TrialFactory(brief_title=f"Knee {number}"))

    asked = queries(address)

    assert len(asked) == expected, "\n".join(asked)


@pytest.mark.parametrize("count", [2, 12])
def test_the_site_document_costs_the_same_however_long_its_menu_is(count):
    pages = many(StandardPageFactory, count, history=False)
    entries = [
        {
            "type": "item",
            "value": {"label": "x", "page": page.pk, "url": "", "children": []},
            "id": str(page.pk),
        }
        for page in pages
    ]
    SiteSettingsFactory(navigation=json.dumps(entries), logo=ImageFactory())

    asked = queries("/api/v2/site/")

    assert len(asked) == 5, "\n".join(asked)


@pytest.mark.parametrize("count", [2, 12])
def test_the_home_page_costs_the_same_however_much_it_features(count):
    home = default_home()
    pages = many(ArticlePageFactory, count, hero_image=ImageFactory(), history=False)
    home.featured_links = [FeaturedPage(page=page.basepage_ptr) for page in pages]
    publish(home)

    asked = queries(f"/api/v2/pages/{home.pk}/")

    assert len(asked) == 7, "\n".join(asked)


def test_a_path_is_resolved_for_one_query_more_than_the_document(make_article):
    article = make_article(size=25)

    by_id = queries(f"/api/v2/pages/{article.pk}/")
    by_path = queries(f"/api/v2/resolve/?path=/articles/{article.slug}/")

    assert len(by_path) == len(by_id) + 1, "\n".join(by_path)
