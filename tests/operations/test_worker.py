"""The worker as an operator runs it: a process of its own beside the one that writes."""

from __future__ import annotations

import datetime
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.tasks import update_reference_index_task

from cms.core.models import BasePage
from home.models import StandardPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PATIENCE_SECONDS = 30


class Shared:
    """This test's database as another process sees it: the same one on a server, or a copy in a file."""

    def __init__(self, directory: Any) -> None:
        self.file = directory / "db.sqlite3" if connection.vendor == "sqlite" else None

    def url(self) -> str:
        if self.file is None:
            name = connection.settings_dict
            return (
                f"postgres://{name['USER']}:{name['PASSWORD']}@{name['HOST']}:{name['PORT']}/{name['NAME']}"
            )
        connection.ensure_connection()
        with closing(sqlite3.connect(self.file)) as copy:
            connection.connection.backup(copy)
        return f"sqlite:///{self.file}"

    def value(self, query: str) -> Any:
        if self.file is None:
            with connection.cursor() as cursor:
                cursor.execute(query)
                row = cursor.fetchone()
        else:
            with closing(sqlite3.connect(self.file)) as copy:
                row = copy.execute(query).fetchone()
        return row[0] if row else None

    def wait_for(self, query: str, accept: Callable[[Any], bool], *, worker: subprocess.Popen[str]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not accept(value := self.value(query)):
            assert worker.poll() is None, f"the worker has ended: {worker.communicate()[0]}"
            assert time.monotonic() < deadline, f"{query} still gives {value!r}"
            time.sleep(0.1)


@pytest.fixture
def shared(tmp_path):
    return Shared(tmp_path)


@pytest.fixture
def start_worker(shared, tmp_path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "worker"],
            cwd=django_settings.BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "cms.settings.local",
                "DATABASE_URL": shared.url(),
                "DATA_DIR": str(tmp_path),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_runs_tasks_and_the_schedule_and_ends_when_told_to(shared, start_worker, settings):
    root = BasePage.objects.get(depth=1)
    page = root.add_child(instance=StandardPage(title="Due", slug="due", live=False))
    page.save_revision(approved_go_live_at=timezone.now() - datetime.timedelta(minutes=1))
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    update_reference_index_task.enqueue("home", "standardpage", str(page.pk))
    DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="wagtail.tasks.no_such_task",
        backend_name="default",
        run_after=timezone.now(),
        priority=50,
    )

    worker = start_worker()
    shared.wait_for("SELECT seen_at FROM core_heartbeat WHERE name = 'worker'", bool, worker=worker)
    shared.wait_for(f"SELECT live FROM core_basepage WHERE id = {page.pk}", bool, worker=worker)
    tasks = f"SELECT COUNT(*) FROM {DBTaskResult._meta.db_table} WHERE status = "
    shared.wait_for(f"{tasks}'SUCCESSFUL'", lambda number: number == 1, worker=worker)
    shared.wait_for(f"{tasks}'FAILED'", lambda number: number == 1, worker=worker)

    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=10) == 0
    assert "worker: stopped" in (worker.stdout.read() if worker.stdout else "")


def test_ctrl_c_ends_it_without_a_traceback(shared, start_worker):
    worker = start_worker()
    shared.wait_for("SELECT seen_at FROM core_heartbeat WHERE name = 'worker'", bool, worker=worker)
    worker.send_signal(signal.SIGINT)
    output, _ = worker.communicate(timeout=10)
    assert worker.returncode == 0
    assert "Traceback" not in output
