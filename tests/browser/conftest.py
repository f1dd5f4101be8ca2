"""Fixtures of the browser stories: a running site, one browser, a fresh page per test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.site import NO_CHROMIUM, RunningSite, find_chromium, running_site

# A cold start on a busy machine, not a fast one.
PATIENCE_MILLISECONDS = 30_000


def pytest_sessionstart(session: pytest.Session) -> None:
    """Say what is missing before a site is set up for nothing."""
    if find_chromium() is None:
        pytest.exit(NO_CHROMIUM, returncode=2)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """The demo site, running; tests share it and must not rely on what others left."""
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one headless Chromium for all tests."""
    with sync_playwright() as playwright:
        # Containers run as root, where Chromium's sandbox does not work; it visits only our own site.
        launched = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser, site: RunningSite) -> Iterator[Page]:
    """A page with cookies of its own whose relative addresses lead to the site."""
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    yield context.new_page()
    context.close()
