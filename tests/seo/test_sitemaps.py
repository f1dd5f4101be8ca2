"""Sitemaps: what is in them, what is not, and that everything about them is as the protocol says."""

import datetime
import gzip
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.core.enums import Robots
from cms.core.models import BasePage
from cms.seo.sitemaps.parts import IDS_PER_PART
from tests.factories import blocks
from tests.factories.blog import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    AuthorFactory,
    TopicFactory,
    article_index,
)
from tests.factories.core import (
    CollectionFactory,
    ImageFactory,
    SiteFactory,
    SiteSettingsFactory,
    restrict_collection,
    restrict_page,
)
from tests.factories.home import HomePageFactory, StandardPageFactory
from tests.factories.pages import default_home, publish, translate, unpublish
from tests.factories.trials import TrialFactory, TrialSummaryFactory

pytestmark = pytest.mark.django_db

SCHEMAS = Path(__file__).parent / "sitemaps"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
HIDDEN = Robots.NOINDEX_FOLLOW.value


@pytest.fixture(scope="session")
def schema():
    extensions = [(NAMES["image"], "image.xsd"), (NAMES["xhtml"], "link.xsd")]
    locations = [(name, str(SCHEMAS / "extensions" / file)) for name, file in extensions]
    return xmlschema.XMLSchema(str(SCHEMAS / "sitemap.xsd"), locations=locations)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def parts(client):
    """The paths of the parts, with their `lastmod`."""
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)
    return {
        part.findtext("s:loc", namespaces=NAMES).removeprefix("http://localhost"): part.findtext(
            "s:lastmod", namespaces=NAMES
        )
        for part in root
    }


def entries(client, schema=None):
    """The entries of all parts by address, each part held against the schema."""
    found = {}
    for path in parts(client):
        written = body(client.get(path))
        if schema is not None:
            schema.validate(written.decode())
        for url in ElementTree.fromstring(written):
            found[url.findtext("s:loc", namespaces=NAMES)] = url
    return found


def test_everything_that_may_be_found_is_listed_and_valid(client, schema):
    author, topic, trial = AuthorFactory(slug="ada"), TopicFactory(slug="knee"), TrialFactory()
    ArticlePageFactory(slug="knees")

    listed = entries(client, schema)

    assert set(listed) == {
        "http://localhost/",
        "http://localhost/articles/",
        "http://localhost/articles/knees/",
        f"http://localhost/authors/{author.slug}/",
        f"http://localhost/topics/{topic.slug}/",
        f"http://localhost/trials/{trial.address_key}/",
    }


def test_what_search_engines_must_not_show_is_in_no_sitemap(client, schema):
    section = ArticleIndexPageFactory(slug="hidden", parent=article_index(), robots_section=HIDDEN)
    private = ArticlePageFactory(slug="private")
    restrict_page(private)
    expired = ArticlePageFactory(slug="expired")
    BasePage.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - datetime.timedelta(seconds=5))
    unpublish(ArticlePageFactory(slug="unpublished"))
    ArticlePageFactory(slug="draft", live=False)
    ArticlePageFactory(slug="noindex", robots_noindex=True)
    ArticlePageFactory(slug="elsewhere", canonical_url="https://original.example.org/")
    ArticlePageFactory(slug="below-hidden", parent=section)
    ArticlePageFactory(slug="shown", parent=section, robots_section=Robots.INDEX_FOLLOW.value)
    ArticlePageFactory(slug="own", canonical_url="http://localhost/articles/own/")
    AuthorFactory(slug="gone", live=False)

    listed = {address.removeprefix("http://localhost") for address in entries(client, schema)}

    assert listed == {"/", "/articles/", "/articles/hidden/shown/", "/articles/own/"}


def test_a_site_that_hides_itself_lists_what_sections_show(client):
    SiteSettingsFactory(robots=HIDDEN)
    ArticlePageFactory(slug="shown", robots_section=Robots.INDEX_FOLLOW.value)
    TopicFactory()

    assert set(entries(client)) == {"http://localhost/articles/shown/"}


def test_a_site_with_nothing_to_list_has_no_sitemap(client):
    SiteSettingsFactory(robots=HIDDEN)

    assert client.get("/sitemap.xml").status_code == 404
    assert client.get("/sitemaps/articlepage-2-0.xml").status_code == 404
    assert client.get("/sitemaps/nonsense-0.xml").status_code == 404


def test_the_date_is_that_of_the_last_change_in_substance(client):
    moment = datetime.datetime(2021, 5, 4, 3, 2, 1, tzinfo=datetime.UTC)
    changed, plain = ArticlePageFactory(updated_at=moment), ArticlePageFactory()

    listed = entries(client)

    assert listed[changed.full_url].findtext("s:lastmod", namespaces=NAMES) == "2021-05-04T03:02:01+00:00"
    published = plain.last_published_at.isoformat(timespec="seconds")
    assert listed[plain.full_url].findtext("s:lastmod", namespaces=NAMES) == published
    path = f"/sitemaps/articlepage-{article_index().pk}-0.xml"
    assert parts(client)[path] == published


def test_a_draft_changes_no_date(client):
    article = ArticlePageFactory()
    before = parts(client)

    article.title = "Other"
    article.save_revision()

    assert parts(client) == before


def test_languages_name_each_other(client, schema):
    article = ArticlePageFactory(title="Knees", slug="knees")
    lutut = translate(article, "ms", title="Lutut", slug="lutut")
    hidden = ArticlePageFactory(slug="alone")
    translate(hidden, "ms", slug="tersembunyi", robots_noindex=True)

    listed = entries(client, schema)

    def links(page):
        found = listed[page].findall("xhtml:link", NAMES)
        return {link.get("hreflang"): link.get("href") for link in found}

    english, malay = "http://localhost/articles/knees/", "http://localhost/ms/articles/lutut/"
    assert lutut.slug == "lutut"
    assert links(english) == links(malay) == {"en": english, "ms": malay, "x-default": english}
    assert links("http://localhost/articles/alone/") == {}


def test_trials_are_listed_in_the_languages_in_which_they_are_summarised(client, schema):
    translate(default_home(), "ms")
    told = TrialSummaryFactory(language="ms").trial
    untold = TrialFactory()

    listed = set(entries(client, schema))

    assert f"http://localhost/ms/trials/{told.address_key}/" in listed
    assert f"http://localhost/trials/{untold.address_key}/" in listed
    assert f"http://localhost/ms/trials/{untold.address_key}/" not in listed


def test_public_pictures_are_listed_wherever_they_are_in_a_page(client, schema):
    hero, inside = ImageFactory(), ImageFactory()
    private = ImageFactory(collection=CollectionFactory())
    restrict_collection(private.collection)
    article = ArticlePageFactory(hero_image=hero, body=[blocks.image(inside), blocks.image(private)])

    entry = entries(client, schema)[article.full_url]

    found = [image.text for image in entry.findall("image:image/image:loc", NAMES)]
    assert {address.rsplit("/", 1)[1] for address in found} == {
        hero.file.name.rsplit("/", 1)[1],
        inside.file.name.rsplit("/", 1)[1],
    }


def test_parts_come_packed_by_name_or_for_who_takes_it(client):
    path = f"/sitemaps/articleindexpage-{article_index().pk}-0.xml"
    plain = body(client.get(path))

    packed = client.get(f"{path}.gz")
    coded = client.get(path, headers={"Accept-Encoding": "gzip"})

    assert packed["Content-Type"] == "application/gzip"
    assert gzip.decompress(body(packed)) == plain
    assert coded["Content-Encoding"] == "gzip"
    assert gzip.decompress(body(coded)) == plain


def test_a_part_costs_the_same_number_of_queries_however_many_it_lists(client):
    translate(default_home(), "ms")
    for content_type in ContentType.objects.all():
        ContentType.objects.get_for_id(content_type.pk)
    counts = []
    for _ in range(2):
        for _number in range(3):
            ArticlePageFactory(hero_image=ImageFactory(), history=False)
        path = f"/sitemaps/articlepage-{article_index().pk}-0.xml"
        body(client.get(path))
        with CaptureQueriesContext(connection) as captured:
            body(client.get(path))
        counts.append(len(captured.captured_queries))

    assert counts[0] == counts[1] <= 12


def test_a_part_holds_one_range_of_ids(client):
    article = ArticlePageFactory()
    number = article.pk // IDS_PER_PART
    part = f"/sitemaps/articlepage-{article_index().pk}-{number}.xml"

    assert part in parts(client)
    assert client.get(part.replace(f"-{number}.xml", f"-{number + 1}.xml")).status_code == 404


def test_another_site_has_a_sitemap_of_its_own(client):
    home = HomePageFactory(title="Other home", slug="other-home")
    page = StandardPageFactory(title="There", slug="there", parent=home)
    SiteFactory(hostname="other.example.org", root_page=home)
    publish(page)

    response = client.get("/sitemap.xml?site=other.example.org")

    assert b"http://other.example.org/sitemaps/standardpage-" in response.content
