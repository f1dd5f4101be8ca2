"""The schemas of heads: the document `seo`, and the parts that are written on request."""

from __future__ import annotations

from typing import Final

from cms.core.enums import Robots
from cms.core.json_schema import (
    JsonSchema,
    address,
    array_of,
    integer,
    nullable,
    object_of,
    one_of,
    register_shape,
    text,
)
from cms.core.shapes import IMAGE, LOCALE

ROBOTS: Final = [value for value in Robots.values if value]
CARD_TYPES: Final = ["summary", "summary_large_image"]

PICTURE: Final[JsonSchema] = register_shape(
    "social_picture",
    object_of(
        {
            "url": address(),
            "width": integer("Pixels.", minimum=0),
            "height": integer("Pixels.", minimum=0),
            "alt": text("May be empty."),
            "media_type": text("Such as `image/jpeg`.", pattern="^[a-z]+/[a-z0-9.+-]+$"),
        },
        "The one file that social networks are shown: 1200 by 630 once it has been made.",
    ),
)

_MOMENT = nullable(text(format="date-time"))

OPEN_GRAPH: Final = object_of(
    {
        "title": text(),
        "description": text("May be empty."),
        "type": text("`article`, `profile` or `website`, as the Open Graph protocol names them."),
        "url": address("Where readers find it."),
        "image": nullable(IMAGE),
        "picture": nullable(PICTURE),
        "locale": LOCALE,
        "site_name": text("May be empty."),
        "published_time": {**_MOMENT, "description": "Of an article."},
        "modified_time": {**_MOMENT, "description": "The last change in substance, of an article."},
    },
    "What social networks show.",
)

CARD: Final = object_of(
    {
        "type": one_of(CARD_TYPES, "Large where there is a picture."),
        "title": text(),
        "description": text("May be empty."),
        "image": nullable(address()),
        "image_alt": text("May be empty."),
    },
    "The card of X and of whoever reads its elements.",
)

ALTERNATES: Final = array_of(
    object_of(
        {
            "hreflang": text("A language as browsers write it (`zh-Hans`), or `x-default`."),
            "url": address("Where readers find it."),
        }
    ),
    "The same in all languages, this one included; empty where there is only one.",
)

SEO: Final = object_of(
    {
        "title": text("What search results show as the headline."),
        "document_title": text("For `<title>`: with the name of the site behind it."),
        "description": text("For search engines; may be empty."),
        "canonical": nullable(address("Null where search engines should stay away.")),
        "robots": one_of(ROBOTS, "The value of the robots meta element."),
        "unavailable_after": {
            **_MOMENT,
            "description": "When the page expires; search engines then drop it by themselves.",
        },
        "alternates": ALTERNATES,
        "open_graph": OPEN_GRAPH,
        "card": CARD,
    },
    "What belongs into `<head>`, defaults filled in.",
)
