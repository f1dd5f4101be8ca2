"""What a real server does while what it stands on is down or hangs, and that it recovers by itself."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from django.db import connection

from tests.delivery.serving import copied_database, serving
from tests.delivery.trouble import (
    LIST,
    Postgres,
    Redis,
    all_hits,
    assert_changes_are_seen,
    is_cut_off,
    is_unavailable,
    wait_until,
    warm,
)
from tests.factories.blog import ArticlePageFactory

# The tests themselves use no database: it is what the copy is taken from.
pytestmark = pytest.mark.django_db
# Of the hundreds of seconds that nobody has who runs tests.
IMPATIENT = {"DATABASE_PATIENCE_SECONDS": "1"}
WRONG_TOKEN = "/api/v2/preview/?content_type=blog.articlepage&token=wrong:guess"
INDEX = "wagtailsearch_indexentry"


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker, tmp_path_factory):
    with (
        django_db_blocker.unblock(),
        copied_database(
            tmp_path_factory.mktemp("database"), lambda: ArticlePageFactory(title="Old")
        ) as copied,
    ):
        yield copied


@pytest.fixture(scope="module")
def page(database):
    return database[1].pk


@pytest.fixture(scope="module")
def torn(tmp_path_factory):
    return tmp_path_factory.mktemp("torn") / "process"


@pytest.fixture(scope="module")
def running(database, torn, tmp_path_factory):
    directory = tmp_path_factory.mktemp("running") / "host"
    with serving(directory, url=database[0], TORN_FILE=str(torn)) as host:
        yield host


@pytest.fixture
def host(running, page):
    """Two workers that both have the list and the article in memory."""
    for address in (LIST, f"/api/v2/pages/{page}/"):
        warm(running, address)
    return running


# The database


@pytest.fixture
def postgres():
    # Not below pytest's own directory, which nobody else may enter.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        server = Postgres(Path(directory))
        server.start()
        yield server
        with suppress(subprocess.CalledProcessError, OSError):
            server.go_on()
            server.stop()


def assert_hits_flow_and_misses_are_refused(host, address):
    assert all_hits(host, address)
    assert all(is_unavailable(host.ask(f"/api/v2/pages/?limit={n}")) for n in range(1, 3))
    wait_until(lambda: is_cut_off(host.ask(address)), "hits are not marked")
    assert host.ask("/healthz").status == 200
    assert host.ask("/readyz").status == 503


def assert_recovers(host, address, page, *, title):
    wait_until(lambda: host.ask("/api/v2/pages/?limit=4").status == 200, "misses are not made again")
    wait_until(lambda: not any(is_cut_off(host.ask(address)) for _time in range(6)), "hits stay marked")
    # Nobody is refused for a connection that was lost in the outage.
    afterwards = [host.ask(f"/api/v2/pages/?limit=5&offset={n}") for n in range(12)]
    assert {answer.status for answer in afterwards} == {200}
    assert_changes_are_seen(host, page, title)


def test_while_the_database_hangs_or_is_down_hits_are_served_and_it_recovers_by_itself(postgres, tmp_path):
    page = postgres.load(tmp_path / "host")
    address = f"/api/v2/pages/{page}/"
    with serving(tmp_path / "host", url=postgres.url, **IMPATIENT) as host:
        warm(host, address)
        postgres.hang()
        assert_hits_flow_and_misses_are_refused(host, address)
        postgres.go_on()
        assert_recovers(host, address, page, title="Awake")

        warm(host, address)
        postgres.stop()
        assert_hits_flow_and_misses_are_refused(host, address)

    # Workers that start now have never seen the database.
    with serving(tmp_path / "host", url=postgres.url, **IMPATIENT) as host:
        answers = [host.ask(address) for _time in range(6)]
        assert all(answer.is_hit and b'"title":"Awake"' in answer.body for answer in answers)
        assert_hits_flow_and_misses_are_refused(host, address)
        postgres.start()
        assert_recovers(host, address, page, title="New")


@contextmanager
def written_by(file):
    """Hold the lock for writing, as a transaction that does not end."""
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    yield
    writer.execute("ROLLBACK")
    writer.close()


def test_a_locked_sqlite_file_holds_up_no_reader(host, database, page):
    if connection.vendor != "sqlite":
        return
    with written_by(database[0].removeprefix("sqlite:///")):
        assert all_hits(host, LIST)
        assert host.ask("/api/v2/pages/?limit=7").status == 200
        assert json.loads(host.ask("/readyz").body)["checks"]["writing"] == "ok"
    assert_changes_are_seen(host, page, "Unlocked")


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


def test_a_broken_search_index_breaks_searches_alone_and_a_mended_one_is_used_at_once(host, database, page):
    if connection.vendor != "sqlite":
        return
    file = database[0].removeprefix("sqlite:///")
    assert host.ask("/api/v2/search/?q=old").status == 200
    with closing(sqlite3.connect(file, timeout=20)) as shell:
        create = shell.execute("SELECT sql FROM sqlite_master WHERE name = ?", (f"{INDEX}_fts",)).fetchone()[
            0
        ]
        shell.execute(f"DROP TABLE {INDEX}_fts")
        refused = [host.ask(f"/api/v2/search/?q=old&limit={n}") for n in range(1, 4)]
        assert all(is_unavailable(answer) and b"Search does not work" in answer.body for answer in refused)
        assert all_hits(host, LIST)
        assert host.ask("/api/v2/pages/?limit=9").status == 200
        assert_changes_are_seen(host, page, "Unsearched")
        shell.execute(create)
        shell.commit()
    wait_until(lambda: host.ask("/api/v2/search/?q=old&limit=5").status == 200, "it is not used again")


# The cache server


def test_a_cache_server_that_hangs_or_is_gone_is_done_without(database, page, tmp_path):
    redis = Redis()
    redis.start()
    try:
        with serving(tmp_path / "host", url=database[0], CACHE_URL=redis.url) as host:
            warm(host, LIST)
            redis.hang()
            assert all_hits(host, LIST)
            assert host.ask("/api/v2/pages/?limit=8").status == 200
            # Wrong tokens are counted in the cache.
            assert host.ask(WRONG_TOKEN).status < 500
            ready = host.ask("/readyz")
            assert (ready.status, json.loads(ready.body)["checks"]["cache"]) == (200, "down")
            assert_changes_are_seen(host, page, "Hanging")
            redis.go_on()
            redis.stop()
            assert_changes_are_seen(host, page, "Cacheless")
            assert host.ask("/api/v2/pages/?limit=9").status == 200
            assert host.ask(WRONG_TOKEN).status < 500
            redis.start()
            wait_until(lambda: b'"cache":"ok"' in host.ask("/readyz").body, "it does not recover")
    finally:
        redis.stop()


# The host's file and its workers


def test_var_delivery_can_be_deleted_while_running(host, page):
    shutil.rmtree(host.directory / "delivery")
    assert all(host.ask(LIST).status == 200 for _time in range(6))
    assert host.ask("/api/v2/pages/?limit=5").status == 200
    assert_changes_are_seen(host, page, "Deleted")


def test_where_nothing_can_be_written_answers_are_kept_in_memory(database, page, tmp_path):
    directory = tmp_path / "host"
    (directory / "delivery" / "answers.sqlite3").mkdir(parents=True)
    with serving(directory, url=database[0], workers=1) as host:
        warm(host, LIST, workers=1)
        assert_changes_are_seen(host, page, "Unwritten")


def answers_file(host):
    return next((host.directory / "delivery").glob("answers-*.sqlite3"))


def has_two_workers(host):
    answers = []
    with suppress(OSError):
        answers = [host.ask("/healthz") for _time in range(20)]
    return len({answer.worker for answer in answers}) == 2


def end(worker):
    """Kill a worker, and wait for so long that Granian takes the next one's death for no crash loop."""
    with suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)
    time.sleep(6)


def test_a_worker_that_is_killed_while_it_writes_leaves_nothing_half_written(host, torn, page):
    torn.touch()
    address = "/api/v2/pages/?search=torn"
    cut_off = threading.Thread(target=lambda: suppressed(host, address))
    cut_off.start()
    wait_until(torn.read_text, "nobody writes")
    writer = int(torn.read_text())
    torn.unlink()
    end(writer)
    cut_off.join()

    assert {host.ask(LIST).status for _time in range(6)} == {200}
    assert not host.ask(address).is_hit
    assert host.ask(address).is_hit
    wait_until(lambda: has_two_workers(host), "the worker was not replaced")
    with closing(sqlite3.connect(answers_file(host))) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert_changes_are_seen(host, page, "Survived")


def suppressed(host, address):
    with suppress(OSError):
        host.ask(address)


def test_an_answer_that_is_not_as_it_was_written_is_never_served(host, page):
    address = f"/api/v2/pages/{page}/?fields=title"
    right = host.ask(address)
    with closing(sqlite3.connect(answers_file(host), timeout=20)) as file:
        # What a page of the file that never reached the disk looks like.
        file.execute("UPDATE answer SET plain = CAST(plain || zeroblob(9) AS BLOB)")
        file.commit()
    # Its successor has nothing in memory.
    end(right.worker)
    wait_until(lambda: has_two_workers(host), "the worker was not replaced")
    answers = [host.ask(address) for _time in range(10)]

    assert {answer.body for answer in answers} == {right.body}
    assert "is not as it was written" in host.log()
    assert_changes_are_seen(host, page, "Untorn")
