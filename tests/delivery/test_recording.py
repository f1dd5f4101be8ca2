"""Whatever reads through the connection is recorded with what it found, or the answer is not kept."""

import pytest
from django.db import connection

from blog.models import Topic
from cms.delivery.recording import recording
from tests.factories.blog import TopicFactory

pytestmark = pytest.mark.usefixtures("db")
NAMES = 'SELECT "blog_topic"."id", "blog_topic"."name" FROM "blog_topic" ORDER BY "blog_topic"."id"'


@pytest.fixture
def topics():
    return [TopicFactory(name=name) for name in ("Knee", "Hip", "Hand")]


def found(record):
    """Return the keys of all rows found."""
    return {key for execution in record.executions for _place, keys in execution.found for key in keys}


def all_of(topics):
    return {str(topic.pk) for topic in topics}


def test_a_cursor_of_the_server_is_recorded_from_its_first_row_to_its_last(topics):
    with recording() as record:
        read = [topic.pk for topic in Topic.objects.order_by("pk").iterator(chunk_size=1)]

    assert len(read) == 3
    assert record.is_complete
    assert {execution.sql.split()[0] for execution in record.executions} == {"SELECT"}
    assert all_of(topics) <= found(record)


def test_a_cursor_that_is_left_halfway_has_found_what_was_read(topics):
    with recording() as record:
        first = next(iter(Topic.objects.order_by("pk").iterator(chunk_size=1)))

    assert str(first.pk) in found(record)
    assert record.executions


@pytest.mark.parametrize(
    "fetch",
    [
        lambda cursor: cursor.fetchall(),
        lambda cursor: [cursor.fetchone() for _row in range(4)],
        lambda cursor: [cursor.fetchmany(2), cursor.fetchmany(2)],
        list,
    ],
    ids=["all", "one by one", "some", "in a loop"],
)
def test_rows_are_noted_however_they_are_fetched(topics, fetch):
    with recording() as record, connection.cursor() as cursor:
        cursor.execute(NAMES)
        fetch(cursor)

    assert record.is_complete
    assert found(record) == all_of(topics)


def test_what_was_read_without_being_seen_makes_an_answer_that_is_not_kept(topics):
    names = {"sqlite": ["executescript"], "postgresql": ["copy", "stream"]}[connection.vendor]
    for name in names:
        with recording() as record, connection.cursor() as cursor:
            getattr(cursor, name)
        assert not record.is_complete, name


def test_who_writes_many_rows_makes_an_answer_that_is_not_kept(topics):
    with recording() as record, connection.cursor() as cursor:
        cursor.executemany(
            'UPDATE "blog_topic" SET "name" = %s WHERE "id" = %s', [("New", topic.pk) for topic in topics]
        )

    assert not record.is_complete
    assert set(Topic.objects.values_list("name", flat=True)) == {"New"}


@pytest.mark.parametrize("sql", ['SELECT * FROM "core_user"', "SELECT 1; SELECT 2", "EXPLAIN SELECT 1"])
def test_what_cannot_be_followed_makes_an_answer_that_is_not_kept(topics, sql):
    with recording() as record:
        record.executed(sql, ())

    assert not record.is_complete


def test_afterwards_nothing_is_recorded(topics):
    with recording() as record:
        pass
    list(Topic.objects.all())

    assert record.executions == []
