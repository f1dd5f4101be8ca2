"""The heads of pages, whatever their type.

| Member | Taken from the first of |
|---|---|
| title | `seo_title`, `title` |
| description | `search_description`, `summary` |
| title when shared | `social_title`, then as the title |
| description when shared | `social_description`, then as the description |
| picture | `social_image`, the page's own (`hero_image`), the site's `default_social_image` |
| canonical | `canonical_url`, the page's own address |
| robots | `robots_noindex`, `robots_nofollow`; the nearest `robots_section`, the page's first; the site's |
"""

from __future__ import annotations

from typing import Any

from cms.core.cards import HIDDEN_TRANSLATIONS, PagesAtPaths, TranslationsOf
from cms.core.fallbacks import Step, column, explanation
from cms.core.output import Output
from cms.core.references import References
from cms.core.scope import PublicScope
from cms.seo.head import HeadKind, site_image

_TITLE = (column("seo_title"), column("title"))
_DESCRIPTION = (column("search_description"), column("summary"))


def robots(page: Any, scope: PublicScope) -> str:
    """Return what search engines are asked to do with a page."""
    said = scope.robots_at(page.path or "").value
    if not page.robots_noindex and not page.robots_nofollow:
        return said
    noindex = page.robots_noindex or said.startswith("noindex")
    nofollow = page.robots_nofollow or said.endswith("nofollow")
    return f"{'noindex' if noindex else 'index'}, {'nofollow' if nofollow else 'follow'}"


def _robots(page: Any, output: Output) -> str:
    return robots(page, output.references.scope)


def _robots_steps(page: Any, output: Output) -> dict[str, Any]:
    scope = output.references.scope
    own = robots(page, scope) if page.robots_noindex or page.robots_nofollow else ""
    path = page.path or ""
    sections = [
        ("robots_section" if place == path else f"robots_section of {_place(place, output)}", value)
        for place, value in scope.section_robots
        if path.startswith(place)
    ]
    return explanation(
        "seo.robots",
        [("robots_noindex, robots_nofollow", own), *sections, ("site: robots", scope.site.robots)],
    )


def _place(path: str, output: Output) -> str:
    card = output.references.get("page", PagesAtPaths(path))
    return str(card["url"]) if card else "a page above"


def _address(page: Any, output: Output) -> str | None:
    return output.references.scope.page_url(path=page.path or "", url_path=page.url_path or "")


def _translations(page: Any, output: Output) -> list[tuple[str, str]]:
    """Return this page and its translations, without those that search engines should not show."""
    cards = output.references.get("page", TranslationsOf(page.translation_key)) or []
    hidden = output.references.notes.get(HIDDEN_TRANSLATIONS, ())
    others = [card for card in cards if card["id"] != page.pk and card["id"] not in hidden]
    here = (output.locale_code, _address(page, output) or "")
    return [here, *((card["locale"], card["url"]) for card in others)]


def _collect(page: Any, references: References) -> None:
    references.want("page", TranslationsOf(page.translation_key))


PAGE_HEAD = HeadKind(
    title=_TITLE,
    description=_DESCRIPTION,
    social_title=(column("social_title"), *_TITLE),
    social_description=(column("social_description"), *_DESCRIPTION),
    images=(
        Step("social_image", lambda page, output: page.social_image_id),
        Step("hero_image", lambda page, output: getattr(page, "hero_image_id", None)),
        site_image(),
    ),
    canonical=(column("canonical_url"),),
    address=_address,
    robots=_robots,
    robots_steps=_robots_steps,
    translations=_translations,
    open_graph_type=lambda page: getattr(page, "open_graph_type", "website"),
    collect=_collect,
)
