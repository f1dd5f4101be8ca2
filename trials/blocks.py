"""A list of trials in a body: chosen ones in order, then those that a saved query finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.core import json_schema as schema
from cms.core.blocks.base import ApiStructBlock, Json, JsonSchema, Raw
from cms.core.blocks.fields import LineBlock, OptionBlock
from cms.core.blocks.help_texts import GROUP_FACTS
from cms.core.blocks.raw import as_choice, as_dict, as_key, as_text, items_of
from trials import help_texts
from trials.enums import OverallStatus, TrialListLayout
from trials.querysets import DEFAULT_MAXIMUM, LARGEST_MAXIMUM, TrialQuery
from trials.schemas import SAMPLE_CARD, TRIAL_CARD, TRIAL_QUERY
from trials.variations import TRIAL_LIST

if TYPE_CHECKING:
    from cms.core.output import Output
    from cms.core.references import References

__all__ = ["TrialListBlock"]

# The enumeration makes a new list of them each time.
_LAYOUTS = TrialListLayout.values


class TrialQueryBlock(blocks.StructBlock):
    """What to look for; everything that is filled in must hold."""

    condition = LineBlock(label="Condition", help_text=help_texts.QUERY_CONDITION)
    intervention = LineBlock(label="Treatment", help_text=help_texts.QUERY_INTERVENTION)
    statuses = blocks.MultipleChoiceBlock(
        required=False,
        choices=OverallStatus.choices,
        widget=forms.CheckboxSelectMultiple,
        default=[],
        label="Status",
        help_text=help_texts.QUERY_STATUSES,
    )
    country = LineBlock(label="Country", help_text=help_texts.QUERY_COUNTRY)
    maximum = blocks.IntegerBlock(
        required=False,
        default=DEFAULT_MAXIMUM,
        min_value=1,
        max_value=LARGEST_MAXIMUM,
        label="At most",
        help_text=help_texts.QUERY_MAXIMUM,
    )

    class Meta:
        icon = "search"
        collapsed = True

    def to_python(self, value: Raw) -> blocks.StructValue:
        """Read a stored query; whatever is malformed reads as not asked for."""
        return super().to_python(_stored_query(value))

    def bulk_to_python(self, values: Any) -> list[blocks.StructValue]:
        """Read many stored queries."""
        return super().bulk_to_python([_stored_query(value) for value in values])


class TrialListBlock(ApiStructBlock):
    """Trials chosen by the editor, then trials found by what they study, none twice."""

    title = LineBlock(label="Title", help_text=help_texts.TRIAL_LIST_TITLE)
    layout = OptionBlock(
        choices=TrialListLayout.choices,
        default=TrialListLayout.FULL.value,
        label="Show as",
        help_text=help_texts.TRIAL_LIST_LAYOUT,
    )
    trials = blocks.ListBlock(
        SnippetChooserBlock("trials.Trial", label="Trial"),
        default=[],
        label="Chosen trials",
        help_text=help_texts.TRIAL_LIST_TRIALS,
    )
    query = TrialQueryBlock(label="Find trials", help_text=help_texts.TRIAL_LIST_QUERY)

    sample = {
        "title": "Trials that are looking for patients",
        "layout": TrialListLayout.FULL.value,
        "trials": [{"type": "item", "value": 1, "id": "1"}],
        "query": {
            "condition": "knee osteoarthritis",
            "intervention": "stem cell",
            "statuses": [OverallStatus.RECRUITING.value],
            "country": "Malaysia",
            "maximum": 5,
        },
    }
    sample_references = {"trial": SAMPLE_CARD, "trial_query": []}
    variations = TRIAL_LIST

    class Meta:
        icon = "clipboard-list"
        label = "Clinical trials"
        group = GROUP_FACTS
        description = help_texts.TRIAL_LIST
        label_format = "{title}"
        sample_template = "trials/block_previews/trial_list.html"

    def problems(self, value: blocks.StructValue) -> dict[str, str | ValidationError]:
        """Refuse a list that can only be empty, and a trial that is chosen twice."""
        chosen = [trial.pk for trial in value["trials"] if trial is not None]
        query = TrialQuery.from_raw(value["query"])
        if not chosen and query is None:
            sentence = ValidationError(help_texts.TRIAL_LIST_MISSING)
            return {"trials": ListBlockValidationError(non_block_errors=[sentence])}
        twice = {
            index: ValidationError(help_texts.TRIAL_LIST_TWICE)
            for index, key in enumerate(chosen)
            if key in chosen[:index]
        }
        return {"trials": ListBlockValidationError(block_errors=twice)} if twice else {}

    def collect(self, value: Raw, references: References) -> None:
        """Name the chosen trials and the saved query."""
        references.want_all("trial", _chosen(value))
        references.want("trial_query", TrialQuery.from_raw(as_dict(value).get("query")))

    def represent(self, value: Raw, output: Output) -> Json:
        """Return the cards of the chosen trials, then of those found; what is not live is not there."""
        raw = as_dict(value)
        query = TrialQuery.from_raw(raw.get("query"))
        found = output.references.get("trial_query", query) or []
        return {
            "title": as_text(raw.get("title")),
            "layout": as_choice(raw.get("layout"), _LAYOUTS, default=TrialListLayout.FULL.value),
            "trials": output.references.get_all("trial", [*_chosen(value), *found]),
            "query": query.as_json() if query else None,
        }

    def json_schema(self) -> JsonSchema:
        """Describe a list of trials."""
        return schema.object_of(
            {
                "title": schema.text("May be empty."),
                "layout": schema.one_of(TrialListLayout.values),
                "trials": schema.array_of(TRIAL_CARD, "May be empty."),
                "query": schema.nullable(TRIAL_QUERY),
            }
        )

    def plain_text(self, value: Raw) -> str:
        """Return the title."""
        return as_text(as_dict(value).get("title"))


def _chosen(value: Raw) -> list[int]:
    keys = (as_key(item) for item in items_of(as_dict(value).get("trials")))
    return [key for key in keys if key is not None]


def _stored_query(value: Raw) -> Raw:
    query = TrialQuery.from_raw(value)
    return query.as_json() if query else {}
