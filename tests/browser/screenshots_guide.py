"""`make screenshots`: the pictures of docs/editors.md, of the demo as it is. Collected by name only."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.editor import add_block, log_in, new_article, open_tab, wait_for_editor
from tests.browser.screenshots import keep

SIZE = {"width": 1280, "height": 860}
KNEES = "/articles/stem-cell-therapy-for-knees/"


@pytest.fixture
def editor(open_page):
    """A window in which the demo's editor is logged in."""
    page = open_page("desktop", viewport=SIZE)
    log_in(page, "editor")
    return page


def open_article(page):
    found = page.request.get(f"/api/v2/pages/find/?html_path={KNEES}&fields=id").json()
    page.goto(f"/admin/pages/{found['id']}/edit/")
    wait_for_editor(page)


def test_picture_of_all_articles(editor):
    editor.goto("/admin/articles/")
    expect(editor.get_by_role("columnheader", name="Medical review")).to_be_visible()
    keep(editor, "guide-articles")


def test_picture_of_the_blocks_to_choose_from(editor):
    new_article(editor, title="Walking after a knee injection", summary="How soon people walk again.")
    add_block(editor, "Heading")
    editor.locator("[data-contentpath=body]").get_by_role("button", name="Insert a block").last.click()
    callout = editor.get_by_role("option", name="Callout", exact=True)
    callout.locator("xpath=..").get_by_label("Preview").click()
    keep(editor, "guide-blocks")


def test_picture_of_trials_and_related(editor):
    open_article(editor)
    open_tab(editor, "Trials and related")
    editor.get_by_role("heading", name="Subjects").scroll_into_view_if_needed()
    keep(editor, "guide-related")


def test_picture_of_search_and_social(editor):
    open_article(editor)
    open_tab(editor, "Search and social")
    keep(editor, "guide-search")


def test_picture_of_the_way_to_review(editor):
    open_article(editor)
    editor.get_by_role("button", name="Toggle status").click()
    editor.locator("footer [data-w-dropdown-target=toggle]").click()
    expect(editor.get_by_role("button", name="Submit to Medical review")).to_be_visible()
    keep(editor, "guide-review")
