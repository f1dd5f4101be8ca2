"""Image objects: what clients need to draw a picture, made of what exists already."""

import pytest

from cms.core.image_objects import with_alt
from cms.core.image_presets import filter_specs
from cms.core.models import Image
from cms.core.references import References
from cms.core.renditions import make_renditions
from cms.core.scope import PublicScope
from tests.factories.core import ImageFactory, picture_file, private_collection

pytestmark = pytest.mark.django_db


def shown(image):
    return References(PublicScope.for_host()).get("image", image.pk)


def test_an_image_without_sizes_is_its_original():
    image = ImageFactory(title="A knee", description="A knee from the side", credit="Us")

    assert shown(image) == {
        "id": image.pk,
        "meta": {
            "type": "core.Image",
            "detail_url": f"http://localhost/api/v2/images/{image.pk}/",
            "download_url": image.file.url,
        },
        "title": "A knee",
        "alt": "A knee from the side",
        "credit": "Us",
        "width": 64,
        "height": 48,
        "media_type": "image/png",
        "is_animated": False,
        "focal_point": None,
        "placeholder": "",
        "dominant_color": "",
        "url": f"http://localhost{image.file.url}",
        "sources": [],
        "social": None,
    }


def test_the_title_is_never_the_description():
    assert shown(ImageFactory(title="IMG_1234.jpg", description=""))["alt"] == ""


def test_sizes_are_grouped_by_type_from_narrow_to_wide_and_never_enlarged():
    image = ImageFactory(file=picture_file("knee.jpg", size=(1300, 650), kind="JPEG"))
    make_renditions.call(image.pk)

    sources = shown(image)["sources"]

    assert [source["type"] for source in sources] == ["image/avif", "image/webp", "image/jpeg"]
    for source in sources:
        assert [(size["width"], size["height"]) for size in source["images"]] == [
            (400, 200),
            (800, 400),
            (1200, 600),
        ]
    assert shown(image)["social"]["url"].endswith(".jpg")


@pytest.mark.parametrize(
    ("ending", "is_animated"), [("svg", False), ("gif", True), ("webp", True), ("avif", True), ("png", True)]
)
def test_vectors_and_animations_pass_through(ending, is_animated):
    assert not filter_specs(width=2000, ending=ending, is_animated=is_animated)


@pytest.mark.parametrize("ending", ["avif", "webp", "AVIF"])
def test_a_modern_original_is_not_made_twice(ending):
    specs = [spec for spec in filter_specs(width=900, ending=ending) if spec.startswith("width-")]
    assert len(specs) == len(set(specs)) == 4


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_an_image_in_a_private_collection_is_not_there(kind):
    assert shown(ImageFactory(collection=private_collection(kind))) is None


def test_another_description_makes_a_copy():
    image = shown(ImageFactory(description="Its own"))

    other = with_alt(image, "For this place")

    assert (image["alt"], other["alt"]) == ("Its own", "For this place")
    assert with_alt(None, "x") is None


def test_the_point_of_interest_is_told_as_fractions():
    image = ImageFactory(focal_point_x=16, focal_point_y=12, focal_point_width=4, focal_point_height=4)

    assert shown(image)["focal_point"] == {"x": 0.25, "y": 0.25}


def test_names_of_files_are_escaped():
    image = ImageFactory()
    Image.objects.filter(pk=image.pk).update(file="original_images/a knee#1?.png")

    assert shown(image)["url"].endswith("/original_images/a%20knee%231%3F.png")
