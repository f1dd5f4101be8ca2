"""What is away is a 503 that says when to ask again; a wrong statement stays a fault."""

import errno
import sqlite3

import pytest
from django.db import InterfaceError, InternalError, OperationalError, ProgrammingError, connection
from django.test import RequestFactory

from cms.core.database_trouble import (
    AWAY,
    BUSY,
    FULL,
    READ_ONLY,
    SEARCH_DOWN,
    SLOW,
    DatabaseTroubleMiddleware,
    SearchDownError,
    trouble_of,
)


def raised(error, *, because=None):
    error.__cause__ = because
    return error


def of_sqlite(name):
    cause = sqlite3.OperationalError(name)
    cause.sqlite_errorcode = getattr(sqlite3, name)
    return raised(OperationalError(name), because=cause)


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("SQLITE_BUSY", BUSY),
        ("SQLITE_LOCKED", BUSY),
        ("SQLITE_READONLY", READ_ONLY),
        ("SQLITE_INTERRUPT", SLOW),
        ("SQLITE_IOERR_READ", AWAY),
        ("SQLITE_FULL", FULL),
        ("SQLITE_CANTOPEN", AWAY),
        ("SQLITE_ERROR", None),
    ],
)
def test_what_befalls_a_sqlite_file_has_a_name_and_a_wrong_statement_is_a_fault(name, trouble):
    assert trouble_of(of_sqlite(name)) is trouble


@pytest.mark.parametrize(
    ("kind", "state", "trouble"),
    [
        (OperationalError, "08006", AWAY),
        (OperationalError, "53300", AWAY),
        (OperationalError, "53100", FULL),
        (OperationalError, "57P01", AWAY),
        (OperationalError, "57014", SLOW),
        (OperationalError, "58030", AWAY),
        (InternalError, "25006", READ_ONLY),
        (ProgrammingError, "42P01", None),
    ],
)
def test_so_has_what_befalls_postgresql(kind, state, trouble):
    cause = Exception()
    cause.sqlstate = state
    assert trouble_of(raised(kind("?"), because=cause)) is trouble


@pytest.mark.parametrize(
    ("number", "trouble"), [(errno.ENOSPC, FULL), (errno.EROFS, READ_ONLY), (errno.ENOENT, None)]
)
def test_files_that_cannot_be_written_are_no_fault(number, trouble):
    assert trouble_of(OSError(number, "?")) is trouble


def test_an_error_without_a_code_is_believed_when_the_connection_is_of_no_use(db, monkeypatch):
    assert trouble_of(raised(InterfaceError("?"))) is None
    monkeypatch.setattr(connection, "is_usable", lambda: False)
    assert trouble_of(raised(InterfaceError("connection already closed"))) is AWAY


@pytest.mark.parametrize("error", [ProgrammingError("no such table"), ValueError("locked"), KeyError("x")])
def test_other_errors_are_faults(error):
    assert trouble_of(error) is None


def answer(path, error, method="GET"):
    request = RequestFactory().generic(method, path)
    return DatabaseTroubleMiddleware(lambda request: None).process_exception(request, error)


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
    assert b"Nothing was saved" not in response.content


def test_who_has_written_something_is_told_that_it_was_not_saved_and_why():
    page = answer("/admin/pages/3/edit/", of_sqlite("SQLITE_FULL"), method="POST").content.decode()
    assert "Nothing was saved" in page
    assert FULL.sentence in page


def test_a_search_that_fails_says_so():
    response = answer("/api/v2/search/", SearchDownError())
    assert SEARCH_DOWN.sentence.encode() in response.content
    assert response["Retry-After"] == "30"


def test_faults_are_left_alone():
    assert answer("/api/v2/pages/", ValueError()) is None
