"""A real Varnish in front of a real server, and an editor in a process of their own."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import requests
from django.conf import settings as django_settings
from django.db import connection

from tests.factories.blog import ArticlePageFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

VCL = Path(django_settings.BASE_DIR) / "cms/delivery/purging/varnish.vcl"
PATIENCE_SECONDS = 60
PUBLISH = (
    "from blog.models import ArticlePage; page = ArticlePage.objects.get(pk={pk});"
    " page.title = {title!r}; page.save_revision().publish()"
)


def free_port():
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_until(accept, *, what):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not accept():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.02)


class Stack:
    """Varnish, our server behind it, and the database that both tests and server know."""

    def __init__(self, directory):
        self.directory = directory
        self.origin = free_port()
        self.front = free_port()
        self.processes = {}

    @property
    def environment(self):
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.local",
            "DATABASE_URL": self.database,
            "DATA_DIR": str(self.directory),
            "CDN_BACKEND": "varnish",
            "VARNISH_ADDRESSES": f"http://127.0.0.1:{self.front}",
            "CDN_PURGE_AGAIN_SECONDS": "0",
        }

    def start(self, *, changes=(), **environment):
        self.database = self._shared_database()
        vcl = VCL.read_text().replace('.port = "8000"', f'.port = "{self.origin}"')
        for old, new in changes:
            assert old in vcl
            vcl = vcl.replace(old, new)
        (self.directory / "test.vcl").write_text(vcl)
        self.start_origin(**environment)
        self._run(
            "varnish",
            *("varnishd", "-F", "-j", "none", "-n", str(self.directory / "varnish")),
            *("-a", f"127.0.0.1:{self.front}", "-f", str(self.directory / "test.vcl"), "-s", "malloc,32m"),
        )
        wait_until(lambda: self.is_up(self.front), what="Varnish")
        # A server without a memory of what Varnish may hold begins with that.
        self.ask("/api/v2/pages/", port=self.origin)
        wait_until(lambda: "purged from the CDN: cms" in self.log(), what="the first purge")

    def start_origin(self, **environment):
        self._run(
            "origin",
            *(sys.executable, "-m", "granian", "cms.wsgi:application", "--interface", "wsgi", "--no-ws"),
            *("--host", "127.0.0.1", "--port", str(self.origin), "--workers", "2"),
            environment=environment,
        )
        wait_until(lambda: self.is_up(self.origin), what="the server")

    def _run(self, name, *command, environment=None):
        with (self.directory / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command,
                cwd=django_settings.BASE_DIR,
                env={**self.environment, **(environment or {})},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _shared_database(self):
        if connection.vendor != "sqlite":
            known = connection.settings_dict
            return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**known)
        connection.ensure_connection()
        with closing(sqlite3.connect(self.directory / "db.sqlite3")) as copy:
            connection.connection.backup(copy)
        return f"sqlite:///{self.directory / 'db.sqlite3'}"

    def is_up(self, port):
        try:
            return requests.get(f"http://127.0.0.1:{port}/healthz", timeout=5).status_code == 200
        except requests.ConnectionError:
            return False

    def ask(self, address, *, port=None, **headers):
        return requests.get(f"http://127.0.0.1:{port or self.front}{address}", headers=headers, timeout=20)

    def publish(self, page, title):
        """Publish in a process of its own, which only the change log and the bell connect with the server."""
        command = [sys.executable, "manage.py", "shell", "-c", PUBLISH.format(pk=page.pk, title=title)]
        done = subprocess.run(
            command, cwd=django_settings.BASE_DIR, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr

    @contextmanager
    def asked_all_the_time(self, address):
        """Ask from a thread of its own, so that every purge is followed by a request at once."""
        is_over = threading.Event()

        def ask():
            while not is_over.is_set():
                self.ask(address)

        thread = threading.Thread(target=ask)
        thread.start()
        try:
            yield
        finally:
            is_over.set()
            thread.join()

    def stop(self, name):
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def log(self):
        return "\n".join(path.read_text(errors="replace") for path in self.directory.glob("*.log"))


@pytest.fixture
def stack(tmp_path):
    if shutil.which("varnishd") is None:
        pytest.skip("Varnish is not installed here; .ci/run installs it")
    stack = Stack(tmp_path)
    yield stack
    for name in list(stack.processes):
        stack.stop(name)


def address_of(page):
    return f"/api/v2/pages/{page.pk}/"


def test_varnish_holds_answers_until_exactly_they_change(stack):
    knees, hips = ArticlePageFactory(title="Worn knees"), ArticlePageFactory(title="Worn hips")
    stack.start()
    first = stack.ask(address_of(knees), Cookie="sessionid=1; _ga=2")
    assert (first.status_code, first.headers["X-Cache"]) == (200, "MISS"), stack.log()
    assert not [name for name in first.headers if re.match("surrogate|xkey", name, re.IGNORECASE)]
    assert stack.ask(address_of(knees)).headers["X-Cache"] == "HIT"
    stack.ask(address_of(hips))

    stack.publish(knees, "New knees")

    wait_until(
        lambda: stack.ask(address_of(knees)).json()["title"] == "New knees", what=f"a purge {stack.log()}"
    )
    again = stack.ask(address_of(hips))
    assert (again.headers["X-Cache"], again.json()["title"]) == ("HIT", "Worn hips")


def test_no_worker_hands_varnish_an_old_answer_after_the_purge(stack):
    article = ArticlePageFactory(title="Worn knees")
    stack.start()
    with stack.asked_all_the_time(address_of(article)):
        for title in ("New knees", "Newer knees", "Newest knees"):
            stack.publish(article, title)
            wait_until(
                lambda title=title: stack.ask(address_of(article)).json()["title"] == title, what=title
            )


def test_an_absence_is_held_until_there_is_something(stack):
    ArticlePageFactory(title="Worn knees", slug="worn-knees")
    draft = ArticlePageFactory(title="Worn hips", live=False)
    stack.start()
    assert stack.ask(address_of(draft)).status_code == 404
    # A worker that has not looked at the last change yet lets no CDN hold its answer.
    wait_until(lambda: stack.ask(address_of(draft)).headers["X-Cache"] == "HIT", what="the absence, held")

    stack.publish(draft, "New hips")

    wait_until(lambda: stack.ask(address_of(draft)).status_code == 200, what="the article")


def test_a_server_that_nobody_asks_anything_hears_of_changes_all_the_same(stack):
    article = ArticlePageFactory(title="Worn knees")
    stack.start()
    stack.ask(address_of(article))
    stack.stop("origin")
    stack.start_origin()
    assert stack.ask(address_of(article)).headers["X-Cache"] == "HIT"

    stack.publish(article, "New knees")

    wait_until(lambda: stack.ask(address_of(article)).json()["title"] == "New knees", what="the purge")


def test_what_is_over_is_better_than_an_error(stack):
    article = ArticlePageFactory(title="Worn knees")
    # Nothing old while the server answers, so that what is seen below is the time of trouble.
    stack.start(changes=[("req.grace = 60s", "req.grace = 0s")], CDN_MAX_AGE="1")
    stack.ask(address_of(article))
    time.sleep(1.5)
    assert stack.ask(address_of(article)).headers["X-Cache"] == "MISS"
    stack.stop("origin")
    time.sleep(1.5)

    answer = stack.ask(address_of(article))

    assert (answer.status_code, answer.json()["title"]) == (200, "Worn knees")


def test_what_is_not_kept_here_is_not_held_there(stack):
    ArticlePageFactory(title="Worn knees")
    stack.start()
    for _turn in range(2):
        answer = stack.ask("/api/v2/pages/?order=random")
        assert (answer.status_code, answer.headers["X-Cache"]) == (200, "MISS")
    assert "X-Cache" not in stack.ask("/readyz").headers


def test_strangers_cannot_purge(stack):
    article = ArticlePageFactory(title="Worn knees")
    stack.start()
    stack.ask(address_of(article))

    through_a_proxy = requests.request(
        "PURGE",
        f"http://127.0.0.1:{stack.front}/",
        headers={"xkey-purge": "cms", "X-Forwarded-For": "192.0.2.7"},
        timeout=10,
    )

    assert through_a_proxy.status_code == 403
    assert stack.ask(address_of(article)).headers["X-Cache"] == "HIT"
