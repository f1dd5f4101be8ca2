"""Sizes are made once, anew when something changed, and what goes wrong is said."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.images.models import Filter

from cms.core import image_presets
from cms.core.image_resizing import Master, needed_scale
from cms.core.models import Image, ImageSizes
from cms.core.renditions import MOST_ATTEMPTS, lacking_sizes, make_renditions, queue_missing_sizes
from tests.factories.core import ImageFactory, UserFactory, picture_file
from tests.factories.pictures import as_file, drawn, encoded, moving

pytestmark = pytest.mark.django_db


def specs(image):
    return set(image.renditions.values_list("filter_spec", flat=True))


def test_making_sizes_twice_makes_none_twice():
    image = ImageFactory()
    assert make_renditions.call(image.pk) == image.renditions.count() == 7
    before = set(image.renditions.values_list("pk", "file"))
    assert make_renditions.call(image.pk) == 0
    assert set(image.renditions.values_list("pk", "file")) == before


def test_what_another_worker_has_begun_is_left_to_it():
    image = ImageFactory()
    ImageSizes.objects.create(image=image, started_at=timezone.now())
    assert make_renditions.call(image.pk) == 0


def test_what_a_killed_worker_had_begun_is_taken_over():
    image = ImageFactory()
    ImageSizes.objects.create(image=image, started_at=timezone.now() - datetime.timedelta(hours=1))
    assert make_renditions.call(image.pk) == 7


def test_a_file_replaced_meanwhile_gets_its_own_sizes(monkeypatch):
    image = ImageFactory()
    generate = Image.generate_rendition_file

    def replace_then_generate(self, *args, **kwargs):
        monkeypatch.undo()
        other = Image.objects.get(pk=self.pk)
        other.file = picture_file("other.png", size=(30, 20))
        other.save()
        return generate(self, *args, **kwargs)

    monkeypatch.setattr(Image, "generate_rendition_file", replace_then_generate)
    make_renditions.call(image.pk)

    assert specs(image) == {*image_presets.filter_specs(width=30, ending="png")}
    assert image.renditions.get(filter_spec="width-30|format-webp").height == 20


def test_a_new_focal_point_makes_the_crops_anew_and_deletes_the_old_ones():
    image = ImageFactory()
    make_renditions.call(image.pk)
    old = image.renditions.get(filter_spec=image_presets.SOCIAL)
    Image.objects.filter(pk=image.pk).update(
        focal_point_x=5, focal_point_y=5, focal_point_width=4, focal_point_height=4
    )
    assert make_renditions.call(image.pk) == 1 + len(image_presets.RATIOS)
    assert image.renditions.get(filter_spec=image_presets.SOCIAL).pk != old.pk


def test_changed_presets_are_made_and_past_ones_deleted(monkeypatch):
    image = ImageFactory(file=picture_file(size=(500, 100)))
    image.get_rendition("max-165x165")
    make_renditions.call(image.pk)
    assert "width-400|format-avif" in specs(image)
    assert not lacking_sizes().exists()

    monkeypatch.setattr(image_presets, "WIDTHS", (300,))
    image_presets.filter_specs.cache_clear()
    try:
        assert list(lacking_sizes()) == [image]
        assert queue_missing_sizes() == 1
    finally:
        monkeypatch.undo()
        image_presets.filter_specs.cache_clear()
    assert "width-300|format-avif" in specs(image)
    assert "width-400|format-avif" not in specs(image)
    assert "max-165x165" in specs(image)


def test_a_still_gif_gets_sizes_and_a_moving_one_a_placeholder_only():
    still = ImageFactory(file=as_file(encoded("GIF"), "still.gif"))
    moves = ImageFactory(file=as_file(moving("GIF"), "moves.gif"))
    make_renditions.call(still.pk)
    assert make_renditions.call(moves.pk) == 0
    moves.refresh_from_db()
    assert "width-60|format-png" in specs(still)
    assert moves.placeholder
    assert moves.dominant_color


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA"])
def test_every_kind_of_pixel_is_resized(mode):
    image = ImageFactory(file=as_file(encoded("PNG", drawn((900, 600), mode)), "x.png"))
    assert make_renditions.call(image.pk) == 10
    assert not ImageSizes.objects.exclude(error="").exists()


def test_what_is_transparent_counts_for_no_colour():
    picture = PillowImage.new("RGBA", (40, 40), (0, 0, 0, 0))
    picture.paste((200, 40, 40, 255), (0, 0, 10, 10))
    image = ImageFactory(file=as_file(encoded("PNG", picture), "x.png"))
    make_renditions.call(image.pk)
    image.refresh_from_db()
    red, green, blue = bytes.fromhex(image.dominant_color[1:])
    assert red > 150 > 100 > max(green, blue)


def test_a_failure_is_said_to_the_editor_and_tried_again_not_for_ever(client):
    image = ImageFactory(title="A lost knee")
    image.file.storage.delete(image.file.name)
    for _ in range(MOST_ATTEMPTS):
        assert list(lacking_sizes()) == [image]
        make_renditions.call(image.pk)
    assert not lacking_sizes().exists()

    client.force_login(UserFactory(administrator=True))
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "A lost knee" in home
    assert "The file of this picture is gone" in home


def test_a_failure_shows_where_the_image_is_edited_and_goes_with_a_new_file(client):
    image = ImageFactory()
    ImageSizes.objects.create(image=image, error="It went wrong.", attempts=MOST_ATTEMPTS)
    client.force_login(UserFactory(administrator=True))
    edit = reverse("wagtailimages:edit", args=[image.pk])
    assert "It went wrong." in client.get(edit).content.decode()

    image.file = picture_file("new.png")
    image.save()
    assert "It went wrong." not in client.get(edit).content.decode()
    assert list(lacking_sizes()) == [image]


def test_large_pictures_are_decoded_no_larger_than_needed():
    content = encoded("JPEG", PillowImage.new("L", (8192, 512)))
    image = ImageFactory(file=as_file(content, "wide.jpg"))
    small = Master.read(as_file(content, "x"), scale=needed_scale(image, Filter("width-800")))
    assert small.pixels.width <= 2400
