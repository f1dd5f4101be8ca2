"""Takes what the store of this host has dropped and sees that the CDN hears of it.

The store writes down which answers it has dropped in the transaction that drops them, and up to where they
were handed over; a process that dies between the two leaves nothing behind but work for the next. So a purge
comes after the host's own copy is gone, and never not at all.
"""

from __future__ import annotations

import fcntl
import logging
import threading
import time
from typing import IO

from django.db import Error as DatabaseError
from django.db import close_old_connections, connection, transaction

from cms.delivery.purging.hosts import Presence
from cms.delivery.purging.queue import enqueue, send_due
from cms.delivery.purging.services import Cdn
from cms.delivery.store import Store
from cms.delivery.store_file import StoreTroubleError

logger = logging.getLogger("cms.delivery")

LOOK_SECONDS = 0.05
# How often purges are looked for that are tried again, or were left by another host.
DUE_SECONDS = 1.0
RETRY_SECONDS = 2.0


class Purger:
    """One thread in each process, of which one on each host is at work."""

    def __init__(self, store: Store, cdn: Cdn) -> None:
        self._store = store
        self._cdn = cdn
        self._file = store.path.with_suffix(".purging")
        self._lock: IO[bytes] | None = None
        self._presence = Presence(self._file)
        self._look_again_at = 0.0

    def start(self) -> None:
        """Begin to work in the background."""
        threading.Thread(target=self._run, name="delivery-purger", daemon=True).start()

    def step(self) -> None:
        """Hand over what was dropped, and send what is due."""
        has_news = self._hand_over()
        now = time.monotonic()
        if now >= self._look_again_at or (has_news and self._look_again_at - now <= DUE_SECONDS):
            close_old_connections()
            with transaction.atomic():
                if self._presence.beat():
                    enqueue(self._cdn.names_of(None))
            self._look_again_at = now + max(DUE_SECONDS, send_due(self._cdn))

    def _hand_over(self) -> bool:
        number = self._store.handed_over()
        keys, last = self._store.dropped_since(number)
        if last == number:
            return False
        enqueue(self._cdn.names_of(keys))
        self._store.hand_over(last)
        return True

    def _run(self) -> None:
        while True:
            try:
                if self._is_mine():
                    self.step()
                time.sleep(LOOK_SECONDS)
            except (DatabaseError, StoreTroubleError) as error:
                logger.warning("purges of the CDN wait: %s", error)
                connection.close()
                time.sleep(RETRY_SECONDS)
            except Exception:
                logger.exception("purges of the CDN wait")
                time.sleep(RETRY_SECONDS)

    def _is_mine(self) -> bool:
        """Tell whether this process is at work; when it dies the system gives its place to another.

        Where there is no file that the processes of the host share, each works for itself.
        """
        if self._store.is_alone:
            return True
        if self._lock is None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            file = self._file.open("ab")
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.close()
                return False
            self._lock = file
        return True
