"""Pictures as they come from phones and elsewhere: upright, without the place, or refused in a sentence."""

from __future__ import annotations

import io
import re

from PIL import Image as PillowImage
from playwright.sync_api import Page, expect

from tests.browser.editor import log_in
from tests.factories.pictures import SECRETS, SVG, drawn, encoded, exif


def upload(page: Page, name: str, content: bytes) -> None:
    """Hand a file to the page for many uploads."""
    page.goto("/admin/images/multiple/add/")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").set_input_files([file])


def uploaded_id(page: Page) -> str:
    form = page.locator("#upload-list form").first
    expect(form).to_be_visible()
    return re.findall(r"/(\d+)/", form.get_attribute("action") or "")[0]


def test_a_phones_photo_is_upright_and_keeps_no_place(page):
    log_in(page, "admin")
    upload(page, "phone.jpg", encoded("JPEG", drawn((900, 600)), exif=exif(6)))
    shown = page.request.get(f"/api/v2/images/{uploaded_id(page)}/").json()

    assert (shown["width"], shown["height"]) == (600, 900)
    original = page.request.get(shown["url"]).body()
    assert not any(secret in original for secret in SECRETS)
    assert not PillowImage.open(io.BytesIO(original)).getexif().get_ifd(0x8825)

    page.goto(f"/admin/images/{shown['id']}/")
    picture = page.locator(".focal-point-chooser img").first
    size = picture.evaluate("img => [img.naturalWidth, img.naturalHeight]")
    assert size[0] < size[1]
    # The browser turns the original too, as its own width and height say.
    page.goto(shown["url"])
    assert page.locator("img").evaluate("img => [img.naturalWidth, img.naturalHeight]") == [600, 900]


def test_a_damaged_file_is_refused_in_a_sentence(page):
    log_in(page, "admin")
    upload(page, "broken.jpg", encoded("JPEG", drawn((900, 600)))[:2000])
    expect(page.get_by_text("This JPEG file is damaged or incomplete.")).to_be_visible()


def test_a_drawing_that_could_run_is_stored_harmless(page):
    log_in(page, "admin")
    upload(page, "drawing.svg", SVG.format("<script>alert(1)</script><rect fill='teal'/>").encode())
    shown = page.request.get(f"/api/v2/images/{uploaded_id(page)}/").json()

    assert (shown["media_type"], shown["width"], shown["height"]) == ("image/svg+xml", 80, 40)
    answer = page.request.get(shown["url"])
    assert "script" not in answer.text()
    assert "sandbox" in answer.headers["content-security-policy"]


def test_the_dialog_of_a_page_says_what_is_wrong_too(page):
    log_in(page, "admin")
    page.goto("/admin/images/add/")
    file = {"name": "letter.jpg", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7"}
    page.locator("input[name=file]").set_input_files([file])
    page.fill("input[name=title]", "A letter")
    page.locator("main form button[type=submit], main form input[type=submit]").first.click()
    expect(page.get_by_text("This is a PDF file, which cannot be shown.")).to_be_visible()
