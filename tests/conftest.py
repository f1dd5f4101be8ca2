"""What every test stands on: clean caches, the API's contract, and no test that quietly does not run."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.core.cache import caches

from cms.redirects import hits
from tests.contract.hook import Watch

# Modules of few tests that take minutes begin first, so that no process is left alone with one at the end.
LONGEST = ("tests/clients/", "tests/contract/test_fuzz.py")
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest modules first; the rest stays as pytest-django has it, which begins with rollbacks."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture(autouse=True)
def _clean_caches() -> Iterator[None]:
    """Wagtail keeps site addresses in the cache; the next test has other sites."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(scope="session", autouse=True)
def contract_watch() -> Iterator[Watch]:
    """Every answer below `/api/v2/` that any test receives must be one that `openapi.json` describes."""
    with Watch().installed() as watch:
        yield watch


@pytest.fixture(autouse=True)
def _contract_of_answers(contract_watch: Watch) -> Iterator[None]:
    """Fail a test for the answers that a server in another thread gave; others have raised by themselves."""
    yield
    contract_watch.raise_first()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """In CI everything that a test could need is installed, so a test that skips itself has failed."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where nothing may be skipped: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def _no_hits_by_the_clock() -> Iterator[None]:
    """Hits of redirects are not written in the middle of some other test, by a thread with a connection."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hits.tally, "_start", lambda: None)
        yield
