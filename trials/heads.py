"""The heads of trials.

A trial is the same in all languages but for its summary. It has an address in every language; where no editor
has summarised it, the one in the site's main language is canonical.
"""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings

from cms.core.fallbacks import Step, column
from cms.core.output import Output
from cms.seo.registry import register_head
from cms.seo.snippet_head import cut, snippet_head
from trials.api_fields import collect_summaries, represent_summary, summaries_of


def address(trial: Any, output: Output) -> str:
    """Return where readers find a trial, in the language of the answer."""
    return _address_in(trial, output.locale_code, output)


def _address_in(trial: Any, code: str, output: Output) -> str:
    return output.references.scope.snippet_url("trials.Trial", trial.address_key, locale_code=code)


def _codes(trial: Any, output: Output) -> list[str]:
    """Return the languages in which a trial is told, of those that the site has; always the main one."""
    scope = output.references.scope
    told = {settings.LANGUAGE_CODE, *summaries_of(trial, output.references)}
    return [root.locale_code for root in scope.public_roots if root.locale_code in told]


def _translations(trial: Any, output: Output) -> list[tuple[str, str]]:
    return [(code, _address_in(trial, code, output)) for code in _codes(trial, output)]


def _canonical(trial: Any, output: Output) -> str:
    if output.locale_code in _codes(trial, output):
        return ""
    return _address_in(trial, settings.LANGUAGE_CODE, output)


TRIAL_HEAD: Final = snippet_head(
    title=(column("brief_title"),),
    description=(
        Step("summary", lambda trial, output: cut(represent_summary(trial, output))),
        Step("official_title", lambda trial, output: cut(trial.official_title)),
    ),
    canonical=(Step("its address in the main language", _canonical),),
    address=address,
    translations=_translations,
    collect=collect_summaries,
)


def register() -> None:
    """Say where these heads come from."""
    register_head("trials.Trial", TRIAL_HEAD)
