"""The heads of what is no page but has a reader address: authors, topics, trials."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from cms.core.fallbacks import Chain, Step, explanation
from cms.core.output import Output
from cms.core.references import References
from cms.core.rich_text import plain_text
from cms.seo.head import HeadKind, site_image, site_robots

# As much as search results show.
DESCRIPTION_LENGTH: Final = 155


def snippet_head(
    *,
    title: Chain,
    description: Chain,
    address: Callable[[Any, Output], str],
    translations: Callable[[Any, Output], list[tuple[str, str]]],
    collect: Callable[[Any, References], None],
    images: Chain = (),
    canonical: Chain = (),
    open_graph_type: str = "website",
) -> HeadKind:
    """Return the head of a kind of snippet; nobody writes anything for search engines alone there."""
    return HeadKind(
        title=title,
        description=description,
        social_title=title,
        social_description=description,
        images=(*images, site_image()),
        canonical=canonical,
        address=address,
        robots=site_robots,
        robots_steps=lambda instance, output: explanation(
            "seo.robots", [("site: robots", site_robots(instance, output))]
        ),
        translations=translations,
        open_graph_type=lambda instance: open_graph_type,
        collect=collect,
    )


def shortened(name: str) -> Step:
    """Return the step that reads the first words of a rich text column."""
    return Step(name, lambda instance, output: cut(plain_text(getattr(instance, name))))


def cut(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """Return a text of at most `length` characters, cut between words."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
