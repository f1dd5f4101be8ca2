"""What columns look like in the API, by their kind, and which of them it cannot write."""

import pytest
from django.db import models

from blog.models import ArticlePage
from cms.api.column_schemas import schema_of_column
from cms.core.api_fields import NoSchemaError
from cms.core.fields import PartialDateField, StringListField
from cms.core.json_schema import nullable, one_of

KINDS = [("a", "A"), ("b", "B")]


@pytest.mark.parametrize(
    ("column", "schema"),
    [
        (models.BooleanField(), {"type": "boolean"}),
        (models.PositiveIntegerField(null=True), {"type": ["integer", "null"], "minimum": 0}),
        (models.FloatField(), {"type": "number"}),
        (models.DecimalField(), {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}),
        (models.DateTimeField(null=True), {"type": ["string", "null"], "format": "date-time"}),
        (models.DateField(), {"type": "string", "format": "date"}),
        (models.UUIDField(), {"type": "string", "format": "uuid"}),
        (models.CharField(max_length=9), {"type": "string", "maxLength": 9}),
        (models.TextField(max_length=9), {"type": "string"}),
        (models.URLField(max_length=9), {"type": "string", "maxLength": 9, "format": "uri"}),
        (models.URLField(max_length=9, blank=True), {"type": "string", "maxLength": 9}),
        (models.CharField(max_length=9, choices=KINDS), {"type": "string", "enum": ["a", "b"]}),
        (
            models.CharField(max_length=9, choices=KINDS, blank=True),
            {"type": "string", "enum": ["", "a", "b"]},
        ),
        (
            StringListField(choices=KINDS),
            {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}},
        ),
        (
            models.CharField(max_length=9, help_text="A word."),
            {"type": "string", "maxLength": 9, "description": "A word."},
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, models.Field) else "",
)
def test_a_column_is_described_by_its_kind(column, schema):
    assert schema_of_column(column) == schema


def test_a_field_of_ours_describes_itself():
    assert "2020-01" in schema_of_column(PartialDateField(help_text="For editors."))["description"]


@pytest.mark.parametrize("name", ["hero_image", "topics", "tags", "body"])
def test_what_needs_a_field_of_its_own_is_refused(name):
    with pytest.raises(NoSchemaError, match=name):
        schema_of_column(ArticlePage._meta.get_field(name))


def test_a_choice_that_may_be_unknown_may_be_null():
    assert nullable(one_of(["a"])) == {"type": ["string", "null"], "enum": ["a", None]}
