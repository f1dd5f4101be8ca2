"""What things cost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from cms.core import json_schema as schema
from cms.core.blocks import help_texts
from cms.core.blocks import variations as forms
from cms.core.blocks.base import ApiStructBlock, Json, JsonSchema, Raw
from cms.core.blocks.fields import AmountBlock, DayBlock, LineBlock, OptionBlock, WebAddressBlock
from cms.core.blocks.raw import as_choice, as_date, as_dict, as_number, as_text, as_web_address

if TYPE_CHECKING:
    from cms.core.output import Output

__all__ = ["CURRENCIES", "PriceRangeBlock"]

# ISO 4217: the currencies of the places that our readers come from or travel to.
CURRENCIES = [
    ("MYR", "MYR – Malaysian ringgit"),
    ("SGD", "SGD – Singapore dollar"),
    ("USD", "USD – US dollar"),
    ("EUR", "EUR – Euro"),
    ("GBP", "GBP – Pound sterling"),
    ("AED", "AED – UAE dirham"),
    ("AUD", "AUD – Australian dollar"),
    ("BND", "BND – Brunei dollar"),
    ("CAD", "CAD – Canadian dollar"),
    ("CHF", "CHF – Swiss franc"),
    ("CNY", "CNY – Chinese yuan"),
    ("HKD", "HKD – Hong Kong dollar"),
    ("IDR", "IDR – Indonesian rupiah"),
    ("INR", "INR – Indian rupee"),
    ("JPY", "JPY – Japanese yen"),
    ("KRW", "KRW – South Korean won"),
    ("MXN", "MXN – Mexican peso"),
    ("NZD", "NZD – New Zealand dollar"),
    ("PHP", "PHP – Philippine peso"),
    ("SAR", "SAR – Saudi riyal"),
    ("THB", "THB – Thai baht"),
    ("TRY", "TRY – Turkish lira"),
    ("TWD", "TWD – New Taiwan dollar"),
    ("VND", "VND – Vietnamese dong"),
]
DEFAULT_CURRENCY = "MYR"
_CURRENCIES = dict(CURRENCIES)


class PriceRangeBlock(ApiStructBlock):
    """A price from … to …, with everything that says what it is worth."""

    low = AmountBlock(
        required=False, label="From", help_text=help_texts.PRICE_LOW, max_digits=12, decimal_places=2
    )
    high = AmountBlock(
        required=False, label="To", help_text=help_texts.PRICE_HIGH, max_digits=12, decimal_places=2
    )
    currency = OptionBlock(label="Currency", choices=CURRENCIES, default=DEFAULT_CURRENCY)
    unit = LineBlock(label="For what", help_text=help_texts.PRICE_UNIT)
    place = LineBlock(label="Where", help_text=help_texts.PRICE_PLACE)
    as_of = DayBlock(required=False, label="True on", help_text=help_texts.PRICE_AS_OF)
    source = LineBlock(label="Source", help_text=help_texts.PRICE_SOURCE)
    source_url = WebAddressBlock(label="Address of the source", help_text=help_texts.PRICE_SOURCE_URL)

    sample = {
        "low": "3000",
        "high": "5000",
        "currency": "USD",
        "unit": "per knee",
        "place": "United States",
        "as_of": "2020-08-01",
        "source": "Price list of a clinic",
        "source_url": "https://example.org/prices/",
    }
    variations = forms.PRICE_RANGE

    class Meta:
        icon = "tag"
        label = "Price"
        group = help_texts.GROUP_FACTS
        description = help_texts.PRICE_RANGE
        label_format = "{low}–{high} {currency} {unit}"
        form_layout = [
            "low",
            "high",
            "currency",
            "unit",
            "place",
            "as_of",
            BlockGroup(["source", "source_url"], heading="Where the price comes from", icon="doc-full"),
        ]

    def problems(self, value: blocks.StructValue) -> dict[str, str]:
        """Refuse a price that is missing, negative or the wrong way round."""
        low, high = value.get("low"), value.get("high")
        problems = {
            name: help_texts.PRICE_NEGATIVE
            for name, amount in (("low", low), ("high", high))
            if amount is not None and amount < 0
        }
        if low is None:
            problems["low"] = help_texts.PRICE_MISSING
        elif not problems and high is not None and high < low:
            problems["high"] = help_texts.PRICE_HIGH_BELOW_LOW.format(high=_spelled(high), low=_spelled(low))
        return problems

    def represent(self, value: Raw, output: Output) -> Json:
        """Return the price; amounts are numbers, the day is `YYYY-MM-DD`, null where unknown."""
        raw = as_dict(value)
        return {
            "low": as_number(raw.get("low")),
            "high": as_number(raw.get("high")),
            "currency": as_choice(raw.get("currency"), _CURRENCIES, default=""),
            "unit": as_text(raw.get("unit")),
            "place": as_text(raw.get("place")),
            "as_of": as_date(raw.get("as_of")),
            "source": as_text(raw.get("source")),
            "source_url": as_web_address(raw.get("source_url")),
        }

    def json_schema(self) -> JsonSchema:
        """Describe a price."""
        return schema.object_of(
            {
                "low": schema.nullable(schema.number()),
                "high": schema.nullable(schema.number("Null when there is only one price.")),
                "currency": schema.one_of([*_CURRENCIES, ""], "ISO 4217; empty when unknown."),
                "unit": schema.text("For what one pays it, such as `per knee`."),
                "place": schema.text("Where it holds."),
                "as_of": schema.nullable(schema.text("The day when it was true.", format="date")),
                "source": schema.text("Who names it."),
                "source_url": schema.text("A web address, or empty."),
            }
        )

    def plain_text(self, value: Raw) -> str:
        """Return what a reader would read out."""
        raw = as_dict(value)
        names = ("low", "high", "currency", "unit", "place")
        return " ".join(text for text in (as_text(raw.get(name)) for name in names) if text)


def _spelled(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
