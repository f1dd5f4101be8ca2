"""Addresses change: a section is renamed, another is deleted, a page moves and moves back."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from cms.operations import launcher
from cms.operations.environment import ROOT
from tests.browser.conftest import OpenPage
from tests.browser.editor import log_in, open_tab, press_action, wait_for_editor
from tests.browser.site import RunningSite

PAGES = 300
LINKS_FOLLOWED = [f"/guides/guide-{number}/" for number in range(0, PAGES, PAGES // 10)]

WRITE = f"""
from wagtail.models import Site
from home.models import StandardPage
home = Site.objects.get(is_default_site=True).root_page
def page(parent, title, slug):
    made = parent.add_child(instance=StandardPage(title=title, slug=slug))
    made.save_revision().publish()
    return made
guides = page(home, "Guides", "guides")
for number in range({PAGES}):
    guides.add_child(instance=StandardPage(title=f"Guide {{number}}", slug=f"guide-{{number}}"))
old = page(home, "Old news", "old-news")
page(old, "Old news of a day", "a-day")
page(home, "Leaflets", "leaflets")
page(page(home, "Traveller", "traveller"), "Luggage", "luggage")
"""


@pytest.fixture(scope="module")
def sections(site: RunningSite) -> None:
    """Pages of a section of 300, of one that is deleted, and of one that moves."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": launcher.SETTINGS}
    environment |= {"DATA_DIR": str(site.directory), "PORT": site.url.rpartition(":")[2]}
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", WRITE]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def page_number(page: Page, slug: str) -> int:
    return int(page.request.get(f"/api/v2/pages/?slug={slug}").json()["items"][0]["id"])


def open_section(page: Page, slug: str) -> int:
    """Open the editor of a page; return its number."""
    number = page_number(page, slug)
    page.goto(f"/admin/pages/{number}/edit/")
    wait_for_editor(page)
    return number


def status_of(page: Page, path: str) -> int:
    return page.request.get(path, max_redirects=0).status


def follow(page: Page, path: str) -> str:
    page.goto(path)
    return page.url.partition("://")[2].partition("/")[2]


def test_a_section_of_300_pages_is_renamed_and_its_old_links_are_followed(
    sections: None, open_page: OpenPage
) -> None:
    page = open_page()
    log_in(page, "publisher")
    open_section(page, "guides")
    open_tab(page, "Search and social")
    page.fill("input[name=slug]", "handbook")
    press_action(page, "Publish")

    expect(page.get_by_role("heading", name=f"{PAGES + 1} addresses that readers have today")).to_be_visible()
    expect(page.get_by_text("/handbook/guide-0/")).to_be_visible()
    page.screenshot(path="var/addresses-rename.png", full_page=True)
    page.get_by_role("button", name="Yes, publish at the new address").click()
    expect(page.get_by_text("Its old addresses lead to the new ones.")).to_be_visible()

    for old in LINKS_FOLLOWED:
        assert follow(page, old) == old.replace("/guides/", "handbook/")
        expect(page.get_by_role("heading", name="Guide", exact=False).first).to_be_visible()

    page.goto("/admin/redirects/")
    expect(page.get_by_text("/guides").first).to_be_visible()
    page.screenshot(path="var/addresses-manager.png", full_page=True)


def test_what_was_renamed_is_undone(sections: None, open_page: OpenPage) -> None:
    page = open_page()
    log_in(page, "publisher")
    open_section(page, "leaflets")
    open_tab(page, "Search and social")
    page.fill("input[name=slug]", "brochures")
    press_action(page, "Publish")
    page.get_by_role("button", name="Yes, publish at the new address").click()
    page.get_by_role("link", name="Undo").click()
    expect(page.get_by_text("becomes “leaflets” again")).to_be_visible()
    page.screenshot(path="var/addresses-undo.png", full_page=True)
    page.get_by_role("button", name="Yes, undo it").click()
    expect(page.get_by_text("is found at its former address again")).to_be_visible()

    assert status_of(page, "/leaflets/") == 200
    assert status_of(page, "/brochures/") == 301


def test_a_deleted_section_is_gone(sections: None, open_page: OpenPage, expected_errors: list[str]) -> None:
    expected_errors.append("410")
    page = open_page()
    log_in(page, "publisher")
    number = page_number(page, "old-news")
    page.goto(f"/admin/pages/{number}/delete/")
    page.screenshot(path="var/addresses-delete.png", full_page=True)
    page.get_by_role("button", name="Yes, delete it").click()
    expect(page.get_by_label("Another page, which replaces it")).to_be_visible()
    page.get_by_label("A note that it was removed for good (410)").check()
    page.get_by_role("button", name="Yes, delete it").click()
    expect(page.get_by_text("Page 'Old news' deleted.")).to_be_visible()

    assert [status_of(page, path) for path in ("/old-news/", "/old-news/a-day/")] == [410, 410]
    page.goto("/old-news/a-day/")
    expect(page.get_by_role("heading", name="removed", exact=False).first).to_be_visible()
    page.screenshot(path="var/addresses-gone.png")


def test_a_page_moves_and_moves_back(sections: None, open_page: OpenPage) -> None:
    page = open_page()
    log_in(page, "publisher")
    leaflets = page_number(page, "leaflets")
    traveller = page_number(page, "traveller")
    page.goto(f"/admin/pages/{traveller}/move/{leaflets}/confirm/")
    expect(page.get_by_text("/leaflets/traveller/luggage/")).to_be_visible()
    page.screenshot(path="var/addresses-move.png", full_page=True)
    page.get_by_role("button", name="Yes, move this page").click()
    assert status_of(page, "/traveller/luggage/") == 301

    page.get_by_role("link", name="Undo").click()
    page.get_by_role("button", name="Yes, undo it").click()
    expect(page.get_by_text("Undone.")).to_be_visible()
    assert status_of(page, "/traveller/luggage/") == 200
    assert follow(page, "/leaflets/traveller/luggage/") == "traveller/luggage/"
