"""Fixtures of the browser stories: a running site, one browser, fresh pages that must not report errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser.site import NO_CHROMIUM, RunningSite, find_chromium, running_site

# A cold start on a busy machine, not a fast one.
PATIENCE_MILLISECONDS = 30_000
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
# Containers run as root, where Chromium's sandbox does not work; it visits only our own site. The others
# keep it from calling home.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class OpenPage(Protocol):
    """Opens a fresh page with cookies of its own; relative addresses lead to the site."""

    def __call__(self, size: str = "desktop", **context_options: Any) -> Page: ...


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
        launched = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture
def expected_errors() -> list[str]:
    """Parts of the errors that this test causes on purpose; any other in the console fails it."""
    return []


@pytest.fixture
def open_page(browser: Browser, site: RunningSite, expected_errors: list[str]) -> Iterator[OpenPage]:
    """Open pages of a size in `SIZES`; what they report as an error fails the test at its end."""
    reported: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            reported.append(f"{message.text} ({message.location.get('url', '')})")

    with ExitStack() as contexts:

        def open_one(size: str = "desktop", **context_options: Any) -> Page:
            width, height = SIZES[size]
            options = {"base_url": site.url, "viewport": {"width": width, "height": height}}
            context = browser.new_context(**{**options, **context_options})
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE_MILLISECONDS)
            page = context.new_page()
            page.on("console", note)
            page.on("pageerror", lambda error: reported.append(str(error)))
            return page

        yield open_one
    assert [error for error in reported if not any(part in error for part in expected_errors)] == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Return a page as wide as a desktop."""
    return open_page("desktop")


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """Return a page as narrow as a phone."""
    return open_page("phone")
