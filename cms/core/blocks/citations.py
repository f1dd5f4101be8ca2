"""The list of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.core import json_schema as schema
from cms.core.blocks import help_texts
from cms.core.blocks import variations as forms
from cms.core.blocks.base import ApiStructBlock, Json, JsonSchema, Raw
from cms.core.blocks.fields import LineBlock, OptionBlock
from cms.core.blocks.identifiers import MalformedIdentifierError, address_of, normalise
from cms.core.blocks.raw import as_choice, as_dict, as_text, items_of

if TYPE_CHECKING:
    from cms.core.output import Output

__all__ = ["REFERENCE_KINDS", "ReferencesBlock"]

REFERENCE_KINDS = [
    ("doi", "DOI"),
    ("pmid", "PubMed number"),
    ("registry", "Trial registry number"),
    ("url", "Web address"),
]
_KINDS = dict(REFERENCE_KINDS)


class CitationBlock(blocks.StructBlock):
    """One source."""

    citation = LineBlock(
        label="Source",
        help_text=help_texts.REFERENCE_CITATION,
        missing=help_texts.REFERENCE_CITATION_MISSING,
    )
    kind = OptionBlock(
        label="Identified by", choices=REFERENCE_KINDS, default="doi", help_text=help_texts.REFERENCE_KIND
    )
    identifier = LineBlock(
        label="Number or address",
        help_text=help_texts.REFERENCE_IDENTIFIER,
        missing=help_texts.REFERENCE_IDENTIFIER_MISSING,
    )

    class Meta:
        icon = "doc-full"
        label = "Source"
        label_format = "{citation}"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Bring the identifier into its plain form; refuse a malformed one unless this is only a draft."""
        cleaned = super().clean(value)
        try:
            cleaned["identifier"] = normalise(cleaned["kind"], cleaned["identifier"])
        except MalformedIdentifierError as error:
            if not self.is_deferred_validation:
                raise StructBlockValidationError(
                    block_errors={"identifier": ValidationError(str(error))}
                ) from error
        return cleaned


class ReferencesBlock(ApiStructBlock):
    """What the text rests on."""

    items = blocks.ListBlock(CitationBlock(), label="In the order of the text")

    sample = {
        "items": [
            {
                "type": "item",
                "id": "1",
                "value": {
                    "citation": "A sample study of cells for worn knees. Journal of Examples, 2019.",
                    "kind": "doi",
                    "identifier": "10.1000/xyz123",
                },
            },
            {
                "type": "item",
                "id": "2",
                "value": {
                    "citation": "A sample trial, ClinicalTrials.gov.",
                    "kind": "registry",
                    "identifier": "NCT01234567",
                },
            },
        ]
    }
    variations = forms.REFERENCES

    class Meta:
        icon = "list-ol"
        label = "Sources"
        group = help_texts.GROUP_LINKS
        description = help_texts.REFERENCES

    def problems(self, value: blocks.StructValue) -> dict[str, str | ValidationError]:
        """Refuse a list without sources."""
        if len(value["items"]):
            return {}
        error = ListBlockValidationError(non_block_errors=[ValidationError(help_texts.REFERENCES_MISSING)])
        return {"items": error}

    def represent(self, value: Raw, output: Output) -> Json:
        """Return the sources, each with the address that its identifier leads to."""
        sources = []
        for item in items_of(as_dict(value).get("items")):
            raw = as_dict(item)
            citation, identifier = as_text(raw.get("citation")), as_text(raw.get("identifier"))
            if not citation and not identifier:
                continue
            kind = as_choice(raw.get("kind"), _KINDS, default="url")
            url = address_of(kind, identifier)
            sources.append({"citation": citation, "kind": kind, "identifier": identifier, "url": url})
        return sources

    def json_schema(self) -> JsonSchema:
        """Describe a list of sources."""
        return schema.array_of(
            schema.object_of(
                {
                    "citation": schema.text("Plain text."),
                    "kind": schema.one_of([*_KINDS]),
                    "identifier": schema.text("In its plain form, such as `10.1000/xyz123`."),
                    "url": schema.nullable(schema.text("Where it leads; null when it leads nowhere.")),
                }
            )
        )

    def plain_text(self, value: Raw) -> str:
        """Return nothing: sources are looked up, not read through."""
        return ""
