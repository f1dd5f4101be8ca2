"""Cards: what a front end needs to draw a link, for pages, and the registry that content apps feed.

The base page knows neither a page type's summary nor its picture; each app says where they are
(`register_page_card`), so that cards of all types are read in one query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypedDict

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from cms.core.prepared import PreparedRows
from cms.core.references import References, register_reference_kind


class Card(TypedDict):
    """A link to something: `url` is its reader address, `image` an image object or None."""

    id: int
    type: str
    title: str
    url: str
    summary: str
    image: dict[str, Any] | None


@dataclass(frozen=True)
class PageCardSource:
    """Where a page type keeps its summary and picture, as look-ups from the base page."""

    summary: str | None
    image: str | None


class PagesAtPaths(NamedTuple):
    """Reference key: the page at one tree path (an ancestor)."""

    path: str


class TranslationsOf(NamedTuple):
    """Reference key: the live pages that share a translation key, as a list of cards with `locale`."""

    translation_key: Any


# The note of a response (`References.notes`) with the ids of pages that no search engine should show.
HIDDEN_TRANSLATIONS: Final = "hidden translations"

_sources: dict[str, PageCardSource] = {}

_COLUMNS = (
    "pk",
    "path",
    "url_path",
    "title",
    "search_description",
    "social_image_id",
    "content_type_id",
    "translation_key",
    "robots_noindex",
    "locale__language_code",
)


def register_page_card(model_label: str, *, summary: str | None = None, image: str | None = None) -> None:
    """Say where pages of `model_label` ("blog.ArticlePage") keep summary and image.

    Both are look-ups from the base page ("articlepage__summary", "articlepage__hero_image_id").
    """
    _sources[model_label] = PageCardSource(summary=summary, image=image)


def has_page_card(model_label: str) -> bool:
    """Say whether somebody said where pages of `model_label` keep summary and image."""
    return model_label in _sources


def model_label(content_type_id: int) -> str:
    """Return "app.Model" of a content type, from Django's process-wide cache; "" for a removed model."""
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return f"{model._meta.app_label}.{model.__name__}" if model else ""


def load_page_cards(references: References, keys: frozenset[Any]) -> Mapping[Any, Any]:
    """Read the live, public pages among `keys` (page ids, `PagesAtPaths`, `TranslationsOf`) in one query."""
    paths = {key.path: key for key in keys if isinstance(key, PagesAtPaths)}
    translations = {key.translation_key: key for key in keys if isinstance(key, TranslationsOf)}
    ids = [key for key in keys if isinstance(key, int)]
    rows = _card_rows(page_ids=ids, paths=[*paths], translation_keys=[*translations])
    rows = [row for row in rows if references.scope.is_public_page_path(row["path"])]
    labels = {key: model_label(key) for key in {row["content_type_id"] for row in rows}}
    found: dict[Any, Any] = {}
    for row in rows:
        card = _card(row, references, label=labels[row["content_type_id"]])
        found[row["pk"]] = card
        if row["path"] in paths:
            found[paths[row["path"]]] = card
        if row["translation_key"] in translations:
            others = found.setdefault(translations[row["translation_key"]], [])
            others.append({**card, "locale": row["locale__language_code"]})
            if _is_hidden(row, references):
                references.notes.setdefault(HIDDEN_TRANSLATIONS, set()).add(row["pk"])
    return found


def _is_hidden(row: dict[str, Any], references: References) -> bool:
    said = references.scope.robots_at(row["path"]).value
    return row["robots_noindex"] or said.startswith("noindex")


def finish_page_card(references: References, value: Any) -> None:
    """Replace the image ids of loaded cards by image objects."""
    for card in value if isinstance(value, list) else [value]:
        if not isinstance(card["image"], dict):
            card["image"] = references.get("image", card["image"])


def _card_query(
    page_ids: Sequence[Any], paths: Sequence[Any], translation_keys: Sequence[Any]
) -> QuerySet[Any, Any]:
    from cms.core.models import BasePage

    extra = {lookup for source in _sources.values() for lookup in (source.summary, source.image) if lookup}
    asked_for = Q(pk__in=page_ids) | Q(path__in=paths) | Q(translation_key__in=translation_keys)
    return BasePage.objects.filter(asked_for, live=True).order_by("path").values(*_COLUMNS, *sorted(extra))


_card_rows = PreparedRows(_card_query)


def _card(row: dict[str, Any], references: References, *, label: str) -> dict[str, Any]:
    source = _sources.get(label, PageCardSource(summary=None, image=None))
    image_id = (source.image and row[source.image]) or row["social_image_id"]
    references.want("image", image_id)
    return {
        "id": row["pk"],
        "type": label,
        "title": row["title"],
        "url": references.scope.page_url(path=row["path"], url_path=row["url_path"]),
        "summary": (source.summary and row[source.summary]) or row["search_description"],
        "image": image_id,
    }


def register() -> None:
    """Register the reference kind `page`."""
    register_reference_kind("page", order=20, load=load_page_cards, finish=finish_page_card)
