"""The docs page: every request can be tried, and no other host hears of it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.reader import axe_violations

DOCS = "/api/v2/docs/"


def link_to(page, tag):
    """The link above the description; the description itself has one of the same name."""
    return page.get_by_role("navigation", name="Addresses").get_by_role("link", name=tag, exact=True)


@pytest.mark.parametrize("viewport", [{"width": 360, "height": 740}, {"width": 1280, "height": 900}])
def test_a_request_can_be_tried_where_it_is_described(open_page, site, viewport):
    page = open_page(viewport=viewport)
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.goto(DOCS)

    link_to(page, "site").click()
    operation = page.locator("#operations-site-getSite")
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Execute").click()

    answer = operation.locator(".live-responses-table")
    expect(answer.locator(".response-col_status").nth(1)).to_contain_text("200")
    expect(answer.first).to_contain_text("Lutut Health")
    assert hosts - {""} == {urlsplit(site.url).netloc}
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_axe_finds_nothing_whatever_is_open(open_page, size, scheme):
    page = open_page(size, color_scheme=scheme, bypass_csp=True)
    page.goto(DOCS)
    page.wait_for_selector(".opblock-tag")
    assert axe_violations(page) == []

    link_to(page, "site").click()
    operation = page.locator("#operations-site-getSite")
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Execute").click()
    expect(operation.locator(".live-responses-table").first).to_contain_text("Lutut Health")
    assert axe_violations(page) == []

    operation.get_by_role("tab", name="Schema").first.click()
    expect(operation.locator(".json-schema-2020-12").first).to_be_visible()
    assert axe_violations(page) == []

    page.get_by_role("button", name="Authorize").first.click()
    expect(page.locator(".modal-ux")).to_be_visible()
    assert axe_violations(page) == []


def test_the_addresses_are_reached_by_keyboard(page):
    page.goto(DOCS)
    page.wait_for_selector(".opblock-tag")

    link_to(page, "topics").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#operations-topics-listTopics")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('#operations-tag-topics') !== null")
