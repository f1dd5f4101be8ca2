"""`/api/v2/site/`: what belongs to the whole site, for one request when a front end starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cms.api.json_views import json_view
from cms.api.parameters import asked_format, asked_locale
from cms.api.scope import scope_of
from cms.core.addresses import locale_prefix
from cms.core.blocks import navigation
from cms.core.blocks.raw import as_dict, as_text
from cms.core.models import SiteSettings
from cms.core.output import Output
from cms.core.references import References
from cms.core.rich_text import collect_links
from cms.core.scope import PublicScope


@json_view(parameters=frozenset({"site", "rich_text_format", "locale", "explain"}))
def site_view(request: HttpRequest) -> dict[str, Any]:
    """Return organisation, navigation, footer, disclaimers and languages of a site."""
    # Nothing of a site depends on its language yet, and a bad one is refused everywhere.
    asked_locale(request)
    return site_document(scope_of(request), rich_text_format=asked_format(request))


def site_document(scope: PublicScope, *, rich_text_format: str = Output.rich_text_format) -> dict[str, Any]:
    """Return the site document; a site without settings has empty ones."""
    # Not `for_site`, which would create the row during a GET.
    record = SiteSettings.objects.filter(site_id=scope.site.id).first() or SiteSettings(site_id=scope.site.id)
    references = References(scope)
    streams = {name: list(getattr(record, name).raw_data) for name in ("navigation", "footer_links")}
    disclaimers = [as_dict(item.get("value")) for item in map(as_dict, record.disclaimers.raw_data)]
    for items in streams.values():
        navigation.collect_links(items, references)
    for text in (record.footer_text, *(item.get("text") for item in disclaimers)):
        collect_links(text, references)
    references.want_all("image", (record.logo_id, record.default_social_image_id))
    references.load()
    return _document(
        scope, record, streams, disclaimers, Output(references=references, rich_text_format=rich_text_format)
    )


def _document(
    scope: PublicScope,
    record: SiteSettings,
    streams: dict[str, list[Any]],
    disclaimers: list[dict[str, Any]],
    output: Output,
) -> dict[str, Any]:
    references = output.references
    logo = references.get("image", record.logo_id)
    return {
        "name": scope.site.name,
        "root_url": scope.site.root_url,
        "organisation": {
            "name": record.organisation_name or scope.site.name,
            "description": record.organisation_description,
            "profiles": [line.strip() for line in record.organisation_profiles.splitlines() if line.strip()],
            "contact_email": record.contact_email,
        },
        "logo": logo,
        "default_social_image": references.get("image", record.default_social_image_id),
        "navigation": navigation.represent_menu(streams["navigation"], references),
        "footer": {
            "text": output.rich_text(record.footer_text),
            "links": navigation.represent_links(streams["footer_links"], references),
        },
        "disclaimers": [
            {"key": as_text(item.get("key")), "text": output.rich_text(as_text(item.get("text")))}
            for item in disclaimers
        ],
        "locales": [
            {
                "code": root.locale_code,
                "name": dict(settings.WAGTAIL_CONTENT_LANGUAGES).get(root.locale_code, root.locale_code),
                "root_url": f"{scope.site.root_url}{locale_prefix(root.locale_code)}/",
            }
            for root in scope.public_roots
        ],
    }
