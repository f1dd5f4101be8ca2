"""The head document of anything that has a reader address: chains of fallbacks, and how they are written.

Each kind of content says where its values come from (`HeadKind`); what is written is the same for all. Rules:

- what search engines should not show (`noindex`) names no canonical address and no alternates;
- what names another address as canonical has no alternates either, and is in no sitemap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cms.core.api_fields import DeliveryField
from cms.core.fallbacks import Chain, Step, explained, first
from cms.core.output import Output
from cms.core.references import References
from cms.seo.languages import alternates
from cms.seo.pictures import social_picture
from cms.seo.shapes import SEO


@dataclass(frozen=True, kw_only=True)
class HeadKind:
    """Where the head of one kind of content comes from.

    `images` are steps to ids of images. `address` is where readers find it, in `output`'s language;
    `translations` gives (language code, address) of everything that is the same, itself included.
    `robots` explains its steps with `robots_steps`. `collect` says what all of that refers to beside images.
    """

    title: Chain
    description: Chain
    social_title: Chain
    social_description: Chain
    images: Chain
    canonical: Chain
    address: Callable[[Any, Output], str | None]
    robots: Callable[[Any, Output], str]
    robots_steps: Callable[[Any, Output], dict[str, Any]]
    translations: Callable[[Any, Output], list[tuple[str, str]]]
    open_graph_type: Callable[[Any], str]
    collect: Callable[[Any, References], None] = lambda instance, references: None


def site_image() -> Step:
    """Return the last step to a picture: the site's."""
    return Step("site: default_social_image", lambda _, output: _site(output).default_social_image_id)


def site_robots(instance: Any, output: Output) -> str:
    """Return what the site asks of search engines, for what has no place in the tree."""
    return _site(output).robots


def seo_field(kind: HeadKind) -> DeliveryField:
    """Return the computed field `seo` of one kind of content."""

    def collect(instance: Any, references: References) -> None:
        collect_head(kind, instance, references)

    return DeliveryField(
        "seo",
        lambda instance, output: head_document(kind, instance, output),
        collect=collect,
        schema=SEO,
        explain=lambda instance, output: explain_head(kind, instance, output),
    )


def collect_head(kind: HeadKind, instance: Any, references: References) -> None:
    """Say what a head refers to."""
    kind.collect(instance, references)
    output = Output(references)
    references.want_all("image", (step.read(instance, output) for step in kind.images))


def head_document(kind: HeadKind, instance: Any, output: Output) -> dict[str, Any]:
    """Return the head document of an object, every fallback resolved."""
    address = kind.address(instance, output)
    title = first(kind.title, instance, output)
    robots = kind.robots(instance, output)
    is_hidden = robots.startswith("noindex")
    # What search engines must not show names no canonical address.
    canonical = None if is_hidden else first(kind.canonical, instance, output) or address
    return {
        "title": title,
        "document_title": document_title(title, _site(output).name),
        "description": first(kind.description, instance, output),
        "canonical": canonical,
        "robots": robots,
        "unavailable_after": _moment(instance, "expire_at"),
        "alternates": _alternates(kind, instance, output) if canonical == address and address else [],
        **_shared(kind, instance, output, address),
    }


def _shared(kind: HeadKind, instance: Any, output: Output, address: str | None) -> dict[str, Any]:
    """Return what is shown where someone shares the address."""
    title = first(kind.social_title, instance, output)
    description = first(kind.social_description, instance, output)
    image = _image(kind, instance, output)
    picture = social_picture(image)
    open_graph = {
        "title": title,
        "description": description,
        "type": kind.open_graph_type(instance),
        "url": address,
        "image": image,
        "picture": picture,
        "locale": output.locale_code,
        "site_name": _site(output).name,
        "published_time": _moment(instance, "published_at"),
        "modified_time": _moment(instance, "updated_at"),
    }
    card = {
        "type": "summary_large_image" if picture else "summary",
        "title": title,
        "description": description,
        "image": picture and picture["url"],
        "image_alt": picture["alt"] if picture else "",
    }
    return {"open_graph": open_graph, "card": card}


def document_title(title: str, site_name: str) -> str:
    """Return a title with the name of the site behind it."""
    return title if not site_name or title == site_name else f"{title} – {site_name}"


def explain_head(kind: HeadKind, instance: Any, output: Output) -> list[dict[str, Any]]:
    """Return where every member of a head comes from that falls back."""
    images = tuple(Step(step.name, _public_image(step)) for step in kind.images)
    address = Step("its own address", lambda instance, output: kind.address(instance, output))
    chains = {
        "title": kind.title,
        "description": kind.description,
        "canonical": (*kind.canonical, address),
        "open_graph.title": kind.social_title,
        "open_graph.description": kind.social_description,
        "open_graph.image": images,
    }
    found = [explained(f"seo.{member}", chain, instance, output) for member, chain in chains.items()]
    return [*found, kind.robots_steps(instance, output)]


def _public_image(step: Step) -> Callable[[Any, Output], Any]:
    return lambda instance, output: output.references.get("image", step.read(instance, output))


def _image(kind: HeadKind, instance: Any, output: Output) -> dict[str, Any] | None:
    ids = [step.read(instance, output) for step in kind.images]
    return next(iter(output.references.get_all("image", ids, maximum=1)), None)


def _alternates(kind: HeadKind, instance: Any, output: Output) -> list[dict[str, str]]:
    found = kind.translations(instance, output)
    return alternates(found, default_code=_site(output).primary_root.locale_code)


def _moment(instance: Any, name: str) -> str | None:
    moment: datetime | None = getattr(instance, name, None)
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def _site(output: Output) -> Any:
    return output.references.scope.site
