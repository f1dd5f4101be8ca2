"""The Malay part of the site: start page, article list, one article."""

from __future__ import annotations

from blog.models import ArticleIndexPage, ArticlePage
from cms.core.models import BasePage
from cms.demo.body import Ids
from cms.demo.content import malay, pages
from cms.demo.registry import step
from cms.demo.steps import keys
from cms.demo.steps.articles import writer
from cms.demo.steps.pages import add_draft, feature, fill, write_body
from home.models import HomePage


@step("Malay pages")
def create_malay_pages() -> int:
    """Create and publish the pages that have a Malay translation."""
    _create_tree()
    known = keys.ids(malay.LOCALE)
    return (
        fill(pages.HOME, lambda page: _write_home(page, known), malay.LOCALE)
        + fill(pages.ARTICLES, _write_index, malay.LOCALE)
        + fill(malay.ORIGINAL, writer(malay.ARTICLE, known, malay.LOCALE), malay.LOCALE)
    )


def _create_tree() -> None:
    original = keys.page(pages.HOME)
    if original is None:
        return
    home = _draft(original.get_parent(), HomePage(title=malay.HOME_TITLE, slug="home-ms"), pages.HOME)
    index = _draft(
        home, ArticleIndexPage(title=malay.ARTICLES_TITLE, slug=malay.ARTICLES_SLUG), pages.ARTICLES
    )
    _draft(index, ArticlePage(title=malay.ARTICLE.title, slug=malay.ARTICLE.slug), malay.ORIGINAL)


def _draft(parent: BasePage, page: BasePage, key: str) -> BasePage:
    return keys.page(key, malay.LOCALE) or add_draft(parent, page, key, code=malay.LOCALE)


def _write_home(home: HomePage, known: Ids) -> None:
    home.search_description = malay.HOME_DESCRIPTION
    home.hero_title = malay.HERO_TITLE
    home.hero_text = malay.HERO_TEXT
    home.hero_image = keys.picture(pages.HERO_IMAGE)
    home.hero_link_text = malay.HERO_LINK_TEXT
    home.hero_link_page = keys.page(malay.ORIGINAL, malay.LOCALE)
    feature(home, malay.FEATURED, malay.LOCALE)
    write_body(home, f"{pages.HOME}-{malay.LOCALE}", malay.HOME_BODY, known)


def _write_index(index: ArticleIndexPage) -> None:
    index.search_description = malay.ARTICLES_DESCRIPTION
    index.intro = malay.ARTICLES_INTRO
