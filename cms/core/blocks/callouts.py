"""Boxes that stand out from the text: callouts, and questions with their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.core import json_schema as schema
from cms.core import shapes
from cms.core.blocks import help_texts
from cms.core.blocks import variations as forms
from cms.core.blocks.base import ApiStructBlock, Json, JsonSchema, Raw
from cms.core.blocks.fields import LineBlock, OptionBlock, ProseBlock
from cms.core.blocks.links import LinkBlock, collect_link, represent_link
from cms.core.blocks.raw import as_choice, as_dict, as_text
from cms.core.rich_text import collect_links, without_tags

if TYPE_CHECKING:
    from cms.core.output import Output
    from cms.core.references import References

__all__ = ["CALLOUT_KINDS", "CalloutBlock", "QuestionBlock"]

CALLOUT_KINDS = [
    ("information", "Information"),
    ("tip", "Tip"),
    ("warning", "Warning"),
    ("disclaimer", "Disclaimer"),
    ("takeaway", "Key message"),
]
_KINDS = dict(CALLOUT_KINDS)


class CalloutBlock(ApiStructBlock):
    """A box of a certain kind, with text and perhaps a link."""

    kind = OptionBlock(
        label="Kind", choices=CALLOUT_KINDS, default="information", help_text=help_texts.CALLOUT_KIND
    )
    title = LineBlock(label="Title", help_text=help_texts.CALLOUT_TITLE)
    text = ProseBlock(label="Text", missing=help_texts.CALLOUT_EMPTY)
    link = LinkBlock(label="Link at the end of the box, if any", collapsed=True)

    sample = {
        "kind": "takeaway",
        "title": "In short",
        "text": "<p>Ask for the <b>full price in writing</b> before you agree to anything.</p>",
        "link": {"text": "How to read a quote", "page": 7, "url": ""},
    }
    variations = forms.CALLOUT

    class Meta:
        icon = "info-circle"
        label = "Callout"
        group = help_texts.GROUP_TEXT
        description = help_texts.CALLOUT
        label_format = "{kind}: {title}"

    def collect(self, value: Raw, references: References) -> None:
        """Name what the text and the link refer to."""
        raw = as_dict(value)
        collect_links(raw.get("text"), references)
        collect_link(raw.get("link"), references)

    def represent(self, value: Raw, output: Output) -> Json:
        """Return the box; its link is null where it leads nowhere."""
        raw = as_dict(value)
        text = raw.get("text")
        return {
            "kind": as_choice(raw.get("kind"), _KINDS, default="information"),
            "title": as_text(raw.get("title")),
            "text": output.rich_text(text if isinstance(text, str) else ""),
            "link": represent_link(raw.get("link"), output),
        }

    def json_schema(self) -> JsonSchema:
        """Describe a callout."""
        return schema.object_of(
            {
                "kind": schema.one_of([*_KINDS]),
                "title": schema.text("May be empty."),
                "text": shapes.RICH_TEXT,
                "link": schema.nullable(shapes.LINK),
            }
        )

    def plain_text(self, value: Raw) -> str:
        """Return the words of title and text."""
        raw = as_dict(value)
        return f"{as_text(raw.get('title'))}\n{without_tags(raw.get('text'))}".strip()


class QuestionBlock(ApiStructBlock):
    """One question and its answer."""

    question = LineBlock(label="Question", missing=help_texts.QUESTION_MISSING)
    answer = ProseBlock(label="Answer", missing=help_texts.ANSWER_MISSING)

    sample = {
        "question": "Does the treatment hurt?",
        "answer": "<p>The injection itself takes a few minutes under <b>local anaesthetic</b>.</p>",
    }
    variations = forms.QUESTION

    class Meta:
        icon = "help"
        label = "Question and answer"
        group = help_texts.GROUP_TEXT
        description = help_texts.QUESTION
        label_format = "{question}"

    def collect(self, value: Raw, references: References) -> None:
        """Name what the answer links to."""
        collect_links(as_dict(value).get("answer"), references)

    def represent(self, value: Raw, output: Output) -> Json:
        """Return the question as plain text and the answer as rich text."""
        raw = as_dict(value)
        answer = raw.get("answer")
        return {
            "question": as_text(raw.get("question")),
            "answer": output.rich_text(answer if isinstance(answer, str) else ""),
        }

    def json_schema(self) -> JsonSchema:
        """Describe a question with its answer."""
        return schema.object_of({"question": schema.text("Plain text."), "answer": shapes.RICH_TEXT})

    def plain_text(self, value: Raw) -> str:
        """Return the words of question and answer."""
        raw = as_dict(value)
        return f"{as_text(raw.get('question'))}\n{without_tags(raw.get('answer'))}".strip()
