"""Trials in the sitemap: in the site's main language, and in those in which an editor has summarised them."""

from __future__ import annotations

from django.conf import settings

from cms.core.scope import PublicScope
from cms.seo.sitemaps.parts import register_source
from cms.seo.sitemaps.snippets import Row, snippet_source
from trials.models import Trial, TrialSummary
from trials.serializers import address_key


def _addresses(scope: PublicScope, rows: list[Row]) -> dict[int, list[tuple[str, str]]]:
    told: dict[int, set[str]] = {row["pk"]: {settings.LANGUAGE_CODE} for row in rows}
    summaries = TrialSummary.objects.filter(trial_id__in=told)
    for trial, code in summaries.values_list("trial_id", "locale__language_code"):
        told[trial].add(code)
    codes = [root.locale_code for root in scope.public_roots]
    return {
        row["pk"]: [(code, _address(scope, row, code)) for code in codes if code in told[row["pk"]]]
        for row in rows
    }


def _address(scope: PublicScope, row: Row, code: str) -> str:
    return scope.snippet_url("trials.Trial", address_key(row["registry_id"], row["slug"]), locale_code=code)


def register() -> None:
    """Add the trials."""
    columns = ("registry_id", "slug")
    register_source(snippet_source("trials", Trial, columns=columns, addresses=_addresses))
