"""An article from the first word to the reader: written, reviewed, published, found."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.editor import (
    WRITING,
    add_block,
    choose,
    expect_saved,
    log_in,
    new_article,
    open_tab,
    part,
    press_action,
    wait_for_editor,
)

TITLE = "Walking again after a knee injection"
SUMMARY = "How soon people walk, drive and climb stairs."
SLUG = "walking-again-after-a-knee-injection"
KINDS = ["heading", "paragraph", "callout", "bullet_list", "price_range", "trial_list", "quote"]


def write(page) -> None:
    """Write an article with seven kinds of block, one left unfinished on the way."""
    new_article(page, title=TITLE, summary=SUMMARY)
    heading = add_block(page, "Heading")
    expect_saved(page)
    part(heading, "text").fill("The first days")
    add_block(page, "Paragraph").locator(WRITING).type("Most people walk on the day itself.")
    callout = add_block(page, "Callout")
    part(callout, "kind").select_option("warning")
    callout.locator(WRITING).type("A hot, swollen knee needs a doctor the same day.")
    bullets = add_block(page, "Bullet list")
    if not bullets.locator(WRITING).count():
        bullets.get_by_role("button", name="Add").last.click()
    bullets.locator(WRITING).first.type("Ice for ten minutes.")
    price = add_block(page, "Price")
    part(price, "low").fill("3000")
    part(price, "high").fill("5000")
    part(price, "unit").fill("per knee")
    trials = add_block(page, "Clinical trials")
    trials.get_by_role("button", name="Toggle section").last.click()
    part(trials, "query-condition").fill("knee osteoarthritis")
    quote = add_block(page, "Quotation")
    part(quote, "text").fill("I walked to the car.")
    open_tab(page, "Trials and related")
    choose(page, page.get_by_role("button", name="Add author"), "Aisha Rahman", several=True)
    page.get_by_label("Knee osteoarthritis").check()
    expect_saved(page)


def approve(page, *, button: str, change=None) -> None:
    """Find the article on the dashboard, change what is this role's, approve."""
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="Awaiting your review")).to_be_visible()
    page.get_by_role("link", name=TITLE).first.click()
    wait_for_editor(page)
    if change:
        change(page)
    press_action(page, button)
    page.wait_for_url("**/admin/pages/*/")


def record_review(page) -> None:
    open_tab(page, "Review")
    choose(page, page.get_by_role("button", name="Choose author"), "Meera Pillai")
    page.get_by_label("Last reviewed").fill("2026-05-01")
    page.get_by_label("Next review").fill("2027-05-01")


def describe(page) -> None:
    expect(page.get_by_role("tab", name="Content")).to_have_count(0)
    page.get_by_label("Description in results").fill("When people walk, drive and climb stairs again.")


def test_an_article_is_written_reviewed_published_and_found(open_page):
    """The demo's editor writes, the others do their part of the review, and readers and clients get it."""
    editor = open_page("desktop")
    log_in(editor, "editor")
    write(editor)
    assert editor.request.get(f"/articles/{SLUG}/").status == 404
    press_action(editor, "Submit to Medical review")
    expect(editor.get_by_text("has been submitted for moderation")).to_be_visible()

    for username, button, change in (
        ("reviewer", "Approve", record_review),
        ("seo", "Approve", describe),
        ("publisher", "Approve and Publish", None),
    ):
        colleague = open_page("desktop")
        log_in(colleague, username)
        approve(colleague, button=button, change=change)

    reader = open_page("phone")
    reader.goto(f"/articles/{SLUG}/")
    main = reader.locator("main")
    expect(main.locator("h1")).to_have_text(TITLE)
    for words in (
        "The first days",
        "Most people walk on the day itself.",
        "A hot, swollen knee",
        "Ice for ten minutes.",
        "per knee",
        "I walked to the car.",
        "Aisha Rahman",
        "Meera Pillai",
    ):
        expect(main).to_contain_text(words)

    answer = reader.request.get(f"/api/v2/resolve/?path=/articles/{SLUG}/").json()
    document = answer["page"]
    assert answer["kind"] == "page"
    assert [block["type"] for block in document["body"]] == KINDS
    assert document["summary"] == SUMMARY
    assert document["seo"]["description"] == "When people walk, drive and climb stairs again."
    assert document["review"]["status"] == "current"
    assert document["topics"][0]["title"] == "Knee osteoarthritis"
    assert document["body"][KINDS.index("trial_list")]["value"]["trials"]
    listed = reader.request.get("/api/v2/pages/?type=blog.ArticlePage&order=-published_at&limit=1").json()
    assert [item["title"] for item in listed["items"]] == [TITLE]
