"""How often readers come by a redirect, counted in memory and written once a minute.

Counting is adding to a dictionary: nobody waits for the database, whose one write lock on SQLite would make a
reader wait for seconds. A server that is killed forgets what it has counted in that minute. What a CDN
answers by itself is not counted.
"""

from __future__ import annotations

import atexit
import logging
import threading
from collections.abc import Mapping
from contextlib import suppress

from django.db import Error as DatabaseError
from django.db import connection, transaction
from django.utils import timezone

HEADER = "X-Redirect-Id"
"""By this header of an answer the delivery knows which redirect it tells of."""

SECONDS_BETWEEN_WRITES = 60.0
# Between an answer that is never written and one that is: so many redirects are remembered at most.
MOST = 100_000

logger = logging.getLogger("cms.redirects")


class Tally:
    """The hits of this process that are not written yet."""

    def __init__(self, *, seconds: float = SECONDS_BETWEEN_WRITES) -> None:
        self._seconds = seconds
        self._hits: dict[int, int] = {}
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def count(self, redirect_id: int) -> None:
        """Count one more. Never waits, never fails; two at the same moment may count once."""
        hits = self._hits
        if len(hits) < MOST or redirect_id in hits:
            hits[redirect_id] = hits.get(redirect_id, 0) + 1
        if self._timer is None:
            self._start()

    def write(self) -> int:
        """Write what was counted; return how many hits. What cannot be written now is kept for later."""
        with self._lock:
            hits, self._hits = self._hits, {}
        try:
            write(hits)
        except DatabaseError:
            logger.warning("the hits of %s redirects could not be written yet", len(hits), exc_info=True)
            for redirect_id, number in hits.items():
                self._hits[redirect_id] = self._hits.get(redirect_id, 0) + number
            return 0
        return sum(hits.values())

    def _start(self) -> None:
        with self._lock:
            if self._timer is None:
                self._timer = threading.Timer(self._seconds, self._write_in_thread)
                self._timer.daemon = True
                self._timer.start()

    def _write_in_thread(self) -> None:
        self._timer = None
        try:
            self.write()
            if self._hits:
                self._start()
        finally:
            connection.close()


tally = Tally()


@atexit.register
def _write_what_is_left() -> None:
    """Write the last hits of a process that ends; there is no later for those that cannot be, nor a log."""
    with suppress(Exception):
        write(tally._hits)


def write(hits: Mapping[int, int]) -> None:
    """Add hits to those that are stored; redirects that exist no longer are passed over."""
    if not hits:
        return
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_ADD, [(number, now, redirect_id) for redirect_id, number in sorted(hits.items())])


_ADD = """
INSERT INTO redirects_redirecthits (redirect_id, hits, last_hit_at)
    SELECT id, %s, %s FROM wagtailredirects_redirect WHERE id = %s
    ON CONFLICT (redirect_id) DO UPDATE
    SET hits = redirects_redirecthits.hits + excluded.hits, last_hit_at = excluded.last_hit_at
"""
