"""Body blocks: what editors write with and what clients read, one file per family.

This package owns the blocks that know no other content (`base` says what a block is), reading stored values
defensively (`raw`), walking a whole body (`body`, `stream`) and what the schemas are made of (`schema`,
`samples`). It must not know articles or trials: those apps bring blocks of their own, and compose.
"""

from cms.core.blocks.base import ApiBlock, ApiListBlock, ApiStructBlock, Json, JsonSchema, Raw
from cms.core.blocks.body import (
    BlockValue,
    collect_body,
    headings,
    plain_text,
    referenced_keys,
    represent_body,
)
from cms.core.blocks.callouts import CalloutBlock, QuestionBlock
from cms.core.blocks.citations import ReferencesBlock
from cms.core.blocks.links import LinkBlock, LinkButtonBlock, LinkTargetBlock, LinkValue
from cms.core.blocks.media import CaptionedImageBlock, EmbedBlock
from cms.core.blocks.prices import PriceRangeBlock
from cms.core.blocks.stream import ApiStreamBlock
from cms.core.blocks.tables import TableBlock
from cms.core.blocks.text import (
    BulletListBlock,
    Heading,
    HeadingBlock,
    NumberedListBlock,
    ParagraphBlock,
    QuoteBlock,
)

__all__ = [
    "ApiBlock",
    "ApiListBlock",
    "ApiStreamBlock",
    "ApiStructBlock",
    "BlockValue",
    "BulletListBlock",
    "CalloutBlock",
    "CaptionedImageBlock",
    "EmbedBlock",
    "Heading",
    "HeadingBlock",
    "Json",
    "JsonSchema",
    "LinkBlock",
    "LinkButtonBlock",
    "LinkTargetBlock",
    "LinkValue",
    "NumberedListBlock",
    "ParagraphBlock",
    "PriceRangeBlock",
    "QuestionBlock",
    "QuoteBlock",
    "Raw",
    "ReferencesBlock",
    "TableBlock",
    "collect_body",
    "headings",
    "plain_text",
    "referenced_keys",
    "represent_body",
]
