"""One project's server on loopback: Granian with two workers, as `make run` starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.asking import HOST
from bench.projects import ROOT, Project

START_SECONDS = 60.0


@dataclass(frozen=True)
class Server:
    """A running server: its port and its first process."""

    port: int
    process: subprocess.Popen[bytes]

    def resident_megabytes(self) -> float:
        """Return the memory of all its processes."""
        return sum(_resident_kilobytes(pid) for pid in _family(self.process.pid)) / 1024


@contextmanager
def running(project: Project, directory: Path, articles: int) -> Iterator[Server]:
    """Start the project's server, wait until it answers, and end it with everything it started."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "granian", project.wsgi, "--interface", "wsgi"),
        *("--host", HOST, "--port", str(port), "--workers", "2", "--blocking-threads", "4"),
        *("--no-ws", "--workers-kill-timeout", "5", "--log-level", "error"),
    ]
    environment = {**project.environment(directory, articles), "PORT": str(port)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        _wait(port, process)
        yield Server(port, process)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it answered")
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/api/v2/pages/?limit=1", timeout=30):
                return
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"the server answered {error.code}") from error
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the server did not answer within {START_SECONDS:.0f} s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _family(pid: int) -> list[int]:
    """Return a process and all below it (Linux; elsewhere the process alone)."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    below = [int(child) for child in children.read_text().split()] if children.exists() else []
    return [pid, *(found for child in below for found in _family(child))]


def _resident_kilobytes(pid: int) -> int:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0
    lines = [line for line in status.read_text().splitlines() if line.startswith("VmRSS:")]
    return int(lines[0].split()[1]) if lines else 0
