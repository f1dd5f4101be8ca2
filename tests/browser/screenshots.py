"""`make screenshots`: the two pictures of README.md, of the demo as it is. No test, but run as one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE_MILLISECONDS

PICTURES = Path(settings.BASE_DIR) / "docs" / "pictures"
SIZE = {"width": 1440, "height": 1080}
ARTICLE = "Stem cell therapy for knees: hype, hope or science?"
# Autosave and the preview wait for the editor to stop typing.
SETTLED_MILLISECONDS = 4_000


def keep(page: Page, name: str) -> None:
    """Write what the page shows as a PNG of 256 colours, chosen so that small spots of colour keep theirs."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLED_MILLISECONDS)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture = picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, kmeans=2)
    PICTURES.mkdir(exist_ok=True)
    picture.save(PICTURES / f"{name}.png", optimize=True)


def test_picture_of_the_reader(open_page):
    page = open_page("desktop", viewport=SIZE)
    page.goto("/articles/stem-cell-therapy-for-knees/")
    expect(page.locator("main h1")).to_have_text(ARTICLE, timeout=PATIENCE_MILLISECONDS)
    keep(page, "reader")


def test_picture_of_the_editor_with_its_preview(open_page):
    page = open_page("desktop", viewport=SIZE)
    found = page.request.get("/api/v2/pages/find/?html_path=/articles/stem-cell-therapy-for-knees/&fields=id")
    page.goto("/admin/login/")
    page.fill("input[name=username]", "editor")
    page.fill("input[name=password]", "demo-demo-demo")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    page.goto(f"/admin/pages/{found.json()['id']}/edit/")
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator(".w-preview__iframe").first
    expect(preview.locator("main h1")).to_have_text(ARTICLE, timeout=PATIENCE_MILLISECONDS)
    keep(page, "editor")
