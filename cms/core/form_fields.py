"""Form fields behind the model fields of `cms.core.fields`: what editors see instead of raw JSON."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cms.core.partial_dates import PartialDateError, parse_partial_date

__all__ = ["ChecklistField", "LinesField", "PartialDateFormField"]


class LinesField(forms.CharField):
    """A text area that shows a list of strings as one entry per line, and reads it back.

    Empty lines, surrounding blanks and repetitions are dropped; the cleaned value is a list of strings.
    """

    widget = AdminAutoHeightTextInput

    def __init__(self, *, maximum_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)
        self.maximum_length = maximum_length

    def prepare_value(self, value: Any) -> Any:
        """Return the text of the text area."""
        return "\n".join(str(item) for item in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the lines."""
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))

    def run_validators(self, value: Any) -> None:
        """Check the lines one by one."""
        for line in value:
            super().run_validators(line)
        check_lengths(value, maximum_length=self.maximum_length)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare lists, not their texts: a browser sends other line ends than we do."""
        return bool(self.to_python(initial) != self.to_python(data))


class ChecklistField(forms.MultipleChoiceField):
    """Check boxes whose cleaned value is a list in the order of the choices."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """Return the ticked values."""
        ticked = super().clean(value)
        return [choice for choice, _label in self.choices if choice in ticked]  # type: ignore[union-attr,misc]


class PartialDateFormField(forms.CharField):
    """A text field that understands "January 2020"; the cleaned value has the stored form, "2020-01"."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["max_length"] = None
        kwargs.setdefault("widget", forms.TextInput(attrs={"placeholder": "2020, 2020-01 or 2020-01-15"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the stored form; raises a ValidationError that says what would be right."""
        text = super().to_python(value)
        if not text:
            return text
        try:
            return parse_partial_date(text)
        except PartialDateError as error:
            raise ValidationError(str(error), code="invalid") from error


def check_lengths(items: list[str], *, maximum_length: int | None) -> None:
    """Raise a ValidationError that names the first entry that is too long."""
    too_long = [item for item in items if maximum_length and len(item) > maximum_length]
    if too_long:
        sentence = (
            f"“{too_long[0][:40]}…” has {len(too_long[0])} characters; an entry may have {maximum_length}. "
            "Write one entry per line."
        )
        raise ValidationError(sentence, code="max_length")
