"""The page for people shows the API's own description, with files that we serve ourselves."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.management.commands.collectstatic import Command
from django.core.management import call_command

from cms.api.docs import addresses
from cms.api.finders import FILES, SwaggerUIFinder
from cms.api.registry import router
from cms.openapi.document import document

pytestmark = pytest.mark.django_db


def test_it_reads_the_description_of_this_api(client):
    response = client.get("/api/v2/docs/")

    assert response.status_code == 200
    assert 'data-description="/api/v2/openapi.json"' in response.content.decode()


def test_it_asks_no_other_host_for_anything(client):
    response = client.get("/api/v2/docs/")

    assert not re.findall(r'(?:src|href)="(?:https?:)?//', response.content.decode())
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_every_address_leads_to_its_part_of_the_description(client):
    tags = {tag["name"] for tag in document()["tags"]}

    assert {address["tag"] for address in addresses()} <= tags
    assert {address["name"] for address in addresses()} == set(router.endpoint_names()) - {"docs"}


def test_its_files_are_found():
    page_files = [f"swagger-ui/{name}" for name in FILES]

    assert all(finders.find(name) for name in page_files)
    assert finders.find("swagger-ui/redoc.standalone.js") is None
    assert finders.find("ninja/redoc.standalone.js") is None
    assert SwaggerUIFinder().check() == []


def test_its_files_are_collected_under_names_that_carry_their_hash(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["cms.api.finders.SwaggerUIFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "cms.reader.storage.ModuleStaticFilesStorage"},
    }

    call_command(Command(), interactive=False, verbosity=0)

    collected = {path.name for path in (tmp_path / "swagger-ui").iterdir()}
    assert any(re.fullmatch(r"swagger-ui-bundle\.[0-9a-f]{12}\.js", name) for name in collected)
    assert any(re.fullmatch(r"swagger-ui\.[0-9a-f]{12}\.css", name) for name in collected)
    assert not [name for name in collected if "redoc" in name]


def test_a_release_without_the_files_is_noticed_at_start(monkeypatch, tmp_path):
    monkeypatch.setattr("cms.api.finders.source_directory", lambda: tmp_path)

    [error] = SwaggerUIFinder().check()

    assert error.id == "api.E005"
    assert "swagger-ui.css" in error.msg
