"""Every block in its normal, emptiest, longest and oddest form, from answers in tests/reader/fixtures."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reader import answer_from_files, axe_violations, fixture, overflowing, show

EVERYTHING = "/articles/cell-therapy-knees/"
HOSTILE = "/articles/hostile/"
ARABIC = "/articles/arabic/"


@pytest.fixture
def fixture_page(page, site):
    answer_from_files(page, site.url)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("path", [EVERYTHING, ARABIC, "/ms/articles/terapi-sel-lutut/"])
def test_every_form_of_every_block_is_accessible_and_fits(open_page, site, size, scheme, path):
    page = open_page(size, color_scheme=scheme, bypass_csp=True)
    answer_from_files(page, site.url)

    show(page, path)
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")

    assert axe_violations(page) == []
    assert overflowing(page) == []


def test_all_blocks_but_the_unknown_one_are_drawn(fixture_page):
    notes: list[str] = []
    fixture_page.on("console", lambda message: notes.append(message.text))

    show(fixture_page, EVERYTHING)

    body = fixture("resolve")[EVERYTHING]["body"]["page"]["body"]
    drawn = fixture_page.eval_on_selector_all(
        "[data-block]", "nodes => nodes.map((node) => node.dataset.block)"
    )
    missing = [block for block in body if block["id"] not in drawn]
    assert [block["type"] for block in missing] == ["image", "hologram"]
    assert missing[0]["value"]["image"] is None
    assert any("hologram" in note for note in notes)


def test_hostile_content_stays_text(fixture_page, expected_errors):
    # The browser reports each attempt that our policy refused, and the picture "x" that there is none.
    expected_errors += ["Content Security Policy", "404 (Not Found)"]
    show(fixture_page, HOSTILE)
    fixture_page.mouse.move(200, 200)

    assert fixture_page.evaluate("window.attacked") is None
    assert (
        fixture_page.locator('main [href^="javascript:"], main script, main svg[onload], main iframe').count()
        == 0
    )
    assert fixture_page.locator("main [onclick], main [onerror], main [onmouseover]").count() == 0
    expect(fixture_page.locator("h1")).to_contain_text("<img src=x")
    # Scripts go with their text; of an unknown element the text stays.
    expect(fixture_page.locator(".body .rich").first).to_have_text("Texta linkkept text")
    expect(fixture_page.get_by_text("fine")).to_be_visible()


def test_a_player_is_fetched_only_when_the_reader_asks(fixture_page):
    asked: list[str] = []
    fixture_page.route(
        "https://video.example.org/**", lambda route: (asked.append(route.request.url), route.abort())
    )
    show(fixture_page, EVERYTHING)
    assert asked == []

    fixture_page.get_by_role("button", name="Play from Video Example").click()

    frame = fixture_page.locator(".embed iframe")
    expect(frame).to_have_attribute("src", "https://video.example.org/embed/1")
    expect(frame).to_have_attribute("title", "Inside the knee")
    assert frame.get_attribute("onload") is None
    assert "allow-scripts" in (frame.get_attribute("sandbox") or "")
    fixture_page.wait_for_timeout(200)
    assert asked == ["https://video.example.org/embed/1"]


def test_numbers_dates_and_prices_are_written_as_precise_as_they_are_known(fixture_page):
    show(fixture_page, EVERYTHING)

    prices = fixture_page.locator(".price")
    expect(prices.nth(0)).to_contain_text("US$3,000–5,000 per knee")
    expect(prices.nth(0)).to_contain_text("as of 1 August 2020")
    expect(prices.nth(1)).to_contain_text(re.compile(r"MYR\s12,500\.50"))
    trials = fixture_page.locator(".trial-card")
    expect(trials.nth(0)).to_contain_text("January 2020")
    expect(trials.nth(1).locator(".fact", has_text="First posted")).to_have_text(re.compile(r"2020$"))
    expect(trials.nth(2)).to_contain_text("15 November 2016")


def test_questions_open_with_a_click_and_with_the_keyboard(fixture_page):
    show(fixture_page, EVERYTHING)
    question = fixture_page.locator("details.question").first
    answer = fixture_page.get_by_text("A little, for a day or two.")
    expect(answer).to_be_hidden()

    question.locator("summary").focus()
    fixture_page.keyboard.press("Enter")

    expect(answer).to_be_visible()


def test_an_overdue_review_is_said_before_the_text(fixture_page):
    show(fixture_page, EVERYTHING)

    notice = fixture_page.locator("header .review-overdue")
    expect(notice).to_contain_text("Review overdue")
    expect(notice).to_contain_text("Medically reviewed by Dr Aminah Razak on 3 May 2024")
    expect(notice).to_contain_text("should have been reviewed by 3 May 2025")


def test_a_page_from_right_to_left_is_mirrored(fixture_page):
    show(fixture_page, ARABIC)

    expect(fixture_page.locator("html")).to_have_attribute("dir", "rtl")
    expect(fixture_page.locator("html")).to_have_attribute("lang", "ar")
    bar = fixture_page.locator(".callout").evaluate("node => getComputedStyle(node).borderRightWidth")
    assert bar == "4px"


def test_facts_of_a_registry_are_marked_as_english_on_a_malay_page(fixture_page):
    show(fixture_page, "/ms/articles/terapi-sel-lutut/")

    expect(fixture_page.locator(".trial-card-title a").first).to_have_attribute("lang", "en")
    expect(fixture_page.locator(".trial-card .pill").first).to_have_text("Sedang mengambil peserta")


@pytest.mark.parametrize(
    ("path", "title"),
    [("/gone/", "This page has been removed"), ("/circle/", "This page could not be shown")],
)
def test_what_cannot_be_shown_is_said_in_words(fixture_page, expected_errors, path, title):
    expected_errors.append("410 (Gone)")

    show(fixture_page, path)

    expect(fixture_page.locator("h1")).to_have_text(title)
    expect(fixture_page.get_by_role("link", name="Go to the home page")).to_be_visible()
    assert fixture_page.locator("meta[name=robots]").get_attribute("content") == "noindex"
