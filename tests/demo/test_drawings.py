"""The demo's pictures: the same on every run, of a realistic size, and described in words."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image as PillowImage

from cms.core.models import Image
from cms.demo.drawings import CREDIT, EXTENSIONS, PICTURES, draw
from cms.demo.steps import keys


def test_there_are_enough_pictures_in_all_formats():
    assert len(PICTURES) >= 12
    assert {picture.file_format for picture in PICTURES.values()} == set(EXTENSIONS)


@pytest.mark.parametrize("key", ["blood-tubes", "cost-chart", "ear"])
def test_a_picture_is_drawn_the_same_every_time(key):
    drawn = draw(PICTURES[key])
    assert drawn == draw(PICTURES[key])
    image = PillowImage.open(BytesIO(drawn))
    assert (image.format, image.size) == (PICTURES[key].file_format, PICTURES[key].size)


@pytest.mark.parametrize("key", PICTURES)
def test_a_picture_in_the_library_has_words_credit_and_a_focal_point(demo, key):
    image = keys.picture(key)
    assert image.description == PICTURES[key].alt
    assert image.credit == CREDIT
    assert image.has_focal_point()
    assert (image.width, image.height) == PICTURES[key].size
    assert 5_000 < image.file_size < 400_000


def test_a_picture_is_found_again_after_an_editor_replaced_its_file(demo):
    image = keys.picture("ear")
    Image.objects.filter(pk=image.pk).update(file="original_images/better-ear.jpg")
    assert keys.picture("ear").pk == image.pk
