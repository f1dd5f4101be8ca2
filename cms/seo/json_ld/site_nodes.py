"""The nodes that are the same on every page of a site: who publishes it, and the site itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from cms.core.addresses import locale_prefix
from cms.core.models import SiteSettings
from cms.core.references import References, register_reference_kind
from cms.seo.json_ld.graph import Graph, Node, reference
from cms.seo.languages import language_tag

_COLUMNS = (
    "organisation_name",
    "organisation_description",
    "organisation_profiles",
    "contact_email",
    "logo_id",
)


def collect_site(references: References) -> None:
    """Say what the nodes of a site refer to."""
    references.want("publisher", references.scope.site.id)


def add_site(graph: Graph) -> None:
    """Add publisher and site."""
    graph.add(
        f"{graph.root_url}/#website",
        "WebSite",
        url=f"{graph.root_url}/",
        name=graph.output.references.scope.site.name or publisher(graph)["name"],
        publisher=reference(publisher(graph)),
        inLanguage=[language_tag(root.locale_code) for root in graph.output.references.scope.public_roots],
        potentialAction=_search(graph),
    )


def publisher(graph: Graph) -> Node:
    """Return the node of whoever publishes the site."""
    references = graph.output.references
    facts = references.get("publisher", references.scope.site.id) or dict.fromkeys(_COLUMNS, "")
    email = facts["contact_email"]
    return graph.add(
        f"{graph.root_url}/#organization",
        "Organization",
        name=facts["organisation_name"] or references.scope.site.name or references.scope.site.hostname,
        url=f"{graph.root_url}/",
        description=facts["organisation_description"],
        logo=image_node(references.get("image", facts["logo_id"] or None)),
        sameAs=[line.strip() for line in facts["organisation_profiles"].splitlines() if line.strip()],
        contactPoint=email and {"@type": "ContactPoint", "contactType": "customer service", "email": email},
    )


def website_reference(graph: Graph) -> Node:
    """Return what points to the site."""
    return {"@id": f"{graph.root_url}/#website"}


def image_node(image: Mapping[str, Any] | None) -> Node | None:
    """Return an image object of the API as schema.org's."""
    if image is None:
        return None
    size = {"width": pixels(image["width"]), "height": pixels(image["height"])}
    node = {"@type": "ImageObject", "url": image["url"], **size}
    words = {"caption": image["alt"], "creditText": image["credit"]}
    return {**node, **{name: value for name, value in words.items() if value}}


def pixels(number: int) -> Node:
    """Return a length in pixels, whose code is E37 (UN/CEFACT recommendation 20)."""
    return {"@type": "QuantitativeValue", "value": number, "unitCode": "E37"}


def _search(graph: Graph) -> Node:
    """Return the search of the front end; `{search_term_string}` stands for the words."""
    prefix = locale_prefix(graph.output.locale_code)
    path = settings.READER_SEARCH_PATTERN.format(query="{search_term_string}")
    return {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{graph.root_url}{prefix}{path}"},
        "query-input": "required name=search_term_string",
    }


def _load(references: References, keys: frozenset[Any]) -> dict[Any, Any]:
    rows = SiteSettings.objects.filter(site_id__in=keys).values("site_id", *_COLUMNS)
    found = {row["site_id"]: row for row in rows}
    references.want_all("image", (row["logo_id"] for row in found.values()))
    return found


def register() -> None:
    """Register the reference kind `publisher`: a site's settings as far as they tell who publishes."""
    register_reference_kind("publisher", order=10, load=_load)
