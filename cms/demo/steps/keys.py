"""How a step finds again what it made, and the ids of everything that texts refer to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any, Final, TypeVar
from uuid import UUID, uuid5

from django.db.models import Model
from wagtail.models import Locale, Site, TranslatableMixin

from cms.core.models import BasePage, Image
from cms.demo.body import NAMESPACE
from cms.demo.content import ARTICLES, pages
from cms.demo.drawings import PICTURES
from cms.demo.writing import Ref
from trials.models import Trial

ENGLISH: Final = "en"
PAGE_KEYS: Final[tuple[str, ...]] = (
    pages.HOME,
    pages.ARTICLES,
    *(page.slug for page in pages.PAGES),
    *(article.slug for article in ARTICLES),
)

TranslatableModel = TypeVar("TranslatableModel", bound=TranslatableMixin)


class NotEmptySiteError(Exception):
    """The site has a home page of its own; the message says what to do."""


def translation_key(kind: str, key: str) -> UUID:
    """The key that all translations of one demo object share."""
    return uuid5(NAMESPACE, f"{kind}:{key}")


def locale(code: str) -> Locale:
    """Return a language, made if it is missing."""
    return Locale.objects.get_or_create(language_code=code)[0]


def existing(
    model: type[TranslatableModel], kind: str, key: str, code: str = ENGLISH
) -> TranslatableModel | None:
    """Return the object of this key in one language, or None."""
    found: TranslatableModel | None = model._default_manager.filter(
        translation_key=translation_key(kind, key), locale__language_code=code
    ).first()
    return found


def page(key: str, code: str = ENGLISH) -> BasePage | None:
    """Return a page of the demo, or None."""
    return existing(BasePage, "page", key, code)


def picture(key: str) -> Image | None:
    """Return a picture of the demo by its file or, when an editor has replaced the file, by its title."""
    drawing = PICTURES[key]
    stem = PurePosixPath(drawing.filename).stem
    by_file = Image.objects.filter(file__contains=f"/{stem}.").first()
    return by_file or Image.objects.filter(title=drawing.title).first()


def picture_or_none(key: str) -> Image | None:
    """Return a picture by key; no key means no picture."""
    return picture(key) if key else None


def trial(key: str) -> Trial | None:
    """Return a trial by its registry number, or by its slug where it has none."""
    found: Trial | None = (
        Trial.objects.filter(registry_id=key).first() or Trial.objects.filter(slug=key).first()
    )
    return found


def ids(code: str = ENGLISH) -> dict[Ref, int]:
    """Return the ids of everything that exists, pages in the asked language where they have a translation."""
    known: dict[Ref, int] = {}
    for key in PAGE_KEYS:
        _put(known, Ref("page", key), page(key, code) or page(key))
    for key in PICTURES:
        _put(known, Ref("picture", key), picture(key))
    for pk, registry_id, slug in Trial.objects.values_list("pk", "registry_id", "slug"):
        known[Ref("trial", registry_id or slug)] = pk
    return known


def _put(known: dict[Ref, int], reference: Ref, found: Model | None) -> None:
    if found is not None:
        known[reference] = found.pk


def in_order(model: type[TranslatableModel], kind: str, keys: Iterable[str], code: str) -> Sequence[Any]:
    """Return the objects of these keys in one language, those that are missing left out."""
    found = (existing(model, kind, key, code) for key in keys)
    return [item for item in found if item is not None]


def default_site() -> Site:
    """Return the site that the demo fills."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise NotEmptySiteError("There is no default site. Make one in the admin under Settings, Sites.")
    return site
