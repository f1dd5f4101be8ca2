"""nginx as the measure of what this machine can do: it hands out given bytes from files, on loopback.

It runs with a configuration and a directory of its own and needs no rights that others do not have.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.servers import START_SECONDS, ServerProblem, stop
from cms.operations.launcher import HOST, require_free

# Where it is on systems that keep it out of the path of ordinary users.
_PLACES: Final = ("/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin")

# As many workers as Granian has, each on a processor of its own like Granian's (cms.operations.processors),
# which makes nginx faster, too; connections stay open for as long as the load generator wants.
_CONFIGURATION = """
{user}
worker_processes 2;
worker_cpu_affinity auto;
daemon off;
pid {directory}/nginx.pid;
error_log {directory}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  default_type application/json;
  client_body_temp_path {directory}/body;
  proxy_temp_path {directory}/proxy;
  fastcgi_temp_path {directory}/fastcgi;
  uwsgi_temp_path {directory}/uwsgi;
  scgi_temp_path {directory}/scgi;
  server {{ listen {host}:{port}; root {directory}/files; }}
}}
"""


def find_nginx() -> str | None:
    """Return the path of the program; None where it is not installed."""
    return shutil.which("nginx", path=os.pathsep.join((os.environ.get("PATH", ""), *_PLACES)))


@contextmanager
def serving_files(files: Mapping[str, bytes], *, program: str, directory: Path, port: int) -> Iterator[int]:
    """Serve `files` (bytes by name, as in `1005.json`) while the block runs; give the id of the process.

    Raises `ServerProblem`.
    """
    require_free(port)
    root = directory / "files"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    for name, content in files.items():
        (root / name).write_bytes(content)
    configuration = directory / "nginx.conf"
    # Whoever starts as root becomes somebody else, who might not be allowed to read here.
    user = "user root;" if os.geteuid() == 0 else ""
    configuration.write_text(_CONFIGURATION.format(user=user, directory=directory, host=HOST, port=port))
    process = subprocess.Popen(
        [program, "-p", str(directory), "-c", str(configuration)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(process, f"http://{HOST}:{port}/{next(iter(files))}", log=directory / "error.log")
        yield process.pid
    finally:
        stop(process)


def _wait(process: subprocess.Popen[bytes], address: str, *, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except OSError:
            time.sleep(0.05)
    raise ServerProblem(f"nginx does not answer at {address}; see {log}")
