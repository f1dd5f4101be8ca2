"""What becomes of picture files on their way into the library, whichever way they take."""

import io
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as PillowImage

from cms.core.image_files import prepared_file
from cms.core.image_refusals import ImageRefused
from cms.core.models import Image
from tests.factories.core import ImageFactory, UserFactory
from tests.factories.pictures import (
    SECRETS,
    SVG,
    XMP,
    as_file,
    drawn,
    encoded,
    exif,
    moving,
    png_header_only,
    print_colours,
)

PHOTOS = {
    "photo.jpg": encoded("JPEG", exif=exif(), comment=b"SECRET", xmp=XMP) + b"SECRET film",
    "photo.png": encoded("PNG", exif=exif()) + b"SECRET",
    "photo.webp": encoded("WEBP", exif=exif(), xmp=XMP),
    "photo.avif": encoded("AVIF", exif=exif(), xmp=XMP),
    "photo.heic": encoded("HEIF", exif=exif()),
    "photo.gif": encoded("GIF", comment=b"SECRET"),
    "moving.gif": moving("GIF", comment=b"SECRET"),
    "moving.webp": moving("WEBP", exif=exif(), xmp=XMP),
    "moving.avif": moving("AVIF", exif=exif(), xmp=XMP),
    "moving.png": moving("PNG"),
}


def prepared(content, name):
    return prepared_file(as_file(content, name), name)


def opened(content, name):
    return PillowImage.open(io.BytesIO(prepared(content, name).read()))


def refusal(content, name):
    with pytest.raises(ImageRefused) as raised:
        prepared(content, name)
    return raised.value.message


# Private data


@pytest.mark.parametrize("name", PHOTOS)
def test_nothing_private_is_left_in_a_file(name):
    stored = prepared(PHOTOS[name], name).read()

    assert [secret for secret in SECRETS if secret in stored] == []
    assert not PillowImage.open(io.BytesIO(stored)).getexif().get_ifd(0x8825)


@pytest.mark.parametrize("name", [name for name in PHOTOS if not name.endswith(".heic")])
def test_no_pixel_changes_where_private_data_is_removed(name):
    before = PillowImage.open(io.BytesIO(PHOTOS[name]))
    after = opened(PHOTOS[name], name)

    assert after.size == before.size
    for frame in range(getattr(before, "n_frames", 1) if name.startswith("moving") else 1):
        before.seek(frame)
        after.seek(frame)
        assert after.convert("RGBA").tobytes() == before.convert("RGBA").tobytes()


def test_colour_profiles_are_kept():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "WEBP", "AVIF"):
        name = f"photo.{kind.lower()}"
        assert opened(encoded(kind, icc_profile=profile, exif=exif()), name).info["icc_profile"] == profile


def test_a_progressive_jpeg_with_restarts_comes_through_whole():
    content = encoded("JPEG", drawn((600, 400)), progressive=True, restart_marker_rows=1, exif=exif(6))
    before = PillowImage.open(io.BytesIO(content))
    assert opened(content, "x.jpg").tobytes() == before.tobytes()


# Turned pictures


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_turned_picture_is_known_upright(kind, orientation):
    name = f"photo.{kind.lower()}"
    file = prepared(encoded(kind, exif=exif(orientation)), name)

    is_on_its_side = orientation in (6, 8)
    assert (file.facts.width, file.facts.height) == ((40, 60) if is_on_its_side else (60, 40))


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_sizes_of_a_turned_picture_are_upright(kind):
    content = encoded(kind, drawn((600, 400)), exif=exif(6))
    image = ImageFactory(file=as_file(content, f"photo.{kind.lower()}"))

    assert (image.width, image.height) == (400, 600)
    rendition = image.get_rendition("width-200|format-png")
    with rendition.open_file() as file:
        small = PillowImage.open(file).convert("RGB")
    assert (rendition.width, rendition.height) == small.size == (200, 300)
    # The left of the camera's picture is the top of what was seen.
    top, bottom = small.getpixel((100, 20)), small.getpixel((100, 280))
    assert top[0] > top[2]
    assert bottom[2] > bottom[0]


# Made fit for browsers


def test_heic_becomes_jpeg():
    file = prepared(PHOTOS["photo.heic"], "IMG_1234.HEIC")

    assert (file.name, file.facts.kind) == ("IMG_1234.jpg", "jpeg")
    assert PillowImage.open(file).format == "JPEG"


@pytest.mark.parametrize("content", [print_colours(), encoded("JPEG", drawn(mode="CMYK"))])
def test_colours_of_print_become_those_of_screens(content):
    picture = opened(content, "print.jpg")

    red, green, blue = picture.getpixel((5, 20))
    assert picture.mode == "RGB"
    assert red > 120 > max(green, blue)


def test_sixteen_bit_grey_becomes_eight():
    grey = PillowImage.new("I;16", (10, 10), 32768)
    assert opened(encoded("PNG", grey), "scan.png").getpixel((0, 0)) == 128


@pytest.mark.parametrize("name", [name for name in PHOTOS if name.startswith("moving")])
def test_animations_stay_animated(name):
    assert prepared(PHOTOS[name], name).facts.is_animated
    assert opened(PHOTOS[name], name).n_frames == 4


def test_a_phones_jpeg_with_a_second_picture_behind_it_is_a_plain_jpeg():
    two = encoded("MPO", drawn(), save_all=True, append_images=[drawn((30, 20))])
    assert PillowImage.open(io.BytesIO(two)).format == "MPO"
    assert opened(two, "phone.jpg").format == "JPEG"


def test_a_file_without_an_ending_gets_one():
    assert prepared(encoded("PNG"), "scan").name == "scan.png"


# Refused, in a sentence


@pytest.mark.parametrize("name", [name for name in PHOTOS if not name.startswith("moving")])
def test_a_file_that_stops_in_the_middle_is_refused(name):
    content = encoded({"jpg": "JPEG", "heic": "HEIF"}.get(name[6:], name[6:].upper()), drawn((300, 300)))
    assert "damaged or incomplete" in refusal(content[: len(content) * 2 // 3], name)


@pytest.mark.parametrize(
    ("content", "name", "part"),
    [
        (b"", "a.jpg", "empty"),
        (b"Dear diary", "a.jpg", "not a picture"),
        (b"%PDF-1.7 and so on", "a.jpg", "a PDF file"),
        (encoded("TIFF"), "a.tiff", "a TIFF file, which cannot be shown. Upload a JPEG"),
        (encoded("BMP"), "a.bmp", "a BMP file"),
        (b"8BPS\0\1" + bytes(60), "a.psd", "a Photoshop file"),
        (encoded("JPEG"), "a.png", "a.png does not fit: this is a JPEG file. Give it the ending .jpg"),
        (SVG.format("").encode(), "a.png", "this is a SVG file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(30), "a.png", "damaged"),
    ],
)
def test_what_is_no_picture_is_refused_by_its_content(content, name, part):
    assert part in refusal(content, name)


@pytest.mark.parametrize(("width", "height"), [(9000, 9000), (20_000, 20_000), (65_000, 65_000)])
def test_a_bomb_is_refused_by_its_header(width, height):
    sentence = refusal(png_header_only(width, height), "bomb.png")
    assert "64 million in all are allowed" in sentence


def test_the_frames_of_an_animation_count_together(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 3 * 60 * 40
    assert "4 pictures of 60 by 40 pixels" in refusal(PHOTOS["moving.gif"], "moving.gif")


def test_too_many_bytes_are_refused_before_they_are_read(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100
    assert "100" in refusal(PHOTOS["photo.jpg"], "photo.jpg")


def test_fifty_megapixels_are_accepted():
    file = prepared(encoded("JPEG", PillowImage.new("L", (8192, 6144))), "large.jpg")
    assert (file.facts.width, file.facts.height) == (8192, 6144)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(sorted(PHOTOS)),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), min_size=1, max_size=8),
)
def test_whatever_bytes_are_changed_a_file_is_accepted_or_refused(name, changes):
    content = bytearray(PHOTOS[name])
    for place, data in changes:
        at = int(place * (len(content) - 1))
        content[at : at + len(data)] = data
    with suppress(ImageRefused):
        PillowImage.open(prepared(bytes(content), name)).load()


@settings(max_examples=100, deadline=None)
@given(
    content=st.binary(max_size=300),
    start=st.sampled_from([b"", b"<svg ", b"GIF89a", b"\xff\xd8\xff", b"RIFF"]),
)
def test_any_bytes_are_accepted_or_refused(content, start):
    with suppress(ImageRefused):
        prepared(start + content, "x.svg" if start.startswith(b"<") else "x")


# The ways in


@pytest.mark.django_db
def test_code_that_saves_an_image_goes_the_same_way():
    image = Image(title="Phone", file=as_file(PHOTOS["photo.heic"], "phone.heic"))
    image.save()
    image.refresh_from_db()

    assert image.file.name.endswith(".jpg")
    assert (image.width, image.height, image.credit) == (60, 40, "(c) 2026 Jane Doe")
    assert image.file_size == image.file.size
    assert image.file_hash


@pytest.mark.django_db
def test_code_that_saves_only_the_file_goes_the_same_way():
    image = ImageFactory()
    with pytest.raises(ImageRefused):
        image.file.save("x.jpg", as_file(b"nothing", "x.jpg"))
    image.file.save("moving.gif", as_file(PHOTOS["moving.gif"], "moving.gif"))
    assert Image.objects.get(pk=image.pk).is_animated


@pytest.mark.django_db
def test_a_credit_that_somebody_wrote_is_kept():
    image = ImageFactory(credit="Our own", file=as_file(PHOTOS["photo.jpg"], "photo.jpg"))
    assert image.credit == "Our own"


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(administrator=True))
    return client


def upload(content, name):
    return SimpleUploadedFile(name, content)


@pytest.mark.django_db
def test_the_page_for_many_uploads_says_what_is_wrong(admin):
    answer = admin.post(
        reverse("wagtailimages:add_multiple"), {"title": "x", "files[]": upload(b"%PDF-1.7", "x.jpg")}
    ).json()

    assert not answer["success"]
    assert "a PDF file" in answer["error_message"]


@pytest.mark.django_db
def test_the_page_for_many_uploads_stores_what_was_prepared(admin):
    answer = admin.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Phone", "files[]": upload(PHOTOS["photo.heic"], "phone.heic")},
    ).json()

    image = Image.objects.get(pk=answer["image_id"])
    assert image.file.name.endswith(".jpg")
    assert b"Secretcam" not in image.file.read()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "prefix"), [("wagtailimages:add", ""), ("wagtailimages_chooser:create", "image-chooser-upload-")]
)
def test_forms_say_what_is_wrong_at_the_field(admin, view, prefix):
    answer = admin.post(
        reverse(view), {f"{prefix}title": "x", f"{prefix}file": upload(PHOTOS["photo.jpg"][:300], "x.jpg")}
    )

    assert answer.status_code == 200
    assert "damaged or incomplete" in answer.content.decode()
    assert not Image.objects.exists()


@pytest.mark.django_db
def test_replacing_a_file_throws_away_what_was_made_of_the_old_one(admin):
    image = ImageFactory()
    old = image.get_rendition("width-32|format-webp")
    admin.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        {"title": "Other", "file": upload(PHOTOS["moving.gif"], "moving.gif")},
    )

    image.refresh_from_db()
    assert (image.title, image.is_animated) == ("Other", True)
    assert not image.renditions.filter(pk=old.pk).exists()
