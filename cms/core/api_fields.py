"""API fields that are written in two passes: what they refer to is gathered first, then they are written.

Models list them in `api_fields` beside Wagtail's plain `APIField`s; `cms.api` runs both passes. Apps above
the core add fields to every page with `register_page_fields`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from wagtail.api import APIField

from cms.core.json_schema import JsonSchema
from cms.core.output import Output
from cms.core.references import References

Collect = Callable[[Any, References], None]
Represent = Callable[[Any, Output], Any]


class DeliveryField(APIField):
    """A field with its own `represent(instance, output)` and, where it refers to others, `collect`.

    `schema` describes what `represent` returns (`cms.core.json_schema`); from it the API's document is made.
    `streams` names the StreamFields that it reads when they are called otherwise than the field itself:
    lists do not fetch those that no field needs.
    """

    def __init__(
        self,
        name: str,
        represent: Represent,
        *,
        collect: Collect | None = None,
        schema: JsonSchema | None = None,
        streams: tuple[str, ...] = (),
    ) -> None:
        super().__init__(name)
        self.represent = represent
        self.schema = schema
        self.collect = collect
        self.streams = (name, *streams)


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
    return card_field(name, kind="image")


def card_field(name: str, *, kind: str) -> DeliveryField:
    """Return a field that shows the target of a foreign key as a card of `kind`, None when not public."""

    def collect(instance: Model, references: References) -> None:
        references.want(kind, getattr(instance, f"{name}_id"))

    def represent(instance: Model, output: Output) -> Any:
        return output.references.get(kind, getattr(instance, f"{name}_id"))

    return DeliveryField(name, represent, collect=collect)


def rich_text_field(name: str) -> DeliveryField:
    """Return a field that shows a rich text column in the format asked for."""

    def collect(instance: Model, references: References) -> None:
        from cms.core.rich_text import collect_links

        collect_links(getattr(instance, name), references)

    def represent(instance: Model, output: Output) -> Any:
        return output.rich_text(getattr(instance, name))

    return DeliveryField(name, represent, collect=collect)


def raw_list_field(name: str) -> DeliveryField:
    """Return a field that shows a StreamField of one plain struct type as a list of its values."""

    def represent(instance: Model, output: Output) -> Any:
        items = (dict(item) for item in getattr(instance, name).raw_data)
        return [dict(item["value"]) for item in items]

    return DeliveryField(name, represent)


def body_field(name: str) -> DeliveryField:
    """Return a field that shows a StreamField of body blocks (`cms.core.blocks.body`)."""

    def collect(instance: Model, references: References) -> None:
        value = getattr(instance, name)
        value.stream_block.collect_stream(value, references)

    def represent(instance: Any, output: Output) -> Any:
        value = getattr(instance, name)
        return value.stream_block.represent_stream(value, output)

    return DeliveryField(name, represent, collect=collect)
