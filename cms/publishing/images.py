"""New and replaced images get their sizes made in the background."""

from __future__ import annotations

from cms.core.models import Image
from cms.core.renditions import make_renditions
from cms.publishing.events import Change, ContentChanged


def make_sizes(event: ContentChanged) -> None:
    """Queue the work for an image that was saved, or whose sizes were thrown away."""
    if event.model == Image._meta.label and event.change is Change.SAVED:
        make_renditions.enqueue(event.pk)
