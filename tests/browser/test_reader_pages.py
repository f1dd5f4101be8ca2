"""Every kind of page of the demo, as readers see it on a phone and on a desktop."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reader import (
    ARTICLE,
    ARTICLE_HEADING,
    TRIAL,
    axe_violations,
    overflowing,
    show,
    wait_for_index,
)

PAGES = {
    "home": "/",
    "articles": "/articles/",
    "article": ARTICLE,
    "trial": TRIAL,
    "trials": "/trials/",
    "topic": "/topics/knee-osteoarthritis/",
    "topics": "/topics/",
    "author": "/authors/aisha-rahman/",
    "authors": "/authors/",
    "standard page": "/about/",
    "search": "/search/?q=knee",
    "Malay home": "/ms/",
    "not found": "/articles/never-written/",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_page_is_accessible_and_fits(open_page, expected_errors, size, scheme, path):
    if path == PAGES["not found"]:
        expected_errors.append("404 (Not Found)")
    page = open_page(size, color_scheme=scheme, bypass_csp=True)

    show(page, path)

    assert axe_violations(page) == []
    assert overflowing(page) == []
    expect(page.locator("h1")).to_have_count(1)


def test_axe_would_find_a_fault(open_page):
    page = open_page(bypass_csp=True)
    show(page, "/")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")

    assert any(rule.startswith("image-alt") for rule in axe_violations(page))


def test_an_article_shows_what_the_api_says(page):
    show(page, ARTICLE)
    document = page.request.get(f"/api/v2/resolve/?path={ARTICLE}").json()["page"]

    expect(page.locator("h1")).to_contain_text(ARTICLE_HEADING)
    expect(page.locator(".lede").first).to_have_text(document["summary"])
    for author in document["authors"]:
        expect(page.locator(".byline")).to_contain_text(author["title"])
    assert page.locator("main .body > h2").all_inner_texts() == [
        block["value"]["text"]
        for block in document["body"]
        if block["type"] == "heading" and block["value"]["level"] == 2
    ]
    drawn = page.eval_on_selector_all("[data-block]", "nodes => nodes.map((node) => node.dataset.block)")
    assert drawn == [block["id"] for block in document["body"]]
    assert page.locator(".article-footer .card").count() == len(document["related"])
    expect(page.locator(".review")).to_contain_text(document["review"]["reviewed_by"]["title"])


def test_pictures_are_offered_in_modern_formats_and_do_not_make_the_page_jump(page):
    show(page, ARTICLE)

    hero = page.locator(".hero-image picture")
    expect(hero.locator("img")).to_have_attribute("fetchpriority", "high")
    assert all(page.locator("main img").evaluate_all("images => images.map((image) => image.width > 0)"))
    assert page.locator("main img:not([width])").count() == 0
    assert page.locator("main img:not([alt])").count() == 0


def test_a_trial_shows_its_facts_and_where_they_are_from(page):
    show(page, TRIAL)
    trial = page.request.get("/api/v2/trials/NCT03818737/").json()

    expect(page.locator("h1")).to_have_text(trial["title"])
    expect(page.locator(".kicker .pill")).to_be_visible()
    expect(page.get_by_text("NCT03818737").last).to_be_visible()
    entry = page.get_by_role("link", name=re.compile("See the entry at"))
    expect(entry).to_have_attribute("href", trial["url"])


def test_the_first_view_needs_no_request_to_the_api(page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/" in request.url else None)

    show(page, ARTICLE)

    assert asked == []


def test_trials_are_found_by_words_and_by_filters(page):
    show(page, "/trials/")
    everything = page.request.get("/api/v2/trials/?limit=1").json()["meta"]["total_count"]
    expect(page.locator(".count")).to_have_text(f"{everything} trials")

    page.get_by_label("Status").select_option("RECRUITING")
    page.get_by_role("button", name="Show trials").click()

    expect(page).to_have_url(re.compile("overall_status=RECRUITING"))
    recruiting = page.request.get("/api/v2/trials/?limit=1&overall_status=RECRUITING").json()
    expect(page.locator(".count")).to_have_text(f"{recruiting['meta']['total_count']} trials")
    assert set(page.locator(".trial-card .pill").all_inner_texts()) == {"Recruiting"}

    page.get_by_role("link", name="Clear all").click()
    expect(page.locator(".count")).to_have_text(f"{everything} trials")


def test_show_more_goes_on_where_the_list_ended_and_keeps_the_place(page):
    show(page, "/trials/")
    first = page.locator(".trial-card").count()

    page.get_by_role("button", name="Show more").click()

    expect(page.locator(".trial-card")).to_have_count(first * 2)
    expect(page).to_have_url(re.compile("part=2"))
    page.locator(".trial-card a").nth(first).click()
    page.wait_for_selector("article.trial")
    page.go_back()
    expect(page.locator(".trial-card")).to_have_count(first * 2)


def test_articles_are_filtered_by_topic(page):
    show(page, "/articles/")

    page.get_by_role("navigation", name="Filter by topic").get_by_text("Knee osteoarthritis").click()

    expect(page).to_have_url(re.compile(r"topic=knee-osteoarthritis"))
    query = "type=blog.ArticlePage&locale=en&topics__slug=knee-osteoarthritis"
    count = page.request.get(f"/api/v2/pages/?{query}").json()["meta"]["total_count"]
    expect(page.locator(".count")).to_have_text(f"{count} articles")
    expect(page.locator("main .card")).to_have_count(count)


def test_a_search_finds_articles_and_trials(page):
    wait_for_index(page, "cartilage")
    show(page, "/")

    page.get_by_role("searchbox").fill("cartilage")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("Results for “cartilage”")
    expect(page).to_have_url(re.compile(r"/search/\?q=cartilage$"))
    expect(page.locator("main .card").first).to_be_visible()
    expect(page.locator("main .trial-short").first).to_be_visible()


def test_readers_without_scripts_see_title_summary_and_links(open_page):
    page = open_page(java_script_enabled=False)

    page.goto(ARTICLE)

    expect(page.locator("h1")).to_contain_text(ARTICLE_HEADING)
    expect(page.locator("noscript a[href$='/articles/']")).to_be_visible()
