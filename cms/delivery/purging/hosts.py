"""Which hosts are there. What only a lost host knew of, nobody could purge when it changes.

A program that was replaced by another version counts as a host that has gone: its file of answers is not read
any more.
"""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.utils import timezone

from cms.core.models import Heartbeat

PREFIX = "delivery "
BEAT_SECONDS = 15.0
LOST_AFTER = timedelta(seconds=60)


class Presence:
    """This host among the others, by a name that it keeps in a file beside its answers."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._name = ""
        self._next = 0.0

    def beat(self) -> bool:
        """Say now and then that this host is there; tell whether another one has gone since.

        A host that has gone may come back with its answers, or not: only purging everything is safe.
        """
        if time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + BEAT_SECONDS
        self._name = self._name or self._kept_name()
        Heartbeat.objects.beat(PREFIX + self._name)
        lost = Heartbeat.objects.filter(
            name__startswith=PREFIX, seen_at__lt=timezone.now() - LOST_AFTER
        ).delete()
        return lost[0] > 0

    def _kept_name(self) -> str:
        """Return the name in the file, a new one where there is none or no file can be had."""
        name = uuid4().hex
        with suppress(OSError):
            if kept := self._file.read_text():
                return kept
        with suppress(OSError):
            self._file.write_text(name)
        return name
