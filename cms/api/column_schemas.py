"""What the fields of documents look like in the API: as they say, or as their plain column implies.

Columns are written by `cms.api.documents.json_value`.
"""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.encoding import force_str
from wagtail.api import APIField

from cms.core.api_fields import DeliveryField, NoSchemaError
from cms.core.json_schema import JsonSchema, boolean, integer, nullable, number, text

# The first that fits; an e-mail or web address that may be empty has no format that would hold.
_BY_TYPE: Final[tuple[tuple[type[models.Field[Any, Any]], JsonSchema], ...]] = (
    (models.BooleanField, boolean()),
    (models.PositiveIntegerField, integer(minimum=0)),
    (models.PositiveSmallIntegerField, integer(minimum=0)),
    (models.PositiveBigIntegerField, integer(minimum=0)),
    (models.AutoField, integer(minimum=0)),
    (models.BigAutoField, integer(minimum=0)),
    (models.IntegerField, integer()),
    (models.FloatField, number()),
    (models.DecimalField, text(pattern=r"^-?[0-9]+(\.[0-9]+)?$")),
    (models.DateTimeField, text(format="date-time")),
    (models.DateField, text(format="date")),
    (models.TimeField, text(format="time")),
    (models.UUIDField, text(format="uuid")),
    (models.FileField, text("The name of the file in the storage.")),
    (models.TextField, text()),
    (models.CharField, text()),
)


def schema_of_field(field: APIField, model: type[models.Model]) -> JsonSchema:
    """Return what a field of the documents of `model` writes, columns included; raises `NoSchemaError`."""
    if isinstance(field, DeliveryField):
        return field.schema_for(model)
    try:
        column = model._meta.get_field(field.name)
    except FieldDoesNotExist as error:
        raise NoSchemaError(f"{model._meta.label} has no column {field.name}") from error
    return schema_of_column(column)


def schema_of_column(field: Any) -> JsonSchema:
    """Return what the API writes for a column; raises `NoSchemaError` for one that it cannot write as it is.

    A field class of ours says it itself (`json_schema()`); relations need a field that writes a card.
    """
    schema = _of_type(field)
    schema = _with_choices(schema, field)
    if isinstance(field, models.CharField) and "enum" not in schema and "pattern" not in schema:
        schema = _with_length(schema, field)
    if field.null:
        schema = nullable(schema)
    explanation = force_str(getattr(field, "help_text", ""))
    return {**schema, "description": explanation} if explanation and "description" not in schema else schema


def _of_type(field: Any) -> JsonSchema:
    if hasattr(field, "json_schema"):
        described: JsonSchema = field.json_schema()
        return described
    while isinstance(field, models.OneToOneField) and field.primary_key:
        field = field.target_field
    for kind, schema in _BY_TYPE:
        if isinstance(field, kind):
            return schema
    raise NoSchemaError(f"{field} is no column that the API can write as it is")


def _with_choices(schema: JsonSchema, field: Any) -> JsonSchema:
    choices = [choice for choice, _label in getattr(field, "flatchoices", ())]
    if not choices or "enum" in schema:
        return schema
    blank = [""] if field.blank and schema["type"] == "string" else []
    return {**schema, "enum": list(dict.fromkeys([*blank, *choices]))}


def _with_length(schema: JsonSchema, field: Any) -> JsonSchema:
    is_required = not field.blank and not field.null and not field.has_default()
    length = {"maxLength": field.max_length} if field.max_length else {}
    web_address = {"format": "uri"} if is_required and isinstance(field, models.URLField) else {}
    return {**schema, **length, **web_address}
