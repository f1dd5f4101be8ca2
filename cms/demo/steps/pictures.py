"""Draw the pictures and put them into the image library."""

from __future__ import annotations

from django.core.files.base import ContentFile

from cms.core.models import Image
from cms.demo.drawings import CREDIT, PICTURES, Picture, draw
from cms.demo.registry import step
from cms.demo.steps import keys

FOCUS_SIZE = 0.3
"""How much of the width and height counts as the part of a picture that must stay in view."""


@step("Pictures")
def create_pictures() -> int:
    """Draw and store the pictures that are missing."""
    missing = [picture for key, picture in PICTURES.items() if keys.picture(key) is None]
    for picture in missing:
        _create(picture)
    return len(missing)


def _create(picture: Picture) -> Image:
    width, height = picture.size
    image = Image(
        title=picture.title,
        description=picture.alt,
        credit=CREDIT,
        focal_point_x=round(picture.focus[0] * width),
        focal_point_y=round(picture.focus[1] * height),
        focal_point_width=round(FOCUS_SIZE * width),
        focal_point_height=round(FOCUS_SIZE * height),
    )
    image.file.save(picture.filename, ContentFile(draw(picture)), save=False)
    image.file_size = image.file.size
    image.full_clean()
    image.save()
    return image
