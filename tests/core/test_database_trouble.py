"""A database that is away is a 503 that says when to ask again; a wrong statement stays a fault."""

import sqlite3

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from django.test import RequestFactory

from cms.core.database_trouble import DatabaseTroubleMiddleware, is_database_away


def raised(error, *, because=None):
    error.__cause__ = because
    return error


def of_sqlite(name):
    cause = sqlite3.OperationalError(name)
    cause.sqlite_errorcode = getattr(sqlite3, name)
    return raised(OperationalError(name), because=cause)


@pytest.mark.parametrize(
    "name",
    [
        "SQLITE_BUSY",
        "SQLITE_LOCKED",
        "SQLITE_READONLY",
        "SQLITE_IOERR_READ",
        "SQLITE_FULL",
        "SQLITE_CANTOPEN",
    ],
)
def test_a_locked_read_only_full_or_lost_sqlite_file_is_away(name):
    assert is_database_away(of_sqlite(name))


def test_a_statement_that_sqlite_does_not_understand_is_a_fault():
    assert not is_database_away(of_sqlite("SQLITE_ERROR"))


@pytest.mark.parametrize("state", ["08006", "53300", "57P01", "57P03", "58030"])
def test_a_postgresql_that_stops_starts_or_has_no_room_is_away(state):
    cause = Exception()
    cause.sqlstate = state
    assert is_database_away(raised(OperationalError("away"), because=cause))


def test_an_error_without_a_code_is_believed_when_the_connection_is_of_no_use(db, monkeypatch):
    assert not is_database_away(raised(InterfaceError("?")))
    monkeypatch.setattr(connection, "is_usable", lambda: False)
    assert is_database_away(raised(InterfaceError("connection already closed")))


@pytest.mark.parametrize("error", [ProgrammingError("no such table"), ValueError("locked"), KeyError("x")])
def test_other_errors_are_faults(error):
    assert not is_database_away(error)


def answer(path, error):
    return DatabaseTroubleMiddleware(lambda request: None).process_exception(
        RequestFactory().get(path), error
    )


def test_programs_get_problem_details():
    response = answer("/api/v2/pages/", of_sqlite("SQLITE_BUSY"))
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert (response["Retry-After"], response["Cache-Control"]) == ("5", "no-store")
    assert b'"status":503' in response.content


def test_people_get_a_page():
    response = answer("/articles/", of_sqlite("SQLITE_BUSY"))
    assert response.status_code == 503
    assert response["Content-Type"].startswith("text/html")
    assert response["Retry-After"] == "5"


def test_faults_are_left_alone():
    assert answer("/api/v2/pages/", ValueError()) is None
