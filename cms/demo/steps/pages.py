"""The tree of pages: home, article list, standard pages, and the articles as drafts to be filled."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction

from blog.models import ArticleIndexPage, ArticlePage
from cms.core.models import BasePage
from cms.demo.body import Ids, raw_body
from cms.demo.content import ARTICLES, pages
from cms.demo.registry import step
from cms.demo.steps import keys
from cms.demo.writing import Block, PageContent
from home.models import FeaturedPage, HomePage, StandardPage


@step("Page tree")
def create_tree() -> int:
    """Create every page as a draft with title and address, so that texts can link to each other."""
    home = keys.page(pages.HOME)
    if home is None:
        return 0
    index, created = keys.page(pages.ARTICLES), 0
    if index is None:
        draft = ArticleIndexPage(title=pages.ARTICLES_TITLE, slug=pages.ARTICLES)
        index, created = add_draft(home, draft, pages.ARTICLES), 1
    missing_pages = [page for page in pages.PAGES if keys.page(page.slug) is None]
    for page in missing_pages:
        add_draft(home, StandardPage(title=page.title, slug=page.slug), page.slug)
    missing_articles = [article for article in ARTICLES if keys.page(article.slug) is None]
    for article in missing_articles:
        add_draft(index, ArticlePage(title=article.title, slug=article.slug), article.slug)
    return len(missing_pages) + len(missing_articles) + created


@step("Home, article list, standard pages")
def fill_pages() -> int:
    """Write and publish the pages that are still empty drafts."""
    known = keys.ids()
    filled = [fill(pages.HOME, lambda page: _write_home(page, known))]
    filled.append(fill(pages.ARTICLES, _write_index))
    filled.extend(fill(content.slug, _standard_writer(content, known)) for content in pages.PAGES)
    return sum(filled)


def add_draft(parent: BasePage, page: BasePage, key: str, *, code: str = keys.ENGLISH) -> BasePage:
    """Add an empty page that is not public yet below another one."""
    page.locale = keys.locale(code)
    page.translation_key = keys.translation_key("page", key)
    page.live = False
    # A page that others were added to since it was read counts its children wrongly.
    parent.refresh_from_db()
    parent.add_child(instance=page)
    return page


def fill(key: str, write: Callable[[Any], None], code: str = keys.ENGLISH) -> int:
    """Let `write` fill a page and publish it, unless somebody has saved it before; return 1 if it did."""
    page = keys.page(key, code)
    if page is None or page.latest_revision_id is not None:
        return 0
    specific = page.specific
    with transaction.atomic():
        write(specific)
        specific.full_clean()
        specific.save_revision(log_action=True).publish()
    return 1


def write_body(page: Any, key: str, blocks: Sequence[Block], known: Ids) -> None:
    """Give a page its body, checked as strictly as if an editor published it."""
    page.body = json.dumps(raw_body(key, blocks, known))
    page.body = page.body.stream_block.clean(page.body)


def _write_home(home: HomePage, known: Ids) -> None:
    words, target = pages.HERO_LINK
    home.search_description = pages.HOME_DESCRIPTION
    home.hero_title = pages.HERO_TITLE
    home.hero_text = pages.HERO_TEXT
    home.hero_image = keys.picture(pages.HERO_IMAGE)
    home.hero_link_text, home.hero_link_page = words, keys.page(target)
    feature(home, pages.FEATURED)
    write_body(home, pages.HOME, pages.HOME_BODY, known)


def feature(home: HomePage, featured: Sequence[str], code: str = keys.ENGLISH) -> None:
    """Show these pages first on a home page."""
    chosen = [page for page in (keys.page(key, code) for key in featured) if page is not None]
    home.featured_links = [FeaturedPage(page=page, sort_order=order) for order, page in enumerate(chosen)]


def _write_index(index: ArticleIndexPage) -> None:
    index.search_description = pages.ARTICLES_DESCRIPTION
    index.intro = pages.ARTICLES_INTRO
    index.show_in_menus = True


def _standard_writer(content: PageContent, known: Ids) -> Callable[[Any], None]:
    def write(page: StandardPage) -> None:
        page.search_description = content.search_description
        page.schema_type = content.schema_type
        page.show_in_menus = True
        write_body(page, content.slug, content.body, known)

    return write
