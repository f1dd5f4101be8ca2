"""The sizes of an image, its placeholder and colour: made in the background, never while a reader waits.

Enqueued after an image was saved (`cms.publishing.images`) and by the worker for images that lack something
(`queue_missing_sizes`), so that uploads, replaced files, new focal points and changed presets all end here.

Never twice: a worker claims the image's row in `ImageSizes` before it begins, makes only what does not
exist, and stores a size only while the file is still the one it was made of. A failure leaves a sentence
there, which the editor sees beside the image, and is tried again at most `MOST_ATTEMPTS` times.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from wagtail.images.models import Filter

from cms.core.image_placeholders import placeholder_and_colour
from cms.core.image_presets import filter_specs, is_made_here, presets_key
from cms.core.image_resizing import Master, SmallFilter, needed_scale
from cms.core.models import Image, ImageSizes, Rendition

logger = logging.getLogger("cms.core")

QUEUE: Final = "images"
MOST_ATTEMPTS: Final = 3
# Longer than the largest picture takes; an older claim was left by a worker that was killed.
CLAIM_LASTS: Final = datetime.timedelta(minutes=15)
_MOST_QUEUED_AT_ONCE: Final = 500


class FileReplaced(Exception):
    """The file is another one than that whose sizes are being made."""


# A queue of its own: a hundred uploads must not hold up the search index.
@task(queue_name=QUEUE)
def make_renditions(image_id: int) -> int:
    """Make every size of an image that does not exist yet; return how many sizes were made.

    Does nothing for an image that is gone, complete, or in another worker's hands.
    """
    made = 0
    # Again after a success: the file may have been replaced meanwhile, and its task turned away.
    for _ in range(MOST_ATTEMPTS):
        image = Image.objects.filter(pk=image_id).first()
        if image is None or is_complete(image) or not _claim(image):
            break
        try:
            made += _make_missing(image)
            _succeeded(image)
        except FileReplaced:
            logger.info("image %s was replaced while its sizes were made", image_id)
        except Exception as error:
            # Whatever it was, the editor must hear of it, and the next image gets its turn.
            logger.exception("image %s (%s) cannot be resized", image_id, image.file.name)
            ImageSizes.objects.filter(image=image_id).update(error=_sentence(error))
            break
        finally:
            ImageSizes.objects.filter(image=image_id).update(started_at=None)
    return made


def is_complete(image: Image) -> bool:
    """Say whether an image has its placeholder and every size of the presets, and no other."""
    is_marked = ImageSizes.objects.filter(image=image, presets=presets_key()).exists()
    return is_marked and bool(image.placeholder) and not missing_filters(image) and not _stale(image)


def missing_filters(image: Image) -> list[Filter]:
    """Return the sizes of the presets that were not made for this file and focal point."""
    existing = set(image.renditions.values_list("filter_spec", "focal_point_key"))
    return [
        wanted
        for wanted in map(Filter, wanted_specs(image))
        if (wanted.spec, wanted.get_cache_key(image)) not in existing
    ]


def wanted_specs(image: Image) -> Iterable[str]:
    """Return the filter specs of the presets for an image."""
    ending = image.file.name.rpartition(".")[2]
    return filter_specs(width=image.width, ending=ending, is_animated=image.is_animated)


def queue_missing_sizes() -> int:
    """Enqueue the images that lack sizes of the present presets and may be tried again; return how many.

    Waits its turn while the queue has work: what is waiting may be the same images.
    """
    if DBTaskResult.objects.ready().filter(queue_name=QUEUE).exists():
        return 0
    keys = list(lacking_sizes().values_list("pk", flat=True)[:_MOST_QUEUED_AT_ONCE])
    for key in keys:
        make_renditions.enqueue(key)
    return len(keys)


def lacking_sizes() -> QuerySet[Image]:
    """Return the images whose sizes are not those of the present presets, without those given up."""
    given_up = Q(sizes__attempts__gte=MOST_ATTEMPTS)
    done = Q(sizes__presets=presets_key()) & ~Q(placeholder="")
    return Image.objects.exclude(given_up).exclude(done).order_by("pk")


def _claim(image: Image) -> bool:
    """Take the image for this worker; False where another one has it."""
    ImageSizes.objects.get_or_create(image=image)
    now = timezone.now()
    free = Q(started_at=None) | Q(started_at__lt=now - CLAIM_LASTS)
    claimed = ImageSizes.objects.filter(free, image=image).update(started_at=now, attempts=F("attempts") + 1)
    return bool(claimed)


def _succeeded(image: Image) -> None:
    same_file = ImageSizes.objects.filter(image=image.pk, image__file=image.file.name)
    same_file.update(error="", attempts=0, presets=presets_key())


def _make_missing(image: Image) -> int:
    """Make placeholder, colour and missing sizes, decoding once; then delete what is not wanted any more."""
    missing = missing_filters(image)
    if not image.is_svg():
        scale = max((needed_scale(image, wanted) for wanted in missing), default=0.0)
        with image.open_file() as file:
            master = Master.read(file, scale=scale)
    placeholder, colour = placeholder_and_colour(image, None if image.is_svg() else master.pixels)
    _store_placeholder(image, placeholder, colour)
    for wanted in missing:
        _store_size(image, SmallFilter(wanted.spec, master=master))
    for rendition in _stale(image):
        rendition.delete()
    return len(missing)


def _store_placeholder(image: Image, placeholder: str, colour: str) -> None:
    """Keep both beside the image. Not `save`: this is no change that anyone needs to hear of."""
    same_file = Image.objects.filter(pk=image.pk, file=image.file.name)
    if not same_file.update(placeholder=placeholder, dominant_color=colour):
        raise FileReplaced


def _store_size(image: Image, wanted: Filter) -> None:
    file = image.generate_rendition_file(wanted)
    with transaction.atomic():
        # Held until the size is stored: whoever replaces the file now deletes this size afterwards.
        if (
            not Image.objects.select_for_update()
            .filter(pk=image.pk, file=image.file.name)
            .values("pk")
            .first()
        ):
            raise FileReplaced
        image.renditions.get_or_create(
            filter_spec=wanted.spec, focal_point_key=wanted.get_cache_key(image), defaults={"file": file}
        )


def _stale(image: Image) -> list[Rendition]:
    """Return sizes of past presets, and of focal points that the image no longer has."""
    wanted = {(spec, Filter(spec).get_cache_key(image)) for spec in wanted_specs(image)}
    return [
        rendition
        for rendition in image.renditions.all()
        if is_made_here(rendition.filter_spec)
        and (rendition.filter_spec, rendition.focal_point_key) not in wanted
    ]


def _sentence(error: Exception) -> str:
    """Say in a sentence for editors what an exception means for their picture."""
    if isinstance(error, FileNotFoundError) or isinstance(error.__cause__, FileNotFoundError):
        return "The file of this picture is gone. Upload it again below."
    return (
        "The sizes of this picture could not be made, so readers get the original only. Save it to try once "
        "more; if that does not help, upload the file again."
    )
