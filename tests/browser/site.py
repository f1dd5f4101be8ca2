"""A whole site for the browser: its own database and files, the real server and the real worker."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cms.operations import launcher
from cms.operations.environment import ROOT
from cms.operations.processes import Supervisor

# Names under which Debian and others install Chromium or something built from it.
PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge",
)
NO_CHROMIUM = (
    "The browser tests need Chromium and found none. Install it (Debian and Ubuntu: apt install chromium), "
    "or name a program: CHROMIUM=/path/to/chrome make test-browser"
)


@dataclass(frozen=True)
class RunningSite:
    """A site that answers at ``url`` (no trailing slash), with the demo loaded."""

    url: str
    directory: Path


def find_chromium() -> str | None:
    """Return the program to start, from ``CHROMIUM`` or the usual names."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else PROGRAMS
    return next((found for name in candidates if (found := shutil.which(name))), None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((launcher.HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_site(directory: Path, *, worker: bool = True) -> Iterator[RunningSite]:
    """Prepare a site with its demo in ``directory``, serve it, and leave no process behind.

    Without a worker pictures have no sizes, and nothing that is scheduled happens.
    """
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "CACHE_URL"}},
        "DJANGO_SETTINGS_MODULE": launcher.SETTINGS,
        "DATA_DIR": str(directory),
        "PORT": str(port),
    }
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=environment, check=True)
    supervisor = Supervisor(directory=ROOT, environment=environment)
    try:
        supervisor.start("server", launcher.server_command(port))
        if worker:
            supervisor.start("worker", [sys.executable, "manage.py", "worker"])
        assert launcher.wait_until_answering(port, supervisor), f"the {supervisor.dead()} did not start"
        yield RunningSite(url=f"http://localhost:{port}", directory=directory)
    finally:
        supervisor.stop()
