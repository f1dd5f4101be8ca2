"""The body of articles and pages, and the block that leads from one article to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError

from blog.variations import RELATED_POSTS
from cms.core import json_schema as schema
from cms.core import shapes
from cms.core.blocks import (
    ApiStreamBlock,
    ApiStructBlock,
    BulletListBlock,
    CalloutBlock,
    CaptionedImageBlock,
    EmbedBlock,
    HeadingBlock,
    LinkButtonBlock,
    NumberedListBlock,
    ParagraphBlock,
    PriceRangeBlock,
    QuestionBlock,
    QuoteBlock,
    ReferencesBlock,
    TableBlock,
    help_texts,
)
from cms.core.blocks.fields import LineBlock, PageBlock
from cms.core.blocks.raw import as_boolean, as_dict, as_integer, as_key, as_text, items_of
from trials.blocks import TrialListBlock

if TYPE_CHECKING:
    from cms.core.blocks import Json, JsonSchema, Raw
    from cms.core.output import Output
    from cms.core.references import References

__all__ = ["BodyBlock", "RelatedPostsBlock"]

DEFAULT_MAXIMUM = 5
LARGEST_MAXIMUM = 10


class RelatedPostsBlock(ApiStructBlock):
    """Articles chosen by the editor, then articles found by what they have in common with this one."""

    title = LineBlock(label="Title", help_text=help_texts.RELATED_POSTS_TITLE)
    pages = blocks.ListBlock(
        PageBlock("blog.ArticlePage", label="Article", missing=help_texts.RELATED_POSTS_PAGE_MISSING),
        default=[],
        label="Chosen articles",
        help_text=help_texts.RELATED_POSTS_PAGES,
    )
    automatic = blocks.BooleanBlock(
        required=False,
        default=True,
        label="Find more articles automatically",
        help_text=help_texts.RELATED_POSTS_AUTOMATIC,
    )
    maximum = blocks.IntegerBlock(
        required=False,
        default=DEFAULT_MAXIMUM,
        min_value=1,
        max_value=LARGEST_MAXIMUM,
        label="At most",
        help_text=help_texts.RELATED_POSTS_MAXIMUM,
    )

    sample = {
        "title": "Read next",
        "pages": [{"type": "item", "value": 7, "id": "1"}, {"type": "item", "value": 9, "id": "2"}],
        "automatic": False,
        "maximum": 5,
    }
    variations = RELATED_POSTS

    class Meta:
        icon = "doc-full-inverse"
        label = "Related articles"
        group = help_texts.GROUP_LINKS
        description = help_texts.RELATED_POSTS
        label_format = "{title}"

    def problems(self, value: blocks.StructValue) -> dict[str, str | ValidationError]:
        """Refuse a block that shows nothing, and an article that is chosen twice."""
        chosen = [page.pk if page else None for page in value["pages"]]
        if not any(chosen) and not value["automatic"]:
            sentence = ValidationError(help_texts.RELATED_POSTS_MISSING)
            return {"pages": ListBlockValidationError(non_block_errors=[sentence])}
        twice = {
            index: ValidationError(help_texts.RELATED_POSTS_TWICE)
            for index, key in enumerate(chosen)
            if key and key in chosen[:index]
        }
        return {"pages": ListBlockValidationError(block_errors=twice)} if twice else {}

    def collect(self, value: Raw, references: References) -> None:
        """Name the chosen articles; `represent` asks for the automatic ones, since only it knows the page."""
        references.want_all("page", _chosen(value))

    def represent(self, value: Raw, output: Output) -> Json:
        """Return the chosen articles in order, then automatic ones: never itself, never one twice."""
        raw = as_dict(value)
        maximum = as_integer(raw.get("maximum"), default=DEFAULT_MAXIMUM, minimum=1, maximum=LARGEST_MAXIMUM)
        keys = _chosen(value)
        if as_boolean(raw.get("automatic")) and output.page_id is not None:
            keys += output.references.get("related", output.page_id) or []
        keys = [key for key in dict.fromkeys(keys) if key != output.page_id]
        return {
            "title": as_text(raw.get("title")),
            "posts": output.references.get_all("page", keys, maximum=maximum),
        }

    def json_schema(self) -> JsonSchema:
        """Describe related articles."""
        return schema.object_of(
            {
                "title": schema.text("May be empty."),
                "posts": schema.array_of(shapes.CARD, "May be empty."),
            }
        )


def _chosen(value: Raw) -> list[int]:
    keys = (as_key(item) for item in items_of(as_dict(value).get("pages")))
    return [key for key in keys if key is not None]


class BodyBlock(ApiStreamBlock):
    """What an article or page can be written with."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    bullet_list = BulletListBlock()
    numbered_list = NumberedListBlock()
    callout = CalloutBlock()
    quote = QuoteBlock()
    question = QuestionBlock()
    image = CaptionedImageBlock()
    embed = EmbedBlock()
    table = TableBlock()
    price_range = PriceRangeBlock()
    trial_list = TrialListBlock()
    related_posts = RelatedPostsBlock()
    link_button = LinkButtonBlock()
    references = ReferencesBlock()
