"""The bell rings once what was written is committed, however it was written."""

import pytest
from django.db import connection
from taggit.models import Tag

from cms.publishing.bell import Bell, bell

pytestmark = pytest.mark.django_db

WRITING = [
    "INSERT INTO taggit_tag (name, slug) VALUES ('gel', 'gel')",
    "  update taggit_tag SET name = 'gel'",
    "\nDELETE FROM taggit_tag",
    "WITH old AS (SELECT 7 AS id) DELETE FROM taggit_tag WHERE id IN (SELECT id FROM old)",
]
READING = [
    "SELECT * FROM taggit_tag",
    "WITH old AS (SELECT 7 AS id) SELECT * FROM old",
    "SELECT 'INSERT INTO taggit_tag'",
]


@pytest.mark.parametrize("sql", WRITING)
def test_whatever_writes_rings_as_soon_as_it_is_committed(sql, django_capture_on_commit_callbacks):
    before = bell().heard()
    with django_capture_on_commit_callbacks(execute=True), connection.cursor() as cursor:
        cursor.execute(sql)
        assert bell().heard() == before

    assert bell().heard() != before


def test_many_statements_at_once_ring_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, connection.cursor() as cursor:
        for names in (["gel", "jelly"], ["balm"]):
            cursor.executemany(
                "INSERT INTO taggit_tag (name, slug) VALUES (%s, %s)", [(name, name) for name in names]
            )

    assert len(callbacks) == 1
    assert Tag.objects.count() == 3


@pytest.mark.parametrize("sql", READING)
def test_who_only_reads_rings_for_nobody(sql, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, connection.cursor() as cursor:
        cursor.execute(sql)

    assert callbacks == []


def test_all_processes_of_a_host_hear_the_same_bell(tmp_path):
    one, other = Bell(tmp_path / "changes.bell"), Bell(tmp_path / "changes.bell")
    before = other.heard()
    one.ring()

    assert other.heard() == one.heard() != before


def test_without_a_place_for_its_file_it_is_heard_by_its_own_process(tmp_path, caplog):
    (tmp_path / "file").write_text("not a directory")
    alone = Bell(tmp_path / "file" / "changes.bell")
    before = alone.heard()
    alone.ring()

    assert alone.heard() != before
    assert "cannot be used" in caplog.text
