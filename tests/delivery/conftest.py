"""The delivery in front of Django, with a client that speaks WSGI."""

import io
import sqlite3
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction

from cms.api.query_parameters import default_values
from cms.delivery.application import DeliveryApplication
from cms.publishing.bell import bell
from cms.publishing.models import RowChange
from tests.connections import kept_connection
from tests.delivery.world import World

# Hosts share a PostgreSQL. The others look at changes of the test's own transaction, which PostgreSQL, unlike
# SQLite, never takes for something that has happened since.
ONLY_WITH_POSTGRESQL = ["test_hosts.py"]
ONLY_WITH_SQLITE = [
    "test_application.py",
    "test_attacks.py",
    "test_bursts.py",
    "test_freshness.py",
    "test_privacy.py",
    "test_purging.py",
    "test_state_machine.py",
    "test_store.py",
]
collect_ignore = ONLY_WITH_SQLITE if connection.vendor == "postgresql" else ONLY_WITH_POSTGRESQL


class Reply:
    """Status, headers by small name, and body."""

    def __init__(self, status, headers, body):
        self.status = int(status.split()[0])
        self.headers = {name.lower(): value for name, value in headers}
        self.body = body

    @property
    def is_hit(self):
        return self.headers.get("cache-status", "").startswith("cms; hit")


class DeliveryClient:
    """Asks a WSGI application, as a server would.

    A test never commits, so nothing rings the bell: the client does, unless nothing is said to have changed.
    """

    def __init__(self, application):
        self.application = application

    def get(self, address, /, method="GET", *, has_changed=True, **headers):
        if has_changed:
            bell().ring()
        path, _, query = address.partition("?")
        environ = {}
        setup_testing_defaults(environ)
        environ |= {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": method}
        environ |= {"HTTP_HOST": "localhost", "wsgi.input": io.BytesIO()}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        started = []
        with kept_connection():
            result = self.application(environ, lambda *arguments: started.append(arguments))
            try:
                body = b"".join(result)
            finally:
                if hasattr(result, "close"):
                    result.close()
        _forget_what_was_heard()
        return Reply(started[0][0], started[0][1], body)


def _forget_what_was_heard():
    """On PostgreSQL what a transaction has changed itself is never behind it: a test would hear it again."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        RowChange.objects.all().delete()


@pytest.fixture(scope="session")
def django_application():
    return get_wsgi_application()


@pytest.fixture(scope="session")
def direct(django_application):
    """Django itself, without anything kept."""
    return DeliveryClient(django_application)


@pytest.fixture(scope="session")
def make_delivery(django_application):
    """Start a worker whose host keeps its answers in a directory."""

    def make(directory):
        application = DeliveryApplication(
            django_application,
            directory=directory,
            most_bytes=2**24,
            defaults=default_values(),
            looks_around=False,
        )
        return DeliveryClient(application)

    return make


@pytest.fixture
def start_delivery(make_delivery, tmp_path):
    """Start another worker of the same host."""
    return lambda: make_delivery(tmp_path)


@pytest.fixture
def delivery(db, start_delivery):
    return start_delivery()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A site that is made once; every test changes it inside a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def kept(world, tmp_path_factory, make_delivery):
    """A file with the host's answers to all addresses, made before anything changes, and their bodies."""
    directory = tmp_path_factory.mktemp("kept")
    client = make_delivery(directory)
    RowChange.objects.all().delete()
    answers = {address: client.get(address) for address in world.addresses}
    compact = directory / "compact.sqlite3"
    sqlite3.connect(client.application._store.path).execute("VACUUM INTO ?", (str(compact),))
    return compact, {address: answer.body for address, answer in answers.items()}
