"""What is answered while the database is away: 503 and when to ask again, to programs and to people.

A statement that is wrong stays a 500: somebody has to mend it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

from django.db import Error as DatabaseError
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from cms.core.problems import CONTENT_TYPE, problem

logger = logging.getLogger("cms.core")

API = "/api/"

# When it is worth asking again, in seconds.
RETRY_AFTER_SECONDS = 5
SENTENCE = "The database cannot be reached at the moment. Ask again in some seconds."

# Primary result codes of SQLite (sqlite.org/rescode.html): busy, locked, read-only, input and output, full,
# cannot open. What is wrong in a statement has others.
_SQLITE_AWAY = frozenset({5, 6, 8, 10, 13, 14})
# PostgreSQL's classes of errors (appendix A of its manual): connection, resources, operator intervention.
_POSTGRES_AWAY = ("08", "53", "57P", "58")


class DatabaseTroubleMiddleware:
    """Answers in place of a view that could not have the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return a 503 when the database is away; None leaves the exception to Django."""
        if not is_database_away(exception):
            return None
        logger.error("the database is away: %s", str(exception).strip())
        return unavailable(request)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Return a 503: problem details below the API, a page elsewhere. Asks no database."""
    if request.path_info.startswith(API):
        body = json.dumps(problem(SENTENCE, status=503), separators=(",", ":"))
        response = HttpResponse(body, status=503, content_type=CONTENT_TYPE)
    else:
        response = HttpResponse(render_to_string("core/unavailable.html"), status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def is_database_away(error: BaseException) -> bool:
    """Tell whether an error means that the database is away, locked or full: nobody's request is wrong."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    cause = error.__cause__
    sqlite_code = getattr(cause, "sqlite_errorcode", None)
    if sqlite_code is not None:
        return sqlite_code & 0xFF in _SQLITE_AWAY
    if (getattr(cause, "sqlstate", None) or "").startswith(_POSTGRES_AWAY):
        return True
    return not _is_connected()


def _is_connected() -> bool:
    try:
        return connection.connection is not None and connection.is_usable()
    except DatabaseError:
        return False
