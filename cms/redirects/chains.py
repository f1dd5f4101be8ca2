"""Following redirects that lead to redirects: to the end at once, or refused. Knows no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cms.core.reader_paths import normalised
from cms.redirects.enums import Status

LONGEST_CHAIN = 10
"""Hops; browsers give up at twenty, crawlers at five to ten."""


@dataclass(frozen=True)
class Hop:
    """What one redirect says. `location` is None for an address that is gone."""

    redirect_id: int
    status: Status
    location: str | None = None
    is_external: bool = False
    is_settled: bool = True


@dataclass(frozen=True)
class Journey:
    """Where a chain ends. `status` is 410 for gone, None for a chain that is refused; see `trouble`.

    `chain` are the addresses on the way, the asked one first; `redirect_id` is the redirect there.
    """

    chain: tuple[str, ...]
    status: Status | None
    location: str | None = None
    is_external: bool = False
    trouble: str = ""
    redirect_id: int | None = None


LookUp = Callable[[str], Hop | None]
"""Takes an address; returns the redirect in force there, None where none is or where something lives."""


def follow(address: str, hop: Hop, look_up: LookUp) -> Journey:
    """Return the end of the chain that begins with `hop` at `address`.

    A circle, and a chain of more than `LONGEST_CHAIN` redirects, are refused.
    """
    first, chain, statuses = hop.redirect_id, [address], []
    seen = {_key(address)}
    while True:
        statuses.append(hop.status)
        if hop.status == Status.GONE or hop.location is None:
            return Journey(tuple(chain), Status.GONE, redirect_id=first)
        chain.append(hop.location)
        following = None if hop.is_settled else look_up(hop.location)
        if not hop.is_settled and _key(hop.location) in seen and following is not None:
            return _refused(chain, "lead in a circle")
        if following is None:
            end = (combined(statuses), hop.location, hop.is_external)
            return Journey(tuple(chain), *end, redirect_id=first)
        if len(statuses) == LONGEST_CHAIN:
            return _refused(chain, f"are a chain of more than {LONGEST_CHAIN}")
        seen.add(_key(hop.location))
        hop = following


def combined(statuses: Iterable[Status]) -> Status:
    """Return the status of a chain: permanent if every hop is, keeping the method if every hop does."""
    every = list(statuses)
    if Status.FOUND in every:
        return Status.FOUND
    if all(status == Status.PERMANENT_REDIRECT for status in every):
        return Status.PERMANENT_REDIRECT
    return Status.MOVED_PERMANENTLY


def _refused(chain: list[str], how: str) -> Journey:
    return Journey(tuple(chain), None, trouble=f"The redirects from here {how}: {' → '.join(chain)}.")


def _key(address: str) -> str:
    """Return an address without what does not matter for a look-up; a query may."""
    _path, mark, query = address.partition("#")[0].partition("?")
    return normalised(address).lower() + mark + query
