"""``make run``: from a fresh clone to a running site, one visible step after the other.

The first part runs in whatever Python 3.11+ the machine has; then it continues in ``.venv``.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from typing import Final

from cms.operations.environment import PYTHON, ROOT, ensure_environment
from cms.operations.processes import Supervisor

HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8000
SETTINGS: Final = "cms.settings.local"
WORKERS: Final = "2"
# What answers from memory; what has to be made has threads of its own (cms.delivery.hits_first).
THREADS: Final = "4"
START_SECONDS: Final = 60.0


class LaunchProblem(Exception):
    """The site could not be started; the message says what to do."""


def run() -> int:
    """Prepare and serve the site until Ctrl-C; return the exit code."""
    port = chosen_port(os.environ.get("PORT", ""))
    require_free(port)
    ensure_environment(development=False)
    environment = {**os.environ, "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    environment.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    code = subprocess.run([PYTHON, "manage.py", "prepare"], cwd=ROOT, env=environment, check=False).returncode
    return code or serve(port, environment=environment)


def chosen_port(value: str) -> int:
    """Return the port asked for by ``PORT``, or 8000."""
    if not value:
        return DEFAULT_PORT
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise LaunchProblem(f"PORT={value} is not a port. Use a number from 1 to 65535: PORT=8123 make run")
    return int(value)


def require_free(port: int) -> None:
    """Stop before anything is done when something else listens on ``port``."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            # As the server does: a port that only waits for old connections to fade is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    except PermissionError:
        raise LaunchProblem(f"Port {port} needs special rights. Try another: PORT=8123 make run") from None
    except OSError:
        other = port + 1 if port < 65535 else DEFAULT_PORT
        raise LaunchProblem(
            f"Port {port} is taken by another program (perhaps the site runs already?). "
            f"Stop it, or choose another port: PORT={other} make run"
        ) from None


def serve(port: int, *, environment: dict[str, str]) -> int:
    """Start the server and the worker, say where everything is, and stay until one ends."""
    supervisor = Supervisor(directory=ROOT, environment=environment)
    supervisor.listen()
    code = 0
    try:
        supervisor.start("server", server_command(port))
        supervisor.start("worker", [str(PYTHON), "manage.py", "worker"])
        if wait_until_answering(port, supervisor):
            print(welcome(port), flush=True)
        code = supervisor.watch()
        if supervisor.asked_to_stop.is_set():
            print("\nStopping …", flush=True)
    finally:
        supervisor.stop()
    return code


def server_command(
    port: int, *, application: str = "cms.wsgi:application", threads: str = THREADS
) -> list[str]:
    """Return Granian's command line; ``docs/decisions/0004-granian-wsgi.md`` explains the numbers.

    An application that is none of ours wants more `threads` than one.
    """
    return [
        *(str(PYTHON), "-m", "granian", application),
        *("--interface", "wsgi", "--host", HOST, "--port", str(port)),
        *("--workers", os.environ.get("GRANIAN_WORKERS", WORKERS), "--blocking-threads", threads),
        "--no-ws",
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
        *("--log-level", "warning"),
    ]


def wait_until_answering(port: int, supervisor: Supervisor) -> bool:
    """Poll ``/healthz`` until it answers; False when a child died or someone wants to stop."""
    deadline = time.monotonic() + START_SECONDS
    while not supervisor.asked_to_stop.wait(0.2) and not supervisor.dead():
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            if time.monotonic() > deadline:
                raise LaunchProblem(f"The server did not answer within {START_SECONDS:.0f} s.") from None
    return False


def welcome(port: int) -> str:
    """Return what is where; the logins have been printed while preparing."""
    root = f"http://localhost:{port}"
    addresses = {
        "Reader": f"{root}/",
        "Admin": f"{root}/admin/",
        "API": f"{root}/api/v2/pages/",
        "API docs": f"{root}/api/v2/docs/",
    }
    lines = "\n".join(f"  {label:<10}{address}" for label, address in addresses.items())
    return f"\nReady. Ctrl-C ends everything.\n\n{lines}\n"
