"""The file of kept answers: what is true in it is found again, and nothing that befalls it does harm."""

import os
import sqlite3
import time
from contextlib import contextmanager

import pytest
from django.test import override_settings

from blog.models import Topic
from cms.delivery import store_file
from cms.delivery.answers import Answer
from cms.delivery.recording import recording
from cms.delivery.store import MOST_DROPPED, Store
from cms.publishing.change_log import position
from cms.publishing.models import RowChange
from tests.factories.blog import TopicFactory

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "delivery" / "answers.sqlite3"


@pytest.fixture
def store(file):
    store = Store(file)
    store.catch_up()
    return store


@pytest.fixture
def topics():
    return TopicFactory(name="Knee"), TopicFactory(name="Hip")


def an_answer(body=b"knee" * 100, *, seconds=60.0):
    now = time.time()
    return Answer.made(status="200 OK", headers=(), body=body, made_at=now, expires_at=now + seconds)


def keep(store, key, topic, *, answer=None, since=None):
    """Keep an answer that was made from one topic."""
    since = since or position()
    with recording() as record:
        list(Topic.objects.filter(pk=topic.pk))
    return store.put(key, answer or an_answer(), record.executions, since=since)


def change(topic):
    Topic.objects.filter(pk=topic.pk).update(name=f"{topic.name} changed")


@contextmanager
def nobody_else_can_write(store):
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


class TestTrueOrNot:
    def test_what_is_kept_is_found_by_another_worker_and_after_a_restart(self, store, file, topics):
        assert keep(store, "knee", topics[0])

        assert Store(file).get("knee").plain == an_answer().plain

    def test_a_change_drops_what_was_made_from_it_and_nothing_else(self, store, topics):
        for key, topic in zip(("knee", "hip"), topics, strict=True):
            keep(store, key, topic)
        _keys, number = store.dropped_since(-1)
        change(topics[0])
        store.catch_up()

        assert store.get("knee") is None
        assert store.get("hip") is not None
        assert store.dropped_since(number)[0] == ["knee"]

    def test_what_changed_while_no_server_ran_is_dropped_by_the_next(self, store, file, topics):
        keep(store, "knee", topics[0])
        change(topics[0])
        after = Store(file)
        after.catch_up()

        assert after.get("knee") is None

    def test_what_changed_while_an_answer_was_made_is_not_kept(self, store, topics):
        since = position()
        change(topics[0])
        with recording() as record:
            list(Topic.objects.filter(pk=topics[0].pk))

        assert not store.put("knee", an_answer(), record.executions, since=since)
        assert store.get("knee") is None

    def test_what_is_over_is_not_found(self, store, topics):
        keep(store, "knee", topics[0], answer=an_answer(seconds=-1))

        assert store.get("knee") is None

    def test_a_worker_that_has_missed_too_much_forgets_everything(self, store, topics):
        _keys, number = store.dropped_since(-1)
        for key in ("knee", "more of the knee"):
            keep(store, key, topics[0])
        change(topics[0])
        store.catch_up()
        with store._file.writing() as writing:
            writing.execute("DELETE FROM dropped WHERE id <= (SELECT MAX(id) FROM dropped) - 1")

        assert store.dropped_since(number)[0] is None

    def test_a_log_that_was_trimmed_too_early_drops_everything(self, store, topics):
        for key, topic in zip(("knee", "hip"), topics, strict=True):
            keep(store, key, topic)
        change(topics[0])
        _trim_everything_for(store)
        store.catch_up()

        assert store.get("knee") is None
        assert store.get("hip") is None
        assert store.dropped_since(-1)[0] is None


def _trim_everything_for(store):
    RowChange.objects.all().delete()
    with store._file.writing() as writing:
        # PostgreSQL's log does not show where it begins: there a position grows too old.
        writing.execute("UPDATE state SET value = '1' WHERE name = 'looked_at'")


class TestWhoseAnswersTheyAre:
    def test_other_settings_have_a_file_of_their_own(self, store, file):
        with override_settings(TIME_ZONE="Asia/Kuala_Lumpur"):
            assert Store(file).path != store.path
        with override_settings(MEDIA_ROOT="/elsewhere"):
            assert Store(file).path == store.path

    def test_another_database_at_the_same_address_drops_everything(self, store, topics):
        keep(store, "knee", topics[0])
        store.catch_up()
        first = RowChange.objects.order_by("id").first()
        with store._file.writing() as writing:
            writing.execute(
                "UPDATE state SET value = ? WHERE name = 'origin'",
                (f"{first.pk if first else 1} 2001-01-01 00:00:00",),
            )
        change(topics[1])
        store.catch_up()

        assert store.get("knee") is None


class TestTroubleWithTheFile:
    def test_a_deleted_file_is_made_anew(self, store, topics):
        keep(store, "knee", topics[0])
        _keys, number = store.dropped_since(-1)
        for part in store.path.parent.glob("answers*"):
            part.unlink()

        assert store.get("knee") is None
        assert store.dropped_since(number)[0] is None
        assert keep(store, "knee", topics[0])
        assert store.get("knee") is not None

    def test_a_file_without_its_log_is_not_mistaken_for_another(self, store, file, topics):
        keep(store, "knee", topics[0])
        store.path.unlink()

        assert Store(file).get("knee") is None
        assert keep(store, "knee", topics[0])
        assert Store(file).get("knee") is not None

    @pytest.mark.parametrize("size", [100, 5000])
    def test_a_broken_file_is_made_anew(self, file, topics, size, caplog):
        broken = Store(file)
        broken.path.parent.mkdir(parents=True)
        broken.path.write_bytes(os.urandom(size))
        broken.get("knee")
        broken.catch_up()

        assert keep(broken, "knee", topics[0])
        assert broken.get("knee") is not None
        assert "made anew" in caplog.text

    def test_a_file_that_breaks_while_it_is_read_is_made_anew(self, store, topics):
        keep(store, "knee", topics[0])
        with store._file.writing() as writing:
            writing.execute("PRAGMA writable_schema = ON")
            writing.execute("DELETE FROM sqlite_master WHERE name = 'answer'")
        other = Store(store.path.with_stem("answers"))

        assert other.get("knee") is None
        other.catch_up()
        assert keep(other, "knee", topics[0])
        assert other.get("knee") is not None

    def test_without_a_place_for_a_file_a_worker_keeps_its_answers_to_itself(self, tmp_path, topics, caplog):
        (tmp_path / "delivery").write_text("not a directory")
        store = Store(tmp_path / "delivery" / "answers.sqlite3")
        store.catch_up()
        assert keep(store, "knee", topics[0])
        assert store.get("knee") is not None
        change(topics[0])
        store.catch_up()

        assert store.get("knee") is None
        assert caplog.text.count("keeps its answers to itself") == 1

    def test_a_worker_returns_to_the_file_as_soon_as_there_can_be_one(self, tmp_path, topics, monkeypatch):
        place = tmp_path / "delivery"
        place.write_text("not a directory")
        store = Store(place / "answers.sqlite3")
        monkeypatch.setattr(store_file, "RETRY_SECONDS", 0.0)
        keep(store, "knee", topics[0])
        _keys, number = store.dropped_since(-1)
        place.unlink()

        assert store.dropped_since(number)[0] is None
        assert keep(store, "knee", topics[0])
        assert Store(place / "answers.sqlite3").get("knee") is not None

    def test_where_there_is_no_room_an_answer_is_not_kept(self, store, topics):
        keep(store, "hip", topics[1])
        with store._file.reading() as reading:
            (pages,) = reading.execute("PRAGMA page_count").fetchone()
            reading.execute(f"PRAGMA max_page_count = {pages}")

        assert not keep(store, "knee", topics[0], answer=an_answer(os.urandom(200_000)))
        assert store.get("hip") is not None

    def test_what_cannot_be_removed_is_untrue_all_the_same(self, file, topics, monkeypatch, caplog):
        monkeypatch.setattr(store_file, "BUSY_SECONDS", 0.05)
        store = Store(file)
        store.catch_up()
        for key, topic in zip(("knee", "hip"), topics, strict=True):
            keep(store, key, topic)
        _keys, number = store.dropped_since(-1)
        with nobody_else_can_write(store):
            change(topics[0])
            assert store.catch_up() == ["knee"]
            assert store.get("knee") is None
            assert store.get("hip") is not None
            assert store.dropped_since(number)[0] == []
            assert not keep(store, "other", topics[1])
        assert "cannot be written" in caplog.text

        assert store.catch_up() == []
        assert store.dropped_since(number)[0] == ["knee"]
        assert keep(store, "knee", topics[0])
        assert store.get("knee") is not None

    def test_a_process_that_forks_has_a_connection_of_its_own(self, store, topics):
        keep(store, "knee", topics[0])
        child = os.fork()
        if child == 0:
            found = store.get("knee")
            os._exit(0 if found is not None else 1)

        assert os.waitpid(child, 0)[1] == 0
        assert store.get("knee") is not None


class TestTidying:
    def test_the_oldest_lose_their_bytes_and_are_still_known_by_what_they_were_made_from(self, store, topics):
        keep(store, "knee", topics[0])
        keep(store, "hip", topics[1])
        store.tidy(most_bytes=an_answer().size)
        assert store.get("knee") is None
        assert store.get("hip") is not None

        _keys, number = store.dropped_since(-1)
        change(topics[0])
        store.catch_up()
        assert store.dropped_since(number)[0] == ["knee"]

    def test_what_is_over_goes_with_all_that_it_was_made_from(self, store, topics):
        keep(store, "knee", topics[0], answer=an_answer(seconds=-1))
        store.tidy(most_bytes=2**20)

        with store._file.reading() as reading:
            for table in ("answer", "execution", "execution_key", "made_from"):
                assert reading.execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,), table

    def test_only_the_last_dropped_keys_are_remembered(self, store):
        with store._file.writing() as writing:
            writing.executemany(
                "INSERT INTO dropped (key) VALUES (?)",
                [(str(number),) for number in range(MOST_DROPPED + 10)],
            )
        store.tidy(most_bytes=2**20)

        with store._file.reading() as reading:
            assert reading.execute("SELECT COUNT(*) FROM dropped").fetchone() == (MOST_DROPPED,)
