"""Input that no careful client sends: each is a 400 that says what is wrong, wherever it is sent."""

import pytest
from django.test import Client

from cms.api.pagination import window_of
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db


def refused(path, parameter, **parameters):
    """Return the sentence of a refusal that names the parameter."""
    answer = Client().get(f"/api/v2/{path}", parameters)
    problem = answer.json()
    assert (answer.status_code, problem["parameter"]) == (400, parameter), problem
    return problem["detail"]


@pytest.mark.parametrize("path", ["pages/", "site/", "trials/", "fixtures/article/"])
def test_a_site_that_is_empty_is_not_taken_for_the_default_one(path):
    assert "leave site out" in refused(path, "site", site="")


@pytest.mark.parametrize(
    "site", ["localhost:65536", "localhost:-1", "localhost:" + "9" * 3000, "[::1]:x", "a:b:c"]
)
def test_a_site_whose_port_is_none_is_not_found(site):
    assert "known sites: localhost:80" in refused("pages/", "site", site=site)


@pytest.mark.parametrize("port", ["65536", "9" * 20, "9" * 5000])
def test_a_host_whose_port_is_too_high_is_another_host(port):
    assert Client().get("/api/v2/site/", headers={"host": f"localhost:{port}"}).status_code in (200, 400)


@pytest.mark.parametrize("lookup", ["", "__gte", "__gt", "__lte", "__lt", "__in"])
def test_a_partial_date_is_not_compared_with_nothing(lookup):
    TrialFactory(start="2020-01")

    assert "is not a valid value" in refused("trials/", f"start{lookup}", **{f"start{lookup}": ""})


def test_without_a_largest_limit_any_number_of_items_can_be_asked_for(settings):
    settings.WAGTAILAPI_LIMIT_MAX = None

    assert window_of({"limit": "5000", "offset": "10"}) == (10, 5010)
    assert window_of({}) == (0, 20)
    assert Client().get("/api/v2/pages/", {"limit": "101"}).status_code == 200


@pytest.mark.parametrize("parameter", ["id__in", "phases__in", "first_posted__in"])
def test_a_list_of_values_is_counted_with_its_repetitions(parameter):
    assert "at most 100 values" in refused("trials/", parameter, **{parameter: ",".join(["1"] * 101)})
