"""A draft on its way: clicked in the preview, shared with somebody without an account, taken back."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE_MILLISECONDS
from tests.browser.editor import log_in, wait_for_editor

SLUG = "retirement-homes-malaysia"


def article_id(page):
    items = page.request.get(f"/api/v2/pages/?type=blog.ArticlePage&slug={SLUG}").json()["items"]
    return items[0]["id"]


def open_with_preview(page):
    page.goto(f"/admin/pages/{article_id(page)}/edit/")
    wait_for_editor(page)
    page.click("[data-side-panel-toggle=preview]")
    frame = page.frame_locator(".w-preview__iframe").last
    expect(frame.locator(".ribbon")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    return frame


def test_a_click_in_the_preview_leads_to_the_block_in_the_editor(open_page):
    page = open_page("desktop")
    log_in(page, "editor")
    frame = open_with_preview(page)
    part = frame.locator("[data-block]").nth(3)
    block = part.get_attribute("data-block")
    section = page.locator(f"#block-{block}-section")
    page.evaluate("window.scrollTo(0, 0)")

    part.click(position={"x": 5, "y": 5})

    expect(section).to_be_in_viewport()
    page.wait_for_function(
        f"document.getElementById('block-{block}-section').contains(document.activeElement)"
    )


def test_the_keyboard_leads_from_the_title_in_the_preview_to_its_field(open_page):
    page = open_page("desktop")
    log_in(page, "editor")
    frame = open_with_preview(page)
    page.get_by_role("tab", name="Search and social").click()
    button = frame.locator("h1 + .edit-part")
    button.focus()
    button.press("Enter")

    expect(page.locator("#id_title")).to_be_focused()


def test_a_draft_is_shared_with_somebody_without_an_account_and_taken_back(open_page, expected_errors):
    expected_errors.append("410 (Gone)")
    editor = open_page("desktop")
    log_in(editor, "editor")
    open_with_preview(editor)
    editor.get_by_role("link", name="Share the draft").click()
    editor.get_by_label("For whom, and why").fill("Dr Tan, to check the numbers")
    editor.get_by_role("button", name="Make a link").click()
    expect(editor.get_by_text("The link is ready.")).to_be_visible()
    address = editor.get_by_label("Address of the link").first.input_value()

    visitor = open_page("phone")
    visitor.goto(address)
    expect(visitor.locator(".ribbon")).to_contain_text("A draft, not public.")
    expect(visitor.locator("h1").first).to_contain_text("Retirement homes")
    expect(visitor.locator(".edit-part")).to_have_count(0)

    editor.get_by_role("button", name="Revoke").first.click()
    expect(editor.get_by_text("The link is revoked.")).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_text(re.compile("This link has been revoked"))).to_be_visible()
