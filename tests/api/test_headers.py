"""What every answer of the API carries: CORS, `Vary`, types, methods; and no cookies."""

import pytest
from django.test import Client

from cms.api.registry import router
from tests.api.conftest import assert_problem
from tests.factories.core import UserFactory
from tests.factories.pages import default_home

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "docs": "docs/",
    "pages": "pages/",
    "pages/<id>/markdown": "pages/2/markdown/",
    "images": "images/",
    "documents": "documents/",
    "redirects": "redirects/",
    "authors": "authors/",
    "topics": "topics/",
    "trials": "trials/",
    "site": "site/",
    "resolve": "resolve/?path=/",
    "search": "search/?q=knee",
    "preview": "preview/",
    "openapi.json": "openapi.json",
    "fixtures/article": "fixtures/article/",
}
"""An address of each endpoint; the preview's is refused, which has headers too."""


@pytest.fixture(params=sorted(ADDRESSES))
def address(request):
    return f"/api/v2/{ADDRESSES[request.param]}"


def vary(response):
    return {name.strip() for name in response["Vary"].split(",")}


def test_no_endpoint_is_forgotten_here():
    assert set(router.endpoint_names()) == set(ADDRESSES)


def test_any_origin_may_read_and_no_cookie_is_set_or_asked_for(address):
    response = Client().get(address, headers={"origin": "https://front.example.org"})

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert "ETag" in response["Access-Control-Expose-Headers"]
    assert vary(response) == {"Accept-Encoding", "Origin"}
    assert not response.cookies
    assert response["X-Content-Type-Options"] == "nosniff"


def test_origins_can_be_limited(address, settings):
    settings.API_CORS_ORIGINS = ["https://front.example.org"]

    def allowed(**headers):
        return Client().get(address, headers=headers).get("Access-Control-Allow-Origin")

    assert allowed(origin="https://front.example.org") == "https://front.example.org"
    assert allowed(origin="https://other.example.org") is None
    assert allowed() is None


def test_a_session_changes_nothing(address):
    client = Client()
    client.force_login(UserFactory(administrator=True))

    with_session, without = client.get(address), Client().get(address)

    assert with_session.content == without.content
    assert vary(with_session) == {"Accept-Encoding", "Origin"}
    assert not with_session.cookies


def test_head_answers_the_same_without_a_body(address):
    get, head = Client().get(address), Client().head(address)

    assert head.status_code == get.status_code
    assert head["Content-Type"] == get["Content-Type"]
    assert head.content == b""


def test_options_answers_a_preflight(address):
    headers = {"origin": "https://front.example.org", "access-control-request-method": "GET"}

    response = Client().options(address, headers=headers)

    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]
    assert int(response["Access-Control-Max-Age"]) > 3600


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(address, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(address)

    assert_problem(response, status=405)
    assert "GET" in response["Allow"]


def test_a_home_page_that_is_html_elsewhere_is_json_here():
    client = Client()
    page = default_home()

    answers = {
        accept: client.get(f"/api/v2/pages/{page.pk}/", headers={"accept": accept}).content
        for accept in ("*/*", "text/html", "application/xml", "nonsense", "application/json;q=0.1")
    }

    assert len(set(answers.values())) == 1


def test_a_bad_host_is_refused_in_the_same_shape():
    response = Client().get("/api/v2/pages/", headers={"host": "bad host"})

    assert_problem(response, status=400)


def test_an_error_allows_cross_origin_reading_too():
    response = Client().get("/api/v2/pages/?nonsense=1", headers={"origin": "https://front.example.org"})

    assert_problem(response, status=400)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "no-store"


def test_other_addresses_carry_none_of_this():
    response = Client().get("/admin/login/")

    assert "Access-Control-Allow-Origin" not in response


def test_a_fault_of_ours_is_told_in_the_same_shape(monkeypatch):
    from cms.api.pages import PageAPIViewSet

    def fail(*args):
        raise RuntimeError("a secret of the server")

    monkeypatch.setattr(PageAPIViewSet, "get_queryset", fail)
    response = Client(raise_request_exception=False).get("/api/v2/pages/")

    assert_problem(response, status=500)
    assert b"secret" not in response.content
    assert response["Access-Control-Allow-Origin"] == "*"
