"""The fields inside body blocks. Each says in its own sentence what is missing or malformed.

None of these checks stops a draft: Wagtail sets `is_deferred_validation` on every block while it saves one.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.rich_text import RichText

from cms.core.blocks import help_texts
from cms.core.blocks.raw import as_choice, as_date, as_link_address, as_text, as_web_address
from cms.core.rich_text import has_words

__all__ = [
    "INLINE_FEATURES",
    "PROSE_FEATURES",
    "AmountBlock",
    "DayBlock",
    "LineBlock",
    "LinkAddressBlock",
    "OptionBlock",
    "PageBlock",
    "ProseBlock",
    "TextAreaBlock",
    "WebAddressBlock",
    "is_blank",
]

INLINE_FEATURES = ["bold", "italic", "link", "document-link", "superscript", "subscript"]
PROSE_FEATURES = [*INLINE_FEATURES, "ol", "ul"]


def is_blank(value: RichText | str | None) -> bool:
    """Tell whether rich text has no words; the editor stores an empty paragraph where nothing was written."""
    source = value.source if isinstance(value, RichText) else value
    return not has_words(source)


class LineBlock(blocks.CharBlock):
    """One line of text. `missing` is the sentence for a line that must be there and is not."""

    def __init__(self, *, missing: str = "", **kwargs: Any) -> None:
        super().__init__(required=bool(missing), **kwargs)
        if missing:
            self.field.error_messages["required"] = missing

    def to_python(self, value: Any) -> str:
        """Read a stored value of any type as text."""
        return as_text(value)

    def clean(self, value: Any) -> str:
        """Strip white space."""
        return super().clean(value).strip()


class TextAreaBlock(blocks.TextBlock):
    """Several lines of plain text, with the sentence for when it is `missing`."""

    def __init__(self, *, missing: str = "", **kwargs: Any) -> None:
        super().__init__(required=bool(missing), **kwargs)
        if missing:
            self.field.error_messages["required"] = missing

    def to_python(self, value: Any) -> str:
        """Read a stored value of any type as text."""
        return as_text(value)


class ProseBlock(blocks.RichTextBlock):
    """Rich text, with the sentence for when it is `missing`."""

    def __init__(self, *, missing: str = "", features: list[str] | None = None, **kwargs: Any) -> None:
        self.missing = missing
        super().__init__(required=bool(missing), features=features or PROSE_FEATURES, **kwargs)

    @cached_property
    def field(self) -> Any:
        """Give the form field our sentence; Wagtail makes it late because the editor needs the apps."""
        field = blocks.RichTextBlock.field.func(self)
        if self.missing:
            field.error_messages["required"] = self.missing
        return field

    def to_python(self, value: Any) -> RichText:
        """Read a stored value; what is not text reads as nothing."""
        return RichText(value if isinstance(value, str) else "")

    def clean(self, value: RichText) -> RichText:
        """Refuse markup without words where words must be."""
        cleaned: RichText = super().clean(value)
        if self.missing and not self.is_deferred_validation and is_blank(cleaned):
            raise ValidationError(self.missing)
        return cleaned


class PageBlock(blocks.PageChooserBlock):
    """A page of this site that must be chosen, with the sentence for when it is `missing`."""

    def __init__(self, page_type: str, *, missing: str, **kwargs: Any) -> None:
        self.missing = missing
        super().__init__(page_type, **kwargs)

    @cached_property
    def field(self) -> Any:
        """Give the form field our sentence; Wagtail makes it late because it needs the models."""
        field = blocks.ChooserBlock.field.func(self)
        field.error_messages["required"] = self.missing
        return field


class WebAddressBlock(LineBlock):
    """An http or https address, kept as text so that a half-typed one does not stop a draft."""

    malformed = help_texts.ADDRESS_MALFORMED

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(search_index=False, **kwargs)

    def is_valid(self, address: str) -> bool:
        """Tell whether a reader can safely follow this address."""
        return bool(as_web_address(address))

    def clean(self, value: Any) -> str:
        """Refuse what is no address, script and data addresses among them."""
        cleaned = super().clean(value)
        if cleaned and not self.is_deferred_validation and not self.is_valid(cleaned):
            raise ValidationError(self.malformed.format(address=cleaned))
        return cleaned


class LinkAddressBlock(WebAddressBlock):
    """Anything that a link can lead to: web, this site, this page, e-mail, telephone."""

    malformed = help_texts.LINK_ADDRESS_MALFORMED

    def is_valid(self, address: str) -> bool:
        """Tell whether a reader can safely follow this address."""
        return bool(as_link_address(address))


class AmountBlock(blocks.DecimalBlock):
    """A decimal number, stored as text so that no digit is lost."""

    def to_python(self, value: Any) -> Decimal | None:
        """Read a stored number; what is none reads as nothing."""
        try:
            number = Decimal(as_text(value))
        except InvalidOperation:
            return None
        return number if number.is_finite() else None


class DayBlock(blocks.DateBlock):
    """A calendar day."""

    def to_python(self, value: Any) -> Any:
        """Read a stored day; what is none reads as nothing."""
        return super().to_python(as_date(value))


class OptionBlock(blocks.ChoiceBlock):
    """One of a few options with a default, which also stands in for stored values that no longer exist."""

    def __init__(self, *, choices: list[tuple[str, str]], default: str, **kwargs: Any) -> None:
        # Nobody searches an article for the label of an option.
        super().__init__(choices=choices, default=default, search_index=False, **kwargs)
        self._values = frozenset(value for value, _label in choices)
        self._fallback = default

    def to_python(self, value: Any) -> str:
        """Read a stored option."""
        return as_choice(value, self._values, default=self._fallback)
