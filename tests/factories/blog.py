"""Authors, topics, article lists and articles."""

import factory
from django.utils.text import slugify
from factory.django import DjangoModelFactory

from blog.models import ArticleAuthor, ArticleIndexPage, ArticlePage, Author, RelatedArticle, Topic
from tests.factories import blocks
from tests.factories.core import locale
from tests.factories.pages import PageFactory, default_home


class NamedSnippetFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    slug = factory.LazyAttribute(lambda snippet: slugify(snippet.name))
    locale = factory.LazyFunction(lambda: locale("en"))


class AuthorFactory(NamedSnippetFactory):
    class Meta:
        model = Author

    name = factory.Sequence(lambda number: f"Author {number}")
    role = "Medical writer"
    credentials = "MD"


class TopicFactory(NamedSnippetFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda number: f"Topic {number}")


class ArticleIndexPageFactory(PageFactory):
    class Meta:
        model = ArticleIndexPage

    title = factory.Sequence(lambda number: f"Articles {number}")


def article_index():
    """The list that articles go below when a test does not say where."""
    return ArticleIndexPage.objects.filter(slug="articles").first() or ArticleIndexPageFactory(
        title="Articles", slug="articles", parent=default_home()
    )


class ArticlePageFactory(PageFactory):
    """`body` is a list of raw blocks; `authors`, `topics`, `tags`, `related` are lists in order."""

    class Meta:
        model = ArticlePage

    title = factory.Sequence(lambda number: f"Article {number}")
    summary = factory.Sequence(lambda number: f"What article {number} is about.")
    body = ()

    @classmethod
    def build_page(cls, model_class, *, body, authors=(), topics=(), tags=(), related=(), **kwargs):
        page = super().build_page(model_class, body=blocks.stream(*body), **kwargs)
        page.article_authors = [ArticleAuthor(author=author) for author in authors]
        page.topics = list(topics)
        page.related_links = [RelatedArticle(article=article) for article in related]
        page.tags.add(*tags)
        return page

    @classmethod
    def default_parent(cls):
        return article_index()
