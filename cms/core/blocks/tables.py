"""Tables with typed columns, on Wagtail's own typed table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)

from cms.core import json_schema as schema
from cms.core import shapes
from cms.core.blocks import help_texts
from cms.core.blocks import variations as forms
from cms.core.blocks.base import ApiBlock, Json, JsonSchema, Raw
from cms.core.blocks.fields import INLINE_FEATURES, AmountBlock, LineBlock, ProseBlock
from cms.core.blocks.raw import as_choice, as_dict, as_list, as_number, as_text
from cms.core.rich_text import collect_links, without_tags

if TYPE_CHECKING:
    from cms.core.output import Output
    from cms.core.references import References

__all__ = ["TableBlock"]

COLUMN_TYPES = ("text", "rich_text", "number")


class TableBlock(ApiBlock, TypedTableBlock):
    """Rows and columns; every cell of a column has the column's type."""

    text = LineBlock(label="Words", icon="title")
    rich_text = ProseBlock(label="Formatted text", features=INLINE_FEATURES)
    number = AmountBlock(label="Number", required=False)

    sample = {
        "caption": "Two ways to treat a worn knee",
        "columns": [
            {"type": "text", "heading": "Treatment"},
            {"type": "rich_text", "heading": "What happens"},
            {"type": "number", "heading": "Nights in hospital"},
        ],
        "rows": [
            {"values": ["Injection", "<p>Cells are <b>injected</b> into the joint.</p>", "0"]},
            {"values": ["Replacement", "<p>The joint is <b>replaced</b>.</p>", "3"]},
        ],
    }
    variations = forms.TABLE

    class Meta:
        icon = "table"
        label = "Table"
        group = help_texts.GROUP_FACTS
        description = help_texts.TABLE

    def to_python(self, value: Raw) -> TypedTable:
        """Read a stored table; rows are brought to the length of the header, so that it can be edited."""
        return super().to_python(_squared(value))

    def bulk_to_python(self, values: Any) -> list[TypedTable]:
        """Read several stored tables."""
        return [self.to_python(value) for value in values]

    def clean(self, value: TypedTable) -> TypedTable:
        """Refuse a table without columns, rows or headings, and rows of another length."""
        problems = self._problems(value)
        if problems and not self.is_deferred_validation:
            raise TypedTableBlockValidationError(
                non_block_errors=[ValidationError(problem) for problem in problems]
            )
        for row in value.row_data:
            missing = len(value.columns) - len(row["values"])
            row["values"] = [*row["values"], *([None] * missing)][: len(value.columns)]
        return super().clean(value)

    def _problems(self, table: TypedTable) -> list[str]:
        if not table.columns:
            return [help_texts.TABLE_NO_COLUMNS]
        if not table.row_data:
            return [help_texts.TABLE_NO_ROWS]
        unnamed = [
            help_texts.TABLE_HEADING_MISSING.format(column=index)
            for index, column in enumerate(table.columns, start=1)
            if not as_text(column["heading"])
        ]
        ragged = [
            help_texts.TABLE_RAGGED.format(row=index, found=len(row["values"]), expected=len(table.columns))
            for index, row in enumerate(table.row_data, start=1)
            if len(row["values"]) != len(table.columns)
        ]
        return unnamed + ragged

    def collect(self, value: Raw, references: References) -> None:
        """Name what formatted cells link to."""
        table = _squared(value)
        for row in table["rows"]:
            for column, cell in zip(table["columns"], row["values"], strict=True):
                if column["type"] == "rich_text":
                    collect_links(cell, references)

    def represent(self, value: Raw, output: Output) -> Json:
        """Return caption, columns and rows; every row has a cell for every column."""
        table = _squared(value)
        return {
            "caption": table["caption"],
            "columns": table["columns"],
            "rows": [
                [
                    _cell(column["type"], cell, output)
                    for column, cell in zip(table["columns"], row["values"], strict=True)
                ]
                for row in table["rows"]
            ],
        }

    def json_schema(self) -> JsonSchema:
        """Describe a table."""
        column = schema.object_of({"type": schema.one_of(list(COLUMN_TYPES)), "heading": schema.text()})
        cell = {"anyOf": [shapes.RICH_TEXT, {"type": ["number", "null"]}]}
        return schema.object_of(
            {
                "caption": schema.text("May be empty."),
                "columns": schema.array_of(column),
                "rows": schema.array_of(
                    schema.array_of(cell, "As many cells as there are columns, each of its column's type.")
                ),
            }
        )

    def plain_text(self, value: Raw) -> str:
        """Return the words of caption, headings and cells."""
        table = _squared(value)
        cells = [
            without_tags(cell) if column["type"] == "rich_text" else as_text(cell)
            for row in table["rows"]
            for column, cell in zip(table["columns"], row["values"], strict=True)
        ]
        headings = [column["heading"] for column in table["columns"]]
        return "\n".join(text for text in (table["caption"], *headings, *cells) if text)


def _squared(value: Raw) -> dict[str, Any]:
    """Return a stored table with known column types and as many cells in each row as there are columns."""
    raw = as_dict(value)
    columns = [
        {
            "type": as_choice(column.get("type"), COLUMN_TYPES, default="text"),
            "heading": as_text(column.get("heading")),
        }
        for column in map(as_dict, as_list(raw.get("columns")))
    ]
    rows = []
    for row in as_list(raw.get("rows")):
        cells = as_list(as_dict(row).get("values"))
        cells = [*cells, *([None] * (len(columns) - len(cells)))][: len(columns)]
        rows.append({"values": cells})
    return {"caption": as_text(raw.get("caption")), "columns": columns, "rows": rows}


def _cell(column_type: str, cell: Raw, output: Output) -> Json:
    if column_type == "number":
        return as_number(cell)
    if column_type == "rich_text":
        return output.rich_text(cell if isinstance(cell, str) else "")
    return as_text(cell)
