"""What authors and topics look like in the API wherever something refers to them."""

from __future__ import annotations

from typing import Final

from blog.enums import CodeSystem, TopicKind
from cms.core.json_schema import constant, object_of, one_of, register_shape, text
from cms.core.shapes import CARD_MEMBERS

AUTHOR_CARD: Final = register_shape(
    "author_card",
    object_of(
        {
            **CARD_MEMBERS,
            "type": constant("blog.Author"),
            "summary": text("Role and credentials, or empty."),
            "slug": text(),
            "credentials": text("May be empty."),
            "role": text("May be empty."),
        },
        "What is needed to name an author.",
    ),
)

TOPIC_CARD: Final = register_shape(
    "topic_card",
    object_of(
        {
            **CARD_MEMBERS,
            "type": constant("blog.Topic"),
            "summary": text("The description as plain text, or empty."),
            "image": {"type": "null"},
            "slug": text(),
            "kind": one_of(TopicKind.values),
        },
        "What is needed to name a topic.",
    ),
)

PROFILE_LINK: Final = {"label": text(), "url": text("Absolute.")}
TOPIC_CODE: Final = {
    "system": one_of(CodeSystem.values, "The vocabulary."),
    "code": text("The code in that vocabulary."),
}
