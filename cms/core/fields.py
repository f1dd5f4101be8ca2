"""Model fields of the core: lists of short strings, and dates that are known to the year, month or day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import GreaterThan, LessThan, LessThanOrEqual
from django.db.models.sql.compiler import SQLCompiler
from wagtail.admin.compare import TextFieldComparison, register_comparison_class

from cms.core.form_fields import ChecklistField, LinesField, PartialDateFormField, check_lengths
from cms.core.json_schema import JsonSchema, array_of, one_of, text
from cms.core.list_lookups import LIST_LOOKUPS
from cms.core.partial_dates import PartialDateError, parse_partial_date

__all__ = ["PARTIAL_DATE", "JSONItemsField", "PartialDateField", "StringListField"]

PARTIAL_DATE: JsonSchema = text(
    "`2020`, `2020-01` or `2020-01-15`; empty where unknown.",
    pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$",
)


class JSONItemsField(models.JSONField):
    """A JSON column that holds a list and can be searched item by item.

    `item_key` names the key that is searched when the items are objects, None when they are strings.
    Look-ups: `includes`, `includes_any`, `mentions` (see `cms.core.list_lookups`).
    """

    item_key: ClassVar[str | None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return a list also for None, which a form may hand in for a list without entries."""
        return [] if value is None else value

    def item_schema(self) -> JsonSchema:
        """Describe one item as the API shows it, which is as it is stored."""
        return text()

    def json_schema(self) -> JsonSchema:
        """Describe the column as the API shows it."""
        return array_of(self.item_schema())

    def items_as_text(self, value: Any) -> list[str]:
        """Return what the look-ups and the search engine see of each item."""
        items = value if isinstance(value, list) else []
        if self.item_key is None:
            return [str(item) for item in items]
        return [str(item.get(self.item_key, "")) for item in items if isinstance(item, dict)]

    def item_labels(self, value: Any) -> list[str]:
        """Return the items as people read them."""
        return self.items_as_text(value)

    def get_searchable_content(self, value: Any) -> str:
        """Return the text that the search engine indexes."""
        return "\n".join(self.items_as_text(value))

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Give the model `get_<name>_display()`, one line of text for lists and the inspect view."""
        super().contribute_to_class(cls, name, private_only)

        def display(instance: models.Model) -> str:
            return ", ".join(self.item_labels(getattr(instance, name)))

        if f"get_{name}_display" not in cls.__dict__:
            setattr(cls, f"get_{name}_display", display)


for _lookup in LIST_LOOKUPS:
    JSONItemsField.register_lookup(_lookup)


class StringListField(JSONItemsField):
    """A list of short strings, such as a trial's conditions; the default is an empty list.

    With `choices` the form shows check boxes, else a text area with one entry per line. Neither the choices
    nor `maximum_length` (of one entry) is part of the column, so they cause no migration.
    """

    description = "A list of short strings"

    def __init__(self, *args: Any, maximum_length: int = 500, **kwargs: Any) -> None:
        self.maximum_length = maximum_length
        # Kept from Django, which would look for the whole list among the choices.
        self.item_choices: Sequence[tuple[str, Any]] = kwargs.pop("choices", None) or ()
        super().__init__(*args, **kwargs)

    def item_schema(self) -> JsonSchema:
        """Describe one entry: one of the choices if there are any."""
        choices = [choice for choice, _label in self.item_choices]
        return one_of(choices) if choices else text(minLength=1, maxLength=self.maximum_length)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Check that this is a list of non-empty strings, each one of the choices if there are any."""
        super().validate(value, model_instance)
        if not isinstance(value, list) or not all(_is_text(item) for item in value):
            raise ValidationError("This must be a list of texts, none of them empty.", code="invalid")
        check_lengths(value, maximum_length=self.maximum_length)
        known = [choice for choice, _label in self.item_choices]
        unknown = [item for item in value if known and item not in known]
        if unknown:
            sentence = f"“{unknown[0]}” is none of the values that are known here: {', '.join(known)}."
            raise ValidationError(sentence, code="invalid_choice")

    def formfield(self, **kwargs: Any) -> Any:
        """Return check boxes for choices, one entry per line otherwise."""
        options: dict[str, Any] = {"form_class": LinesField, "maximum_length": self.maximum_length}
        if self.item_choices:
            options = {"form_class": ChecklistField, "choices": self.item_choices}
        # Past JSONField's own, which insists on a field for JSON text.
        return models.Field.formfield(self, **{**options, "show_hidden_initial": False, **kwargs})

    def item_labels(self, value: Any) -> list[str]:
        """Return the labels of the choices, or the strings themselves."""
        labels = dict(self.item_choices)
        return [str(labels.get(item, item)) for item in self.items_as_text(value)]


class PartialDateField(models.CharField):
    """A date with its precision: the value is a string, "2020", "2020-01" or "2020-01-15", "" for none.

    What people write ("January 2020", "15 January 2020") is understood and stored in that form. Values sort
    as text, by the earliest day that they can mean. `gte` and `lt` compare with the beginning of what is
    asked for, `lte` and `gt` with its end: `start__lte="2020"` finds everything up to the last day of 2020.
    None of them finds an unknown date.
    """

    description = "A date known to the year, the month or the day"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Leave out the length, which is always the same."""
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def json_schema(self) -> JsonSchema:
        """Describe the column as the API shows it."""
        return PARTIAL_DATE

    def to_python(self, value: Any) -> Any:
        """Return the stored form; raises a ValidationError that says what would be right."""
        if value is None or value == "":
            return value
        try:
            return parse_partial_date(value if isinstance(value, date) else str(value))
        except PartialDateError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> Any:
        """Accept dates and written forms in queries and on models; leave to `clean` what cannot be read."""
        try:
            return self.to_python(value)
        except ValidationError:
            return super().get_prep_value(value)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Return a text field that understands written dates."""
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})


class _KnownDate:
    """Leave out rows whose date is unknown: "" sorts below every date."""

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        comparison, parameters = super().as_sql(compiler, connection)  # type: ignore[misc]
        column, column_parameters = self.process_lhs(compiler, connection)  # type: ignore[attr-defined]
        return f"({column} <> '' AND {comparison})", (*column_parameters, *parameters)


class _EndOfPeriod:
    """Compare with the end of the period: no month and no day is 99, so it sorts above all of them."""

    def get_prep_lookup(self) -> Any:
        value = super().get_prep_lookup()  # type: ignore[misc]
        return f"{value}-99" if isinstance(value, str) and 4 <= len(value) < 10 else value


@PartialDateField.register_lookup
class _BeginsBefore(_KnownDate, LessThan):
    """`lt`."""


@PartialDateField.register_lookup
class _BeginsBeforeTheEnd(_KnownDate, _EndOfPeriod, LessThanOrEqual):
    """`lte`."""


@PartialDateField.register_lookup
class _BeginsAfterTheEnd(_EndOfPeriod, GreaterThan):
    """`gt`."""


class _ListComparison(TextFieldComparison):
    """Revisions of lists are compared line by line."""

    def __init__(self, field: JSONItemsField, obj_a: models.Model, obj_b: models.Model) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a = "\n".join(field.item_labels(field.value_from_object(obj_a)))
        self.val_b = "\n".join(field.item_labels(field.value_from_object(obj_b)))


def _is_text(item: Any) -> bool:
    # PostgreSQL stores no NUL in JSON.
    return isinstance(item, str) and bool(item.strip()) and "\x00" not in item


register_comparison_class(JSONItemsField, comparison_class=_ListComparison)
