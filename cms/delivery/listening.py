"""How a worker hears that something has changed, and forgets what is no longer true.

A thread of each worker finds out what a change has made untrue, so that no hit has to wait for it: for as
long as that takes, some milliseconds, answers are handed out as they were. Two have to wait: whoever has made
the change, before its client hears of the success (`settle`), and everybody when the thread is overdue.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection

from cms.core.database_patience import patience
from cms.delivery.answers import Answer
from cms.delivery.memory import Memory
from cms.delivery.store import Store
from cms.delivery.store_file import StoreTroubleError
from cms.publishing.bell import bell

logger = logging.getLogger("cms.delivery")

# Who changes something without ringing the bell (another host, a database shell) is noticed after this time.
LOOK_AROUND_SECONDS = 0.2
# One act of an editor rings some dozen times; one look is enough for those that come so soon after each
# other.
GATHER_SECONDS = 0.02
# Who hears the bell for so long that nobody has looked any further looks itself: answers are fresh after 1 s.
OVERDUE_SECONDS = 0.5
# A worker that has just started knows nothing yet: its first requests wait so long for hearing what has
# changed.
START_SECONDS = 5.0
# A database that does not answer is asked again after this time.
RETRY_SECONDS = 1.0


class Listener:
    """Keeps the memory of one worker true to the change log."""

    def __init__(self, store: Store, memory: Memory) -> None:
        self._store = store
        self._memory = memory
        self._bell = bell()
        self._heard = b""
        self._unheard_since = 0.0
        self._dropped = -1
        self._retry_at = 0.0
        self._lock = threading.Lock()
        self._forgetting = threading.Lock()
        self._forgotten = 0
        self._watch: threading.Thread | None = None
        self._wake = threading.Event()
        self._outages = 0
        self._connected = threading.local()
        self.is_cut_off = False
        self.generation = 0

    def listen(self) -> bool:
        """Forget what is no longer true; a look into memory when nothing has happened.

        Where the thread runs it is only woken, unless it is overdue. Tells whether everything is heard.
        """
        if self._bell.heard() == self._heard:
            return True
        if not self.overhear():
            is_watched = self._watch is not None and self._watch.is_alive()
            self.settle(patience=OVERDUE_SECONDS if is_watched else START_SECONDS)
        return self.is_sure

    def overhear(self) -> bool:
        """Wake the thread if the bell has rung; tell whether answers may go on being handed out meanwhile.

        They may not where no thread runs, or when it is overdue. Never waits.
        """
        if self._bell.heard() == self._heard:
            return True
        now = time.monotonic()
        if now < self._retry_at:
            return True
        if self._watch is None or not self._watch.is_alive():
            return False
        if not self._unheard_since:
            self._unheard_since = now
        if not self._wake.is_set():
            self._wake.set()
        return now - self._unheard_since <= OVERDUE_SECONDS

    @property
    def is_sure(self) -> bool:
        """Tell whether everything is heard that the bell has rung for."""
        return self._bell.heard() == self._heard

    def settle(self, *, patience: float = -1) -> None:
        """Forget what is no longer true by what is committed now; for those who have changed it.

        Where somebody else has been at it for longer than `patience` seconds the database does not answer:
        what was true before is true enough until it does. Without patience it is waited for.
        """
        if self._bell.heard() == self._heard or time.monotonic() < self._retry_at:
            return
        if not self._lock.acquire(timeout=patience):
            self._retry_at = time.monotonic() + RETRY_SECONDS
            self.say_cut_off()
            return
        try:
            if self._bell.heard() != self._heard:
                self._catch_up()
        finally:
            self._lock.release()

    @property
    def forgotten(self) -> int:
        """Return a number that is another one whenever something was forgotten; for `keep`."""
        return self._forgotten

    def keep(self, key: str, answer: Answer, *, forgotten: int) -> None:
        """Put an answer into memory, unless something was forgotten since `forgotten` was asked for.

        It has to be asked for before the answer is read from the file or written to it. An answer that is
        dropped there before it has come here would otherwise stay for good.
        """
        with self._forgetting:
            if forgotten == self._forgotten:
                self._memory.put(key, answer)

    def watch(self) -> None:
        """Start looking around, once in each process."""
        with self._lock:
            if self._watch is None or not self._watch.is_alive():
                self._watch = threading.Thread(target=self._look_around, name="delivery-watch", daemon=True)
                self._watch.start()

    def _catch_up(self) -> None:
        """Forget what is no longer true. Holds the lock, so that a file is read by one thread at a time."""
        heard = self._bell.heard()
        try:
            with patience(2 * settings.DATABASE_PATIENCE_SECONDS):
                untrue = self._store.catch_up()
        except DatabaseError:
            # What was true when the database went away is better than nothing.
            self._retry_at = time.monotonic() + RETRY_SECONDS
            self.say_cut_off()
            with suppress(DatabaseError):
                connection.close()
            return
        except StoreTroubleError:
            logger.exception("the file of kept answers is of no use; what it says is forgotten")
            self._forget(None)
        else:
            self._forget_dropped(untrue)
        self._heard, self._unheard_since = heard, 0.0
        self.generation += 1
        if self.is_cut_off:
            logger.warning("the change log can be read again")
        self.is_cut_off = False

    def _forget_dropped(self, untrue: list[str]) -> None:
        keys, self._dropped = self._store.dropped_since(self._dropped)
        self._forget(None if keys is None else [*keys, *untrue])

    def _forget(self, keys: list[str] | None) -> None:
        if keys == []:
            return
        with self._forgetting:
            self._forgotten += 1
            if keys is None:
                self._memory.clear()
            else:
                self._memory.forget(keys)

    def say_cut_off(self) -> None:
        """Note that the database could not be had; looking for changes says when it is back."""
        if not self.is_cut_off:
            logger.error("the change log cannot be read; answers are served as they were", exc_info=True)
            self._outages += 1
        self.is_cut_off = True

    def leave_lost_connection(self) -> None:
        """Close this thread's connection to the database if it is from before the last outage.

        Else each thread would find out by itself, and refuse somebody for it, long after all is well.
        """
        if getattr(self._connected, "outages", 0) == self._outages or connection.in_atomic_block:
            return
        self._connected.outages = self._outages
        with suppress(DatabaseError):
            connection.close()

    def _look_around(self) -> None:
        while True:
            if self._wake.wait(RETRY_SECONDS if self.is_cut_off else LOOK_AROUND_SECONDS):
                self._wake.clear()
                time.sleep(GATHER_SECONDS)
            try:
                self._look()
            except Exception:
                # Whatever it is, nothing may be served that is not known to be true.
                logger.exception("looking for changes has failed; all answers are forgotten")
                self._forget(None)
                time.sleep(RETRY_SECONDS)

    def _look(self) -> None:
        with self._lock:
            is_quiet = self._bell.heard() == self._heard and not self.is_cut_off
            if is_quiet and not self._has_news():
                # Others of this host may have dropped what nobody rang the bell for.
                self._forget_dropped([])
            else:
                self._catch_up()

    def _has_news(self) -> bool:
        try:
            with patience(settings.DATABASE_PATIENCE_SECONDS):
                return self._store.has_news()
        except (DatabaseError, StoreTroubleError):
            return True  # catching up says what the matter is
