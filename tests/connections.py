"""The connection of a test: how it outlives requests, and how everything is again as it was before."""

import os
import sqlite3
from contextlib import closing, contextmanager
from functools import cache
from itertools import count

import psycopg
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, connections, transaction

_numbers = count(1)


@contextmanager
def kept_connection():
    """Django closes a connection that is in a transaction at the end of a request; a test's has to last."""
    signals = (request_started, request_finished) if connection.in_atomic_block else ()
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@contextmanager
def restored():
    """Undo at the end of the block whatever it has changed in the database; blocks may lie in each other.

    On PostgreSQL the block has a copy of the database, where changes are committed as in real life: there a
    transaction's own changes are never new to it. SQLite's savepoints are cheaper and tell it as well.
    """
    with _copy() if connection.vendor == "postgresql" else _savepoint():
        yield


@contextmanager
def _savepoint():
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@contextmanager
def _copy():
    name = copy_database()
    try:
        with using(name):
            yield
    finally:
        drop_database(name)


@contextmanager
def using(name):
    """Have all connections of this process go to another database of PostgreSQL."""
    known = connection.settings_dict
    original = known["NAME"]
    connection.close()
    known["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        known["NAME"] = original


def copy_database():
    """Return the name of a copy of the database of PostgreSQL in use, to which nobody else is connected."""
    connection.close()
    name = f"copy_{os.getpid()}_{next(_numbers)}"
    _administrator().execute(f'CREATE DATABASE "{name}" TEMPLATE "{connection.settings_dict["NAME"]}"')
    return name


def drop_database(name):
    _administrator().execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@cache
def _administrator():
    known = connection.settings_dict
    return psycopg.connect(
        host=known["HOST"], port=known["PORT"] or 5432, user=known["USER"], password=known["PASSWORD"],
        dbname="postgres", autocommit=True,
    )  # fmt: skip


@contextmanager
def in_file(file):
    """Have this process use a copy, in a file, of its SQLite in memory, where changes are committed."""
    # A backup would wait for ever for the transaction of the test.
    file.write_bytes(connection.connection.serialize())
    with closing(sqlite3.connect(file)) as copy:
        copy.execute("PRAGMA journal_mode = WAL")
    in_memory, known = connections["default"], connection.settings_dict
    original = known["NAME"]
    known["NAME"] = str(file)
    del connections["default"]
    try:
        yield
    finally:
        connection.close()
        known["NAME"] = original
        connections["default"] = in_memory


@contextmanager
def another_connection():
    """Give a second connection to the database."""
    other = connection.copy()
    try:
        yield other
    finally:
        other.close()
