"""Filling tables quickly: what the loaders of both projects share."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model
from django.db.models.query import QuerySet

from bench import content

BATCH = 500
BAR_WIDTH = 30


class Progress:
    """A progress bar on a terminal, a line for every tenth part elsewhere."""

    def __init__(self, total: int, *, what: str) -> None:
        self.total = total
        self.what = what
        self.done = 0
        self.started = time.monotonic()

    def advance(self, count: int) -> None:
        """Note that `count` more are done."""
        before, self.done = self.done, self.done + count
        share = self.done / self.total
        seconds = time.monotonic() - self.started
        text = f"{self.what}: {self.done:,} of {self.total:,}, {seconds:.0f} s"
        if sys.stdout.isatty():
            bar = "#" * int(share * BAR_WIDTH)
            print(f"\r[{bar:<{BAR_WIDTH}}] {text}", end="\n" if share >= 1 else "", flush=True)
        elif int(share * 10) > int(before / self.total * 10):
            print(text, flush=True)


def batches(total: int) -> Iterator[list[content.Article]]:
    """Yield all articles, some hundreds at a time."""
    for first in range(0, total, BATCH):
        numbers = range(first, min(first + BATCH, total))
        yield [content.article(number, total=total) for number in numbers]


def insert_child_rows(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows of a page type's own table; those of the base page's table must be there already.

    `bulk_create` does not do this for a model that has its parent's columns in another table. A row has a
    value for every column, by attribute name.
    """
    fields = model._meta.local_concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    prepared = [[field.get_db_prep_save(row[field.attname], connection) for field in fields] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})", prepared
        )


def create_all(manager: Any, objects: Sequence[Model]) -> None:
    """Insert objects of a plain model."""
    queryset: QuerySet[Any] = manager.all()
    queryset.bulk_create(objects, batch_size=BATCH)


def finish(models: Sequence[type[Model]]) -> None:
    """Let the next ids follow those given here (PostgreSQL), and let the database count its rows."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def list_items(values: Iterable[Any], chance: Any) -> list[dict[str, Any]]:
    """Return values as the items of a stored ListBlock."""
    return [{"type": "item", "value": value, "id": content.block_id(chance)} for value in values]
