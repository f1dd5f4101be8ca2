"""Links: a field group that other blocks use, and the button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from cms.core import json_schema as schema
from cms.core import shapes
from cms.core.blocks import help_texts
from cms.core.blocks import variations as forms
from cms.core.blocks.base import ApiStructBlock, Json, JsonSchema, Raw
from cms.core.blocks.fields import LineBlock, LinkAddressBlock, OptionBlock
from cms.core.blocks.raw import as_choice, as_dict, as_key, as_link_address, as_text

if TYPE_CHECKING:
    from cms.core.output import Output
    from cms.core.references import References

__all__ = [
    "LinkBlock",
    "LinkButtonBlock",
    "LinkTargetBlock",
    "LinkValue",
    "collect_link",
    "represent_link",
]

BUTTON_STYLES = [("primary", "Main button"), ("secondary", "Quiet button")]
_STYLES = dict(BUTTON_STYLES)


class LinkValue(TypedDict):
    """A link as the API shows it; `page` is a card when it leads to a page of this site."""

    text: str
    url: str
    page: dict[str, Any] | None
    external: bool


def collect_link(value: Raw, references: References) -> None:
    """Name the page that a raw link leads to."""
    references.want("page", as_key(as_dict(value).get("page")))


def represent_link(value: Raw, output: Output) -> LinkValue | None:
    """Return a raw link {"text", "page", "url"}; None when it leads nowhere that readers may go.

    A link with a page never falls back to its address: an unpublished page must not turn into another link.
    """
    raw = as_dict(value)
    text = as_text(raw.get("text"))
    if raw.get("page"):
        page = output.references.get("page", as_key(raw["page"]))
        if page is None:
            return None
        return {"text": text or page["title"], "url": page["url"], "page": page, "external": False}
    url = as_link_address(raw.get("url"))
    if not url:
        return None
    return {"text": text or url, "url": url, "page": None, "external": bool(urlsplit(url).netloc)}


def target_problems(value: blocks.StructValue, *, required: bool) -> dict[str, str]:
    """Return what is wrong with where a link leads, by field."""
    has_page, has_url = bool(value.get("page")), bool(value.get("url"))
    if has_page and has_url:
        return {"url": help_texts.LINK_BOTH}
    if required and not has_page and not has_url:
        return {"page": help_texts.LINK_TARGET_MISSING}
    return {}


class LinkTargetBlock(blocks.StructBlock):
    """Where a link leads: a page of this site or an address, exactly one of them."""

    page = blocks.PageChooserBlock(
        "core.BasePage", required=False, label="Page", help_text=help_texts.LINK_PAGE
    )
    url = LinkAddressBlock(label="Address", help_text=help_texts.LINK_URL)

    class Meta:
        icon = "link"
        label = "Leads to"

    def problems(self, value: blocks.StructValue) -> dict[str, str]:
        """Return what is wrong with the link, by field."""
        return target_problems(value, required=True)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse a link with two targets, and one without any, unless this is only a draft."""
        cleaned = super().clean(value)
        problems = {} if self.is_deferred_validation else self.problems(cleaned)
        if problems:
            raise StructBlockValidationError(
                block_errors={name: ValidationError(problem) for name, problem in problems.items()}
            )
        return cleaned


class LinkBlock(LinkTargetBlock):
    """An optional link with its words; all empty means no link."""

    text = LineBlock(label="Words of the link", help_text=help_texts.LINK_TEXT)

    class Meta:
        icon = "link"
        label = "Link"
        form_layout = ["text", "page", "url"]

    def problems(self, value: blocks.StructValue) -> dict[str, str]:
        """Return what is wrong with the link, by field."""
        problems = target_problems(value, required=bool(value.get("text")))
        if value.get("url") and not value.get("text"):
            problems["text"] = help_texts.LINK_TEXT_MISSING
        return problems


class LinkButtonBlock(ApiStructBlock):
    """A link that looks like a button."""

    text = LineBlock(label="Words on the button", missing=help_texts.LINK_TEXT_MISSING)
    link = LinkTargetBlock()
    style = OptionBlock(
        label="Style", choices=BUTTON_STYLES, default="primary", help_text=help_texts.LINK_BUTTON_STYLE
    )

    sample = {"text": "Find a trial near you", "link": {"page": 7, "url": ""}, "style": "primary"}
    variations = forms.LINK_BUTTON

    class Meta:
        icon = "link"
        label = "Button"
        group = help_texts.GROUP_LINKS
        description = help_texts.LINK_BUTTON
        label_format = "{text}"
        form_layout = BlockGroup(children=["text", "link"], settings=["style"])

    def collect(self, value: Raw, references: References) -> None:
        """Name the page that the button leads to."""
        collect_link(as_dict(value).get("link"), references)

    def represent(self, value: Raw, output: Output) -> Json:
        """Return the button; None when it leads nowhere, for then there is nothing to show."""
        raw = as_dict(value)
        link = represent_link({**as_dict(raw.get("link")), "text": raw.get("text")}, output)
        if link is None:
            return None
        return {**link, "style": as_choice(raw.get("style"), _STYLES, default="primary")}

    def json_schema(self) -> JsonSchema:
        """Describe a button."""
        return schema.object_of({**shapes.LINK_MEMBERS, "style": schema.one_of([*_STYLES])})
