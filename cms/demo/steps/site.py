"""The publisher's settings and the redirects from the old blog's addresses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from wagtail.contrib.redirects.models import Redirect

from cms.core.models import SiteSettings
from cms.demo.body import stable_id
from cms.demo.content import ARTICLES, site
from cms.demo.registry import step
from cms.demo.steps import keys
from cms.redirects.enums import Match, Status
from cms.redirects.models import set_rule


@step("Site settings")
def fill_settings() -> int:
    """Fill the settings of the default site if nobody has."""
    settings = SiteSettings.for_site(keys.default_site())
    if settings.organisation_name or len(settings.navigation) or settings.footer_text:
        return 0
    for name, value in site.ORGANISATION.items():
        setattr(settings, name, value)
    settings.logo = keys.picture(site.LOGO)
    settings.default_social_image = keys.picture(site.SOCIAL_IMAGE)
    settings.navigation = json.dumps(_stream("item", [_menu_entry(*entry) for entry in site.NAVIGATION]))
    settings.footer_text = site.FOOTER_TEXT
    settings.footer_links = json.dumps(_stream("link", [_entry(link) for link in site.FOOTER_LINKS]))
    languages = {"": site.DISCLAIMERS, "ms": site.MALAY_DISCLAIMERS}
    disclaimers = [
        {"key": key, "language": language, "text": text}
        for language, texts in languages.items()
        for key, text in texts.items()
    ]
    settings.disclaimers = json.dumps(_stream("disclaimer", disclaimers))
    settings.language_texts = json.dumps(_stream("texts", [{"language": "ms", **site.MALAY_TEXTS}]))
    settings.full_clean()
    settings.save()
    return 1


@step("Redirects")
def create_redirects() -> int:
    """Let the addresses of the old blog lead to what answers them today."""
    old_articles = [(path, article.slug) for article in ARTICLES for path in article.old_paths]
    single = sum(_create_redirect(path, target) for path, target in [*old_articles, *site.REDIRECTS])
    section = _create_redirect(*site.MOVED_SECTION, match=Match.PREFIX)
    return single + section + _create_redirect(site.REMOVED, None, status=Status.GONE)


def _create_redirect(
    path: str,
    target: str | None,
    *,
    status: Status = Status.MOVED_PERMANENTLY,
    match: Match = Match.EXACT,
) -> int:
    """Let a path lead to a page (by its key) or a path, or be gone; return how many redirects that made."""
    is_page = target is not None and not target.startswith("/")
    page = keys.page(target) if target and is_page else None
    if is_page and page is None:
        return 0
    redirect, created = Redirect.objects.get_or_create(
        old_path=Redirect.normalise_path(path),
        site=None,
        defaults={"redirect_page": page, "redirect_link": "" if page else target or "", "is_permanent": True},
    )
    if created:
        set_rule(redirect, status=status, match=match)
    return int(created)


def _menu_entry(entry: site.Entry, children: Sequence[site.Entry]) -> dict[str, Any]:
    below = [
        {"type": "item", "value": _entry(child), "id": stable_id("menu", entry[0], child[0])}
        for child in children
    ]
    return {**_entry(entry), "children": below}


def _entry(entry: site.Entry) -> dict[str, Any]:
    label, key, url = entry
    page = keys.page(key) if key else None
    words = site.MALAY.get(label)
    value = {"language": "ms", "label": words, "url": ""}
    labels = [{"type": "item", "value": value, "id": stable_id("malay", label)}] if words else []
    return {"label": label, "page": page and page.pk, "url": url, "labels": labels}


def _stream(block: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    return [
        {"type": block, "value": value, "id": stable_id(block, index)} for index, value in enumerate(values)
    ]
