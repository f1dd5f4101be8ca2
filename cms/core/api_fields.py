"""API fields that are written in two passes: what they refer to is gathered first, then they are written.

Models list them in `api_fields` beside Wagtail's plain `APIField`s; `cms.api` runs both passes. Apps above
the core add fields to every page with `register_page_fields`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model
from wagtail.api import APIField

from cms.core.blocks.raw import as_dict, as_text
from cms.core.json_schema import JsonSchema, array_of, nullable, object_of, shape
from cms.core.output import Output
from cms.core.references import References

Collect = Callable[[Any, References], None]
Represent = Callable[[Any, Output], Any]
SchemaOf = Callable[[type[Model]], JsonSchema]
Explain = Callable[[Any, Output], list[dict[str, Any]]]


class NoSchemaError(LookupError):
    """Nobody said what a field of the API writes."""


class DeliveryField(APIField):
    """A field with its own `represent(instance, output)` and, where it refers to others, `collect`.

    `schema` describes what `represent` returns (`cms.core.json_schema`); from it the API's document is made.
    Where that differs from model to model it is a function of the model.
    `streams` names the StreamFields that it reads when they are called otherwise than the field itself:
    lists do not fetch those that no field needs.
    `on_request` is for what costs more than most front ends need: it is written where `fields=` names it, and
    no part of `*`.
    `explain(instance, output)` says to members of staff where the values come from (`cms.core.fallbacks`).
    """

    def __init__(
        self,
        name: str,
        represent: Represent,
        *,
        collect: Collect | None = None,
        schema: JsonSchema | SchemaOf | None = None,
        streams: tuple[str, ...] = (),
        on_request: bool = False,
        explain: Explain | None = None,
    ) -> None:
        super().__init__(name)
        self.represent = represent
        self.schema = schema
        self.collect = collect
        self.streams = (name, *streams)
        self.on_request = on_request
        self.explain = explain

    def schema_for(self, model: type[Model]) -> JsonSchema:
        """Return what this field writes for objects of `model`; raises `NoSchemaError`."""
        if self.schema is None:
            raise NoSchemaError(f"nothing says what {self.name} of {model._meta.label} looks like")
        return self.schema(model) if callable(self.schema) else self.schema


_page_fields: list[DeliveryField] = []


def register_page_fields(*fields: DeliveryField) -> None:
    """Add computed fields to the documents of all page types."""
    known = {field.name for field in _page_fields}
    _page_fields.extend(field for field in fields if field.name not in known)


def registered_page_fields() -> list[DeliveryField]:
    """Return what apps above the core have added to all pages."""
    return list(_page_fields)


def image_field(name: str) -> DeliveryField:
    """Return a field that shows the image of a foreign key as an image object."""
    return card_field(name, kind="image", schema=shape("image"))


def card_field(name: str, *, kind: str, schema: JsonSchema) -> DeliveryField:
    """Return a field that shows the target of a foreign key as a card of `kind`, None when not public.

    `schema` is that of the card.
    """

    def collect(instance: Model, references: References) -> None:
        references.want(kind, getattr(instance, f"{name}_id"))

    def represent(instance: Model, output: Output) -> Any:
        return output.references.get(kind, getattr(instance, f"{name}_id"))

    return DeliveryField(name, represent, collect=collect, schema=nullable(schema))


def rich_text_field(name: str) -> DeliveryField:
    """Return a field that shows a rich text column in the format asked for."""

    def collect(instance: Model, references: References) -> None:
        from cms.core.rich_text import collect_links

        collect_links(getattr(instance, name), references)

    def represent(instance: Model, output: Output) -> Any:
        return output.rich_text(getattr(instance, name))

    return DeliveryField(name, represent, collect=collect, schema=shape("rich_text"))


def raw_list_field(name: str, members: Mapping[str, JsonSchema]) -> DeliveryField:
    """Return a field that shows a StreamField of one plain struct type as a list of its values.

    `members` are the struct's fields, all of them texts. A value that is none of a field's choices is what
    an old entry or a half-written one has; such an entry is left out.
    """

    def represent(instance: Model, output: Output) -> list[dict[str, str]]:
        stored = (as_dict(as_dict(item).get("value")) for item in getattr(instance, name).raw_data)
        entries = [{member: as_text(value.get(member)) for member in members} for value in stored]
        return [entry for entry in entries if all(map(is_known, entry.items()))]

    def is_known(item: tuple[str, str]) -> bool:
        member, value = item
        return value in members[member].get("enum", (value,))

    return DeliveryField(name, represent, schema=array_of(object_of(dict(members))))


def body_field(name: str) -> DeliveryField:
    """Return a field that shows a StreamField of body blocks (`cms.core.blocks.body`)."""

    def collect(instance: Model, references: References) -> None:
        value = getattr(instance, name)
        value.stream_block.collect_stream(value, references)

    def represent(instance: Any, output: Output) -> Any:
        value = getattr(instance, name)
        return value.stream_block.represent_stream(value, output)

    def schema(model: type[Model]) -> JsonSchema:
        stream: Any = model._meta.get_field(name)
        return array_of(shape(stream.stream_block.shape_name), "The blocks, in order.")

    return DeliveryField(name, represent, collect=collect, schema=schema)
