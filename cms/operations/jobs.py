"""What the worker does by the clock: a table of jobs, and the turn-taking between them."""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.core.models import Heartbeat
from cms.core.renditions import queue_missing_sizes
from cms.delivery.housekeeping import tidy_kept_answers
from cms.delivery.purging.queue import forget_old as forget_old_purges
from cms.operations.schedule import apply_schedule
from cms.operations.statistics import gather_statistics
from cms.preview.models import StoredDraft
from cms.publishing.change_log import trim

logger = logging.getLogger("cms.operations")

WORKER: Final = "worker"
KEEP_FINISHED_TASKS_DAYS: Final = 7
# Longer than any task takes; what still runs after that was cut off with its worker.
TASK_LOST_AFTER: Final = datetime.timedelta(hours=1)
DAY: Final = 24 * 60 * 60.0


@dataclass(frozen=True, kw_only=True)
class Job:
    """Something to do every so many seconds."""

    name: str
    every: float
    run: Callable[[], object]


def beat() -> None:
    """Leave the trace that ``/readyz`` looks for."""
    Heartbeat.objects.beat(WORKER)


def clear_sessions() -> None:
    """Delete the sessions that have run out."""
    call_command("clearsessions", verbosity=0)


def prune_finished_tasks() -> None:
    """Delete the results of tasks that finished a week ago."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=KEEP_FINISHED_TASKS_DAYS, verbosity=0)


def clear_old_previews() -> int:
    """Delete the drafts behind previews that have expired; return how many."""
    return StoredDraft.objects.remove_expired()


def retry_lost_tasks() -> int:
    """Make tasks ready again whose worker was killed in the middle; return how many."""
    lost = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - TASK_LOST_AFTER)
    return lost.update(status="READY", started_at=None)


JOBS: Final = (
    Job(name="heartbeat", every=15, run=beat),
    # Go-live and expiry take effect within a minute.
    Job(name="scheduled publishing", every=15, run=apply_schedule),
    Job(name="retry of lost tasks", every=10 * 60, run=retry_lost_tasks),
    # What uploads do not bring by themselves: changed presets, failures to try again, rows written by hand.
    Job(name="images without sizes", every=10 * 60, run=queue_missing_sizes),
    # Well within the time for which the log is kept.
    Job(name="clean-up of the change log", every=10 * 60, run=trim),
    Job(name="clean-up of kept answers", every=10 * 60, run=tidy_kept_answers),
    Job(name="clean-up of CDN purges", every=60 * 60, run=forget_old_purges),
    Job(name="clean-up of sessions", every=DAY, run=clear_sessions),
    Job(name="clean-up of finished tasks", every=DAY, run=prune_finished_tasks),
    Job(name="statistics of the database", every=DAY, run=gather_statistics),
    Job(name="clean-up of previews", every=10 * 60, run=clear_old_previews),
)


class Clock:
    """Runs each job when its time has come; a job that fails is logged and the others go on."""

    def __init__(self, jobs: Iterable[Job], *, now: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self.due = {job: now() for job in jobs}

    def run_due(self) -> list[str]:
        """Run every job that is due, in the table's order; return the names of those that ran."""
        ready = [job for job, moment in self.due.items() if moment <= self.now()]
        for job in ready:
            run_safely(job)
            self.due[job] = self.now() + job.every
        return [job.name for job in ready]

    def seconds_until_next(self) -> float:
        """Return how long nothing is due."""
        return max(0.0, min(self.due.values()) - self.now())


def run_safely(job: Job) -> bool:
    """Run one job with a fresh connection; log what it raises and say whether it went well."""
    close_old_connections()
    try:
        job.run()
    except Exception:
        logger.exception("job failed: %s", job.name)
        return False
    finally:
        close_old_connections()
    return True
