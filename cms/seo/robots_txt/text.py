"""The text of a site's robots.txt, and the warning when it blocks what the sitemap lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from cms.core.addresses import locale_prefix
from cms.core.models import SiteSettings
from cms.core.scope import PublicScope
from cms.seo.robots_txt.rules import agents, is_allowed, parsed, sitemaps
from cms.seo.sitemaps.parts import entries_of, listed_parts

SITEMAP: Final = "/sitemap.xml"
# So many addresses of each part are held against the rules.
LOOKED_AT: Final = 200
MOST_SHOWN: Final = 5


@dataclass
class Blocked:
    """What a text keeps a program from: how many addresses of those that were looked at, and the first."""

    agent: str
    count: int = 0
    examples: list[str] = field(default_factory=list)


def written(text: str, scope: PublicScope) -> str:
    """Return what is answered for a text from the settings: it or a safe one, and where the sitemap is."""
    body = text.strip() or default_text()
    missing = scope.site.root_url + SITEMAP
    named = sitemaps(body)
    return f"{body}\n" if named else f"{body}\n\nSitemap: {missing}\n"


def default_text() -> str:
    """Return the text of a site that says nothing itself: all that readers read may be read.

    Left out are the admin, previews, which carry tokens, and the search, which has no end.
    """
    prefixes = dict.fromkeys(locale_prefix(code) for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES)
    paths = ["/admin/", *(f"{prefix}{path}" for prefix in prefixes for path in ("/preview/", "/search/"))]
    return "\n".join(["User-agent: *", *(f"Disallow: {path}" for path in paths)])


def text_of(scope: PublicScope) -> str:
    """Return the robots.txt of a site."""
    rows = SiteSettings.objects.filter(site_id=scope.site.id)
    return written(rows.values_list("robots_txt", flat=True).first() or "", scope)


def blocked(text: str, scope: PublicScope) -> list[Blocked]:
    """Return for each program what the text keeps it from reading of what the sitemap lists.

    The first addresses of every part are looked at: sections and types are blocked as a whole or not.
    """
    groups = parsed(text)
    found = {agent: Blocked(agent) for agent in agents(groups)}
    parts = (islice(entries_of(scope, listed.part), LOOKED_AT) for listed in listed_parts(scope))
    for entry in chain.from_iterable(parts):
        path = urlsplit(entry.url).path
        for agent, said in found.items():
            if not is_allowed(groups, path, agent=agent):
                said.count += 1
                said.examples += [entry.url] if len(said.examples) < MOST_SHOWN else []
    return [said for said in found.values() if said.count]
