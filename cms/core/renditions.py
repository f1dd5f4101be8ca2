"""The sizes of an image, its placeholder and colour: made in the background, never while a reader waits."""

from __future__ import annotations

import base64
import io
import logging

from django_tasks import task
from PIL import Image as PillowImage
from PIL import UnidentifiedImageError
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from cms.core.image_presets import filter_specs
from cms.core.models import Image

logger = logging.getLogger("cms.core")

PLACEHOLDER_WIDTH = 16
# Pillow says in many ways that a file is not what it claims to be.
UNREADABLE = (
    SourceImageIOError,
    UnidentifiedImageError,
    InvalidFilterSpecError,
    PillowImage.DecompressionBombError,
    OSError,
    SyntaxError,
    ValueError,
)


# A queue of its own: a hundred uploads must not hold up the search index.
@task(queue_name="images")
def make_renditions(image_id: int) -> int:
    """Make every size of an image that does not exist yet; return how many sizes there are.

    Does nothing for an image that is gone, and leaves a line in the log for a file that cannot be read.
    """
    image = Image.objects.filter(pk=image_id).first()
    if image is None:
        return 0
    ending = image.file.name.rpartition(".")[2]
    specs = filter_specs(width=image.width, ending=ending)
    if not specs:
        return 0
    try:
        renditions = image.get_renditions(*specs)
        _store_placeholder(image)
    except UNREADABLE as error:
        logger.warning("image %s (%s) cannot be resized: %s", image_id, image.file.name, error)
        return 0
    return len(renditions)


def _store_placeholder(image: Image) -> None:
    """Keep a tiny version as a data URI and the average colour, beside the image."""
    with image.open_file() as file:
        tiny = PillowImage.open(file).convert("RGB")
        tiny.thumbnail((PLACEHOLDER_WIDTH, PLACEHOLDER_WIDTH * 4))
    buffer = io.BytesIO()
    tiny.save(buffer, "WEBP", quality=40)
    uri = "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode()
    red, green, blue = tiny.resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    # Not `save`: this is no change that anyone needs to hear of.
    Image.objects.filter(pk=image.pk).update(
        placeholder=uri, dominant_color=f"#{red:02x}{green:02x}{blue:02x}"
    )
