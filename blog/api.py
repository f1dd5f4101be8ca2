"""`/api/v2/authors/` and `/api/v2/topics/`."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.api import APIField

from blog.models import Author, Topic
from cms.api.meta_fields import detail_url_field, locale_field, type_field
from cms.api.registry import router
from cms.api.resolve import register_snippet_resolver
from cms.api.viewsets import SnippetAPIViewSet
from cms.core.api_fields import DeliveryField
from cms.core.json_schema import address, array_of, text
from cms.core.output import Output
from cms.core.references import References, register_reference_kind
from cms.core.shapes import TRANSLATION
from cms.seo.fields import head_fields
from cms.seo.registry import head_kind


class NamedSnippetAPIViewSet(SnippetAPIViewSet):
    """What authors and topics have in common: a name, a slug and a language."""

    key_fields: ClassVar = ("slug",)
    select_related: ClassVar = ("locale",)
    meta_fields: ClassVar = [*SnippetAPIViewSet.meta_fields, "locale"]
    listing_default_fields: ClassVar = [
        *SnippetAPIViewSet.listing_default_fields,
        "title",
        "name",
        "slug",
        "html_url",
        "locale",
    ]
    known_query_parameters = SnippetAPIViewSet.known_query_parameters
    body_fields: ClassVar = [
        *SnippetAPIViewSet.body_fields,
        "title",
        "translations",
        "seo",
        "json_ld",
        "head_html",
    ]

    @classmethod
    def extra_fields(cls, model: Any) -> list[APIField]:
        """Return the address, the language and the translations."""
        return [
            type_field(),
            detail_url_field(cls.endpoint),
            locale_field(),
            DeliveryField("title", lambda snippet, output: snippet.name, schema=text("The name.")),
            DeliveryField("html_url", html_url, schema=address("Where readers find it.")),
            DeliveryField(
                "translations",
                translations,
                collect=collect_translations,
                schema=array_of(TRANSLATION, "The same in other languages."),
            ),
            *head_fields(head_kind(model)),
        ]


class AuthorAPIViewSet(NamedSnippetAPIViewSet):
    """Authors and reviewers, with their credentials, biography and photo."""

    endpoint = "authors"
    model = Author


class TopicAPIViewSet(NamedSnippetAPIViewSet):
    """Conditions, treatments, body parts and places, with synonyms and codes."""

    endpoint = "topics"
    model = Topic
    listing_default_fields: ClassVar = [*NamedSnippetAPIViewSet.listing_default_fields, "kind"]


def html_url(snippet: Any, output: Output) -> str:
    """Return where readers find an author or topic."""
    return output.references.scope.snippet_url(
        snippet._meta.label, snippet.slug, locale_code=snippet.locale.language_code
    )


def _translation_key(snippet: Any) -> tuple[str, Any]:
    return snippet._meta.label, snippet.translation_key


def collect_translations(snippet: Any, references: References) -> None:
    """Say that the translations of an author or topic are needed."""
    references.want("snippet_translations", _translation_key(snippet))


def translations(snippet: Any, output: Output) -> list[dict[str, Any]]:
    """Return the same author or topic in other languages."""
    found = output.references.get("snippet_translations", _translation_key(snippet)) or []
    return [entry for entry in found if entry["id"] != snippet.pk]


def _load_translations(references: References, keys: frozenset[Any]) -> dict[Any, list[dict[str, Any]]]:
    found: dict[Any, list[dict[str, Any]]] = {}
    for model in (Author, Topic):
        wanted = [translation_key for label, translation_key in keys if label == model._meta.label]
        if not wanted:
            continue
        rows = model._default_manager.filter(translation_key__in=wanted, live=True)
        for row in rows.values("pk", "name", "slug", "translation_key", "locale__language_code"):
            code = row["locale__language_code"]
            entry = {
                "locale": code,
                "id": row["pk"],
                "title": row["name"],
                "url": references.scope.snippet_url(model._meta.label, row["slug"], locale_code=code),
            }
            found.setdefault((model._meta.label, row["translation_key"]), []).append(entry)
    return found


def register() -> None:
    """Register the endpoints and how their reader addresses resolve."""
    register_reference_kind("snippet_translations", order=20, load=_load_translations)
    router.register_endpoint("authors", AuthorAPIViewSet)
    router.register_endpoint("topics", TopicAPIViewSet)
    register_snippet_resolver("blog.Author", kind="author", viewset=AuthorAPIViewSet)
    register_snippet_resolver("blog.Topic", kind="topic", viewset=TopicAPIViewSet)
