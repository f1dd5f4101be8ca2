"""The shapes that body blocks share with each other and with the rest of the API."""

from __future__ import annotations

from cms.core.json_schema import (
    JsonSchema,
    array_of,
    boolean,
    integer,
    nullable,
    number,
    object_of,
    register_shape,
    shape,
    text,
)

IMAGE: JsonSchema = shape("image")
CARD: JsonSchema = shape("card")
LINK: JsonSchema = shape("link")
RICH_TEXT: JsonSchema = shape("rich_text")

_SIZED = {"url": text(), "width": integer(), "height": integer()}

LINK_MEMBERS: dict[str, JsonSchema] = {
    "text": text("The words to click."),
    "url": text("Where it leads: absolute, or a path, an anchor, `mailto:` or `tel:`."),
    "page": nullable(CARD),
    "external": boolean("Whether it leads to another site."),
}

_SHAPES: dict[str, JsonSchema] = {
    "rich_text": {
        "description": "Rich text in the format asked for by `rich_text_format`: a string, or for `json` a "
        "list of blocks and spans.",
        "anyOf": [{"type": "string"}, array_of(shape("rich_text_node"))],
    },
    "rich_text_node": object_of(
        {"type": text("What the node is: paragraph, bullet_list, link, text and so on.")}, is_open=True
    ),
    "image": object_of(
        {
            "id": integer(),
            "meta": object_of({"type": text(), "detail_url": text(), "download_url": text()}, is_open=True),
            "title": text(),
            "alt": text("What a screen reader says; empty for a picture that only decorates."),
            "credit": text(),
            "width": integer("Pixels of the original."),
            "height": integer("Pixels of the original."),
            "focal_point": nullable(
                object_of({"x": number(), "y": number()}, "Fractions of width and height, from the top left.")
            ),
            "placeholder": text("A tiny picture as a data URI, or empty."),
            "dominant_color": text("`#rrggbb`, or empty."),
            "url": text("An address that always works."),
            "sources": array_of(
                object_of({"type": text("Media type."), "images": array_of(object_of(_SIZED, is_open=True))}),
                "Best format first; empty until the sizes have been made.",
            ),
        },
        "A picture in all its sizes.",
        is_open=True,
    ),
    "card": object_of(
        {
            "id": integer(),
            "type": text("App and model, such as `blog.ArticlePage`."),
            "title": text(),
            "url": nullable(text("Where readers find it: an absolute address on the front end.")),
            "summary": text(),
            "image": nullable(IMAGE),
        },
        "What is needed to draw a link to something.",
        is_open=True,
    ),
    "link": object_of(LINK_MEMBERS, "A link."),
}

for _name, _shape in _SHAPES.items():
    register_shape(_name, _shape)
