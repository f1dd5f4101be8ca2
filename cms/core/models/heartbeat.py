"""When a background process was last seen alive."""

from __future__ import annotations

import datetime
from typing import Final

from django.db import models
from django.utils import timezone

# Three times as long as the worker waits between two beats, so that one slow job is not an alarm.
FRESH_FOR: Final = datetime.timedelta(seconds=60)


class HeartbeatManager(models.Manager["Heartbeat"]):
    """Beats are written by the process itself and read by the readiness probe."""

    def beat(self, name: str) -> None:
        """Record that the process called ``name`` is alive now."""
        self.update_or_create(name=name, defaults={"seen_at": timezone.now()})

    def is_fresh(self, name: str) -> bool:
        """Say whether ``name`` has been seen within the last minute."""
        return self.filter(name=name, seen_at__gte=timezone.now() - FRESH_FOR).exists()


class Heartbeat(models.Model):
    """One row per background process, by name."""

    name = models.CharField(max_length=60, unique=True)
    seen_at = models.DateTimeField()

    objects = HeartbeatManager()

    def __str__(self) -> str:
        return f"{self.name} at {self.seen_at:%Y-%m-%d %H:%M:%S}"
