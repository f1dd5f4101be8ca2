"""What every body block is: a Wagtail block that can tell its value to an API client.

A body is represented in two passes over its stored JSON, so that the number of queries does not depend on
what the body holds:

1. `collect` names every object that a raw value refers to (`references.want("page", 12)`);
2. the references are loaded, one query per kind;
3. `represent` builds the typed value from what was loaded. What is not live, not public or gone is simply
   not there.

Raw values are read defensively (`cms.core.blocks.raw`): they may be malformed, or older than today's fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from django.core import checks
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from cms.core.blocks.raw import as_dict, as_key, as_list
from cms.core.blocks.variations import REQUIRED, Variations
from cms.core.json_schema import JsonSchema

if TYPE_CHECKING:
    from cms.core.output import Output
    from cms.core.references import References

__all__ = ["ApiBlock", "ApiListBlock", "ApiStructBlock", "Json", "JsonSchema", "Raw", "conform"]

Raw: TypeAlias = Any
"""A stored JSON value, exactly as the database holds it; nothing about its shape may be taken for granted."""

Json: TypeAlias = Any
"""A value that `json.dumps` accepts."""


def conform(block: blocks.Block, raw: Raw) -> Raw:
    """Return a stored value in the shape that Wagtail's own blocks read without raising.

    An article whose stored body is malformed must still open in the editor, where it can be mended.
    """
    if isinstance(block, blocks.StructBlock):
        # A bare id is what an image chooser stored before it became an ImageBlock.
        known = {"image": raw} if isinstance(block, ImageBlock) and as_key(raw) else as_dict(raw)
        return {
            name: conform(child, known[name]) for name, child in block.child_blocks.items() if name in known
        }
    if isinstance(block, blocks.ListBlock):
        return [_conform_item(block.child_block, item) for item in as_list(raw)]
    if isinstance(block, blocks.ChooserBlock):
        return as_key(raw)
    return raw


def _conform_item(child: blocks.Block, item: Raw) -> Raw:
    if isinstance(item, dict) and item.get("type") == "item" and "value" in item:
        return {"type": "item", "value": conform(child, item["value"]), "id": item.get("id")}
    return conform(child, item)


class ApiBlock(blocks.Block):
    """A mixin, placed before a Wagtail block, for blocks that can stand in a body.

    Subclasses set `sample` and implement `represent` and `json_schema`; they implement `collect` when they
    refer to anything, and `plain_text` when they hold words that a reader reads.
    """

    sample: ClassVar[Raw] = None
    """A raw value worth looking at: it is the block's preview, its example in the schema and in the docs."""

    sample_references: ClassVar[dict[str, Json]] = {}
    """What references of kinds that cms.core does not know look like in the sample, by kind."""

    variations: ClassVar[Variations] = {}
    """Raw values by the name of their form (`cms.core.blocks.variations`): what front ends must cope with."""

    def collect(self, value: Raw, references: References) -> None:
        """Tell `references` which objects this raw value refers to."""

    @cached_property
    def refers(self) -> bool:
        """Tell whether such a block can refer to anything."""
        return type(self).collect is not ApiBlock.collect

    def represent(self, value: Raw, output: Output) -> Json:
        """Return the API's value for this raw value; None means: nothing to show, leave the block out.

        Never raises, whatever the value is, and never queries the database.
        """
        return None

    def json_schema(self) -> JsonSchema:
        """Return the schema of what `represent` returns (when it is not None)."""
        return {}

    def plain_text(self, value: Raw) -> str:
        """Return the words that a reader reads in this raw value, for counting and for excerpts."""
        return ""

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Find what a block has forgotten when the site starts, not when a client reads it."""
        kind = type(self)
        forgotten = [
            name
            for name in ("sample", "represent", "json_schema")
            if getattr(kind, name) is getattr(ApiBlock, name)
        ]
        return [
            *super().check(**kwargs),
            *(
                checks.Error(
                    f"The body block {kind.__name__} has no {name}.",
                    hint="cms/core/blocks/base.py says what every body block must have.",
                    obj=kwargs.get("field", self),
                    id="core.E101",
                )
                for name in forgotten
            ),
            *self._check_variations(kwargs.get("field", self)),
        ]

    def _check_variations(self, where: Any) -> list[checks.CheckMessage]:
        """Find the forms that the fixture article would lack."""
        missing = [name for name in REQUIRED if name not in self.variations]
        if not missing:
            return []
        return [
            checks.Error(
                f"The body block {type(self).__name__} has no {', '.join(missing)} form for the fixture.",
                hint="Set `variations`, as cms/core/blocks/variations.py does for the blocks there.",
                obj=where,
                id="core.E102",
            )
        ]

    def get_preview_value(self) -> Any:
        """Previews are drawn from `sample` through the API's eyes, so no native value is needed."""
        return self.get_default()

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Give the preview template the API value of the sample and the name of the block's own template."""
        from cms.core.blocks.samples import sample_value

        context = dict(parent_context or {})
        context["preview"] = sample_value(self)
        context["preview_template"] = getattr(
            self.meta, "sample_template", f"core/block_previews/{self.name}.html"
        )
        return context

    # Migrations name these blocks by their class instead of spelling out their fields: the fields are not
    # database columns, and so a better help text or a new choice needs no migration. A class that moves must
    # leave its old name importable.

    def deconstruct(self) -> tuple[str, Any, Any]:
        """Return the class path and the constructor's arguments."""
        args, kwargs = self._constructor_args
        return self.canonical_module_path, args, kwargs

    def deconstruct_with_lookup(self, lookup: Any) -> tuple[str, Any, Any]:
        """Return the same as `deconstruct`: nothing inside is shared with other definitions."""
        return self.deconstruct()

    @classmethod
    def construct_from_lookup(cls, lookup: Any, *args: Any, **kwargs: Any) -> Any:
        """Build the block as its constructor does."""
        return cls(*args, **kwargs)


class ApiStructBlock(ApiBlock, blocks.StructBlock):
    """A body block with named fields."""

    def problems(self, value: blocks.StructValue) -> Mapping[str, str | ValidationError]:
        """Return what keeps a cleaned value from being published: a sentence by the name of its field."""
        return {}

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Clean the fields one by one, then look for problems between them unless this is only a draft."""
        cleaned = super().clean(value)
        problems: Mapping[str, str | ValidationError] = {}
        if not self.is_deferred_validation:
            problems = self.problems(cleaned)
        if problems:
            raise StructBlockValidationError(
                block_errors={
                    name: problem if isinstance(problem, ValidationError) else ValidationError(problem)
                    for name, problem in problems.items()
                }
            )
        return cleaned

    def to_python(self, value: Raw) -> blocks.StructValue:
        """Read a stored value; what is malformed reads as empty."""
        return super().to_python(conform(self, value))

    def bulk_to_python(self, values: Any) -> list[blocks.StructValue]:
        """Read many stored values with one query per chooser."""
        return super().bulk_to_python([conform(self, value) for value in values])


class ApiListBlock(ApiBlock, blocks.ListBlock):
    """A body block that is a list of one kind of item."""

    def to_python(self, value: Raw) -> Any:
        """Read a stored value; what is malformed reads as empty."""
        return super().to_python(conform(self, value))

    def bulk_to_python(self, values: Any) -> list[Any]:
        """Read many stored values with one query per chooser."""
        return super().bulk_to_python([conform(self, value) for value in values])
