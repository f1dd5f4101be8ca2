"""Feeds: what is new, in three formats, valid for strict readers."""

import datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from tests.factories.blog import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    AuthorFactory,
    TopicFactory,
    article_index,
)
from tests.factories.core import ImageFactory, restrict_page
from tests.factories.home import StandardPageFactory
from tests.factories.pages import translate

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = datetime.datetime(2024, 5, 4, 3, 2, 1, tzinfo=datetime.UTC)


@pytest.fixture
def article():
    return ArticlePageFactory(
        title="Knees & hips \x0b",
        slug="knees",
        summary="What <b>helps</b>",
        authors=[AuthorFactory(name="Ada"), AuthorFactory(name="Ben")],
        topics=[TopicFactory(name="Knee", slug="knee")],
        hero_image=ImageFactory(),
        published_at=MOMENT,
    )


def test_rss_is_what_strict_readers_want(client, article):
    response = client.get("/feeds/rss.xml")

    channel = ElementTree.fromstring(response.content).find("channel")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert channel.findtext(name), name
    itself = channel.find(f"{ATOM}link")
    assert (itself.get("rel"), itself.get("href")) == ("self", "http://localhost/feeds/rss.xml")
    (item,) = channel.findall("item")
    assert item.findtext("title") == "Knees & hips "
    assert item.findtext("description") == "What <b>helps</b>"
    assert item.findtext("link") == item.findtext("guid") == article.full_url
    assert parsedate_to_datetime(item.findtext("pubDate")) == MOMENT
    assert [name.text for name in item.findall("{http://purl.org/dc/elements/1.1/}creator")] == ["Ada", "Ben"]
    assert item.findtext("category") == "Knee"
    assert item.find("{http://search.yahoo.com/mrss/}content").get("medium") == "image"


def test_atom_is_what_strict_readers_want(client, article):
    response = client.get("/feeds/atom.xml")

    feed = ElementTree.fromstring(response.content)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.findtext(f"{ATOM}id")
    assert datetime.datetime.fromisoformat(feed.findtext(f"{ATOM}updated")).tzinfo
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == "http://localhost/feeds/atom.xml"
    (entry,) = feed.findall(f"{ATOM}entry")
    for name in ("id", "title", "updated", "published", "summary"):
        assert entry.findtext(f"{ATOM}{name}"), name
    assert [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")] == ["Ada", "Ben"]


def test_json_feed_has_everything_that_it_requires(client, article):
    response = client.get("/feeds/feed.json")

    feed = response.json()
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://localhost/feeds/feed.json"
    (item,) = feed["items"]
    assert item["id"] == item["url"] == article.full_url
    assert item["content_text"] == "What <b>helps</b>"
    assert item["authors"] == [
        {"name": "Ada", "url": "http://localhost/authors/ada/"},
        {"name": "Ben", "url": "http://localhost/authors/ben/"},
    ]
    assert item["tags"] == ["Knee"]


def titles(client, place):
    response = client.get(f"/feeds/{place}feed.json")
    return [item["title"] for item in response.json()["items"]] if response.status_code == 200 else None


def test_sections_topics_authors_and_languages_have_feeds_of_their_own(client):
    section = ArticleIndexPageFactory(title="Section", slug="section", parent=article_index())
    knee, ada = TopicFactory(name="Knee", slug="knee"), AuthorFactory(name="Ada", slug="ada")
    first = ArticlePageFactory(title="First", topics=[knee], published_at=MOMENT)
    ArticlePageFactory(title="Second", authors=[ada], parent=section)
    translate(first, "ms", title="Pertama", slug="pertama")

    assert titles(client, "articles/section/") == ["Second"]
    assert titles(client, "articles/") == titles(client, "") == ["Second", "First"]
    assert sorted(titles(client, "topics/knee/")) == ["First", "Pertama"]
    assert titles(client, "authors/ada/") == ["Second"]
    assert titles(client, "ms/") == ["Pertama"]


def test_nothing_that_is_not_public_is_in_a_feed(client):
    private = ArticlePageFactory(title="Private")
    restrict_page(private)
    ArticlePageFactory(title="Draft", live=False)
    TopicFactory(slug="gone", live=False)

    assert titles(client, "") == []
    assert titles(client, "topics/gone/") is None


def test_what_has_no_feed_is_not_found(client):
    StandardPageFactory(slug="about")

    for path in ("about/rss.xml", "nowhere/rss.xml", "topics/none/atom.xml", "rss.json", ""):
        assert client.get(f"/feeds/{path}").status_code == 404, path


def test_heads_name_the_feeds(client, article):
    soup = BeautifulSoup(client.get("/topics/knee/").content, "html.parser")

    links = [link["href"] for link in soup.find_all("link", type="application/rss+xml")]

    assert links == ["http://localhost/feeds/rss.xml", "http://localhost/feeds/topics/knee/rss.xml"]
    for link in links:
        assert client.get(link.removeprefix("http://localhost")).status_code == 200


@pytest.mark.parametrize("count", [1, 8])
def test_a_feed_costs_the_same_however_much_is_new(client, django_assert_max_num_queries, count):
    for _ in range(count):
        topic, author = TopicFactory(), AuthorFactory()
        ArticlePageFactory(hero_image=ImageFactory(), authors=[author], topics=[topic], history=False)
    client.get("/feeds/rss.xml")

    with django_assert_max_num_queries(10):
        client.get("/feeds/rss.xml")
