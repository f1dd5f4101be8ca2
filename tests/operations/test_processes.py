from __future__ import annotations

import os
import signal
import sys
import threading
import time

import pytest

from cms.operations import processes
from cms.operations.processes import Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
# A child of a child, as a server's workers are; it prints its process id.
FAMILY = [
    sys.executable,
    "-c",
    "import subprocess, sys, time\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    "open(sys.argv[1], 'w').write(str(child.pid))\n"
    "time.sleep(60)",
]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, sys, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "open(sys.argv[1], 'w').write('ready')\n"
    "time.sleep(60)",
]


def is_running(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(path) -> str:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if path.exists() and (content := path.read_text()):
            return content
        time.sleep(0.05)
    raise AssertionError(f"{path} was not written")


@pytest.fixture
def supervisor(tmp_path):
    made = Supervisor(directory=tmp_path, environment=os.environ)
    yield made
    made.stop()


def test_when_one_ends_by_itself_its_code_is_passed_on_and_the_other_ends(supervisor, capsys):
    supervisor.start("server", SLEEP)
    supervisor.start("worker", [sys.executable, "-c", "raise SystemExit(3)"])
    assert supervisor.watch() == 3
    supervisor.stop()
    assert supervisor.children["server"].poll() is not None
    assert "The worker ended by itself (exit code 3)" in capsys.readouterr().out


def test_a_child_that_ends_well_but_unasked_is_still_a_failure(supervisor):
    supervisor.start("server", [sys.executable, "-c", "pass"])
    assert supervisor.watch() == 1


def test_a_wish_to_stop_is_no_failure(supervisor):
    supervisor.start("server", SLEEP)
    threading.Timer(0.2, supervisor.asked_to_stop.set).start()
    assert supervisor.watch() == 0


def test_no_grandchild_is_left_behind(supervisor, tmp_path):
    supervisor.start("server", [*FAMILY, str(tmp_path / "pid")])
    grandchild = int(wait_for(tmp_path / "pid"))
    assert is_running(grandchild)
    supervisor.stop()
    time.sleep(0.1)
    assert not is_running(grandchild)


def test_what_does_not_listen_is_ended_the_hard_way(supervisor, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(processes, "PATIENCE_SECONDS", 0.3)
    supervisor.start("server", [*STUBBORN, str(tmp_path / "ready")])
    wait_for(tmp_path / "ready")
    supervisor.stop()
    assert supervisor.children["server"].returncode == -signal.SIGKILL
    assert "The server does not stop" in capsys.readouterr().out
