"""One project's server on loopback: started as `make run` starts it, watched, and ended again."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.projects import LIST, ROOT, Project
from cms.operations.launcher import HOST, require_free, server_command

START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 15.0
MEGABYTE: Final = 1024 * 1024


class ServerProblem(Exception):
    """A server did not start; the message says where to look."""


@contextmanager
def serving(
    project: Project, *, directory: Path, articles: int, port: int, megabytes: int | None = None
) -> Iterator[int]:
    """Serve the project while the block runs; give the id of the server's first process.

    `megabytes` is the memory for kept answers where it is another one than by default.
    """
    require_free(port)
    command = server_command(port, application=project.wsgi, threads=project.threads)
    memory = {} if megabytes is None else {"DELIVERY_CACHE_MEGABYTES": str(megabytes)}
    log = directory / f"{project.key}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=project.environment(directory, articles) | memory,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_until_answering(process, project.scenarios(articles)[LIST][0], port=port, log=log)
        yield process.pid
    finally:
        stop(process)


def memory_in_megabytes(pid: int) -> float | None:
    """Return what a process and all below it hold in memory; None where the system does not say."""
    pages = [_fields(child)[21] for child in process_tree(pid)]
    return sum(map(int, pages)) * os.sysconf("SC_PAGE_SIZE") / MEGABYTE if pages else None


def processor_seconds(pid: int) -> float | None:
    """Return the processor time that a process and all below it have used; None where nobody knows."""
    times = [_fields(child)[11:13] for child in process_tree(pid)]
    return (
        sum(int(user) + int(system) for user, system in times) / os.sysconf("SC_CLK_TCK") if times else None
    )


def process_tree(pid: int) -> list[int]:
    """Return a process and all that descend from it, read from /proc; none on systems without it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            children.setdefault(int(_fields(int(entry.name))[1]), []).append(int(entry.name))
        except OSError:
            continue
    found = [pid] if children else []
    for parent in found:
        found.extend(children.get(parent, []))
    return found


def _fields(pid: int) -> list[str]:
    """Return the fields of /proc/<pid>/stat from the state on: the command may contain spaces."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()


def _wait_until_answering(process: subprocess.Popen[bytes], path: str, *, port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}{path}", timeout=10):
                return
        except urllib.error.HTTPError as error:
            raise ServerProblem(f"{path} answered {error.code}; see {log}") from error
        except OSError:
            time.sleep(0.1)
    raise ServerProblem(f"The server did not answer within {START_SECONDS:.0f} s; see {log}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server that was started here."""
    process.terminate()
    try:
        process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
