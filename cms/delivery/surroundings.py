"""What answers depend on besides their own content: the sites, and when something is due on the schedule.

Both are read once after each change. The sites are noted in the host's file, so that a worker that starts
while the database is away knows the keys of the answers that lie there.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from django.db import Error as DatabaseError
from wagtail.models import Site

from cms.delivery.store import Store
from cms.publishing.schedule import next_moment

SITES = "sites"

Address = tuple[str, int]
"""Host name and port of a site."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`until` is a Unix time in seconds at which something on the schedule is due."""

    sites: frozenset[Address]
    until: float


class Outlook:
    """The surroundings as they are after the last change that was heard of."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: Surroundings | None = None
        self._generation = -1

    def known(self, generation: int, *, is_cut_off: bool = False) -> Surroundings | None:
        """Return the surroundings if the database need not, or cannot, be asked for them."""
        if is_cut_off:
            return self._as_they_were()
        known = self._known
        is_current = known is not None and generation == self._generation and time.time() < known.until
        return known if is_current else None

    def at(self, generation: int) -> Surroundings:
        """Return the surroundings; another `generation` than the last time says that something has changed.

        Raises the database's error when it cannot be asked and never could.
        """
        try:
            self._known = known = _read()
        except DatabaseError:
            were = self._as_they_were()
            if were is None:
                raise
            return were
        self._generation = generation
        sites = json.dumps(sorted(known.sites))
        if self._store.noted(SITES) != sites:
            self._store.note(SITES, sites)
        return known

    def _as_they_were(self) -> Surroundings | None:
        """Return what was last read, by this worker or by one before it."""
        if self._known is None:
            noted = self._store.noted(SITES)
            if noted is None:
                return None
            sites = frozenset((str(host), int(port)) for host, port in json.loads(noted))
            # Nothing can be made without the database, and what is kept knows its own end.
            self._known = Surroundings(sites=sites, until=float("inf"))
        return self._known


def read_sites() -> frozenset[Address]:
    """Return the addresses of all sites."""
    sites = Site.objects.values_list("hostname", "port")
    return frozenset((hostname.lower(), port) for hostname, port in sites)


def _read() -> Surroundings:
    moment = next_moment()
    until = float("inf") if moment is None else moment.timestamp()
    return Surroundings(sites=read_sites(), until=until)
