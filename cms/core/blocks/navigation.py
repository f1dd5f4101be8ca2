"""Blocks of the site settings: menu entries, footer links, standing notes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.core import help_texts
from cms.core.blocks.raw import as_dict, as_key, as_link_address, as_list, as_text
from cms.core.references import References

__all__ = ["DisclaimerBlock", "FooterLinkBlock", "NavigationItemBlock"]


class FooterLinkBlock(blocks.StructBlock):
    """Words that lead to a page or to an address."""

    label = blocks.CharBlock(max_length=80, help_text=help_texts.NAVIGATION_LABEL)
    page = blocks.PageChooserBlock(required=False, help_text=help_texts.NAVIGATION_PAGE)
    url = blocks.CharBlock(
        required=False, max_length=500, label="Address", help_text=help_texts.NAVIGATION_URL
    )

    class Meta:
        icon = "link"
        label_format = "{label}"

    def clean(self, value: Any) -> Any:
        """Refuse an entry with two targets, or with an address that browsers would execute."""
        value = super().clean(value)
        url = value.get("url") or ""
        if value.get("page") and url:
            sentence = "Choose a page or type an address, not both."
        elif url and not url.startswith(("https://", "http://", "mailto:", "tel:", "/", "#")):
            sentence = "An address starts with https://, with / for this site, or with mailto: or tel:."
        else:
            return value
        raise StructBlockValidationError(block_errors={"url": ValidationError(sentence)})


class NavigationItemBlock(FooterLinkBlock):
    """A menu entry and the entries below it."""

    children = blocks.ListBlock(FooterLinkBlock(), default=[], collapsed=True)

    class Meta:
        icon = "list-ul"
        label_format = "{label}"


class DisclaimerBlock(blocks.StructBlock):
    """A standing note that front ends ask for by its key."""

    key = blocks.CharBlock(
        max_length=50, help_text="A short name, such as “medical”, by which front ends ask for it."
    )
    text = blocks.RichTextBlock(features=["bold", "italic", "link"])

    class Meta:
        icon = "warning"
        label_format = "{key}"


def collect_links(items: Any, references: References) -> None:
    """Note the pages that raw menu entries lead to."""
    for value in _values(items):
        references.want("page", as_key(value.get("page")))
        collect_links(value.get("children"), references)


def represent_links(items: Any, references: References) -> list[dict[str, Any]]:
    """Return links as `{"label", "url", "page"}`, without those that lead nowhere public."""
    return [entry for value in _values(items) if (entry := _entry(value, references))["url"]]


def represent_menu(items: Any, references: References) -> list[dict[str, Any]]:
    """Return menu entries, links with `children`; one without a public target stays for its children."""
    entries = [
        {**_entry(value, references), "children": represent_links(value.get("children"), references)}
        for value in _values(items)
    ]
    return [entry for entry in entries if entry["url"] or entry["children"]]


def _entry(value: dict[str, Any], references: References) -> dict[str, Any]:
    page = references.get("page", as_key(value.get("page")))
    # A page that is gone must not turn into another link.
    url = (page and page["url"]) if value.get("page") else as_link_address(value.get("url"))
    return {"label": as_text(value.get("label")), "url": url or None, "page": page}


def _values(items: Any) -> list[dict[str, Any]]:
    """Return the struct values of a raw stream or list, whatever is malformed left out."""
    values = (as_dict(item).get("value") for item in as_list(items))
    return [value for value in values if isinstance(value, dict)]
