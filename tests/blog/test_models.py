"""Articles, lists, authors and topics: what saving fills in and what it refuses."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from blog.models import ArticleIndexPage, ArticlePage, Author, Topic
from home.models import HomePage, StandardPage
from tests.factories import blocks
from tests.factories.blog import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    AuthorFactory,
    TopicFactory,
    article_index,
)
from tests.factories.core import locale
from tests.factories.pages import publish, translate, unpublish

pytestmark = pytest.mark.django_db


# Articles


def test_an_article_that_goes_live_is_dated_and_keeps_its_date():
    article = ArticlePageFactory(live=False)
    assert article.published_at is None

    article = publish(article)
    first = article.published_at
    assert abs(timezone.now() - first) < datetime.timedelta(minutes=1)

    assert publish(publish(unpublish(article))).published_at == first


def test_an_editors_date_is_kept():
    day = datetime.datetime(2019, 5, 1, tzinfo=datetime.UTC)

    assert ArticlePageFactory(published_at=day).published_at == day


def test_articles_live_in_lists_and_lists_in_lists():
    assert ArticlePage.can_create_at(article_index())
    assert not ArticlePage.can_create_at(article_index().get_parent().specific)
    assert ArticleIndexPage.can_create_at(article_index())
    assert set(ArticleIndexPage.allowed_subpage_models()) == {ArticlePage, ArticleIndexPage}
    assert not ArticlePage.allowed_subpage_models()
    assert ArticlePage not in StandardPage.allowed_subpage_models()
    assert ArticleIndexPage in HomePage.allowed_subpage_models()


def test_a_copy_has_the_same_authors_topics_and_tags_in_the_same_order():
    zoe, ali = AuthorFactory(name="Zoe"), AuthorFactory(name="Ali")
    related = ArticlePageFactory()
    article = ArticlePageFactory(
        authors=[zoe, ali], topics=[TopicFactory()], tags=["a"], related=[related], body=[blocks.heading()]
    )

    copy = article.copy(update_attrs={"slug": "copy"})

    assert [link.author for link in copy.article_authors.all()] == [zoe, ali]
    assert list(copy.topics.all()) == list(article.topics.all())
    assert {tag.name for tag in copy.tags.all()} == {"a"}
    assert [link.article_id for link in copy.related_links.all()] == [related.pk]
    assert article.article_authors.count() == 2


def test_a_translation_starts_with_what_the_original_has():
    author, topic = AuthorFactory(), TopicFactory()
    article = ArticlePageFactory(authors=[author], topics=[topic], tags=["a"], body=[blocks.paragraph()])

    malay = translate(article, "ms", slug="lutut")

    assert [link.author for link in malay.article_authors.all()] == [author]
    assert list(malay.topics.all()) == [topic]
    assert len(malay.body) == 1


def test_review_dates_that_contradict_each_other_are_refused():
    article = ArticlePageFactory()
    article.last_reviewed_at, article.next_review_at = datetime.date(2020, 1, 2), datetime.date(2020, 1, 1)

    with pytest.raises(ValidationError, match="The next review must be after the last one"):
        article.full_clean()


def test_an_article_that_an_author_is_deleted_from_stays():
    author = AuthorFactory()
    article = ArticlePageFactory(authors=[author], reviewed_by=author)

    author.delete()

    article = ArticlePage.objects.get(pk=article.pk)
    assert article.reviewed_by is None
    assert not article.article_authors.exists()


def test_sections_nest():
    section = ArticleIndexPageFactory(parent=article_index(), title="Knees")

    assert ArticlePageFactory(parent=section, title="Cost").url_path.endswith("/articles/knees/cost/")


# Authors and topics


@pytest.fixture(params=[AuthorFactory, TopicFactory])
def factory(request):
    return request.param


@pytest.mark.parametrize(
    ("name", "slug"), [("Dr Aminah Yusof", "dr-aminah-yusof"), ("膝", "膝"), ("Zoë Ünal", "zoë-ünal")]
)
def test_an_empty_slug_is_filled_from_the_name(factory, name, slug):
    assert factory(name=name, slug="").slug == slug
    other = factory._meta.model(name=name, locale=locale("ms"))
    other.full_clean()
    assert other.slug == slug


def test_a_slug_that_is_taken_is_refused_with_another_that_is_free(factory):
    factory(name="Knee", slug="knee")
    again = factory._meta.model(name="Knee", locale=locale("en"))

    with pytest.raises(ValidationError, match="“knee” is taken in this language"):
        again.full_clean()


def test_two_languages_may_share_a_slug(factory):
    english = factory(name="Knee")

    malay = translate(english, "ms", name="Lutut")

    malay.full_clean()
    assert malay.slug == english.slug == "knee"


def test_their_reader_address_is_told(factory):
    kind = "authors" if factory is AuthorFactory else "topics"

    assert factory(name="Knee").full_url == f"http://localhost/{kind}/knee/"
    assert factory(name="Lutut", locale=locale("ms")).full_url == f"http://localhost/ms/{kind}/lutut/"


def test_they_are_named_by_their_name():
    assert str(Author(name="Aminah")) == "Aminah"
    assert str(Topic(name="Knee")) == "Knee"
