"""Documents: objects written as JSON in two passes, so that references cost one query a kind.

`DocumentWriter` takes the fields that were selected, lets each say what it refers to, loads all of that
together and then writes. One writer serves one response, a single document or a whole list.
"""

from __future__ import annotations

import datetime
import decimal
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import FileField, Model
from wagtail.api import APIField
from wagtail.fields import StreamField

from cms.api.column_schemas import schema_of_field
from cms.api.projections import Projection, projection_of
from cms.api.selection import Selection
from cms.core.api_fields import DeliveryField, NoSchemaError
from cms.core.json_schema import JsonSchema
from cms.core.output import Output


class DocumentWriter:
    """Writes objects of `model` with the selected fields; `meta` names those that go below `meta`.

    Raises `BadParameter` where the selection asks for parts that a field does not have.
    """

    def __init__(
        self,
        model: type[Model],
        fields: Sequence[APIField],
        *,
        meta: Iterable[str],
        selection: Selection,
        output: Output,
    ) -> None:
        by_name = {field.name: field for field in fields}
        self.output = output
        self.projections: dict[str, Projection] = {
            name: projection_of(config, _schema(by_name[name], model), name=name)
            for name, config in selection.inside.items()
        }
        meta_names = set(meta)
        chosen = [_delivery_field(by_name[name]) for name in selection.names]
        self.meta_fields = [field for field in chosen if field.name in meta_names]
        self.body_fields = [field for field in chosen if field.name not in meta_names]

    def unread_columns(self, model: type[Model]) -> list[str]:
        """Return the columns that no selected field reads and that are better left alone.

        StreamFields are the largest columns. `last_published_at` is another one after every publication: an
        answer that has read it would be made anew for nothing.
        """
        fields = (*self.meta_fields, *self.body_fields)
        read = {name for field in fields for name in field.streams}
        return [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, StreamField) or field.name == "last_published_at"
            if field.name not in read
        ]

    def write_all(self, instances: Sequence[Model]) -> list[dict[str, Any]]:
        """Return the documents of `instances`, in order."""
        collectors = [
            field.collect for field in (*self.meta_fields, *self.body_fields) if field.collect is not None
        ]
        for instance in instances:
            for collect in collectors:
                collect(instance, self.output.references)
        self.output.references.load()
        return [self._write(instance) for instance in instances]

    def write(self, instance: Model) -> dict[str, Any]:
        """Return the document of one object."""
        return self.write_all([instance])[0]

    def _write(self, instance: Model) -> dict[str, Any]:
        output = Output(
            references=self.output.references,
            rich_text_format=self.output.rich_text_format,
            locale_code=_locale_code(instance) or self.output.locale_code,
            page_id=instance.pk,
        )
        document: dict[str, Any] = {}
        body = self._values(self.body_fields, instance, output)
        if "id" in body:
            document["id"] = body.pop("id")
        meta = self._values(self.meta_fields, instance, output)
        if meta:
            document["meta"] = meta
        return {**document, **body}

    def _values(self, fields: list[DeliveryField], instance: Model, output: Output) -> dict[str, Any]:
        values = {field.name: field.represent(instance, output) for field in fields}
        for name in self.projections.keys() & values.keys():
            values[name] = self.projections[name].of(values[name])
        return values


def json_value(value: Any) -> Any:
    """Return a column's value as JSON shows it: dates in ISO 8601 (UTC as `Z`), exact numbers as strings."""
    if isinstance(value, datetime.datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (decimal.Decimal, uuid.UUID)):
        return str(value)
    return value


def _schema(field: APIField, model: type[Model]) -> JsonSchema:
    """Return what a field writes; nothing is known of the inside of one that does not say it."""
    try:
        return schema_of_field(field, model)
    except NoSchemaError:
        return {}


def _delivery_field(field: APIField) -> DeliveryField:
    """Return the field itself, or one that shows the plain column or attribute of that name."""
    if isinstance(field, DeliveryField):
        return field
    name = field.name

    def represent(instance: Model, output: Output) -> Any:
        value = getattr(instance, name)
        return value.name if isinstance(value, FileField.attr_class) else json_value(value)

    return DeliveryField(name, represent)


def _locale_code(instance: Any) -> str | None:
    return instance.locale.language_code if getattr(instance, "locale_id", None) else None
