"""Probes for whoever watches the site: ``/healthz`` for the process, ``/readyz`` for what it needs.

``/healthz`` asks nothing of anybody: it answers as long as this process can answer. ``/readyz`` asks the
database and the cache, without which no request can be served, and reads when the worker was last seen.
A missing worker is reported and does not make the site unready: reading goes on without it, and taking
every server out of the balancer because of it would turn a delay into an outage.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import Any, Final

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from cms.core.models import Heartbeat

logger = logging.getLogger("cms.health")

OK: Final = "ok"
DOWN: Final = "down"


class ProbeFailed(Exception):
    """Something that a request needs does not answer as it should."""


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 with a constant: the process lives."""
    return answer({"status": OK})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when requests can be served, else 503 as problem+json (RFC 9457) naming what is down."""
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
    except Exception:
        logger.exception("readiness: %s is down", name)
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


PROBES: Final = {"database": probe_database, "cache": probe_cache, "worker": probe_worker}
REQUIRED: Final = ("database", "cache")
