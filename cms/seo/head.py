"""The head of a page: title, description, canonical address, robots and Open Graph, fallbacks resolved.

The fallbacks, in order: title for search engines, title; description for search engines, summary; title
and description for social networks, those for search engines; picture for social networks, the page's
own picture (its card's), the site's default picture.
"""

from __future__ import annotations

from typing import Any

from cms.core.api_fields import DeliveryField
from cms.core.json_schema import address, nullable, object_of, one_of, text
from cms.core.output import Output
from cms.core.references import References
from cms.core.shapes import IMAGE, LOCALE

_ROBOTS = [f"{index}, {follow}" for index in ("index", "noindex") for follow in ("follow", "nofollow")]

OPEN_GRAPH = object_of(
    {
        "title": text(),
        "description": text("May be empty."),
        "type": text("`article`, `website` and so on, as the Open Graph protocol names them."),
        "url": address("Where readers find the page."),
        "image": nullable(IMAGE),
        "locale": LOCALE,
        "site_name": text("May be empty."),
    },
    "What social networks show.",
)
SEO = object_of(
    {
        "title": text("For `<title>`."),
        "description": text("For search engines; may be empty."),
        "canonical": nullable(address("Null where search engines should stay away.")),
        "robots": one_of(_ROBOTS, "The value of the robots meta element."),
        "open_graph": OPEN_GRAPH,
    },
    "What belongs into `<head>`, defaults filled in.",
)


def seo_field() -> DeliveryField:
    """Return the computed field `seo` of every page."""
    return DeliveryField("seo", _represent, collect=_collect, schema=SEO)


def robots(*, noindex: bool, nofollow: bool) -> str:
    """Return the value of the robots meta element."""
    return f"{'noindex' if noindex else 'index'}, {'nofollow' if nofollow else 'follow'}"


def _summary(page: Any) -> str:
    return page.search_description or getattr(page, "summary", "")


def _image_ids(page: Any, references: References) -> list[int | None]:
    """Return the candidates for the social picture, the best first."""
    own = getattr(page, "hero_image_id", None)
    return [page.social_image_id, own, references.scope.site.default_social_image_id]


def _collect(page: Any, references: References) -> None:
    references.want_all("image", _image_ids(page, references))


def _represent(page: Any, output: Output) -> dict[str, Any]:
    references = output.references
    title = page.seo_title or page.title
    address = references.scope.page_url(path=page.path or "", url_path=page.url_path or "")
    image = next(iter(references.get_all("image", _image_ids(page, references))), None)
    return {
        "title": title,
        "description": _summary(page),
        # A page that search engines must not show names no canonical address.
        "canonical": None if page.robots_noindex else (page.canonical_url or address),
        "robots": robots(noindex=page.robots_noindex, nofollow=page.robots_nofollow),
        "open_graph": {
            "title": page.social_title or title,
            "description": page.social_description or _summary(page),
            "type": getattr(page, "open_graph_type", "website"),
            "url": address,
            "image": image,
            "locale": output.locale_code,
            "site_name": references.scope.site.name,
        },
    }
