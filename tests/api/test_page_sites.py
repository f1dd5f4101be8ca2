"""Pages of several sites."""

import pytest
from wagtail.models import Site

from tests.factories.core import SiteFactory
from tests.factories.home import HomePageFactory
from tests.factories.pages import default_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return default_home()


@pytest.fixture
def second_site():
    return SiteFactory(hostname="clinic.example.org", root_page=HomePageFactory(title="Clinic"))


def test_site_chooses_whose_pages_are_listed(api, home, second_site):
    assert api.ids("pages/") == [home.pk]
    assert api.ids("pages/", site="clinic.example.org") == [second_site.root_page_id]
    assert api.ids("pages/", site="clinic.example.org:80") == [second_site.root_page_id]
    assert api.ids("pages/", site="CLINIC.example.org", child_of="root") == []


def test_the_host_chooses_the_site_and_an_unknown_one_gets_the_default(api, home, second_site):
    def ids(host):
        items = api.client.get("/api/v2/pages/", headers={"host": host}).json()["items"]
        return [item["id"] for item in items]

    assert ids("clinic.example.org") == [second_site.root_page_id]
    assert ids("other.example.org") == [home.pk]


@pytest.mark.parametrize("name", ["nowhere.example.org", "clinic.example.org:81", "a:b:c", ":"])
def test_an_unknown_site_is_refused_and_the_known_ones_named(api, second_site, name):
    problem = api.problem("pages/", site=name)

    assert problem["parameter"] == "site"
    assert "clinic.example.org:80" in problem["detail"]


def test_two_sites_on_one_host_need_the_port(api, second_site):
    SiteFactory(hostname="clinic.example.org", port=8443, root_page=HomePageFactory(title="Staff"))

    assert "more than one site" in api.problem("pages/", site="clinic.example.org")["detail"]
    assert len(api.ids("pages/", site="clinic.example.org:8443")) == 1


def test_addresses_are_those_of_the_site_that_a_page_belongs_to(api, second_site):
    assert api.get("pages/", site="clinic.example.org")["items"][0]["meta"]["html_url"] == (
        "http://clinic.example.org/"
    )


def test_an_installation_without_any_site_has_no_pages_and_no_error_of_its_own(api, home):
    Site.objects.all().delete()

    assert "no site" in api.problem("pages/")["detail"]
