"""What the reader's stories share: addresses of the demo, checks of a page, API answers from files."""

from __future__ import annotations

import json
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import wagtail
from playwright.sync_api import Page, Route

ARTICLE = "/articles/stem-cell-therapy-for-knees/"
ARTICLE_HEADING = "Stem cell therapy for knees"
TRIAL = "/trials/NCT03818737/"
FIXTURES = Path(__file__).resolve().parent.parent / "reader" / "fixtures"
# Seconds until something that happens in the background must have happened.
PATIENCE = 15
PATIENCE_FOR_INDEX = 180
# axe-core comes with Wagtail, for the checks in its editor.
AXE = [
    Path(wagtail.__file__).parent / "admin/static/wagtailadmin/js" / name
    for name in ("vendor.js", "userbar.js")
]
RUN_AXE = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.map((rule) => `${rule.id}: ${rule.help}: ${rule.nodes.map((node) => node.html)}`);
}"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path d="M0 0h16v9H0z"/></svg>'


def show(page: Page, path: str) -> None:
    """Go to an address and wait until the view is drawn."""
    page.goto(path)
    settle(page)


def settle(page: Page) -> None:
    page.wait_for_selector("main:not([aria-busy]) h1")


def eventually(page: Page, expression: str, wanted: object) -> None:
    """Wait until a script says `wanted`. Playwright's own waiting needs `eval`, which our policy refuses."""
    end = time.monotonic() + PATIENCE
    while (found := page.evaluate(expression)) != wanted and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert found == wanted


def wait_for_index(page: Page, words: str) -> None:
    """Wait until the worker has indexed the demo: a new site's pictures and texts share one queue."""
    end = time.monotonic() + PATIENCE_FOR_INDEX
    for endpoint in ("pages", "trials"):
        while not page.request.get(f"/api/v2/{endpoint}/?search={words}&limit=1").json()["items"]:
            assert time.monotonic() < end, f"{endpoint}: nothing is found for {words!r}"
            page.wait_for_timeout(500)


def axe_violations(page: Page) -> list[str]:
    """Return what axe finds on the page as it is now. The page needs `bypass_csp=True`."""
    if not page.evaluate("'axe' in window"):
        for script in AXE:
            page.add_script_tag(path=script)
    violations: list[str] = page.evaluate(RUN_AXE)
    return violations


def overflowing(page: Page) -> list[str]:
    """Return the elements that stick out of the page sideways, if it can be scrolled that way."""
    elements: list[str] = page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
        [...document.querySelectorAll("main *, header *, footer *")]
          .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
          .map((element) => `${element.localName}.${element.className}`)"""
    )
    return elements


def answer_from_files(page: Page, site_url: str) -> None:
    """Answer the reader's requests from tests/reader/fixtures, which hold the oddest forms of every block.

    The shell is the real one, without the documents that it brings along.
    """

    def shell(route: Route) -> None:
        if route.request.resource_type != "document":
            route.fallback()
            return
        real = route.fetch(url=f"{site_url}/search/")
        route.fulfill(response=real, body=real.text().replace('id="cms-site-document"', 'id="unused"'))

    page.route("**/*", shell)
    page.route("**/api/v2/**", _answer)
    page.route(
        "https://media.example.org/**",
        lambda route: route.fulfill(body=PICTURE, content_type="image/svg+xml"),
    )


def fixture(name: str) -> dict[str, dict]:
    content: dict[str, dict] = json.loads((FIXTURES / f"{name}.json").read_text())
    return content


def _answer(route: Route) -> None:
    parts = urlsplit(route.request.url)
    endpoint = parts.path.removeprefix("/api/v2/").strip("/")
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if endpoint == "site":
        route.fulfill(json=fixture("site"))
    elif endpoint == "resolve":
        paths = fixture("resolve")
        found = paths.get(query["path"], paths["*"])
        route.fulfill(status=found["status"], json=found["body"])
    else:
        lists = fixture("lists")[endpoint]
        start, count = int(query.get("offset", 0)), int(query.get("limit", 20))
        route.fulfill(json={**lists, "items": lists["items"][start : start + count]})
