"""What a real server does on a disk that is full or can only be read: file systems mounted for it alone."""

import errno
import json
import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, override_settings

from tests.delivery.mounts import alone
from tests.delivery.serving import SECRET, copied_database, serving
from tests.delivery.trouble import LIST, all_hits, wait_until, warm
from tests.factories.blog import ArticlePageFactory
from tests.factories.core import UserFactory

# The tests themselves use no database: it is what the copy is taken from.
pytestmark = pytest.mark.django_db
ON_SQLITE = connection.vendor == "sqlite"
TOKEN = "t" * 32
# Shell commands that run where nobody else sees what is mounted; "$0" is the server's directory.
SMALL = (
    'mount -t tmpfs -o size=48m none "$0" && { [ -z "$FILE" ] || cp "$FILE" "$0/db.sqlite3"; } && exec "$@"'
)
READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'


def mounting(commands, directory):
    """Return the command that becomes another one after it has mounted something for it alone."""
    directory.mkdir(parents=True, exist_ok=True)
    return [*alone(), "sh", "-c", commands, str(directory)]


class Editor:
    """An administrator with a session in the database, as a browser has it after logging in."""

    def __init__(self):
        with override_settings(SECRET_KEY=SECRET):
            client = Client()
            client.force_login(UserFactory(administrator=True))
        self.session = client.cookies["sessionid"].value

    def post(self, host, address):
        cookies = f"sessionid={self.session}; csrftoken={TOKEN}"
        return host.ask(address, method="POST", headers={"Cookie": cookies, "X-CSRFToken": TOKEN})


def fill_database():
    # On PostgreSQL both tests have the same database, and one of them unpublishes its article.
    return ArticlePageFactory(title="Old"), ArticlePageFactory(title="Older"), Editor()


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database with two articles, and an editor."""
    directory = tmp_path_factory.mktemp("database")
    with (
        django_db_blocker.unblock(),
        copied_database(directory, fill_database) as (url, filled),
    ):
        yield url, *filled


def fill(file):
    """Write until there is no room at all."""
    with file.open("wb", buffering=0) as opened:
        for size in (2**20, 4096, 1):
            with suppress(OSError):
                while True:
                    opened.write(bytes(size))
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)), file.open("ab") as opened:
        opened.write(bytes(2**16))


def assert_says_why(answer, sentence):
    assert answer.status == 503
    assert sentence.encode() in answer.body
    assert b"Nothing was saved" in answer.body
    assert b"Traceback" not in answer.body


def stored(answer):
    return "stored" in answer.headers["cache-status"]


def test_on_a_full_disk_reading_goes_on_and_it_recovers_when_there_is_room(database, tmp_path):
    url, article, _other, editor = database
    directory = tmp_path / "host"
    before = mounting(SMALL, directory)
    file = url.removeprefix("sqlite:///") if ON_SQLITE else ""
    on_disk = f"sqlite:///{directory}/db.sqlite3" if ON_SQLITE else url
    with serving(directory, url=on_disk, workers=1, before=before, FILE=file) as host:
        warm(host, LIST, workers=1)
        disk = Path(f"/proc/{host.process.pid}/root{directory}")
        fill(disk / "filling")

        assert all_hits(host, LIST)
        misses = [host.ask(f"/api/v2/pages/?limit=2&offset={n}") for n in range(40)]
        assert {answer.status for answer in misses} == {200}
        assert not any(stored(answer) for answer in misses[-10:])
        assert host.log().count("answers cannot be kept") == 1
        ready = host.ask("/readyz")
        assert (ready.status, json.loads(ready.body)["checks"]["disk"]) == (200, "down")
        unpublish = f"/admin/pages/{article.pk}/unpublish/"
        if ON_SQLITE:
            assert_says_why(editor.post(host, unpublish), "The disk is full")

        # A worker that starts now has no room for anything, and finds what the host has kept.
        os.kill(host.ask(LIST).worker, signal.SIGKILL)
        wait_until(lambda: answers_with(host, LIST, 200), "no worker starts on a full disk")
        assert host.ask(f"/api/v2/pages/{article.pk}/").status == 200

        (disk / "filling").unlink()
        numbers = iter(range(1000))
        wait_until(
            lambda: stored(host.ask(f"/api/v2/pages/?limit=1&offset={next(numbers)}")),
            "nothing is kept again",
        )
        editor.post(host, unpublish)
        wait_until(lambda: answers_with(host, f"/api/v2/pages/{article.pk}/", 404), "a change is not seen")


def answers_with(host, address, status):
    with suppress(OSError):
        return host.ask(address).status == status
    return False


def test_where_nothing_can_be_written_the_api_is_read_and_editors_are_told(database, tmp_path):
    url, _other, article, editor = database
    directory = tmp_path / "host"
    before = mounting(READ_ONLY, directory)
    if ON_SQLITE:
        shutil.copy(url.removeprefix("sqlite:///"), directory / "db.sqlite3")
        url = f"sqlite:///{directory}/db.sqlite3"
    with serving(directory, url=url, workers=1, before=before) as host:
        warm(host, LIST, workers=1)
        assert host.ask(f"/api/v2/pages/{article.pk}/").status == 200
        assert host.ask("/api/v2/search/?q=older").status == 200
        ready = host.ask("/readyz")
        assert (ready.status, json.loads(ready.body)["checks"]["database"]) == (200, "ok")
        if ON_SQLITE:
            assert json.loads(ready.body)["checks"]["writing"] == "down"
            refused = editor.post(host, f"/admin/pages/{article.pk}/unpublish/")
            assert_says_why(refused, "The database can only be read at the moment")
