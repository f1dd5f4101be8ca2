from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.models import Site

from cms.core.models import Heartbeat
from cms.operations import preparation
from cms.operations.management.commands import prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def loaded(monkeypatch):
    """Record the commands that preparing calls, and keep it from collecting static files.

    The task runner checks its connection to the database, which a test's transaction would not survive.
    """
    calls: list[str] = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **options: calls.append(name))
    monkeypatch.setattr(preparation, "collect_static_files", lambda: False)
    monkeypatch.setattr(prepare, "task_runner", lambda queue: SimpleNamespace(run=lambda: None))
    return calls


def output_of_prepare() -> str:
    output = io.StringIO()
    call_command("prepare", stdout=output)
    return output.getvalue()


class TestTheSiteFollowsThePort:
    @pytest.mark.parametrize("hostname", ["localhost", "127.0.0.1"])
    def test_where_it_is_this_machine(self, site, hostname):
        Site.objects.update(hostname=hostname, port=80)
        preparation.follow_port(8123)
        assert Site.objects.get(pk=site.pk).root_url == f"http://{hostname}:8123"

    def test_a_second_time_changes_nothing(self, site):
        preparation.follow_port(8123)
        assert preparation.follow_port(8123) is None

    def test_an_address_that_somebody_set_is_left_alone(self, site):
        Site.objects.update(hostname="www.example.org", port=443)
        assert preparation.follow_port(8123) is None
        assert Site.objects.get(pk=site.pk).root_url == "https://www.example.org"

    def test_an_address_that_another_site_has_is_left_alone(self, site):
        Site.objects.create(hostname="localhost", port=8123, root_page=site.root_page)
        Site.objects.filter(pk=site.pk).update(hostname="localhost", port=8000)
        assert preparation.follow_port(8123) is None


class TestTheDemo:
    def test_is_loaded_once(self, loaded):
        assert "Loading the demo" in output_of_prepare()
        assert "Loading the demo" not in output_of_prepare()
        assert loaded == ["load_demo"]

    def test_is_loaded_again_after_an_interruption(self, loaded):
        output_of_prepare()
        Heartbeat.objects.filter(name=prepare.DEMO).delete()
        output_of_prepare()
        assert loaded == ["load_demo", "load_demo"]

    def test_does_not_come_into_a_site_that_is_in_use_without_it(self, loaded):
        get_user_model().objects.create_superuser("boss", "boss@example.org", "secret")
        assert "started without the demo" in output_of_prepare()
        assert loaded == []

    def test_can_be_left_out(self, loaded, monkeypatch):
        monkeypatch.setenv("DEMO", "0")
        assert "createsuperuser" in output_of_prepare()
        assert loaded == ["create_roles"]


class TestTheFirstAdministrator:
    @pytest.fixture(autouse=True)
    def _empty_site(self, loaded, monkeypatch):
        monkeypatch.setenv("DEMO", "0")
        for name in preparation.FIRST_ADMINISTRATOR:
            monkeypatch.delenv(name, raising=False)

    def test_is_made_from_the_environment(self, monkeypatch):
        values = ("boss", "boss@example.org", "a-long-enough-one")
        for name, value in zip(preparation.FIRST_ADMINISTRATOR, values, strict=True):
            monkeypatch.setenv(name, value)
        assert "nobody can log in" not in output_of_prepare()
        boss = get_user_model().objects.get(username="boss")
        assert boss.is_superuser
        assert boss.check_password("a-long-enough-one")

    def test_is_not_made_without_a_password(self, monkeypatch):
        monkeypatch.setenv("DJANGO_SUPERUSER_USERNAME", "boss")
        monkeypatch.setenv("DJANGO_SUPERUSER_EMAIL", "boss@example.org")
        assert "nobody can log in yet" in output_of_prepare()
        assert not get_user_model().objects.exists()

    def test_is_not_asked_for_when_there_is_one(self):
        get_user_model().objects.create_superuser("boss", "boss@example.org", "secret")
        assert "first administrator" not in output_of_prepare()


class TestStaticFiles:
    def test_are_collected_again_only_when_one_has_changed(self, settings, tmp_path):
        source = tmp_path / "source"
        source.mkdir()
        (source / "a.css").write_text("a")
        settings.STATIC_ROOT = tmp_path / "collected"
        settings.STATICFILES_DIRS = [source]
        settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
        assert preparation.collect_static_files()
        assert not preparation.collect_static_files()
        (source / "b.css").write_text("b")
        assert preparation.collect_static_files()
        assert (tmp_path / "collected" / "b.css").exists()


def test_demo_logins_are_only_those_that_work():
    assert preparation.demo_logins() == ""
    get_user_model().objects.create_user("editor", password="x")
    get_user_model().objects.create_user("seo", password="x", is_active=False)
    assert preparation.demo_logins().startswith("editor (password ")
