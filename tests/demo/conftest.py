"""The demo, loaded once for all tests of this package and rolled back after them."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings


@pytest.fixture(scope="package")
def loaded_demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Load the demo with its users; return what the command printed."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(DEMO_USERS=True):
        output = StringIO()
        call_command("load_demo", stdout=output)
        yield output.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded_demo: str, db: None) -> str:
    """Give one test the loaded demo; what the test changes is undone."""
    return loaded_demo
