"""A client of the API that knows nothing but its addresses."""

from urllib.parse import urlencode

import pytest
from django.test import Client


class ApiClient:
    """Reads `/api/v2/` without cookies; an answer that is not JSON in the expected status fails the test."""

    def __init__(self):
        self.client = Client(raise_request_exception=False)

    def response(self, path, /, **parameters):
        query = f"?{urlencode(parameters)}" if parameters else ""
        return self.client.get(f"/api/v2/{path}{query}")

    def get(self, path, /, **parameters):
        response = self.response(path, **parameters)
        assert response.status_code == 200, response.content.decode()
        assert response["Content-Type"] == "application/json"
        return response.json()

    def problem(self, path, /, *, status=400, **parameters):
        response = self.response(path, **parameters)
        assert_problem(response, status=status)
        return response.json()

    def ids(self, path, /, **parameters):
        return [item["id"] for item in self.get(path, **parameters)["items"]]


def assert_problem(response, *, status=None):
    """The one error shape: RFC 9457, with v2's `message` and a sentence for a human."""
    assert response["Content-Type"] == "application/problem+json", response.content.decode()
    problem = response.json()
    assert problem["status"] == response.status_code
    assert status is None or response.status_code == status, problem
    assert problem["type"]
    assert problem["title"]
    assert problem["detail"] == problem["message"]
    assert len(problem["detail"]) > 10


@pytest.fixture
def api(db):
    return ApiClient()
