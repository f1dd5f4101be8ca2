"""The triggers that write the change log.

Django's and Wagtail's signals do not say everything: `update()`, `bulk_create()`, descendants that move with
their page, redirects made in bulk and automatic numbering of siblings are silent. The database sees them
all, in the same transaction, whoever makes the change.

Triggers are written anew after every migration: they name columns, and SQLite drops them when it rebuilds a
table.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

LOG = "publishing_rowchange"
PREFIX = "cms_log_"

# Written all the time and never part of an answer. An answer that reads one of them is not kept.
NEVER_LOGGED = frozenset(
    {
        "admin", "auth", "django_tasks_database", "preview", "publishing", "purging", "sessions",
        "wagtail_headless_preview", "wagtailadmin", "wagtailforms", "wagtailusers",
    }
)  # fmt: skip
NEVER_LOGGED_MODELS = frozenset(
    {
        "core.User", "core.Heartbeat", "wagtailcore.Revision", "wagtailcore.PageLogEntry",
        "wagtailcore.ModelLogEntry", "wagtailcore.ReferenceIndex", "wagtailcore.Task",
        "wagtailcore.TaskState", "wagtailcore.Workflow", "wagtailcore.WorkflowState",
        "wagtailcore.WorkflowTask",
        "wagtailcore.GroupApprovalTask", "wagtailcore.PageSubscription", "wagtailcore.Comment",
        "wagtailcore.CommentReply", "wagtailcore.UploadedFile", "wagtailcore.GroupPagePermission",
        "wagtailcore.GroupCollectionPermission", "wagtailcore.GroupSitePermission", "wagtailcore.APIToken",
        "redirects.RedirectHits",
    }
)  # fmt: skip

# Full text tables of SQLite, which can have no triggers, and the tables that they are filled from.
CONTENT_OF_VIRTUAL_TABLES = {"wagtailsearch_indexentry_fts": "wagtailsearch_indexentry"}

# What only the editor's side shows. Saving a draft changes nothing else, and so leaves nothing in the log.
# A title's weight in searches follows from the title, and is written twice whenever an object is indexed.
BOOKKEEPING = frozenset(
    {
        "draft_title", "has_unpublished_changes", "latest_revision_created_at", "latest_revision_id",
        "live_revision_id", "locked", "locked_at", "locked_by_id", "numchild", "title_norm",
    }
)  # fmt: skip

# Short enough to stand in every row of the log, and of a spelling that every database shares.
_PLAIN = (
    models.AutoField,
    models.BigAutoField,
    models.BooleanField,
    models.CharField,
    models.ForeignKey,
    models.IntegerField,
    models.UUIDField,
)
_LONGEST = 255


def logged_models() -> Iterator[type[models.Model]]:
    """Return the models whose tables have triggers, those of many-to-many relations included."""
    for model in apps.get_models(include_auto_created=True):
        owner = model._meta.auto_created if isinstance(model._meta.auto_created, type) else model
        is_own_table = model._meta.managed and not model._meta.proxy
        is_left_out = owner._meta.app_label in NEVER_LOGGED or owner._meta.label in NEVER_LOGGED_MODELS
        if is_own_table and not is_left_out and model._meta.db_table not in CONTENT_OF_VIRTUAL_TABLES:
            yield model


def watched_columns(model: type[models.Model]) -> list[str]:
    """Return the columns whose changes are logged."""
    columns = (field.column for field in model._meta.local_concrete_fields)
    return [column for column in columns if column and column not in BOOKKEEPING]


def plain_columns(model: type[models.Model]) -> list[str]:
    """Return the columns whose values stand in the log."""
    plain = {field.column for field in model._meta.local_concrete_fields if _is_plain(field)}
    return [column for column in watched_columns(model) if column in plain]


@cache
def plain_columns_by_table() -> dict[str, list[str]]:
    """Return the columns whose values stand in the log, by table."""
    return {model._meta.db_table: plain_columns(model) for model in logged_models()}


@cache
def integer_columns_by_table() -> dict[str, frozenset[str]]:
    """Return the columns that hold whole numbers, by table."""
    return {
        model._meta.db_table: frozenset(
            field.column
            for field in model._meta.local_concrete_fields
            if field.column and isinstance(_pointed_at(field), models.IntegerField)
        )
        for model in logged_models()
    }


def install(connection: BaseDatabaseWrapper) -> None:
    """Write all triggers of a database, over those that exist."""
    statements = _STATEMENTS[connection.vendor]
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def see_what_is_replaced(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Receiver of `connection_created`: SQLite tells no trigger of the rows that INSERT OR REPLACE removes.

    Unless it is asked to. Other programs that replace rows have to ask for themselves.
    """
    if connection.vendor == "sqlite":
        connection.connection.execute("PRAGMA recursive_triggers = ON")


def install_after_migration(using: str, **kwargs: Any) -> None:
    """Receiver of `post_migrate`: once the log's own table exists."""
    from django.db import connections

    connection = connections[using]
    if LOG in connection.introspection.table_names():
        install(connection)


def _pointed_at(field: models.Field[Any, Any]) -> models.Field[Any, Any]:
    """Return the field that says how values are spelled: that of a key is another table's."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field


def _is_plain(field: models.Field[Any, Any]) -> bool:
    if isinstance(field, models.ForeignKey):
        return True
    return isinstance(field, _PLAIN) and (field.max_length or 0) <= _LONGEST


def _sqlite() -> Iterator[str]:
    for model in logged_models():
        yield from _sqlite_triggers(model)


def _sqlite_triggers(model: type[models.Model]) -> Iterator[str]:
    table = model._meta.db_table
    columns = watched_columns(model)
    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
    changed = " || ".join(
        f"CASE WHEN OLD.\"{column}\" IS NOT NEW.\"{column}\" THEN '{column},' ELSE '' END"
        for column in columns
    )
    before, after = (_sqlite_row(model, side) for side in ("OLD", "NEW"))
    kinds = (
        ("insert", "INSERT", "", "''", "NULL", after),
        ("update", "UPDATE", f"WHEN {differs}", changed, before, after),
        ("delete", "DELETE", "", "''", before, "NULL"),
    )
    for name, event, when, names, old, new in kinds:
        yield f'DROP TRIGGER IF EXISTS "{PREFIX}{table}_{name}"'
        yield (
            f'CREATE TRIGGER "{PREFIX}{table}_{name}" AFTER {event} ON "{table}" {when} BEGIN '
            f'INSERT INTO "{LOG}" ("table", "columns", "before", "after", "transaction_id", "happened_at") '
            f"VALUES ('{table}', {names}, {old}, {new}, 0, STRFTIME('%Y-%m-%d %H:%M:%f', 'now')); END"
        )


def _sqlite_row(model: type[models.Model], side: str) -> str:
    """Return a JSON object of a row; in parts, for a function of SQLite takes 100 arguments at most."""
    columns = plain_columns(model)
    parts = [
        ", ".join(f"'{column}', {side}.\"{column}\"" for column in columns[start : start + 40])
        for start in range(0, len(columns), 40)
    ]
    objects = [f"JSON_OBJECT({part})" for part in parts] or ["'{}'"]
    whole = objects[0]
    for part in objects[1:]:
        # Not JSON_PATCH, which takes a null for "leave out".
        whole = f"SUBSTR({whole}, 1, LENGTH({whole}) - 1) || ',' || SUBSTR({part}, 2)"
    return whole


def _postgresql() -> Iterator[str]:
    yield _POSTGRESQL_ROW
    yield _POSTGRESQL_EMPTIED
    for model in logged_models():
        table = model._meta.db_table
        arguments = ", ".join(f"'{column}'" for column in plain_columns(model))
        yield f'DROP TRIGGER IF EXISTS "{PREFIX}row" ON "{table}"'
        yield (
            f'CREATE TRIGGER "{PREFIX}row" AFTER INSERT OR UPDATE OR DELETE ON "{table}" '
            f"FOR EACH ROW EXECUTE FUNCTION {PREFIX}row({arguments})"
        )
        yield from _postgresql_emptied(table)
    yield from _postgresql_emptied(LOG)


def _postgresql_emptied(table: str) -> Iterator[str]:
    """TRUNCATE touches no row: it leaves one without values, after which nobody knows what there was."""
    yield f'DROP TRIGGER IF EXISTS "{PREFIX}emptied" ON "{table}"'
    yield (
        f'CREATE TRIGGER "{PREFIX}emptied" AFTER TRUNCATE ON "{table}" '
        f"FOR EACH STATEMENT EXECUTE FUNCTION {PREFIX}emptied()"
    )


_BOOKKEEPING_ARRAY = "ARRAY[" + ", ".join(f"'{column}'" for column in sorted(BOOKKEEPING)) + "]"

_POSTGRESQL_ROW = f"""
CREATE OR REPLACE FUNCTION {PREFIX}row() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
    old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
    changed text := '';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT string_agg(key || ',', '') INTO changed FROM jsonb_each(new_row)
            WHERE value IS DISTINCT FROM old_row -> key AND key <> ALL ({_BOOKKEEPING_ARRAY});
        IF changed IS NULL THEN RETURN NULL; END IF;
    END IF;
    INSERT INTO {LOG} ("table", "columns", "before", "after", "transaction_id", "happened_at") VALUES (
        TG_TABLE_NAME, changed,
        (SELECT jsonb_object_agg(key, value)::text FROM jsonb_each(old_row) WHERE key = ANY (TG_ARGV)),
        (SELECT jsonb_object_agg(key, value)::text FROM jsonb_each(new_row) WHERE key = ANY (TG_ARGV)),
        pg_current_xact_id()::text::bigint, clock_timestamp()
    );
    RETURN NULL;
END $body$;
"""

_POSTGRESQL_EMPTIED = f"""
CREATE OR REPLACE FUNCTION {PREFIX}emptied() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    INSERT INTO {LOG} ("table", "columns", "before", "after", "transaction_id", "happened_at")
        VALUES (TG_TABLE_NAME, '', NULL, NULL, pg_current_xact_id()::text::bigint, clock_timestamp());
    RETURN NULL;
END $body$;
"""

_STATEMENTS = {"sqlite": _sqlite, "postgresql": _postgresql}


# Stands for a value without a certain spelling: dates, decimals, lists. A text that no column holds.
ODD = "\x00"


def spelled(value: Any) -> str | None:
    """Return a value in the spelling in which values are compared, `ODD` where there is no certain one.

    Numbers are their digits, flags 1 and 0, so that neither the type of a column nor a conversion matters:
    a number may be compared with a column of texts.
    """
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (int, UUID)):
        return str(value)
    return value if value is None or isinstance(value, str) else ODD


def columns_in(text: str) -> frozenset[str]:
    """Return the column names that the log keeps as one text."""
    return frozenset(filter(None, text.split(",")))
