"""What tests of heads, sitemaps and feeds share."""

import pytest

from tests.api.conftest import ApiClient


@pytest.fixture
def api(db):
    return ApiClient()
