"""What is answered at the addresses of something that readers can no longer see, and who decides it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from cms.redirects.enums import Status


@dataclass(frozen=True)
class Outcome:
    """Gone, or a redirect to a page or an address; without `status` nothing: the addresses answer 404."""

    status: Status | None
    page_id: int | None = None
    link: str = ""


GONE = Outcome(Status.GONE)
NOTHING = Outcome(None)


@dataclass(frozen=True)
class Decision:
    """What a person has chosen. `whole` are tree paths of pages that are taken down with all below them."""

    outcome: Outcome
    whole: tuple[str, ...] = ()


_decision: ContextVar[Decision | None] = ContextVar("redirects.decision", default=None)


@contextmanager
def decided(outcome: Outcome, *, whole: tuple[str, ...] = ()) -> Iterator[None]:
    """Give this answer to everything that is unpublished or deleted inside the block."""
    token = _decision.set(Decision(outcome, whole))
    try:
        yield
    finally:
        _decision.reset(token)


def decision() -> Decision | None:
    """Return what a person has chosen; None where nobody was asked: a script, an expiry, another client."""
    return _decision.get()
