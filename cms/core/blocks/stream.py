"""The stream that a body is: its checks across blocks, and its entry for Wagtail's API."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.core.blocks import help_texts
from cms.core.blocks.base import ApiBlock, Raw
from cms.core.blocks.body import BlockValue, collect_body, fill_anchors, referenced_keys, represent_body
from cms.core.blocks.raw import as_dict, as_list, as_text
from cms.core.blocks.text import HeadingBlock
from cms.core.output import Output
from cms.core.rich_text import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

    from cms.core.references import References

__all__ = ["ApiStreamBlock"]

# Wagtail keeps "this is only a draft" as a flag on the block objects, which all threads of a process share:
# without this lock an autosave in one thread would let a half-written article through in another.
_CLEANING = threading.RLock()


class ApiStreamBlock(blocks.StreamBlock):
    """A stream of `ApiBlock`s. Subclasses name the blocks."""

    @property
    def shape_name(self) -> str:
        """Return the name of the shared shape that any block of this stream has: `body_block`."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", type(self).__name__).lower()

    @property
    def api_blocks(self) -> dict[str, ApiBlock]:
        """Return the blocks that the API shows, by type."""
        return {name: block for name, block in self.child_blocks.items() if isinstance(block, ApiBlock)}

    def collect_stream(self, value: StreamValue, references: References) -> None:
        """Tell `references` everything that the body refers to."""
        collect_body(value, references)

    def represent_stream(self, value: StreamValue, output: Output) -> list[BlockValue]:
        """Return the body's blocks for the API."""
        return represent_body(value, output)

    def get_api_representation(
        self, value: StreamValue | None, context: Mapping[str, Any] | None = None
    ) -> list[BlockValue]:
        """Answer Wagtail's own serializers, for which this is one response by itself."""
        if value is None:
            return []
        output = _output_for(context or {})
        collect_body(value, output.references)
        return represent_body(value, output)

    def to_python(self, value: Raw) -> StreamValue:
        """Read a stored body; entries that are no blocks of this stream are passed over."""
        if isinstance(value, list) and value and not isinstance(value[0], (tuple, StreamValue.StreamChild)):
            value = [
                item if "value" in item else {**item, "value": None}
                for item in map(as_dict, as_list(value))
                if isinstance(item.get("type"), str)
            ]
        return super().to_python(value)

    def clean_deferred(self, value: StreamValue) -> StreamValue:
        """Check a draft: nothing that is merely unfinished is refused."""
        self._resolve_embeds(value)
        with _CLEANING:
            return super().clean_deferred(value)

    def clean(self, value: StreamValue) -> StreamValue:
        """Check every block and the order of headings; give headings without an anchor one of their own."""
        if not self.is_deferred_validation:
            self._resolve_embeds(value)
        with _CLEANING:
            problems = {} if self.is_deferred_validation else _heading_problems(value)
            try:
                cleaned = super().clean(value)
            except StreamBlockValidationError as error:
                # What is wrong inside a block comes first; its place in the order can wait.
                raise StreamBlockValidationError(
                    block_errors={**problems, **error.block_errors}, non_block_errors=error.non_block_errors
                ) from error
            if problems:
                raise StreamBlockValidationError(block_errors=problems)
        _store_anchors(cleaned)
        return cleaned

    def _resolve_embeds(self, value: StreamValue) -> None:
        """Look players up before the lock is taken: another site may take seconds to answer."""
        from cms.core import embeds

        for url in referenced_keys(value, "embed"):
            embeds.resolve_quietly(url)


def _output_for(context: Mapping[str, Any]) -> Output:
    from cms.core.references import References
    from cms.core.scope import PublicScope

    request: HttpRequest | None = context.get("request")
    host, _, port = request.get_host().partition(":") if request else ("", "", "")
    asked = request.GET.get("rich_text_format", "") if request else ""
    scope = PublicScope.for_host(host=host, port=int(port) if port.isdigit() else 80)
    return Output(
        references=References(scope), rich_text_format=asked if asked in FORMATS else Output.rich_text_format
    )


def _heading_problems(value: StreamValue) -> dict[int, StructBlockValidationError]:
    """Return, by position, the headings that skip a level."""
    problems: dict[int, StructBlockValidationError] = {}
    previous = 1
    for index, child in enumerate(value):
        if not isinstance(child.block, HeadingBlock):
            continue
        level = int(as_text(child.value.get("level")) or 2)
        if level > previous + 1:
            sentence = (
                help_texts.HEADING_FIRST_LEVEL
                if previous == 1
                else help_texts.HEADING_SKIPS_LEVEL.format(
                    previous=previous, level=level, expected=previous + 1
                )
            )
            problems[index] = StructBlockValidationError(block_errors={"level": ValidationError(sentence)})
        previous = level
    return problems


def _store_anchors(value: StreamValue) -> None:
    titled = [child.value for child in value if isinstance(child.block, HeadingBlock)]
    anchors = fill_anchors(
        (as_text(heading.get("anchor")), as_text(heading.get("text"))) for heading in titled
    )
    for heading, anchor in zip(titled, anchors, strict=True):
        # A heading without words has nothing yet to make an anchor from; it gets one when it has.
        heading["anchor"] = anchor if as_text(heading.get("text")) else as_text(heading.get("anchor"))
