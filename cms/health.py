"""Probes for whoever watches the site: ``/healthz`` for the process, ``/readyz`` for what it needs.

``/healthz`` asks nothing of anybody: it answers as long as this process can answer. ``/readyz`` asks the
database, without which nothing new can be served, and looks at the rest: the cache server, the background
worker, whether the database takes changes, and whether there is room on the disks. What of this is missing is
reported and does not make the site unready: reading goes on without it, and taking every server out of the
balancer because of it would turn a delay into an outage.
"""

from __future__ import annotations

import logging
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from cms.core.database_patience import patience
from cms.core.models import Heartbeat

logger = logging.getLogger("cms.health")

OK: Final = "ok"
DOWN: Final = "down"
# Whoever watches gives up after some seconds; a database that hangs is down.
PATIENCE_SECONDS: Final = 2.0
# With less than this the next upload or checkpoint may be the one that fails.
LEAST_FREE_BYTES: Final = 10 * 2**20


class ProbeFailed(Exception):
    """Something that a request needs does not answer as it should."""


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 with a constant: the process lives."""
    return answer({"status": OK})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when requests can be served, else 503 as problem+json (RFC 9457) naming what is down."""
    with patience(PATIENCE_SECONDS):
        states = {name: state_of(probe, name=name) for name, probe in PROBES.items()}
    down = sorted(name for name in REQUIRED if states[name] == DOWN)
    if not down:
        return answer({"status": OK, "checks": states})
    detail = f"Not ready to serve: {' and '.join(down)} cannot be reached."
    problem = {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": detail,
        "message": detail,
        "checks": states,
    }
    return answer(problem, status=503, content_type="application/problem+json")


def answer(
    content: dict[str, Any], *, status: int = 200, content_type: str = "application/json"
) -> HttpResponse:
    """Return compact JSON that no store in between may keep."""
    response = JsonResponse(
        content, status=status, content_type=content_type, json_dumps_params={"separators": (",", ":")}
    )
    response["Cache-Control"] = "no-store"
    return response


def state_of(probe: Callable[[], None], *, name: str) -> str:
    """Run one probe; whatever it raises means that its subject is down and goes to the log."""
    try:
        probe()
    except Exception as error:
        logger.error("readiness: %s is down: %s", name, str(error).strip() or type(error).__name__)
        return DOWN
    return OK


def probe_database() -> None:
    """Ask the database for a constant."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def probe_cache() -> None:
    """Write a value to the cache and read it back."""
    value = secrets.token_hex(8)
    cache.set("readyz", value, timeout=10)
    if cache.get("readyz") != value:
        raise ProbeFailed("the cache did not return what was written to it")


def probe_worker() -> None:
    """Look whether the worker has been seen lately."""
    if not Heartbeat.objects.is_fresh("worker"):
        raise ProbeFailed("no worker has been seen lately; is 'manage.py worker' running?")


def probe_writing() -> None:
    """See whether the database takes changes, without making one."""
    if connection.vendor == "sqlite":
        _begin_writing(str(connection.settings_dict["NAME"]))
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean")
        if cursor.fetchone()[0]:
            raise ProbeFailed("the database is read-only")


def _begin_writing(name: str) -> None:
    # Over a connection of its own, which waits for nobody: who finds the file locked knows that it can be
    # written.
    writer = sqlite3.connect(name, timeout=0, uri=name.startswith("file:"), isolation_level=None)
    try:
        writer.execute("BEGIN IMMEDIATE")
        # A file on a disk that can only be read lets a transaction begin.
        writer.execute("CREATE TABLE written (at)")
        writer.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
    finally:
        writer.close()


def probe_disk() -> None:
    """Look whether there is room where the site writes."""
    for directory in _written_directories():
        if directory.is_dir() and shutil.disk_usage(directory).free < LEAST_FREE_BYTES:
            raise ProbeFailed(f"the disk of {directory} is full")


def _written_directories() -> Iterator[Path]:
    yield Path(settings.DATA_DIR)
    yield Path(settings.MEDIA_ROOT)
    if connection.vendor == "sqlite":
        yield Path(str(connection.settings_dict["NAME"])).parent


PROBES: Final = {
    "database": probe_database,
    "cache": probe_cache,
    "worker": probe_worker,
    "writing": probe_writing,
    "disk": probe_disk,
}
REQUIRED: Final = ("database",)
