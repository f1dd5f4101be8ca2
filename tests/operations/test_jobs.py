from __future__ import annotations

import datetime
import logging
import os
import time
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from cms.core.models import Heartbeat
from cms.delivery.answers import Answer
from cms.delivery.store import Store
from cms.operations import jobs
from cms.operations.jobs import JOBS, Clock, Job
from cms.publishing.change_log import position
from cms.publishing.models import RowChange


class Hand:
    """The hand of a clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def task_row(**changes: Any) -> DBTaskResult:
    values = {"args_kwargs": {"args": [], "kwargs": {}}, "task_path": "x.y", "backend_name": "default"}
    return DBTaskResult.objects.create(**{**values, "run_after": get_date_max(), **changes})


@pytest.mark.django_db
class TestTakingTurns:
    def test_every_job_runs_at_the_start_and_then_at_its_own_pace(self):
        hand = Hand()
        clock = Clock(
            [Job(name="often", every=10, run=lambda: None), Job(name="rarely", every=60, run=lambda: None)],
            now=hand,
        )
        assert clock.run_due() == ["often", "rarely"]
        assert clock.run_due() == []
        assert clock.seconds_until_next() == 10
        hand.seconds = 10
        assert clock.run_due() == ["often"]
        hand.seconds = 60
        assert clock.run_due() == ["often", "rarely"]

    def test_a_job_that_fails_is_logged_and_stops_no_other(self, caplog):
        ran: list[str] = []

        def fail() -> None:
            raise RuntimeError("the disk is full")

        clock = Clock(
            [Job(name="bad", every=10, run=fail), Job(name="good", every=10, run=lambda: ran.append("good"))]
        )
        with caplog.at_level(logging.ERROR, logger="cms.operations"):
            clock.run_due()
        assert ran == ["good"]
        assert "job failed: bad" in caplog.text
        assert "the disk is full" in caplog.text

    def test_go_live_and_expiry_are_looked_at_several_times_a_minute(self):
        job = next(job for job in JOBS if job.name == "scheduled publishing")
        assert job.every <= 20


@pytest.mark.django_db
class TestCleaningUp:
    def test_the_worker_leaves_a_fresh_trace(self):
        jobs.beat()
        assert Heartbeat.objects.is_fresh("worker")
        jobs.beat()
        assert Heartbeat.objects.filter(name="worker").count() == 1

    def test_sessions_that_ran_out_are_deleted(self):
        now = timezone.now()
        Session.objects.create(
            session_key="old", session_data="", expire_date=now - datetime.timedelta(days=1)
        )
        Session.objects.create(
            session_key="new", session_data="", expire_date=now + datetime.timedelta(days=1)
        )
        jobs.clear_sessions()
        assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]

    def test_results_of_tasks_are_kept_for_a_week(self, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        old, recent = (timezone.now() - datetime.timedelta(days=days) for days in (8, 6))
        task_row(status="SUCCESSFUL", finished_at=old)
        task_row(status="FAILED", finished_at=old)
        kept = task_row(status="SUCCESSFUL", finished_at=recent)
        waiting = task_row(status="READY")
        jobs.prune_finished_tasks()
        assert set(DBTaskResult.objects.all()) == {kept, waiting}

    def test_a_task_whose_worker_was_killed_is_tried_again(self):
        hour = datetime.timedelta(hours=1)
        lost = task_row(status="RUNNING", started_at=timezone.now() - 2 * hour)
        running = task_row(status="RUNNING", started_at=timezone.now() - hour / 2)
        assert jobs.retry_lost_tasks() == 1
        lost.refresh_from_db()
        running.refresh_from_db()
        assert (lost.status, running.status) == ("READY", "RUNNING")

    def test_the_log_of_changes_reaches_back_an_hour(self):
        RowChange.objects.all().delete()
        old, last, recent = (
            RowChange.objects.create(
                table="a", columns="", happened_at=timezone.now() - datetime.timedelta(minutes=minutes)
            )
            for minutes in (65, 61, 59)
        )
        job_named("clean-up of the change log").run()
        left = set(RowChange.objects.all())
        assert old not in left
        assert recent in left
        assert left <= {last, recent}

    def test_kept_answers_keep_to_their_size_and_files_of_earlier_programs_go(self, settings, tmp_path):
        settings.DATA_DIR = tmp_path
        settings.DELIVERY_STORE_MEGABYTES = 1
        store = Store(tmp_path / "delivery" / "answers.sqlite3")
        for number in range(3):
            assert store.put(str(number), kept_answer(), [], since=position())
        earlier, recent = (store.path.with_stem(f"answers-{name}") for name in ("earlier", "recent"))
        for file in (earlier, recent):
            file.write_bytes(b"")
        os.utime(earlier, (0, 0))
        job_named("clean-up of kept answers").run()
        assert [store.get(str(number)) is not None for number in range(3)] == [False, False, True]
        assert (earlier.exists(), recent.exists()) == (False, True)


def job_named(name: str) -> Job:
    return next(job for job in JOBS if job.name == name)


def kept_answer() -> Answer:
    now = time.time()
    body = os.urandom(250_000)
    return Answer.made(status="200 OK", headers=(), body=body, made_at=now, expires_at=now + 60)
