"""The reader as plain files on a host of its own, with the API on another."""

from __future__ import annotations

import re
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from cms.reader.shell import STATIC_DIR
from tests.browser.reader import ARTICLE, ARTICLE_HEADING, settle


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        """Say nothing of each request."""


@pytest.fixture
def elsewhere(site, tmp_path):
    """The address of a copy of the reader's files that knows the site's API."""
    copy = tmp_path / "reader"
    shutil.copytree(STATIC_DIR / "reader", copy)
    shell = copy / "index.html"
    shell.write_text(shell.read_text().replace("http://localhost:8000", site.url))
    handler = partial(QuietHandler, directory=str(copy))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_the_reader_runs_on_another_origin_from_the_public_api_alone(page, elsewhere):
    page.goto(f"{elsewhere}/")
    settle(page)

    page.get_by_role("link", name=re.compile(ARTICLE_HEADING)).first.click()

    expect(page.locator("article h1")).to_contain_text(ARTICLE_HEADING)
    assert page.url == f"{elsewhere}/#{ARTICLE}"
    assert (
        page.locator(".hero-image img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    )
    page.reload()
    settle(page)
    expect(page.locator("article h1")).to_contain_text(ARTICLE_HEADING)

    contents = page.get_by_role("navigation", name="On this page").get_by_role("link")
    heading = contents.nth(2).inner_text()
    contents.nth(2).click()
    expect(page.locator(":focus")).to_have_text(heading)

    page.get_by_role("searchbox").first.fill("cartilage")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Results for “cartilage”")
    page.go_back()
    expect(page.locator("article h1")).to_contain_text(ARTICLE_HEADING)


def test_links_to_the_cms_itself_lead_to_its_host(page, elsewhere, site):
    page.goto(f"{elsewhere}/")
    settle(page)

    sources = page.locator("main img").evaluate_all(
        "images => images.map((image) => image.currentSrc || image.src)"
    )

    assert sources
    assert all(source.startswith(site.url) for source in sources)
