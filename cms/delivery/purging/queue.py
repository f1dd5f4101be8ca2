"""Purges that wait to be sent, are tried again, or were given up. Nothing here runs while a reader waits."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from cms.delivery.purging.models import Purge
from cms.delivery.purging.services import Cdn, PurgeError
from cms.delivery.purging.tags import EVERYTHING, copies_seconds

logger = logging.getLogger("cms.delivery")

# Longer than a purge takes; a host that dies while sending leaves its purges to the others after this.
LEASE = timedelta(minutes=2)
AT_ONCE = 100
# After 1, 2, 4, … seconds, and at last every five minutes: together about half an hour.
MOST_ATTEMPTS = 14
LONGEST_PAUSE = timedelta(minutes=5)
# When so many wait, one for everything takes their place.
MOST_WAITING = 300


def enqueue(names: Sequence[str]) -> None:
    """Note that copies under these names have to go; nothing for no names."""
    if not names:
        return
    if Purge.objects.count() >= MOST_WAITING and not _is_address(names[0]):
        Purge.objects.all().delete()
        names = [EVERYTHING]
    Purge.objects.create(names=list(names), due_at=timezone.now())


def send_due(cdn: Cdn) -> float:
    """Send what is due as one purge; return for how many seconds nothing more should be sent."""
    purges = _claimed(timezone.now())
    if not purges:
        return 0.0
    names = {name for purge in purges for name in purge.names}
    try:
        cdn.purge(sorted(names))
    except PurgeError as error:
        return _note_failure(purges, error)
    _note_success(purges)
    logger.info("purged from the CDN: %s", EVERYTHING if EVERYTHING in names else f"{len(names)} answers")
    return 0.0


def given_up() -> QuerySet[Purge]:
    """Return the purges that were given up."""
    return Purge.objects.filter(due_at=None)


def try_again(purges: QuerySet[Purge]) -> int:
    """Make purges due now, with all attempts before them; return how many."""
    return purges.update(due_at=timezone.now(), attempts=0)


def forget_old() -> int:
    """Delete purges of copies that no CDN can hold any more; return how many. A job of the worker."""
    deleted, _by_model = Purge.objects.filter(
        created_at__lt=timezone.now() - timedelta(seconds=copies_seconds())
    ).delete()
    return deleted


def _claimed(now: datetime) -> list[Purge]:
    """Return purges that are due, which no other host sends meanwhile."""
    due = Purge.objects.filter(due_at__lte=now).order_by("pk")[:AT_ONCE]
    return [
        purge
        for purge in due
        if Purge.objects.filter(pk=purge.pk, due_at=purge.due_at).update(due_at=now + LEASE)
    ]


def _note_failure(purges: list[Purge], error: PurgeError) -> float:
    """Put off what was not sent; return for how many seconds the CDN wants to be left alone."""
    now = timezone.now()
    for purge in purges:
        purge.attempts += 1
        purge.error = str(error)
        is_over = purge.attempts >= MOST_ATTEMPTS
        purge.due_at = None if is_over else now + _pause(purge.attempts, error)
        purge.save(update_fields=["attempts", "error", "due_at"])
    tried = max(purge.attempts for purge in purges)
    logger.warning("a CDN purge failed (attempt %s of %s): %s", tried, MOST_ATTEMPTS, error)
    return error.retry_after or 2.0


def _pause(attempts: int, error: PurgeError) -> timedelta:
    backoff = min(timedelta(seconds=2 ** (attempts - 1)), LONGEST_PAUSE)
    return max(backoff, timedelta(seconds=error.retry_after or 0))


def _note_success(purges: list[Purge]) -> None:
    again = timedelta(seconds=settings.CDN_PURGE_AGAIN_SECONDS)
    ids = {True: [p.pk for p in purges if p.is_second], False: [p.pk for p in purges if not p.is_second]}
    done = ids[True] if again else ids[True] + ids[False]
    Purge.objects.filter(pk__in=done).delete()
    if again:
        Purge.objects.filter(pk__in=ids[False]).update(
            is_second=True, attempts=0, error="", due_at=timezone.now() + again
        )
    if any(EVERYTHING in purge.names for purge in purges):
        given_up().filter(pk__lt=max(purge.pk for purge in purges)).delete()


def _is_address(name: str) -> bool:
    return "://" in name
