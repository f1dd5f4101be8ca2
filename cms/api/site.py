"""`/api/v2/site/`: what belongs to the whole site, for one request when a front end starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest

from cms.api.json_views import json_view
from cms.api.parameters import asked_format, asked_locale
from cms.api.scope import scope_of
from cms.core.addresses import api_url, locale_prefix
from cms.core.blocks.navigation import SiteLinks, in_language, page_ids, values_of
from cms.core.blocks.raw import as_text
from cms.core.cards import TranslationsOf
from cms.core.models import BasePage, SiteSettings
from cms.core.output import Output
from cms.core.references import References
from cms.core.rich_text import collect_links
from cms.core.scope import PublicScope, SiteRoot


@json_view(parameters=frozenset({"site", "rich_text_format", "locale", "explain"}))
def site_view(request: HttpRequest) -> dict[str, Any]:
    """What a front end needs of a site when it starts: organisation, menu, footer, languages, addresses."""
    return site_document(
        scope_of(request), rich_text_format=asked_format(request), locale_code=asked_locale(request)
    )


def site_document(
    scope: PublicScope,
    *,
    rich_text_format: str = Output.rich_text_format,
    locale_code: str | None = None,
) -> dict[str, Any]:
    """Return the site document in a language, the site's own if none is asked for.

    A site without settings has empty ones.
    """
    # Not `for_site`, which would create the row during a GET.
    record = SiteSettings.objects.filter(site_id=scope.site.id).first() or SiteSettings(site_id=scope.site.id)
    code = locale_code or scope.site.primary_root.locale_code
    output = Output(references=References(scope), rich_text_format=rich_text_format, locale_code=code)
    return _SiteWriter(scope, record, output).document()


class _SiteWriter:
    """Writes one site document: everything it refers to is noted first, then read, then written."""

    def __init__(self, scope: PublicScope, record: SiteSettings, output: Output) -> None:
        self.scope, self.record, self.output = scope, record, output
        self.menu = list(record.navigation.raw_data)
        self.footer_links = list(record.footer_links.raw_data)
        self.disclaimers = _in_language(values_of(list(record.disclaimers.raw_data)), output.locale_code)
        texts = in_language(values_of(list(record.language_texts.raw_data)), output.locale_code)
        self.footer_text = as_text(texts.get("footer_text")) or record.footer_text
        self.description = as_text(texts.get("organisation_description")) or record.organisation_description
        self.links = SiteLinks(
            output.references, locale_code=output.locale_code, translations=self._translations()
        )

    def document(self) -> dict[str, Any]:
        self._collect()
        references, record = self.output.references, self.record
        return {
            "name": self.scope.site.name,
            "root_url": self.scope.site.root_url,
            "api_url": api_url("/api/v2/"),
            "locale": self.output.locale_code,
            "default_locale": self.scope.site.primary_root.locale_code,
            "organisation": {
                "name": record.organisation_name or self.scope.site.name,
                "description": self.description,
                "profiles": [
                    line.strip() for line in record.organisation_profiles.splitlines() if line.strip()
                ],
                "contact_email": record.contact_email,
            },
            "logo": references.get("image", record.logo_id),
            "default_social_image": references.get("image", record.default_social_image_id),
            "navigation": self.links.menu(self.menu),
            "footer": {
                "text": self.output.rich_text(self.footer_text),
                "links": self.links.links(self.footer_links),
            },
            "disclaimers": [
                {"key": key, "text": self.output.rich_text(text)} for key, text in self.disclaimers
            ],
            "locales": [self._locale(root) for root in self.scope.public_roots],
            "url_patterns": dict(settings.READER_URL_PATTERNS),
        }

    def _translations(self) -> dict[int, TranslationsOf]:
        """Return the keys of the translations of linked pages, if another language is asked for."""
        if self.output.locale_code == self.scope.site.primary_root.locale_code:
            return {}
        ids = {*page_ids(self.menu), *page_ids(self.footer_links)}
        rows = BasePage.objects.filter(pk__in=ids).values_list("pk", "translation_key")
        return {page_id: TranslationsOf(key) for page_id, key in rows}

    def _collect(self) -> None:
        references = self.output.references
        for items in (self.menu, self.footer_links):
            self.links.collect(items)
        for text in (self.footer_text, *(text for _key, text in self.disclaimers)):
            collect_links(text, references)
        references.want_all("image", (self.record.logo_id, self.record.default_social_image_id))
        references.load()

    def _locale(self, root: SiteRoot) -> dict[str, Any]:
        code = root.locale_code
        return {
            "code": code,
            "name": dict(settings.WAGTAIL_CONTENT_LANGUAGES).get(code, code),
            "own_name": LANG_INFO.get(code, {}).get("name_local", code),
            "root_url": f"{self.scope.site.root_url}{locale_prefix(code)}/",
        }


def _in_language(notes: list[dict[str, Any]], locale_code: str) -> list[tuple[str, str]]:
    """Return key and text of each standing note once: in this language, else for all."""
    chosen: dict[str, str] = {}
    for note in notes:
        language, key = as_text(note.get("language")), as_text(note.get("key"))
        if language == locale_code or (not language and key not in chosen):
            chosen[key] = as_text(note.get("text"))
    return list(chosen.items())
