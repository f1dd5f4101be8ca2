"""What the home page's document shows beyond its columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from cms.core.api_fields import DeliveryField
from cms.core.json_schema import array_of, nullable
from cms.core.output import Output
from cms.core.references import References, register_reference_kind
from cms.core.shapes import CARD, LINK


def featured_field() -> DeliveryField:
    """Return the field `featured`: cards of the pages shown first, in order."""
    schema = array_of(CARD, "The pages shown first, in the editor's order.")
    return DeliveryField("featured", _featured, collect=_collect_featured, schema=schema)


def hero_link_field() -> DeliveryField:
    """Return the field `hero_link`: the button, or None when it leads nowhere."""
    return DeliveryField("hero_link", _hero_link, collect=_collect_hero_link, schema=nullable(LINK))


def _in_memory(home: Any) -> bool:
    return home.pk is None or "featured_links" in getattr(home, "_cluster_related_objects", {})


def _featured_ids(home: Any, references: References) -> list[int]:
    if _in_memory(home):
        return [link.page_id for link in home.featured_links.all()]
    return references.get("featured_links", home.pk) or []


def _collect_featured(home: Any, references: References) -> None:
    if not _in_memory(home):
        references.want("featured_links", home.pk)


def _featured(home: Any, output: Output) -> list[dict[str, Any]]:
    return output.references.get_all("page", _featured_ids(home, output.references))


def _collect_hero_link(home: Any, references: References) -> None:
    references.want("page", home.hero_link_page_id)


def _hero_link(home: Any, output: Output) -> dict[str, Any] | None:
    page = output.references.get("page", home.hero_link_page_id)
    # A page that is gone must not turn into another link.
    url = home.hero_link_url if home.hero_link_page_id is None else page and page["url"]
    if not url:
        return None
    text = home.hero_link_text or (page["title"] if page else url)
    return {"text": text, "url": url, "page": page, "external": page is None}


def _load_featured(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    from home.models import FeaturedPage

    grouped: dict[int, list[int]] = defaultdict(list)
    rows = FeaturedPage.objects.filter(home_page_id__in=keys).order_by("sort_order", "pk")
    for home_page_id, page_id in rows.values_list("home_page_id", "page_id"):
        references.want("page", page_id)
        grouped[home_page_id].append(page_id)
    return grouped


def register() -> None:
    """Register the home page's relation as a reference kind."""
    register_reference_kind("featured_links", order=5, load=_load_featured)
