from __future__ import annotations

import datetime

import pytest
from django.core.cache import caches
from django.db import OperationalError
from django.utils import timezone

from cms import health
from cms.core.models import Heartbeat

pytestmark = pytest.mark.django_db


def fail() -> None:
    raise OperationalError("could not connect")


@pytest.fixture
def _living_worker():
    Heartbeat.objects.beat("worker")


@pytest.fixture
def broken(monkeypatch):
    """Let one probe fail as it would with its server gone."""
    return lambda name: monkeypatch.setitem(health.PROBES, name, fail)


def test_the_process_answers_without_asking_anybody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert response["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("_living_worker")
def test_ready_when_everything_is_there(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    names = ("database", "cache", "worker", "writing", "disk")
    assert response.json() == {"status": "ok", "checks": dict.fromkeys(names, "ok")}


@pytest.mark.usefixtures("_living_worker")
def test_not_ready_without_what_a_request_needs(client, broken):
    broken("database")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == 503
    assert "database" in problem["detail"]
    assert problem["message"] == problem["detail"]
    assert problem["checks"]["database"] == "down"
    assert "could not connect" not in response.content.decode()


@pytest.mark.usefixtures("_living_worker")
@pytest.mark.parametrize("name", ["cache", "writing", "disk"])
def test_what_reading_can_do_without_is_reported_and_the_site_stays_ready(client, broken, name):
    broken(name)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["checks"] == {check: "down" if check == name else "ok" for check in health.PROBES}


def test_a_disk_without_room_is_down(client, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**62)
    assert client.get("/readyz").json()["checks"]["disk"] == "down"


@pytest.mark.usefixtures("_living_worker")
def test_a_cache_that_forgets_is_down(client, monkeypatch, settings):
    settings.CACHES = {
        **settings.CACHES,
        "forgetful": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    }
    monkeypatch.setattr(health, "cache", caches["forgetful"])
    assert client.get("/readyz").json()["checks"]["cache"] == "down"


def test_a_missing_worker_is_reported_and_the_site_stays_ready(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["checks"]["worker"] == "down"


def test_a_worker_that_was_last_seen_minutes_ago_is_missing(client):
    Heartbeat.objects.create(name="worker", seen_at=timezone.now() - datetime.timedelta(minutes=2))
    assert client.get("/readyz").json()["checks"]["worker"] == "down"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_are_read_only_and_the_same_for_everybody(client, path):
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200
    assert "Cookie" not in client.get(path).get("Vary", "")
