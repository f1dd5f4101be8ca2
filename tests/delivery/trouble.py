"""What tests of trouble share: asking until something is so, and servers of their own to stop and start."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from cms.operations.environment import ROOT
from tests.browser.site import free_port

LIST = "/api/v2/pages/?limit=3"
WAIT_SECONDS = 30


def wait_until(is_so, what):
    deadline = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def warm(host, address, *, workers=2):
    """Ask until so many workers have the answer in their memory."""
    hits = set()

    def has_hit():
        answer = host.ask(address)
        if answer.is_hit:
            hits.add(answer.worker)
        return len(hits) >= workers

    wait_until(has_hit, f"{address} is not in the memory of {workers} workers")


def is_right(host, address, *, title):
    answer = host.ask(address)
    return answer.status == 200 and f'"title":"{title}"'.encode() in answer.body


def all_hits(host, address, *, times=10):
    return all(host.ask(address).is_hit for _time in range(times))


def assert_changes_are_seen(host, page, title):
    assert host.ask(f"/change/?page={page}&title={title}", method="POST").status == 200
    wait_until(
        lambda: all(is_right(host, f"/api/v2/pages/{page}/", title=title) for _time in range(6)),
        "a change is not seen",
    )


def is_unavailable(answer):
    return (answer.status, answer.headers.get("content-type")) == (503, "application/problem+json") and (
        int(answer.headers["retry-after"]) > 0
    )


def is_cut_off(answer):
    return "cut off" in answer.headers.get("cache-status", "")


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} was not found")


class Stoppable:
    """Processes that can be made to hang, as on a machine that swaps or whose disk does not answer."""

    def processes(self):
        raise AssertionError("whose?")

    def hang(self):
        self._send(signal.SIGSTOP)

    def go_on(self):
        self._send(signal.SIGCONT)

    def _send(self, number):
        for process in self.processes():
            os.kill(process, number)


class Postgres(Stoppable):
    """A PostgreSQL of this test's own."""

    def __init__(self, directory):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
        if not found:
            pytest.skip("PostgreSQL was not found")
        self.programs, self.directory, self.port = found[-1].parent, directory, free_port()
        if os.getuid() == 0:
            # PostgreSQL refuses to run as root.
            shutil.chown(directory, "postgres")
        settings = ("--auth=trust", "--no-sync", "--locale=C.UTF-8", "--encoding=UTF8")
        self._run("initdb", "-D", f"{directory}/data", "-U", "cms", *settings)

    @property
    def url(self):
        return f"postgres://cms@127.0.0.1:{self.port}/postgres"

    def processes(self):
        first = (self.directory / "data" / "postmaster.pid").read_text().split()[0]
        others = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return [int(number) for number in (first, *others)]

    def start(self):
        options = f"-p {self.port} -h 127.0.0.1 -k {self.directory} -c fsync=off"
        log = f"{self.directory}/log"
        self._run("pg_ctl", "-D", f"{self.directory}/data", "-w", "-s", "-l", log, "-o", options, "start")

    def stop(self):
        self._run("pg_ctl", "-D", f"{self.directory}/data", "-m", "immediate", "-s", "stop")

    def _run(self, program, *arguments):
        as_postgres = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        command = [*as_postgres, self.programs / program, *arguments]
        subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL)

    def load(self, directory):
        """Migrate the empty database; return the number of Wagtail's own first page."""
        settings = {"DJANGO_SETTINGS_MODULE": "cms.settings.local", "DATABASE_URL": self.url}
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "-v0"],
            cwd=ROOT,
            env={**os.environ, **settings, "DATA_DIR": str(directory)},
            check=True,
        )
        with psycopg.connect(self.url) as database:
            return database.execute("SELECT id FROM core_basepage WHERE depth = 2").fetchone()[0]


class Redis(Stoppable):
    """A Redis of this test's own."""

    def __init__(self):
        need("redis-server")
        self.port = free_port()
        self.process = None

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def processes(self):
        return [self.process.pid]

    def start(self):
        settings = ("--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
        command = ["redis-server", "--port", str(self.port), *settings]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def stop(self):
        self.process.kill()
        self.process.wait()
