"""Text blocks: headings, paragraphs, lists and quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import BlockGroup

from cms.core import json_schema as schema
from cms.core import shapes
from cms.core.blocks import help_texts
from cms.core.blocks import variations as forms
from cms.core.blocks.base import ApiBlock, ApiListBlock, ApiStructBlock, Json, JsonSchema, Raw
from cms.core.blocks.fields import (
    INLINE_FEATURES,
    LineBlock,
    OptionBlock,
    ProseBlock,
    TextAreaBlock,
    WebAddressBlock,
    is_blank,
)
from cms.core.blocks.raw import as_choice, as_dict, as_text, as_web_address, items_of
from cms.core.rich_text import collect_links, without_tags

if TYPE_CHECKING:
    from cms.core.output import Output
    from cms.core.references import References

__all__ = [
    "HEADING_LEVELS",
    "BulletListBlock",
    "Heading",
    "HeadingBlock",
    "NumberedListBlock",
    "ParagraphBlock",
    "QuoteBlock",
    "heading_slug",
]

HEADING_LEVELS = [("2", "2 – section"), ("3", "3 – part of a section"), ("4", "4 – part of a part")]
_LEVELS = dict(HEADING_LEVELS)


class Heading(TypedDict):
    """One heading; `anchor` is the element id without its `#`."""

    level: int
    text: str
    anchor: str


def heading_slug(text: str) -> str:
    """Return what the words of a heading look like in an address, in any script."""
    return slugify(text, allow_unicode=True) or "section"


class HeadingBlock(ApiStructBlock):
    """A heading with an anchor that stays the same when its words change."""

    text = LineBlock(label="Heading", missing=help_texts.HEADING_TEXT_MISSING)
    level = OptionBlock(
        label="Level", choices=HEADING_LEVELS, default="2", help_text=help_texts.HEADING_LEVEL
    )
    anchor = LineBlock(label="Anchor", help_text=help_texts.HEADING_ANCHOR, search_index=False)

    sample = {"text": "What to expect after the injection", "level": "2", "anchor": "what-to-expect"}
    variations = forms.HEADING

    class Meta:
        icon = "title"
        label = "Heading"
        group = help_texts.GROUP_TEXT
        description = help_texts.HEADING
        label_format = "{text}"
        form_classname = "struct-block heading-block"
        form_layout = BlockGroup(children=["text", "level"], settings=["anchor"])

    def represent(self, value: Raw, output: Output) -> Json:
        """Return text, level as a number, and the anchor without its `#`."""
        return self.heading(value)

    def heading(self, value: Raw) -> Heading:
        """Return the heading as the API and the table of contents show it."""
        raw = as_dict(value)
        text = as_text(raw.get("text"))
        return {
            "text": text,
            "level": int(as_choice(raw.get("level"), _LEVELS, default="2")),
            "anchor": as_text(raw.get("anchor")) or heading_slug(text),
        }

    def json_schema(self) -> JsonSchema:
        """Describe a heading."""
        return schema.object_of(
            {
                "text": schema.text("Plain text."),
                "level": schema.integer(minimum=2, maximum=4),
                "anchor": schema.text("The element id for this heading; stable."),
            }
        )

    def plain_text(self, value: Raw) -> str:
        """Return the words of the heading."""
        return as_text(as_dict(value).get("text"))


class ParagraphBlock(ApiBlock, ProseBlock):
    """One or several paragraphs of rich text."""

    sample = (
        "<p>Most people walk on the <b>same day</b>. Swelling usually settles within "
        "<i>two to three days</i>.</p>"
    )
    variations = forms.PARAGRAPH

    class Meta:
        icon = "pilcrow"
        label = "Paragraph"
        group = help_texts.GROUP_TEXT
        description = help_texts.PARAGRAPH

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(missing=help_texts.PARAGRAPH_MISSING, **kwargs)

    def collect(self, value: Raw, references: References) -> None:
        """Name the pages and documents that the text links to."""
        collect_links(value, references)

    def represent(self, value: Raw, output: Output) -> Json:
        """Return the rich text."""
        return output.rich_text(value if isinstance(value, str) else "")

    def json_schema(self) -> JsonSchema:
        """Describe rich text."""
        return dict(shapes.RICH_TEXT)

    def plain_text(self, value: Raw) -> str:
        """Return the words of the paragraph."""
        return without_tags(value)


class _PointsBlock(ApiListBlock):
    """A list of points, each a line of rich text."""

    def __init__(self, **kwargs: Any) -> None:
        point = ProseBlock(
            label="Point", features=INLINE_FEATURES, missing=help_texts.LIST_ITEM_MISSING, icon="list-ul"
        )
        super().__init__(point, **kwargs)

    # The item block is made here, so neither Wagtail's look-up table nor a migration may expect it as an
    # argument.
    __init__.has_child_block_arg = False  # type: ignore[attr-defined]

    def clean(self, value: Any) -> Any:
        """Refuse a list without points."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not len(cleaned):
            raise ListBlockValidationError(non_block_errors=[ValidationError(help_texts.LIST_MISSING)])
        return cleaned

    def collect(self, value: Raw, references: References) -> None:
        """Name the pages and documents that the points link to."""
        for point in items_of(value):
            collect_links(point, references)

    def represent(self, value: Raw, output: Output) -> Json:
        """Return the points as rich text, empty ones left out."""
        points = [point for point in items_of(value) if isinstance(point, str) and not is_blank(point)]
        return [output.rich_text(point) for point in points]

    def json_schema(self) -> JsonSchema:
        """Describe a list of rich text."""
        return schema.array_of(shapes.RICH_TEXT)

    def plain_text(self, value: Raw) -> str:
        """Return the words of all points."""
        return "\n".join(map(without_tags, items_of(value)))


class BulletListBlock(_PointsBlock):
    """Points in no particular order."""

    sample = [
        {"type": "item", "value": "<p>Osteoarthritis of the knee</p>", "id": "1"},
        {"type": "item", "value": "<p>Damage to the <b>cartilage</b></p>", "id": "2"},
        {"type": "item", "value": "<p>Injuries of the meniscus</p>", "id": "3"},
    ]
    variations = forms.BULLET_LIST

    class Meta:
        icon = "list-ul"
        label = "Bullet list"
        group = help_texts.GROUP_TEXT
        description = help_texts.BULLET_LIST


class NumberedListBlock(_PointsBlock):
    """Steps or points in an order."""

    sample = [
        {"type": "item", "value": "<p>A doctor examines the knee and takes pictures.</p>", "id": "1"},
        {"type": "item", "value": "<p>Cells are taken and prepared.</p>", "id": "2"},
        {"type": "item", "value": "<p>The cells are injected into the joint.</p>", "id": "3"},
    ]
    variations = forms.NUMBERED_LIST

    class Meta:
        icon = "list-ol"
        label = "Numbered list"
        group = help_texts.GROUP_TEXT
        description = help_texts.NUMBERED_LIST


class QuoteBlock(ApiStructBlock):
    """Somebody's own words."""

    text = TextAreaBlock(label="Quotation", rows=3, missing=help_texts.QUOTE_TEXT_MISSING)
    attribution = LineBlock(label="Said by", help_text=help_texts.QUOTE_ATTRIBUTION)
    source_url = WebAddressBlock(label="Source address", help_text=help_texts.QUOTE_SOURCE_URL)

    sample = {
        "text": "Ask what the evidence is, what it costs, and what happens if it does not help.",
        "attribution": "A patient adviser",
        "source_url": "https://example.org/advice/",
    }
    variations = forms.QUOTE

    class Meta:
        icon = "openquote"
        label = "Quotation"
        group = help_texts.GROUP_TEXT
        description = help_texts.QUOTE
        label_format = "{text}"

    def represent(self, value: Raw, output: Output) -> Json:
        """Return the quotation, who said it and where."""
        raw = as_dict(value)
        return {
            "text": as_text(raw.get("text")),
            "attribution": as_text(raw.get("attribution")),
            "source_url": as_web_address(raw.get("source_url")),
        }

    def json_schema(self) -> JsonSchema:
        """Describe a quotation."""
        return schema.object_of(
            {
                "text": schema.text("Plain text."),
                "attribution": schema.text("Who said it, or empty."),
                "source_url": schema.text("A web address, or empty."),
            }
        )

    def plain_text(self, value: Raw) -> str:
        """Return the quoted words."""
        return as_text(as_dict(value).get("text"))
