from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.core.models import Document
from tests.factories.core import (
    CollectionFactory,
    DocumentFactory,
    ImageFactory,
    UserFactory,
    picture_file,
    private_collection,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    return ImageFactory()


@pytest.fixture
def private_image():
    return ImageFactory(collection=private_collection())


def test_sizes_carry_a_hash_of_their_content_and_may_be_kept_for_ever(client, image):
    rendition = image.get_rendition("width-32")
    assert re.search(r"\.[0-9a-f]{16}\.png$", rendition.url)
    response = client.get(rendition.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Type"] == "image/png"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Cookie" not in response.get("Vary", "")


def test_the_same_size_of_another_picture_has_another_name(image):
    names = {
        ImageFactory(file=picture_file(color=color)).get_rendition("width-32").url
        for color in ("red", "blue")
    }
    hashes = {name.split(".")[-2] for name in names}
    assert len(hashes) == 2


def test_originals_may_be_replaced_and_are_kept_for_minutes(client, image):
    response = client.get(image.file.url)
    assert response["Cache-Control"] == "public, max-age=300"
    again = client.get(image.file.url, headers={"if-modified-since": response["Last-Modified"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "pick", [lambda image: image.file.url, lambda image: image.get_rendition("width-32").url]
)
def test_a_private_image_is_not_there_for_strangers(client, private_image, pick):
    assert client.get(pick(private_image)).status_code == 404


def test_a_private_parent_collection_hides_what_is_below_it(client):
    child = CollectionFactory(parent=private_collection())
    assert client.get(ImageFactory(collection=child).file.url).status_code == 404


def test_editors_see_private_images_and_nothing_in_between_keeps_them(client, private_image):
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    response = client.get(private_image.get_rendition("width-32").url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in response


def test_whom_the_restriction_lets_in_sees_a_private_image(client, private_image):
    client.force_login(UserFactory())
    assert client.get(private_image.file.url).status_code == 200


def test_documents_are_served_by_their_own_view_only(client):
    document = DocumentFactory()
    assert client.get(f"/media/{document.file.name}").status_code == 404
    assert client.get(document.url).status_code == 200


@pytest.mark.parametrize("path", ["original_images/none.png", "../db.sqlite3", "images/../../x", "", "%00"])
def test_what_is_no_image_is_not_there(client, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_an_svg_cannot_run_scripts_on_this_origin(client, image):
    assert "sandbox" in client.get(image.file.url)["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "feed.xml", "script.js", "page.xhtml"])
def test_documents_that_could_run_as_a_page_are_refused(client, name):
    client.force_login(UserFactory(administrator=True))
    file = SimpleUploadedFile(name, b"<script>alert(1)</script>")
    client.post(reverse("wagtaildocs:add"), {"title": "x", "file": file})
    assert not Document.objects.exists()


def test_documents_are_downloaded_and_never_run(client):
    response = client.get(DocumentFactory().url)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
