"""What an editor sees in the reader before anybody else does."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.reader import eventually, settle, show

EDITOR = ("editor", "demo-demo-demo")


def log_in(page):
    page.goto("/admin/login/")
    page.fill("input[name=username]", EDITOR[0])
    page.fill("input[name=password]", EDITOR[1])
    page.click("button[type=submit]")
    expect(page).to_have_title(re.compile("Dashboard"))


def article_id(page):
    query = "type=blog.ArticlePage&slug=retirement-homes-malaysia"
    return page.request.get(f"/api/v2/pages/?{query}").json()["items"][0]["id"]


def preview_frame(page):
    return page.frame_locator("iframe[title=Preview], .w-preview__iframe").last


def test_typing_is_seen_in_the_readers_own_look_and_the_place_is_kept(open_page):
    page = open_page("desktop")
    log_in(page)
    page.goto(f"/admin/pages/{article_id(page)}/edit/")
    page.click("[data-side-panel-toggle=preview]")
    frame = preview_frame(page)
    expect(frame.locator(".ribbon")).to_contain_text("A draft, not public.")
    expect(frame.locator("h1")).to_contain_text("Retirement homes")
    frame.locator("html").evaluate("() => window.scrollTo(0, 900)")
    # What is typed in the first two seconds after the editor loads is not noticed by Wagtail.
    page.wait_for_timeout(2500)

    page.fill("#id_title", "Typed a moment ago")
    page.keyboard.press("Tab")

    expect(frame.locator("h1")).to_have_text("Typed a moment ago")
    eventually(
        page,
        """() => [...document.querySelectorAll("iframe")].some(
          (frame) => frame.contentDocument?.querySelector("h1")?.textContent === "Typed a moment ago"
            && frame.contentWindow.scrollY === 900)""",
        True,
    )
    public = page.request.get("/articles/retirement-homes-malaysia/").text()
    assert "Typed a moment ago" not in public


def test_a_preview_that_is_none_says_why(page, expected_errors):
    expected_errors.append("401 (Unauthorized)")

    show(page, "/preview/?content_type=blog.articlepage&token=made-up")

    expect(page.locator("h1")).to_have_text("This preview cannot be shown")
    expect(page.get_by_text("This preview link is not valid.")).to_be_visible()
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"


def test_a_preview_without_a_token_says_what_to_do(page):
    show(page, "/preview/")

    expect(page.get_by_text("Open the preview from the editor again.")).to_be_visible()
    settle(page)
