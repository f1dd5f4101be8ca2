"""Several processes that live and die together: if one ends, or someone presses Ctrl-C, all end."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Final

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# The server finishes requests and the worker its task; after this they are ended the hard way.
PATIENCE_SECONDS: Final = 20.0


class Supervisor:
    """Start child processes, watch them, and leave none behind."""

    def __init__(self, *, directory: Path, environment: Mapping[str, str]) -> None:
        self.directory = directory
        self.environment = dict(environment)
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.asked_to_stop = threading.Event()

    def listen(self) -> None:
        """From now on take Ctrl-C, a closed terminal and SIGTERM as the wish to stop."""
        for number in SIGNALS:
            signal.signal(number, self._note)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop.set()

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start a child in a process group of its own, so that Ctrl-C reaches it through us, once."""
        self.children[name] = subprocess.Popen(
            list(command),
            cwd=self.directory,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def dead(self) -> str | None:
        """Return the name of a child that has ended, if there is one."""
        return next((name for name, child in self.children.items() if child.poll() is not None), None)

    def watch(self) -> int:
        """Wait until asked to stop (0) or until a child has ended by itself (its exit code, never 0)."""
        while not self.asked_to_stop.wait(0.3):
            if name := self.dead():
                code = self.children[name].returncode
                print(f"The {name} ended by itself (exit code {code}); ending the rest.", flush=True)
                return code if 0 < code < 256 else 1
        return 0

    def stop(self) -> None:
        """End every child, politely first, and wait until none is left."""
        for child in self.children.values():
            signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE_SECONDS
        for name, child in self.children.items():
            try:
                child.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                print(f"The {name} does not stop; ending it the hard way.", flush=True)
            # Also for what a child that has died left running in its group.
            signal_group(child, signal.SIGKILL, whole_group=True)
            child.wait()


def signal_group(child: subprocess.Popen[bytes], number: int, *, whole_group: bool = False) -> None:
    """Signal a child, or everything in its process group, unless it has gone already."""
    try:
        if whole_group:
            os.killpg(child.pid, number)
        elif child.poll() is None:
            child.send_signal(number)
    except (ProcessLookupError, PermissionError):
        return
