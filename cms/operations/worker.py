"""One process for everything that happens outside a request: background tasks and jobs by the clock.

Each queue of tasks has a thread of its own, so that a long one (the sizes of a hundred images) holds up
neither the search index nor scheduled publishing nor the heartbeat.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import time
from types import FrameType
from typing import Final

from django.conf import settings
from django.db import Error, close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult

from cms.operations.jobs import JOBS, Clock

logger = logging.getLogger("cms.operations")

BACKEND: Final = "default"
# How soon a task starts after it was enqueued, and what is waited after the database failed.
POLL_SECONDS: Final = 0.5
RETRY_SECONDS: Final = 5.0
# A task that is running when the worker is told to stop gets this long to finish.
GRACE_SECONDS: Final = 15.0


def task_runner(queue: str) -> TaskRunner:
    """Return what runs all tasks of a queue that are ready, and then ends."""
    return TaskRunner(
        queue_names=[queue],
        interval=POLL_SECONDS,
        batch=True,
        backend_name=BACKEND,
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{socket.gethostname()}-{os.getpid()}-{queue}"[-64:],
        excluded_queue_names=[],
    )


class TaskThread(threading.Thread):
    """Runs the background tasks of one queue as they come, until told to stop."""

    def __init__(self, *, queue: str, stop: threading.Event) -> None:
        super().__init__(name=f"tasks of queue {queue}", daemon=True)
        self.queue = queue
        self.stop = stop
        self.runner: TaskRunner | None = None

    def run(self) -> None:
        """Look for tasks with a plain read; only if there are any take the write lock to claim them."""
        while not self.stop.is_set():
            wait = POLL_SECONDS
            try:
                close_old_connections()
                ready = DBTaskResult.objects.ready()
                if ready.filter(backend_name=BACKEND, queue_name=self.queue).exists():
                    self.run_ready_tasks()
            except Error:
                logger.exception("tasks: the database does not answer; trying again in %s s", RETRY_SECONDS)
                wait = RETRY_SECONDS
            self.stop.wait(wait)
        connections.close_all()

    def run_ready_tasks(self) -> None:
        """Run all tasks that are ready, and end after the current one when told to stop."""
        self.runner = task_runner(self.queue)
        self.runner.running = not self.stop.is_set()
        self.runner.run()

    def ask_to_stop(self) -> None:
        """Let the current task finish, then end."""
        self.stop.set()
        if self.runner:
            self.runner.running = False


def run_worker() -> int:
    """Work until SIGTERM or SIGINT; return 0, or 1 when a thread has died."""
    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    threads = [TaskThread(queue=queue, stop=stop) for queue in settings.TASK_QUEUES]
    for thread in threads:
        thread.start()
    clock = Clock(JOBS)
    logger.info("worker: started")
    while not stop.is_set() and all(thread.is_alive() for thread in threads):
        clock.run_due()
        stop.wait(min(1.0, clock.seconds_until_next()))
    died = not stop.is_set()
    end(threads)
    logger.log(logging.ERROR if died else logging.INFO, "worker: %s", "a thread died" if died else "stopped")
    return int(died)


def end(threads: list[TaskThread]) -> None:
    """Let every thread finish its task at hand, all together for no longer than the grace time."""
    deadline = time.monotonic() + GRACE_SECONDS
    for thread in threads:
        thread.ask_to_stop()
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
