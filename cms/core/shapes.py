"""The shapes that the documents of several apps share: images, cards, links, translations."""

from __future__ import annotations

from typing import Final

from django.conf import settings

from cms.core.json_schema import (
    JsonSchema,
    address,
    array_of,
    boolean,
    constant,
    integer,
    nullable,
    number,
    object_of,
    one_of,
    register_shape,
    shape,
    text,
)
from cms.core.rich_text_shapes import RICH_TEXT

__all__ = [
    "AUTHOR_CARD",
    "BLOCK_ID",
    "CARD",
    "CARD_MEMBERS",
    "ID",
    "IMAGE",
    "LINK",
    "LINK_MEMBERS",
    "LOCALE",
    "PAGE_REFERENCE",
    "RICH_TEXT",
    "TOC_ENTRY",
    "TRANSLATION",
]

ID: Final[JsonSchema] = integer(minimum=0)
BLOCK_ID: Final[JsonSchema] = text("Stays the same as long as the block exists.")
LOCALE: Final[JsonSchema] = one_of(
    [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES], "A language code."
)
# The core knows no authors, but pages have reviewers; `blog.schemas` registers the shape.
AUTHOR_CARD: Final[JsonSchema] = shape("author_card")

_RENDITION: Final = register_shape(
    "rendition",
    object_of({"url": address(), "width": integer(minimum=1), "height": integer(minimum=1)}, "One size."),
)

IMAGE: Final = register_shape(
    "image",
    object_of(
        {
            "id": ID,
            "meta": object_of(
                {
                    "type": constant("core.Image"),
                    "detail_url": address("Where the API has this image alone."),
                    "download_url": text(
                        "The storage's address: a path, or absolute.", format="uri-reference"
                    ),
                }
            ),
            "title": text(),
            "alt": text("What a screen reader says; empty for a picture that only decorates."),
            "credit": text("As it should be printed beside the picture; may be empty."),
            "width": integer("Pixels of the original.", minimum=0),
            "height": integer("Pixels of the original.", minimum=0),
            "media_type": text("What `url` leads to, such as `image/jpeg`.", pattern="^[a-z]+/[a-z0-9.+-]+$"),
            "is_animated": boolean("Whether it moves; then, as for SVG, there are no `sources`: draw `url`."),
            "focal_point": nullable(
                object_of(
                    {"x": number(minimum=0), "y": number(minimum=0)},
                    "What must stay in view: fractions of width and height, from the top left.",
                )
            ),
            "placeholder": text("A tiny picture as a data URI, or empty.", pattern="^(data:.+)?$"),
            "dominant_color": text("`#rrggbb`, or empty.", pattern="^(#[0-9a-f]{6})?$"),
            "url": address("An address that always works: that of the original."),
            "sources": array_of(
                object_of(
                    {
                        "type": text("Media type.", pattern="^[a-z]+/[a-z0-9.+-]+$"),
                        "images": array_of(_RENDITION, "From narrow to wide."),
                    },
                    "All sizes in one format.",
                ),
                "Best format first; empty until the sizes have been made.",
            ),
            "social": {
                **nullable(_RENDITION),
                "description": "The size for social networks; null until it has been made.",
            },
        },
        "A picture in all its sizes.",
    ),
)

CARD_MEMBERS: Final[dict[str, JsonSchema]] = {
    "id": ID,
    "type": text("App and model, such as `blog.ArticlePage`."),
    "title": text(),
    "url": address("Where readers find it, on the front end."),
    "summary": text("Plain text; may be empty."),
    "image": nullable(IMAGE),
}
"""What every card has; cards of other kinds than pages narrow `type` and add to it."""

CARD: Final = register_shape("card", object_of(CARD_MEMBERS, "What is needed to draw a link to a page."))

LINK_MEMBERS: Final[dict[str, JsonSchema]] = {
    "text": text("The words to click."),
    "url": text("Where it leads: absolute, or a path, an anchor, `mailto:` or `tel:`.", minLength=1),
    "page": nullable(CARD),
    "external": boolean("Whether it leads to another site."),
}

LINK: Final = register_shape("link", object_of(LINK_MEMBERS, "A link."))

TRANSLATION: Final = register_shape(
    "translation",
    object_of(
        {"locale": LOCALE, "id": ID, "title": text(), "url": address("Where readers find it.")},
        "The same in another language.",
    ),
)

PAGE_REFERENCE: Final = register_shape(
    "page_reference",
    object_of(
        {
            "id": ID,
            "meta": object_of(
                {
                    "type": text("App and model, such as `blog.ArticlePage`."),
                    "detail_url": address("Where the API has this page."),
                    "html_url": address("Where readers find it."),
                }
            ),
            "title": text(),
        },
        "A page as Wagtail's API v2 refers to it.",
    ),
)

TOC_ENTRY: Final = register_shape(
    "toc_entry",
    object_of(
        {
            "text": text("Plain text."),
            "level": integer(minimum=2, maximum=4),
            "anchor": text("The element id of the heading, without `#`."),
        },
        "One heading of a body.",
    ),
)
