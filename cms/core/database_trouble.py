"""What is answered while something that the site stands on is away: 503 and when to ask again.

The database may be away, busy, slow, read-only or without room, the disk full, the search engine down:
programs get problem details, people a page, and whoever operates the site a line in the log. A statement that
is wrong stays a 500: somebody has to mend it.
"""

from __future__ import annotations

import errno
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import Error as DatabaseError
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from cms.core.problems import CONTENT_TYPE, problem

logger = logging.getLogger("cms.core")

API = "/api/"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is the matter, for the log and for those who ask, and when to ask again (seconds)."""

    what: str
    sentence: str
    retry_after: int = 5


AWAY = Trouble(
    "the database is away", "The database cannot be reached at the moment. Ask again in some seconds."
)
BUSY = Trouble(
    "the database is busy",
    "The database is busy with other changes at the moment. Ask again in some seconds.",
)
SLOW = Trouble(
    "the database took too long", "The database took too long to answer. Ask again in some seconds."
)
FULL = Trouble(
    "the disk is full",
    "The disk is full: nothing can be saved until there is room again. What is published can still be read.",
    retry_after=30,
)
READ_ONLY = Trouble(
    "the database is read-only",
    "The database can only be read at the moment: nothing can be saved. What is published is not affected.",
    retry_after=30,
)
SEARCH_DOWN = Trouble(
    "search is down",
    "Search does not work at the moment; everything else does. Ask again in half a minute.",
    retry_after=30,
)
# What the API's description shows.
SENTENCE = AWAY.sentence

# Primary result codes of SQLite (sqlite.org/rescode.html). What is wrong in a statement has others.
_OF_SQLITE = {5: BUSY, 6: BUSY, 8: READ_ONLY, 9: SLOW, 10: AWAY, 13: FULL, 14: AWAY}
# PostgreSQL's codes and classes of errors (appendix A of its manual), the particular ones first: read-only,
# disk full, cancelled, lock not available, then connection, resources, operator intervention, system.
_OF_POSTGRES = {
    **{"25006": READ_ONLY, "53100": FULL, "57014": SLOW, "55P03": BUSY},
    **{"08": AWAY, "53": AWAY, "57P": AWAY, "58": AWAY},
}
_OF_THE_SYSTEM = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: READ_ONLY}


class SearchDownError(Exception):
    """The search engine could not search; the database itself answers."""


class DatabaseTroubleMiddleware:
    """Answers in place of a view that could not have what it needs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return a 503 where something is away; None leaves the exception to Django."""
        trouble = trouble_of(exception)
        if trouble is None:
            return None
        if trouble is SEARCH_DOWN:
            # Unlike a database that is away this may be a fault in the engine or in how it is asked.
            logger.error("%s", trouble.what, exc_info=exception)
        else:
            logger.error("%s: %s", trouble.what, str(exception).strip())
        return unavailable(request, trouble)


def unavailable(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """Return a 503: problem details below the API, a page elsewhere. Asks no database."""
    if request.path_info.startswith(API):
        body = json.dumps(problem(trouble.sentence, status=503), separators=(",", ":"))
        response = HttpResponse(body, status=503, content_type=CONTENT_TYPE)
    else:
        shown = {"trouble": trouble, "is_writing": request.method not in ("GET", "HEAD")}
        response = HttpResponse(render_to_string("core/unavailable.html", shown), status=503)
    response["Retry-After"] = str(trouble.retry_after)
    response["Cache-Control"] = "no-store"
    return response


def trouble_of(error: BaseException) -> Trouble | None:
    """Return what an error says is away, locked or full; None when it is somebody's fault."""
    if isinstance(error, SearchDownError):
        return SEARCH_DOWN
    if isinstance(error, DatabaseError):
        return _trouble_of_database(error)
    return _OF_THE_SYSTEM.get(error.errno or 0) if isinstance(error, OSError) else None


def _trouble_of_database(error: DatabaseError) -> Trouble | None:
    cause = error.__cause__
    sqlite_code = getattr(cause, "sqlite_errorcode", None)
    if sqlite_code is not None:
        return _OF_SQLITE.get(sqlite_code & 0xFF)
    state = getattr(cause, "sqlstate", None) or ""
    for known, trouble in _OF_POSTGRES.items():
        if state.startswith(known):
            return trouble
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    return None if _is_connected() else AWAY


def _is_connected() -> bool:
    try:
        return connection.connection is not None and connection.is_usable()
    except DatabaseError:
        return False
