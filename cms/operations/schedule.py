"""Scheduled publishing and expiry, one object at a time.

Wagtail's ``publish_scheduled`` does the same in one sweep that ends at the first object which cannot be
published, and again at the next sweep, so one broken page would hold up all others. Here it is logged and
passed over.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.utils import timezone
from wagtail.models import DraftStateMixin, Revision

from cms.publishing.schedule import scheduled_models

logger = logging.getLogger("cms.operations")


def apply_schedule() -> int:
    """Take down what has expired, publish what is due; return how many objects changed."""
    changed = 0
    for expired in expired_objects():
        changed += unpublish(expired)
    for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by(
        "approved_go_live_at"
    ):
        changed += publish(revision)
    return changed


def expired_objects() -> Iterator[DraftStateMixin]:
    """Yield what is live and should not be any longer, oldest expiry first per model."""
    for model in scheduled_models():
        yield from list(
            model._default_manager.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
        )


def unpublish(expired: DraftStateMixin) -> bool:
    """Take one object down; say whether that worked."""
    try:
        expired.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except Exception:
        logger.exception("%s %s has expired but cannot be unpublished", type(expired).__name__, expired.pk)
        return False
    return True


def publish(revision: Revision) -> bool:
    """Publish one due revision; say whether that worked."""
    try:
        revision.publish(log_action="wagtail.publish.scheduled")
    except Exception:
        logger.exception("revision %s is due but cannot be published", revision.pk)
        return False
    return True
