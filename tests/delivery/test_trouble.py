"""What a real server does while what it stands on is down, and that it recovers by itself."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.browser.site import free_port
from tests.delivery.serving import copied_database, serving
from tests.factories.blog import ArticlePageFactory

# The tests themselves use no database: it is what the copy is taken from.
pytestmark = pytest.mark.django_db
LIST = "/api/v2/pages/?limit=3"
WAIT_SECONDS = 30


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker, tmp_path_factory):
    with (
        django_db_blocker.unblock(),
        copied_database(
            tmp_path_factory.mktemp("database"), lambda: ArticlePageFactory(title="Old")
        ) as copied,
    ):
        yield copied


@pytest.fixture
def host(database, tmp_path):
    """Two workers that both have the list and the article in memory."""
    with serving(tmp_path / "host", url=database[0]) as host:
        for address in (LIST, article_of(database)):
            warm(host, address)
        yield host


def article_of(database):
    return f"/api/v2/pages/{database[1].pk}/"


def warm(host, address, *, workers=2):
    hits = set()

    def has_hit():
        answer = host.ask(address)
        if answer.is_hit:
            hits.add(answer.worker)
        return len(hits) >= workers

    wait_until(has_hit, f"{address} is not in the memory of {workers} workers")


def wait_until(is_so, what):
    deadline = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def is_right(host, address, *, title):
    answer = host.ask(address)
    return answer.status == 200 and f'"title":"{title}"'.encode() in answer.body


def all_hits(host, address, *, times=10):
    return all(host.ask(address).is_hit for _time in range(times))


def change(host, database, title):
    assert host.ask(f"/change/?page={database[1].pk}&title={title}", method="POST").status == 200


def assert_changes_are_seen(host, database, title):
    change(host, database, title)
    wait_until(
        lambda: all(is_right(host, article_of(database), title=title) for _time in range(6)),
        "a change is not seen",
    )


def is_unavailable(answer):
    return (answer.status, answer.headers.get("content-type")) == (503, "application/problem+json") and (
        int(answer.headers["retry-after"]) > 0
    )


# The database


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} was not found")


class Postgres:
    """A PostgreSQL of this test's own, that can be stopped and started."""

    def __init__(self, directory):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
        if not found:
            pytest.skip("PostgreSQL was not found")
        self.programs, self.directory, self.port = found[-1].parent, directory, free_port()
        if os.getuid() == 0:
            # PostgreSQL refuses to run as root.
            shutil.chown(directory, "postgres")
        self._run(
            "initdb",
            "-D",
            f"{directory}/data",
            "-U",
            "cms",
            "--auth=trust",
            "--no-sync",
            "--locale=C.UTF-8",
            "--encoding=UTF8",
        )

    @property
    def url(self):
        return f"postgres://cms@127.0.0.1:{self.port}/postgres"

    def start(self):
        options = f"-p {self.port} -h 127.0.0.1 -k {self.directory} -c fsync=off"
        self._run(
            "pg_ctl",
            "-D",
            f"{self.directory}/data",
            "-w",
            "-s",
            "-l",
            f"{self.directory}/log",
            "-o",
            options,
            "start",
        )

    def stop(self):
        self._run("pg_ctl", "-D", f"{self.directory}/data", "-m", "immediate", "-s", "stop")

    def _run(self, program, *arguments):
        as_postgres = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run(
            [*as_postgres, self.programs / program, *arguments],
            cwd="/",
            check=True,
            stdout=subprocess.DEVNULL,
        )


@pytest.fixture
def postgres():
    # Not below pytest's own directory, which nobody else may enter.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        server = Postgres(Path(directory))
        server.start()
        yield server
        with suppress(subprocess.CalledProcessError):
            server.stop()


def load(url, tmp_path):
    """Migrate an empty PostgreSQL and give it Wagtail's own first page."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.local",
        "DATABASE_URL": url,
        "DATA_DIR": str(tmp_path),
    }
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"],
        cwd=Path(__file__).parents[2],
        env=environment,
        check=True,
    )
    with psycopg.connect(url) as database:
        return database.execute("SELECT id FROM core_basepage WHERE depth = 2").fetchone()[0]


def test_while_the_database_is_down_hits_are_served_and_it_recovers_by_itself(postgres, tmp_path):
    page = load(postgres.url, tmp_path / "host")
    address = f"/api/v2/pages/{page}/"
    with serving(tmp_path / "host", url=postgres.url) as host:
        warm(host, address)
        postgres.stop()

        assert all_hits(host, address)
        wait_until(lambda: "cut off" in host.ask(address).headers["cache-status"], "hits are not marked")
        assert all(is_unavailable(host.ask(f"/api/v2/pages/?limit={n}")) for n in range(1, 6))
        assert host.ask("/healthz").status == 200
        assert host.ask("/readyz").status == 503

        postgres.start()
        wait_until(lambda: host.ask("/api/v2/pages/?limit=4").status == 200, "misses are not made again")
        wait_until(lambda: "cut off" not in host.ask(address).headers["cache-status"], "hits stay marked")
        host.ask(f"/change/?page={page}&title=New", method="POST")
        wait_until(
            lambda: all(is_right(host, address, title="New") for _ in range(6)), "a change is not seen"
        )


@contextmanager
def written_by(file):
    """Hold the lock for writing, as a transaction that does not end."""
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    yield
    writer.execute("ROLLBACK")
    writer.close()


def test_a_locked_sqlite_file_holds_up_no_reader(host, database):
    if connection.vendor != "sqlite":
        return
    with written_by(database[0].removeprefix("sqlite:///")):
        assert all_hits(host, LIST)
        assert host.ask("/api/v2/pages/?limit=7").status == 200
    assert_changes_are_seen(host, database, "Unlocked")


def test_a_sqlite_file_that_is_gone_is_a_503_and_hits_go_on(database, tmp_path):
    if connection.vendor != "sqlite":
        return
    file = tmp_path / "own.sqlite3"
    shutil.copy(database[0].removeprefix("sqlite:///"), file)
    with serving(tmp_path / "host", url=f"sqlite:///{file}", workers=1) as host:
        warm(host, LIST, workers=1)
        away = tmp_path / "away"
        away.mkdir()
        for part in tmp_path.glob("own.sqlite3*"):
            part.rename(away / part.name)
        file.mkdir()
        assert all_hits(host, LIST)
        file.rmdir()
        for part in away.iterdir():
            part.rename(tmp_path / part.name)
        wait_until(lambda: host.ask("/api/v2/pages/?limit=6").status == 200, "it does not recover")


# The cache server


def test_without_its_cache_server_nothing_breaks(database, tmp_path):
    need("redis-server")
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        with serving(tmp_path / "host", url=database[0], CACHE_URL=f"redis://127.0.0.1:{port}/0") as host:
            warm(host, LIST)
            server.kill()
            server.wait()
            assert all_hits(host, LIST)
            assert host.ask("/api/v2/pages/?limit=8").status == 200
            assert_changes_are_seen(host, database, "Cacheless")
            server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            wait_until(lambda: host.ask("/api/v2/pages/?limit=9").status == 200, "it does not recover")
    finally:
        server.kill()
        server.wait()


# The host's file and its workers


def test_var_delivery_can_be_deleted_while_running(host, database):
    shutil.rmtree(host.directory / "delivery")
    assert all(host.ask(LIST).status == 200 for _time in range(6))
    assert host.ask("/api/v2/pages/?limit=5").status == 200
    assert_changes_are_seen(host, database, "Deleted")


def test_where_nothing_can_be_written_answers_are_kept_in_memory(database, tmp_path):
    directory = tmp_path / "host"
    (directory / "delivery" / "answers.sqlite3").mkdir(parents=True)
    with serving(directory, url=database[0], workers=1) as host:
        warm(host, LIST, workers=1)
        assert_changes_are_seen(host, database, "Unwritten")


def has_two_workers(host):
    answers = []
    with suppress(OSError):
        answers = [host.ask("/healthz") for _time in range(20)]
    return len({answer.worker for answer in answers}) == 2


def test_a_worker_that_is_killed_again_and_again_leaves_a_sound_file_and_nothing_stale(host, database):
    for number in range(2):
        worker = host.ask(LIST).worker
        addresses = [f"/api/v2/pages/?limit={number + 10}&offset={n}" for n in range(8)]
        for place, address in enumerate(addresses):
            with suppress(OSError):
                host.ask(address)
            if place == 4:
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
        wait_until(lambda: has_two_workers(host), "the worker was not replaced")
        # Granian ends when two die within 5.5 s of each other: that would be a crash loop.
        time.sleep(6)
    with sqlite3.connect(host.directory / "delivery" / "answers.sqlite3") as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert_changes_are_seen(host, database, "Survived")
