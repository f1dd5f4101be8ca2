"""Real servers over the database of the test that runs: its own on PostgreSQL, a copy of it on SQLite."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

from cms.operations.environment import ROOT
from tests.browser.site import free_port

START_SECONDS = 60
SECRET = "of all hosts of a test"


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def worker(self):
        return int(self.headers["x-worker"])

    @property
    def is_hit(self):
        return self.headers.get("cache-status", "").startswith("cms; hit")


@dataclass(frozen=True)
class Host:
    """A server that answers at `url`, with all that it writes in `directory`."""

    url: str
    directory: Path
    process: subprocess.Popen

    def ask(self, address, *, method="GET", headers=None):
        """Ask over a connection of its own, so that any worker may answer."""
        request = urllib.request.Request(f"{self.url}{address}", method=method, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return _answer(reply)
        except urllib.error.HTTPError as error:
            with error:
                return _answer(error)

    def log(self):
        """Return what the server has written into its log."""
        return _beside(self.directory, "log").read_text()

    def made(self):
        """Return (process, address) of every answer that Django has made."""
        file = _beside(self.directory, "made")
        return [tuple(line.split()) for line in file.read_text().splitlines()] if file.exists() else []

    def workers(self, address, *, count=2):
        """Ask until so many workers have answered; return their process numbers."""
        deadline = time.monotonic() + START_SECONDS
        found = set()
        while len(found) < count:
            assert time.monotonic() < deadline, f"only {found} answer"
            found.add(self.ask(address).worker)
        return sorted(found)


def _beside(directory, ending):
    """Return a file of the test's own, which the server's disk need not have room for."""
    return directory.with_name(f"{directory.name}.{ending}")


def _answer(reply):
    headers = {name.lower(): value for name, value in reply.headers.items()}
    return Answer(reply.status, reply.read(), headers)


@contextmanager
def copied_database(directory, fill):
    """Give the URL of a copy of the empty test database, and what `fill` has made in it."""
    copy = _sqlite_copy if connection.vendor == "sqlite" else _postgresql_copy
    with copy(directory, fill) as copied:
        yield copied


@contextmanager
def _sqlite_copy(directory, fill):
    file = directory / "db.sqlite3"
    connection.ensure_connection()
    with closing(sqlite3.connect(":memory:")) as before, closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(before)
        try:
            filled = fill()
            connection.connection.backup(copy)
        finally:
            before.backup(connection.connection)
    yield f"sqlite:///{file}", filled


@contextmanager
def _postgresql_copy(directory, fill):
    known = connection.settings_dict
    original, name = known["NAME"], f"copy_{os.getpid()}"
    server = f"postgres://{known['USER']}@{known['HOST']}:{known['PORT']}"
    connection.close()
    with psycopg.connect(f"{server}/postgres", autocommit=True) as administrator:
        administrator.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
        known["NAME"] = name
        try:
            filled = fill()
        finally:
            connection.close()
            known["NAME"] = original
        try:
            yield f"{server}/{name}", filled
        finally:
            administrator.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def serving(directory, *, url, workers=2, threads=4, shared=False, before=(), **environment):
    """Serve a database from a directory until the block ends; leave no process behind.

    `before` is a command that ends in becoming the server, in surroundings of its own.
    """
    directory.mkdir(parents=True, exist_ok=True)
    port = free_port()
    process = subprocess.Popen(
        [
            *(*before, sys.executable, "-m", "granian", "tests.delivery.server_under_test:application"),
            *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws"),
            *("--workers", str(workers), "--blocking-threads", "1", "--log-level", "warning"),
            *("--respawn-failed-workers", "--workers-kill-timeout", "5"),
        ],
        cwd=ROOT,
        env={
            **{name: value for name, value in os.environ.items() if name != "CACHE_URL"},
            **({"CACHE_URL": settings.CACHES["default"]["LOCATION"]} if shared else {}),
            **{"DJANGO_SETTINGS_MODULE": "cms.settings.local", "DATABASE_URL": url, "PORT": "8000"},
            **{"SECRET_KEY": SECRET},
            **{"DATA_DIR": str(directory), "MADE_FILE": str(_beside(directory, "made"))},
            **{"SERVER_THREADS": str(threads), "GRANIAN_WORKERS": str(workers)},
            **environment,
        },
        start_new_session=True,
        stderr=_beside(directory, "log").open("ab"),
    )
    host = Host(f"http://127.0.0.1:{port}", directory, process)
    try:
        _wait_until_answering(host)
        yield host
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_until_answering(host):
    deadline = time.monotonic() + START_SECONDS
    while True:
        assert host.process.poll() is None, f"the server has ended by itself: {host.log()}"
        try:
            host.ask("/healthz")
        except OSError:
            assert time.monotonic() < deadline, f"the server does not answer: {host.log()}"
            time.sleep(0.1)
        else:
            return
