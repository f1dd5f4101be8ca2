"""The heads of authors and topics: where titles, descriptions and pictures come from."""

from __future__ import annotations

from typing import Any, Final

from blog.api import collect_translations, html_url, translations
from cms.core.fallbacks import Step, column
from cms.core.output import Output
from cms.seo.registry import register_head
from cms.seo.snippet_head import shortened, snippet_head


def _addresses(snippet: Any, output: Output) -> list[tuple[str, str]]:
    others = ((entry["locale"], entry["url"]) for entry in translations(snippet, output))
    return [(snippet.locale.language_code, html_url(snippet, output)), *others]


def _qualification(author: Any, output: Output) -> str:
    return ", ".join(filter(None, (author.role, author.credentials)))


AUTHOR_HEAD: Final = snippet_head(
    title=(column("name"),),
    description=(shortened("biography"), Step("role, credentials", _qualification)),
    images=(Step("photo", lambda author, output: author.photo_id),),
    address=html_url,
    translations=_addresses,
    collect=collect_translations,
    open_graph_type="profile",
)

TOPIC_HEAD: Final = snippet_head(
    title=(column("name"),),
    description=(shortened("description"),),
    address=html_url,
    translations=_addresses,
    collect=collect_translations,
)


def register() -> None:
    """Say where these heads come from."""
    register_head("blog.Author", AUTHOR_HEAD)
    register_head("blog.Topic", TOPIC_HEAD)
