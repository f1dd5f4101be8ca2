"""What is tried in a trial: a list of type and name, stored exactly as the API shows it."""

from __future__ import annotations

from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks

from cms.core.fields import JSONItemsField
from cms.core.json_schema import JsonSchema, object_of, one_of, text
from trials.enums import InterventionType

MAXIMUM_NAME_LENGTH = 200
BLOCK_TYPE = "intervention"

INTERVENTION: JsonSchema = object_of(
    {"type": one_of(InterventionType.values), "name": text("As the registry names it.")}
)


class Intervention(TypedDict):
    """One thing that is tried: `type` is an `InterventionType`, `name` as the registry names it."""

    type: str
    name: str


class InterventionBlock(blocks.StructBlock):
    """The form of one intervention."""

    type = blocks.ChoiceBlock(choices=InterventionType.choices, default=InterventionType.BIOLOGICAL)
    name = blocks.CharBlock(max_length=MAXIMUM_NAME_LENGTH)

    class Meta:
        icon = "pick"
        label = "Intervention"
        label_format = "{name}"


class InterventionsFormField(blocks.BlockField):
    """The editor's list of interventions; the cleaned value is a list of plain dictionaries.

    A stream of one block type rather than a list block, which Wagtail's scripts cannot show on its own.
    """

    def __init__(self, **kwargs: Any) -> None:
        stream = blocks.StreamBlock([(BLOCK_TYPE, InterventionBlock())], required=False)
        super().__init__(block=stream, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return the block's own value for what the model or the browser hands in."""
        if isinstance(value, blocks.StreamValue):
            return value
        return self.block.to_python([{"type": BLOCK_TYPE, "value": item} for item in value or []])

    def clean(self, value: Any) -> Any:
        """Return the cleaned interventions, without those that a draft has left nameless."""
        return [item for item in _plain(super().clean(value)) if item["name"]]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is stored."""
        return _plain(initial) != _plain(data)


class InterventionsField(JSONItemsField):
    """A list of interventions: `[{"type": "BIOLOGICAL", "name": "Mesenchymal stem cells"}]`."""

    description = "A list of interventions"
    item_key = "name"

    def item_schema(self) -> JsonSchema:
        """Describe one intervention."""
        return INTERVENTION

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Check the shape, the types and the names."""
        super().validate(value, model_instance)
        for item in value if isinstance(value, list) else [value]:
            _check_intervention(item)

    def formfield(self, **kwargs: Any) -> Any:
        """Return a list that editors can extend and reorder."""
        options = {"form_class": InterventionsFormField, "show_hidden_initial": False}
        return models.Field.formfield(self, **{**options, **kwargs})


def _plain(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, blocks.StreamValue):
        return [dict(child.value) for child in value]
    return [dict(item) for item in value or []]


def _check_intervention(item: Any) -> None:
    if not isinstance(item, dict) or set(item) != {"type", "name"}:
        raise ValidationError("Each intervention needs exactly a type and a name.", code="invalid")
    if item["type"] not in InterventionType.values:
        known = ", ".join(InterventionType.values)
        raise ValidationError(
            f"“{item['type']}” is no type of intervention; the types are {known}.", code="invalid"
        )
    name = item["name"]
    if not isinstance(name, str) or not name.strip() or "\x00" in name:
        raise ValidationError("An intervention needs a name.", code="invalid")
    if len(name) > MAXIMUM_NAME_LENGTH:
        raise ValidationError(
            f"“{name[:40]}…” is too long: an intervention's name may have {MAXIMUM_NAME_LENGTH} characters.",
            code="max_length",
        )
