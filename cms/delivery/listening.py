"""How a worker hears that something has changed, and forgets what is no longer true."""

from __future__ import annotations

import logging
import threading
import time

from django.db import Error as DatabaseError
from django.db import connection

from cms.delivery.memory import Memory
from cms.delivery.store import Store
from cms.publishing.bell import bell

logger = logging.getLogger("cms.delivery")

# Who changes something without ringing the bell (another host, a database shell) is noticed after this time.
LOOK_AROUND_SECONDS = 0.2
# A database that does not answer is asked again after this time.
RETRY_SECONDS = 1.0


class Listener:
    """Keeps the memory of one worker true to the change log."""

    def __init__(self, store: Store, memory: Memory) -> None:
        self._store = store
        self._memory = memory
        self._bell = bell()
        self._heard = b""
        self._dropped = -1
        self._retry_at = 0.0
        self._lock = threading.Lock()
        self._watch: threading.Thread | None = None
        self.is_cut_off = False

    def listen(self) -> None:
        """Forget what is no longer true; a look into memory when nothing has happened."""
        if self._bell.heard() != self._heard and time.monotonic() >= self._retry_at:
            with self._lock:
                self._catch_up()

    def _catch_up(self) -> None:
        heard = self._bell.heard()
        try:
            self._store.catch_up()
        except DatabaseError:
            # What was true when the database went away is better than nothing.
            self._retry_at = time.monotonic() + RETRY_SECONDS
            self._say_cut_off()
            return
        keys, self._dropped = self._store.dropped_since(self._dropped)
        if keys is None:
            self._memory.clear()
        else:
            self._memory.forget(keys)
        self._heard = heard
        self.is_cut_off = False

    def _say_cut_off(self) -> None:
        if not self.is_cut_off:
            logger.exception("the change log cannot be read; answers are served as they were")
        self.is_cut_off = True

    def watch(self) -> None:
        """Start looking around, once in each process."""
        with self._lock:
            if self._watch is None:
                self._watch = threading.Thread(target=self._look_around, name="delivery-watch", daemon=True)
                self._watch.start()

    def _look_around(self) -> None:
        while True:
            time.sleep(RETRY_SECONDS if self.is_cut_off else LOOK_AROUND_SECONDS)
            try:
                if self.is_cut_off or self._store.has_news():
                    with self._lock:
                        self._catch_up()
            except DatabaseError:
                self._say_cut_off()
            if self.is_cut_off:
                connection.close()
