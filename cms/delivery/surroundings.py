"""What answers depend on besides their own content: the sites, and when something is due on the schedule.

Both are read once after each change.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.db import Error as DatabaseError
from wagtail.models import Site

from cms.publishing.schedule import next_moment

Address = tuple[str, int]
"""Host name and port of a site."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`until` is a Unix time in seconds at which something on the schedule is due."""

    sites: frozenset[Address]
    until: float


class Outlook:
    """The surroundings as they are after the last change that was heard of."""

    def __init__(self) -> None:
        self._known: Surroundings | None = None
        self._generation = -1

    def known(self, generation: int) -> Surroundings | None:
        """Return the surroundings if the database need not be asked for them."""
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
            if self._known is None:
                raise
            return self._known
        self._generation = generation
        return known


def read_sites() -> frozenset[Address]:
    """Return the addresses of all sites."""
    sites = Site.objects.values_list("hostname", "port")
    return frozenset((hostname.lower(), port) for hostname, port in sites)


def _read() -> Surroundings:
    moment = next_moment()
    until = float("inf") if moment is None else moment.timestamp()
    return Surroundings(sites=read_sites(), until=until)
