"""Every change of content leaves a row, and drafts leave none."""

from contextlib import nullcontext

import pytest
from django.apps import apps
from django.db import connection
from taggit.models import Tag

from blog.models import ArticlePage, Author, Topic
from cms.core.models import BasePage, Document, Image
from cms.publishing.change_log import LostTrackError, changes_since, position
from cms.publishing.models import RowChange
from cms.publishing.triggers import (
    BOOKKEEPING,
    CONTENT_OF_VIRTUAL_TABLES,
    LOG,
    PREFIX,
    logged_models,
    plain_columns_by_table,
    spelled,
)
from home.models import HomePage, StandardPage
from tests.factories.blog import ArticlePageFactory, TopicFactory
from tests.factories.pages import save_draft
from trials.models import Trial

pytestmark = pytest.mark.django_db

SHOWN = (BasePage, ArticlePage, HomePage, StandardPage, Author, Topic, Trial, Image, Document)


@pytest.mark.parametrize("make", [ArticlePageFactory, TopicFactory])
def test_a_draft_that_is_saved_leaves_no_row(make):
    live = make()
    RowChange.objects.all().delete()

    save_draft(live, **{"title" if make is ArticlePageFactory else "name": "Half an idea"})

    assert not RowChange.objects.exclude(table__startswith="wagtailcore_log").exists()


@pytest.mark.parametrize("model", SHOWN)
def test_no_field_of_the_api_shows_what_is_not_logged(model):
    fields = [*getattr(model, "api_fields", []), *getattr(model, "api_meta_fields", [])]

    assert not BOOKKEEPING & {field.name for field in fields}
    assert not BOOKKEEPING & set(getattr(model, "api_filters", ()))


def test_every_table_of_content_has_its_triggers():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [PREFIX + "row"]
            )
        else:
            cursor.execute(
                "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
                [PREFIX + "%"],
            )
        with_triggers = {name.strip('"') for (name,) in cursor.fetchall()}

    assert with_triggers == {model._meta.db_table for model in logged_models()}
    assert with_triggers == set(plain_columns_by_table())
    assert set(CONTENT_OF_VIRTUAL_TABLES.values()) <= with_triggers | {"wagtailsearch_indexentry"}


def test_columns_are_compared_as_the_database_compares_them():
    """A collation of its own could find equal what is spelled otherwise."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            assert not getattr(field, "db_collation", None), field


@pytest.mark.parametrize(
    ("value", "expected"), [(True, "1"), (0, "0"), ("x", "x"), (None, None), (1.5, "\x00"), ([1], "\x00")]
)
def test_a_value_has_one_spelling(value, expected):
    assert spelled(value) == expected


def test_what_is_replaced_is_told_as_gone():
    old = Tag.objects.create(name="gel", slug="gel")
    RowChange.objects.all().delete()
    start = position()
    columns = 'INTO "taggit_tag" ("name", "slug") VALUES'
    replacing = {
        "sqlite": f"INSERT OR REPLACE {columns} ('gel', 'jelly')",
        "postgresql": f"INSERT {columns} ('gel', 'jelly') ON CONFLICT (name) DO UPDATE SET slug = 'jelly'",
    }
    with connection.cursor() as cursor:
        cursor.execute(replacing[connection.vendor])

    told = [change for change in changes_since(start)[0] if change.table == Tag._meta.db_table]

    assert {"id": str(old.pk), "name": "gel", "slug": "gel"} in [change.before for change in told]
    assert "jelly" in [change.after["slug"] for change in told if change.after]


@pytest.mark.parametrize("table", [Tag._meta.db_table, LOG])
def test_a_table_that_is_emptied_as_a_whole_is_noticed(table):
    Tag.objects.create(name="gel", slug="gel")
    start = position()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE "{table}" CASCADE')
            expected = pytest.raises(LostTrackError)
        else:
            # SQLite has nothing quicker than this; with triggers it goes from row to row.
            cursor.execute(f'DELETE FROM "{table}"')
            expected = pytest.raises(LostTrackError) if table == LOG else nullcontext()
    with expected:
        told = changes_since("0" if table == LOG and start.isdigit() else start)[0]
        assert [change.before["name"] for change in told if change.after is None] == ["gel"]


def test_many_statements_at_once_are_told_each():
    start = position()
    names = ["gel", "jelly", "balm"]
    with connection.cursor() as cursor:
        cursor.executemany(
            'INSERT INTO "taggit_tag" ("name", "slug") VALUES (%s, %s)', [(name, name) for name in names]
        )

    told = [change for change in changes_since(start)[0] if change.table == Tag._meta.db_table]

    assert [change.after["name"] for change in told] == names
