"""What is new: the articles of a site, a section, a topic and an author."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q

from blog import relations
from blog.models import ArticleIndexPage, ArticlePage, Author, Topic
from cms.api.paths import page_id_at, snippet_at
from cms.core.models import BasePage
from cms.core.output import Output
from cms.core.references import References
from cms.core.scope import PublicScope
from cms.seo.feeds.feed import MOST_ITEMS, Feed, FeedAuthor, FeedItem, feed_links, register_feeds
from cms.seo.html import Link

_SNIPPETS: dict[str, tuple[type[Any], str]] = {
    "blog.Topic": (Topic, "topics"),
    "blog.Author": (Author, "authors"),
}


def article_feed(scope: PublicScope, path: str) -> Feed | None:
    """Return the feed of articles at a normalised reader path."""
    return _of_snippet(scope, path) or _of_section(scope, path)


def _of_snippet(scope: PublicScope, path: str) -> Feed | None:
    address = snippet_at(path)
    if address is None or address.model_label not in _SNIPPETS:
        return None
    model, relation = _SNIPPETS[address.model_label]
    live = model._default_manager.filter(live=True, locale__language_code=address.locale_code)
    found = live.filter(slug__iexact=address.key).first()
    if found is None:
        return None
    url = scope.snippet_url(address.model_label, found.slug, locale_code=address.locale_code)
    condition = Q(**{relation: found})
    return _feed(scope, condition, url=url, title=found.name, locale_code=address.locale_code)


def _of_section(scope: PublicScope, path: str) -> Feed | None:
    page = BasePage.objects.select_related("locale").filter(pk=page_id_at(scope, path)).first()
    is_home = page is not None and any(root.root_page_id == page.pk for root in scope.public_roots)
    if page is None or not (is_home or issubclass(page.specific_class or BasePage, ArticleIndexPage)):
        return None
    url = scope.page_url(path=page.path, url_path=page.url_path) or ""
    title = "" if is_home else page.title
    below = Q(path__startswith=page.path)
    code = page.locale.language_code
    return _feed(scope, below, url=url, title=title, locale_code=code, description=page.search_description)


def _feed(
    scope: PublicScope, condition: Q, *, url: str, title: str, locale_code: str, description: str = ""
) -> Feed:
    site_name = scope.site.name or scope.site.hostname
    articles = ArticlePage.objects.filter(scope.pages_q(), condition).exclude(published_at=None)
    newest = list(articles.defer("body").order_by("-published_at", "-pk")[:MOST_ITEMS])
    return Feed(
        path=url.removeprefix(scope.site.root_url),
        url=url,
        title=" – ".join(filter(None, (title, site_name))),
        description=description,
        locale_code=locale_code,
        publisher=site_name,
        items=_items(scope, newest),
    )


def _items(scope: PublicScope, articles: list[ArticlePage]) -> list[FeedItem]:
    references = References(scope)
    for article in articles:
        relations.want(relations.AUTHORS, article, references)
        relations.want(relations.TOPICS, article, references)
        references.want("image", article.hero_image_id)
    references.load()
    return [_item(article, references) for article in articles]


def _item(article: ArticlePage, references: References) -> FeedItem:
    def cards(relation: relations.Relation) -> list[dict[str, Any]]:
        return references.get_all(relation.card or "", relations.targets(relation, article, references))

    published = article.published_at
    assert published is not None  # The others are left out where articles are read.
    return FeedItem(
        url=references.scope.page_url(path=article.path, url_path=article.url_path) or "",
        title=article.title,
        summary=article.summary or article.search_description,
        published=published,
        updated=article.updated_at or article.last_published_at or published,
        authors=[FeedAuthor(card["title"], card["url"]) for card in cards(relations.AUTHORS)],
        topics=[card["title"] for card in cards(relations.TOPICS)],
        image=references.get("image", article.hero_image_id),
    )


def head_links(instance: Any, output: Output) -> list[Link]:
    """Return the links to the feeds of the site in this language, and of what the head is about."""
    scope = output.references.scope
    root_url, name = scope.site.root_url, scope.site.name or scope.site.hostname
    prefix = "/" if output.locale_code == settings.LANGUAGE_CODE else f"/{output.locale_code}/"
    links = feed_links(root_url, prefix, name)
    own = _own_path(instance, scope)
    return links if own in (None, prefix) else [*links, *feed_links(root_url, own or "", str(instance))]


def _own_path(instance: Any, scope: PublicScope) -> str | None:
    label = instance._meta.label
    if label in _SNIPPETS:
        code = instance.locale.language_code
        return scope.snippet_url(label, instance.slug, locale_code=code).removeprefix(scope.site.root_url)
    if isinstance(instance, ArticleIndexPage):
        return scope.page_path(path=instance.path or "", url_path=instance.url_path or "")
    return None


def register() -> None:
    """Add the feeds of articles."""
    register_feeds(article_feed)
