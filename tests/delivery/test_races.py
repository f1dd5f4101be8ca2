"""What is made while somebody commits is never kept as true afterwards: two connections, and many threads."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import pytest
from django.db import connection, connections, transaction

from blog.models import Topic
from cms.delivery.recording import recording
from cms.delivery.store import Store
from cms.publishing.change_log import position
from tests.connections import another_connection, in_file
from tests.delivery.test_store import an_answer
from tests.factories.blog import TopicFactory

RENAME = "UPDATE blog_topic SET name = %s WHERE id = %s"
ROUNDS = 25


@pytest.fixture
def site(db, tmp_path):
    """A database whose changes are committed and seen by other connections."""
    with in_file(tmp_path / "copy.sqlite3") if connection.vendor == "sqlite" else nullcontext():
        yield


@pytest.fixture
def topic(site):
    return TopicFactory(name="Knee")


@pytest.fixture
def store(topic, tmp_path):
    store = Store(tmp_path / "answers.sqlite3")
    store.catch_up()
    return store


@pytest.fixture
def somebody(topic):
    """Somebody else's connection, and the change that is made over it."""
    with another_connection() as other:
        yield other


def rename(other, topic, name="Changed"):
    with other.cursor() as cursor:
        cursor.execute(RENAME, [name, topic.pk])


def read(topic):
    """Return what an answer from a topic is made from, and the topic's name."""
    with recording() as record:
        name = Topic.objects.get(pk=topic.pk).name
    return record.executions, name


def keep(store, executions, since):
    return store.put("knee", an_answer(), executions, since=since)


def is_gone(store):
    store.catch_up()
    return store.get("knee") is None


def test_an_answer_that_nobody_disturbs_is_kept(store, topic, somebody):
    since = position()
    executions, _name = read(topic)

    assert keep(store, executions, since)
    assert not is_gone(store)


def test_what_was_committed_after_it_was_read_is_not_kept(store, topic, somebody):
    since = position()
    executions, name = read(topic)
    rename(somebody, topic)

    assert name == "Knee"
    assert not keep(store, executions, since)
    assert is_gone(store)


def test_a_transaction_that_began_before_and_commits_afterwards_is_noticed(store, topic, somebody):
    somebody.set_autocommit(False)
    rename(somebody, topic)
    since = position()
    executions, name = read(topic)
    somebody.commit()

    assert name == "Knee"
    assert not keep(store, executions, since)
    assert is_gone(store)


def test_a_transaction_that_commits_when_all_is_kept_drops_it(store, topic, somebody):
    somebody.set_autocommit(False)
    rename(somebody, topic)
    since = position()
    executions, _name = read(topic)

    assert keep(store, executions, since)
    assert not is_gone(store)
    somebody.commit()
    assert is_gone(store)


def test_a_commit_between_the_last_look_and_the_writing_drops_it(store, topic, somebody, monkeypatch):
    insert = Store._insert

    def interrupted(*arguments):
        rename(somebody, topic)
        insert(*arguments)

    monkeypatch.setattr(Store, "_insert", interrupted)
    since = position()
    executions, _name = read(topic)
    keep(store, executions, since)

    assert is_gone(store)


def test_a_lower_number_that_is_committed_later_is_noticed(store, topic, somebody):
    """On PostgreSQL rows of the log get their numbers before they are committed, in any order."""
    since = position()
    executions, _name = read(topic)
    assert keep(store, executions, since)
    somebody.set_autocommit(False)
    if somebody.vendor == "postgresql":
        rename(somebody, topic)
        TopicFactory(name="Overtaking")
        store.catch_up()
        assert store.get("knee") is not None
    else:
        # One transaction at a time writes.
        TopicFactory(name="Before")
        store.catch_up()
        rename(somebody, topic)
    somebody.commit()

    assert is_gone(store)


def answer_of(worker, address):
    """Ask as a client does who is told to come back where too many wait."""
    while (answer := worker.get(address)).status == 503:
        time.sleep(0.05)
    assert answer.status == 200
    return answer


def test_whoever_asks_while_somebody_publishes_sees_the_last_version_in_the_end(
    topic, make_delivery, direct, tmp_path
):
    """Two workers, four threads that ask without pause, one that changes: nothing old stays for good."""
    workers = [make_delivery(tmp_path / "host") for _number in range(2)]
    address = f"/api/v2/topics/{topic.pk}/"
    is_over = threading.Event()

    def ask(number):
        try:
            while not is_over.is_set():
                answer_of(workers[number % 2], address)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask, number) for number in range(4)]
        try:
            for number in range(ROUNDS):
                with transaction.atomic():
                    Topic.objects.filter(pk=topic.pk).update(name=f"Version {number}")
                for worker in workers:
                    assert f'"Version {number}"'.encode() in answer_of(worker, address).body
        finally:
            is_over.set()
        for each in asking:
            each.result()
