"""What every page document shows beyond its columns: breadcrumbs, translations, review."""

from __future__ import annotations

from typing import Any

from cms.core.api_fields import DeliveryField
from cms.core.cards import PagesAtPaths, TranslationsOf
from cms.core.enums import ReviewStatus
from cms.core.json_schema import array_of, nullable, object_of, one_of, text
from cms.core.output import Output
from cms.core.references import References
from cms.core.shapes import AUTHOR_CARD, CARD, TRANSLATION

_DAY = nullable(text(format="date"))
REVIEW = object_of(
    {
        "status": one_of(ReviewStatus.values, "`due` from thirty days before the next review."),
        "last_reviewed_at": _DAY,
        "next_review_at": _DAY,
        "reviewed_by": nullable(AUTHOR_CARD),
    },
    "Where the page stands in medical review.",
)


def page_computed_fields() -> list[DeliveryField]:
    """Return the computed fields of the base page."""
    return [
        DeliveryField(
            "breadcrumbs",
            _breadcrumbs,
            collect=_collect_breadcrumbs,
            schema=array_of(CARD, "The pages above, the home page first."),
        ),
        DeliveryField(
            "translations",
            _translations,
            collect=_collect_translations,
            schema=array_of(TRANSLATION, "The page in other languages."),
        ),
        DeliveryField("review", _review, collect=_collect_review, schema=REVIEW),
    ]


def ancestor_paths(page: Any, references: References) -> list[str]:
    """Return the tree paths from the page's site root down to its parent; none for the root itself."""
    root = references.scope.root_of(page.path or "")
    if root is None:
        return []
    step = page.steplen
    return [page.path[:end] for end in range(len(root.path), len(page.path), step)]


def _collect_breadcrumbs(page: Any, references: References) -> None:
    references.want_all("page", map(PagesAtPaths, ancestor_paths(page, references)))


def _breadcrumbs(page: Any, output: Output) -> list[dict[str, Any]]:
    return output.references.get_all("page", map(PagesAtPaths, ancestor_paths(page, output.references)))


def _collect_translations(page: Any, references: References) -> None:
    references.want("page", TranslationsOf(page.translation_key))


def _translations(page: Any, output: Output) -> list[dict[str, Any]]:
    cards = output.references.get("page", TranslationsOf(page.translation_key)) or []
    return [
        {"locale": card["locale"], "id": card["id"], "title": card["title"], "url": card["url"]}
        for card in cards
        if card["id"] != page.pk
    ]


def _collect_review(page: Any, references: References) -> None:
    references.want("author", page.reviewed_by_id)


def _review(page: Any, output: Output) -> dict[str, Any]:
    return {
        "status": page.review_status.value,
        "last_reviewed_at": page.last_reviewed_at and page.last_reviewed_at.isoformat(),
        "next_review_at": page.next_review_at and page.next_review_at.isoformat(),
        "reviewed_by": output.references.get("author", page.reviewed_by_id),
    }
