"""Two real server processes of one host: made once, changed for both, warm after a restart."""

import os
import signal
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psycopg
import pytest

from cms.publishing.bell import Bell
from tests.delivery.serving import copied_database, serving
from tests.factories.blog import ArticlePageFactory

# The tests themselves use no database: it is what the copy is taken from.
pytestmark = pytest.mark.django_db
WAIT_SECONDS = 40


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker, tmp_path_factory):
    """The URL of a database with one article, and the article."""
    with (
        django_db_blocker.unblock(),
        copied_database(
            tmp_path_factory.mktemp("database"),
            lambda: ArticlePageFactory(title="Worn knees", slug="worn-knees"),
        ) as copied,
    ):
        yield copied


@pytest.fixture(scope="module")
def url(database):
    return database[0]


@pytest.fixture(scope="module")
def article(database):
    return database[1]


@pytest.fixture(scope="module")
def address(article):
    return f"/api/v2/pages/{article.pk}/"


def wait_until(is_so, what):
    deadline = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, what
        time.sleep(0.005)


def ask_until_answered(host, address):
    """Ask as a client does who is told to come back: where too many wait, the rest are turned away early."""
    while (answer := host.ask(address)).status == 503:
        assert "retry-after" in answer.headers
        time.sleep(0.1)
    return answer


def test_fifty_who_ask_at_once_for_what_nobody_has_made_have_it_made_once(tmp_path, url, address):
    with serving(tmp_path, url=url, MADE_SECONDS="0.3") as host:
        host.workers("/healthz")
        with ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(lambda _number: ask_until_answered(host, address), range(50)))

        assert {answer.status for answer in answers} == {200}
        assert len({answer.body for answer in answers}) == 1
        assert len({answer.worker for answer in answers}) == 2
        assert len(host.made()) == 1


def test_when_the_first_maker_is_killed_the_others_go_on(tmp_path, url, address):
    with serving(tmp_path, url=url, MADE_SECONDS="1.5") as host:
        host.workers("/healthz")
        first = threading.Thread(target=_ask_and_be_cut_off, args=(host, address))
        first.start()
        wait_until(host.made, "nobody has begun")
        ((maker, _path),) = host.made()
        with ThreadPoolExecutor(8) as pool:
            # Those whom the maker's own process took are cut off with it; the other's wait for the maker.
            waiting = [pool.submit(_ask_and_be_cut_off, host, address) for _number in range(8)]
            time.sleep(0.3)
            os.kill(int(maker), signal.SIGKILL)
            statuses = {future.result() for future in waiting}
        first.join()

        assert 200 in statuses
        assert statuses <= {200, 503, None}
        assert len({process for process, _path in host.made()}) == 2
        assert ask_until_answered(host, address).status == 200


def _ask_and_be_cut_off(host, address):
    try:
        return host.ask(address).status
    except OSError:
        return None


def test_what_a_worker_has_changed_it_answers_at_once_and_the_other_soon(tmp_path, url, address, article):
    with serving(tmp_path, url=url) as host:
        host.workers(address)
        for number in range(5):
            title = f"Knees-{number}"
            changed_by = host.ask(f"/change/?page={article.pk}&title={title}", method="POST").worker
            seen = {}
            deadline = time.monotonic() + WAIT_SECONDS
            while len(seen) < 2:
                answer = host.ask(address)
                is_new = title.encode() in answer.body
                # Never the old answer from the worker that made the change, not even once.
                assert is_new or answer.worker != changed_by
                if is_new:
                    seen[answer.worker] = True
                assert time.monotonic() < deadline


def test_a_server_that_starts_again_answers_from_its_file_what_is_still_true(tmp_path, url, address, article):
    others = "/api/v2/pages/?type=blog.ArticlePage&fields=title"
    with serving(tmp_path, url=url) as host:
        before = host.ask(address)
        host.ask(others)
    with serving(tmp_path, url=url) as host:
        answer = host.ask(address)
        assert answer.is_hit
        assert answer.body == before.body
        assert len(host.made()) == 2
        host.ask(f"/change/?page={article.pk}&title=Changed", method="POST")
    with serving(tmp_path, url=url) as host:
        answer = host.ask(address)
        assert not answer.is_hit
        assert b"Changed" in answer.body
        assert b"Changed" in host.ask(others).body


def test_a_worker_that_is_killed_before_it_has_looked_leaves_nothing_old_behind(
    tmp_path, url, address, article
):
    with serving(tmp_path, url=url) as host:
        killed, other = host.workers(address)
        os.kill(killed, signal.SIGSTOP)
        change_by_hand(url, f"UPDATE core_basepage SET title = 'By hand' WHERE id = {article.pk}")
        Bell(tmp_path / "changes.bell").ring()
        os.kill(killed, signal.SIGKILL)

        seen = set()
        deadline = time.monotonic() + WAIT_SECONDS
        while len(seen) < 2:
            assert time.monotonic() < deadline, seen
            try:
                answer = host.ask(address)
            except OSError:
                continue  # the killed worker had taken it
            is_new = b"By hand" in answer.body
            # The one that takes its place never knew the old answer, and finds none in the file.
            assert is_new or (answer.worker == other and other not in seen)
            if is_new:
                seen.add(answer.worker)

        assert killed not in seen


def change_by_hand(url, sql):
    """Change something as a database shell does, which tells nobody."""
    is_sqlite = url.startswith("sqlite:///")
    opened = sqlite3.connect(url.removeprefix("sqlite:///")) if is_sqlite else psycopg.connect(url)
    with closing(opened) as shell:
        shell.execute(sql)
        shell.commit()
