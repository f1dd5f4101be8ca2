"""When something is due to be published or taken down, over all models that can be scheduled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import swapper
from django.apps import apps
from django.db.models import Min
from django.utils import timezone
from wagtail.models import DraftStateMixin, Revision


def scheduled_models() -> Iterator[type[DraftStateMixin]]:
    """Yield one model per table that has expiry: pages share the base page's."""
    page_model = swapper.load_model("wagtailcore", "Page")
    yield page_model
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, page_model):
            yield model


def next_moment() -> datetime | None:
    """Return the nearest time at which something goes live or expires, None when nothing is scheduled."""
    now = timezone.now()
    due = Revision.objects.filter(approved_go_live_at__gt=now)
    moments = [due.aggregate(moment=Min("approved_go_live_at"))["moment"]]
    for model in scheduled_models():
        ending = model._default_manager.filter(live=True, expire_at__gt=now)
        moments.append(ending.aggregate(moment=Min("expire_at"))["moment"])
    return min((moment for moment in moments if moment is not None), default=None)
