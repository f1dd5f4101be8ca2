"""The fixture article, straight from the API, is drawn without a flaw."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reader import axe_violations, overflowing, show

FIXTURE = "/fixtures/article/"
PHONE = {"width": 360, "height": 740}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desktop"])
def test_the_fixture_is_accessible_and_fits(open_page, viewport, scheme):
    page = open_page(viewport=viewport, color_scheme=scheme, bypass_csp=True)

    show(page, FIXTURE)
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")

    assert axe_violations(page) == []
    assert overflowing(page) == []


def test_every_block_that_has_something_to_show_is_drawn(page):
    document = page.request.get("/api/v2/fixtures/article/").json()

    show(page, FIXTURE)

    drawn = set(page.eval_on_selector_all("[data-block]", "nodes => nodes.map((node) => node.dataset.block)"))
    missing = [block for block in document["body"] if block["id"] not in drawn]
    # A picture that is gone, and lists without entries and title, have nothing to show.
    assert {block["type"] for block in missing} == {"image", "trial_list", "related_posts"}
    for block in missing:
        value = block["value"]
        assert value.get("image") is None
        assert not value.get("trials")
        assert not value.get("posts")


def test_odd_words_are_shown_letter_by_letter(page):
    attacks: list[str] = []
    page.on("dialog", lambda dialog: (attacks.append(dialog.message), dialog.dismiss()))

    show(page, FIXTURE)

    expect(page.locator("h1")).to_contain_text('<script>alert("no")</script> &amp; &lt;')
    assert attacks == []
    assert page.locator("main script").count() == 0


def test_lines_run_in_the_direction_of_their_script(page):
    show(page, FIXTURE)

    arabic = page.locator(".callout-warning .callout-title").last
    start = arabic.evaluate(
        """(node) => {
          const range = document.createRange();
          range.setStart(node.firstChild, 0);
          range.setEnd(node.firstChild, 1);
          const box = node.getBoundingClientRect();
          return (range.getBoundingClientRect().left - box.left) / box.width;
        }"""
    )
    assert start > 0.5


def test_pictures_are_never_larger_than_they_are(page):
    show(page, FIXTURE)

    widths = page.eval_on_selector_all(
        ".body .image img", "all => all.map((one) => [one.clientWidth, Number(one.getAttribute('width'))])"
    )
    assert widths
    assert all(shown <= own for shown, own in widths)
