"""Going from page to page: focus, title, history, keyboard, languages."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.reader import ARTICLE, ARTICLE_HEADING, eventually, settle, show


def mark(page):
    """Leave a mark that a reload of the shell would wipe out."""
    page.evaluate("window.mark = true")


def is_marked(page):
    return page.evaluate("window.mark === true")


def test_links_change_the_view_without_loading_the_shell_again(page):
    show(page, "/articles/")
    mark(page)

    page.get_by_role("link", name=re.compile(ARTICLE_HEADING)).last.click()

    expect(page.locator("article h1")).to_be_focused()
    expect(page).to_have_url(re.compile("/articles/stem-cell"))
    expect(page).to_have_title(re.compile("[Ss]tem cell therapy"))
    expect(page.locator("#announcer")).to_have_text(page.title())
    assert page.locator("link[rel=canonical]").get_attribute("href") == page.url
    assert is_marked(page)


def test_back_returns_to_the_place_that_was_left(page):
    show(page, ARTICLE)
    mark(page)
    page.evaluate("window.scrollTo(0, 1800)")
    eventually(page, "history.state?.scroll", 1800)

    page.get_by_role("navigation", name="You are here").get_by_text("Articles").evaluate(
        "link => link.click()"
    )
    expect(page.locator("h1")).to_have_text("Articles")
    assert page.evaluate("window.scrollY") == 0
    page.go_back()

    expect(page.locator("h1")).to_contain_text(ARTICLE_HEADING)
    eventually(page, "window.scrollY", 1800)
    assert is_marked(page)


def test_contents_lead_to_their_headings(page):
    show(page, ARTICLE)
    entry = page.get_by_role("navigation", name="On this page").get_by_role("link").nth(3)
    heading = entry.inner_text()

    entry.click()

    expect(page.locator(":focus")).to_have_text(heading)
    expect(page.locator(":focus")).to_be_in_viewport()
    expect(page.locator(".toc [aria-current]")).to_have_text(heading)
    page.reload()
    settle(page)
    expect(page.locator(":focus")).to_have_text(heading)


def test_the_keyboard_alone_skips_opens_and_closes(page):
    show(page, "/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    toggle = page.locator(".nav-toggle").first
    toggle.focus()
    page.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.locator(".submenu.is-open a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    expect(toggle).to_be_focused()


def test_the_menu_of_a_phone_opens_and_closes_by_itself(phone):
    show(phone, "/")
    button = phone.get_by_role("button", name="Menu", exact=True)
    expect(phone.get_by_role("navigation", name="Main navigation")).to_be_hidden()

    button.click()
    phone.locator(".nav-link", has_text="All articles").click()

    expect(phone.locator("h1")).to_have_text("Articles")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(phone.locator(".nav-link[aria-current=page]")).to_have_text("All articles")


def test_a_translated_page_leads_to_its_other_language(page):
    show(page, "/articles/stem-cell-basics/")

    page.get_by_role("link", name="Melayu").click()

    expect(page).to_have_url(re.compile("/ms/"))
    expect(page.locator("html")).to_have_attribute("lang", "ms")
    expect(page.get_by_role("navigation", name="Anda di sini")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile("/articles/stem-cell-basics/"))


def test_an_address_of_the_cms_is_left_to_the_browser(page):
    show(page, "/")
    mark(page)
    page.evaluate(
        """() => {
          const link = document.createElement("a");
          link.href = "/healthz";
          link.textContent = "Health of the server";
          document.querySelector("main").prepend(link);
        }"""
    )

    page.get_by_role("link", name="Health of the server").click()

    page.wait_for_url("**/healthz")


def test_a_moved_page_is_found_by_its_old_link(page):
    redirects = page.request.get("/api/v2/redirects/?limit=1").json()["items"]
    show(page, "/")
    mark(page)

    page.evaluate(
        """(path) => {
          const link = document.createElement("a");
          link.href = path;
          link.textContent = "An old link";
          document.querySelector("main").prepend(link);
        }""",
        f"{redirects[0]['old_path']}/",
    )
    page.get_by_role("link", name="An old link").click()

    expect(page).not_to_have_url(re.compile(re.escape(redirects[0]["old_path"])))
    expect(page.locator("h1")).to_be_focused()
    assert is_marked(page)


def test_a_server_that_does_not_answer_is_said_in_words(page, expected_errors):
    expected_errors += ["ERR_FAILED", "Failed to load resource"]
    show(page, "/")
    page.route("**/api/v2/**", lambda route: route.abort())

    page.locator(".nav-link", has_text="All articles").click()

    expect(page.locator("h1")).to_have_text("This page could not be shown")
    expect(page.get_by_text("The content server did not answer.")).to_be_visible()
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("h1")).to_have_text("Articles")


def test_the_menu_and_the_footer_speak_the_language_of_the_page(page):
    show(page, "/ms/")
    menu = page.locator(".navigation")
    expect(menu).to_contain_text("Rawatan")
    expect(menu.get_by_role("link", name="Semua artikel")).to_have_attribute("href", "/ms/artikel/")
    expect(page.locator("#site-footer")).to_contain_text("Artikel ini untuk maklumat sahaja")

    page.locator(".languages").get_by_role("link", name="English").click()

    expect(menu).to_contain_text("Treatments")
    expect(page.locator("#site-footer")).to_contain_text("This article is for information")
