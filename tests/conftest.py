"""What every test stands on: clean caches, and no test that quietly does not run."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.core.cache import caches

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


@pytest.fixture(autouse=True)
def _clean_caches() -> Iterator[None]:
    """Wagtail keeps site addresses in the cache; the next test has other sites."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """In CI everything that a test could need is installed, so a test that skips itself has failed."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where nothing may be skipped: {report.longrepr}"
    return report
