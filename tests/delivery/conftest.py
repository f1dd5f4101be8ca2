"""The delivery in front of Django, with a client that speaks WSGI."""

import io
import shutil
import sqlite3
import time
from contextlib import closing
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection

from cms.api.query_parameters import default_values
from cms.delivery.application import DeliveryApplication
from cms.publishing.bell import bell
from cms.publishing.log_origin import origin
from cms.publishing.models import RowChange
from tests.connections import kept_connection, restored
from tests.delivery.mounts import can_mount
from tests.delivery.world import World

IS_POSTGRESQL = connection.vendor == "postgresql"
# Hosts share a PostgreSQL.
collect_ignore = [] if IS_POSTGRESQL else ["test_hosts.py"]
if not can_mount():
    collect_ignore.append("test_trouble_disk.py")

if IS_POSTGRESQL:

    @pytest.fixture
    def db(django_db_setup, django_db_blocker):
        """A database of the test's own, where its changes are committed."""
        with django_db_blocker.unblock(), restored():
            yield


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

    On SQLite a test never commits, so nothing rings the bell: the client does, unless nothing is said to have
    changed.
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
        return Reply(started[0][0], started[0][1], body)


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
    """A site that is made once; every test changes it for itself (`db`, `restored`)."""
    with django_db_blocker.unblock(), restored():
        yield World()


class Kept:
    """A file with a host's answers to all addresses, made before anything changes, and their bodies."""

    def __init__(self, file, answers):
        self.file = file
        self.bodies = {address: answer.body for address, answer in answers.items()}

    def give_to(self, client):
        """Let a worker that has just started find the file as that of its host."""
        path = client.application.store.path
        shutil.copy(self.file, path)
        with closing(sqlite3.connect(path)) as own:
            # The database of a test is another one than that of which it is a copy.
            own.execute("UPDATE state SET value = ? WHERE name = 'origin'", (origin(),))
            own.execute("UPDATE state SET value = ? WHERE name = 'looked_at'", (str(time.time()),))
            own.commit()


@pytest.fixture(scope="module")
def kept(world, tmp_path_factory, make_delivery):
    """What a host keeps of the whole site."""
    directory = tmp_path_factory.mktemp("kept")
    client = make_delivery(directory)
    RowChange.objects.all().delete()
    answers = {address: client.get(address) for address in world.addresses}
    compact = directory / "compact.sqlite3"
    sqlite3.connect(client.application.store.path).execute("VACUUM INTO ?", (str(compact),))
    return Kept(compact, answers)
