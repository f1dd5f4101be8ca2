"""What lives at an address: told by the apps that know content, asked before a redirect is followed."""

from __future__ import annotations

from collections.abc import Callable

from cms.core.scope import PublicScope

Occupant = Callable[[PublicScope, str], str | None]
"""Takes a scope and a normalised path; returns the title of what is published there, None for nothing."""

_occupants: list[Occupant] = []


def register_occupant(occupant: Occupant) -> None:
    """Let published content keep its address, whatever redirects say."""
    if occupant not in _occupants:
        _occupants.append(occupant)


def occupant_of(scope: PublicScope, path: str) -> str | None:
    """Return the title of what is published at a normalised path of the scope's site, None for nothing."""
    return next((title for occupant in _occupants if (title := occupant(scope, path)) is not None), None)
