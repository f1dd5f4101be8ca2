"""What people do in the admin, as a browser does it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

PASSWORD = "demo-demo-demo"
# Wagtail hears of changes only from here on: what is typed earlier is neither saved nor previewed by itself.
EDITOR_IS_READY = """
document.addEventListener("w-unsaved:watch-edits", () => { window.editorIsReady = true; });
"""
AUTOSAVE_NOTICES_MILLISECONDS = 2_000
WRITING = "[contenteditable=true]"


def log_in(page: Page, username: str) -> None:
    """Log in as one of the demo's users."""
    page.add_init_script(EDITOR_IS_READY)
    page.goto("/admin/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def wait_for_editor(page: Page) -> None:
    page.wait_for_function("window.editorIsReady === true")


def new_article(page: Page, *, title: str, summary: str) -> None:
    """Begin an article from the list of all articles."""
    page.goto("/admin/articles/")
    page.get_by_role("link", name="Add article").click()
    wait_for_editor(page)
    page.fill("input[name=title]", title)
    page.fill("textarea[name=summary]", summary)


def add_block(page: Page, name: str) -> Locator:
    """Choose a block from the picker at the end of the body; returns the new block."""
    body = page.locator("[data-contentpath=body]")
    blocks = body.locator("[data-streamfield-child]:not([data-streamfield-child] [data-streamfield-child])")
    before = blocks.count()
    body.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=name, exact=True).click()
    expect(blocks).to_have_count(before + 1)
    return blocks.last


def part(block: Locator, name: str) -> Locator:
    """Return the form field of a part of a block, such as `text` of a heading."""
    return block.locator(f"[name$='-value-{name}']")


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def choose(page: Page, opener: Locator, name: str, *, several: bool = False) -> None:
    """Choose what is called `name` in the dialog that `opener` opens; `several` where one could tick more."""
    opener.click()
    dialog = page.locator(".modal.in")
    if several:
        dialog.get_by_text(name, exact=True).click()
        dialog.get_by_role("button", name="Confirm selection").click()
    else:
        dialog.get_by_role("link", name=name).first.click()
    expect(dialog).to_have_count(0)


def press_action(page: Page, name: str) -> None:
    """Press a button at the foot of the editor, opening the menu beside it where the button is in there."""
    button = page.locator("footer").get_by_role("button", name=name, exact=True)
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    button.click()


def expect_saved(page: Page) -> None:
    """Wait until autosave has noticed the last change and stored it."""
    page.wait_for_timeout(AUTOSAVE_NOTICES_MILLISECONDS)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
