"""The fields of a trial's document: its columns, and the editor's summaries."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from wagtail.api import APIField

from cms.core.api_fields import DeliveryField
from cms.core.json_schema import array_of, object_of, text
from cms.core.output import Output
from cms.core.references import References
from cms.core.shapes import LOCALE
from trials.serializers import COLUMN_FIELDS, TrialSummaryValue, summary_in


def summaries_of(trial: Any, references: References) -> dict[str, str]:
    """Return {language code: text}; a draft's summaries lie in memory, a saved trial's are references."""
    if _in_memory(trial):
        return {summary.locale.language_code: summary.text for summary in trial.summaries.all()}
    return references.get("trial_summaries", trial.pk) or {}


def _in_memory(trial: Any) -> bool:
    return trial.pk is None or "summaries" in getattr(trial, "_cluster_related_objects", {})


def collect_summaries(trial: Any, references: References) -> None:
    """Say that the summaries of a trial are needed."""
    if not _in_memory(trial):
        references.want("trial_summaries", trial.pk)


def represent_summary(trial: Any, output: Output) -> str:
    """Return the summary in the language of the answer, else in the default one, else ""."""
    summaries = summaries_of(trial, output.references)
    return summary_in(summaries, locale_code=output.locale_code, default_code=settings.LANGUAGE_CODE)


def _represent_summaries(trial: Any, output: Output) -> list[TrialSummaryValue]:
    summaries = summaries_of(trial, output.references)
    return [{"locale": code, "text": text} for code, text in summaries.items()]


TRIAL_API_FIELDS: Final = [
    DeliveryField("title", lambda trial, output: trial.title, schema=text("The same as `brief_title`.")),
    *(APIField(name) for name in COLUMN_FIELDS),
    DeliveryField(
        "summary",
        represent_summary,
        collect=collect_summaries,
        schema=text("The editor's, in the language asked for or the default one, or empty."),
    ),
    DeliveryField(
        "summaries",
        _represent_summaries,
        collect=collect_summaries,
        schema=array_of(object_of({"locale": LOCALE, "text": text()}), "The editor's, by language."),
    ),
]
