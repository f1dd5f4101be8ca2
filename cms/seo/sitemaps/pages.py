"""The pages of a sitemap, by type and section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import Coalesce, Substr
from django.utils import timezone
from wagtail.models import ReferenceIndex, get_page_models

from cms.core.addresses import FileAddresses
from cms.core.models import BasePage, Image
from cms.core.scope import PublicScope, SiteRoot
from cms.seo.languages import alternates
from cms.seo.sitemaps.parts import (
    BATCH,
    IDS_PER_PART,
    Entry,
    ListedPart,
    Part,
    Source,
    in_batches,
)

# Search engines look at no more than the first few.
MOST_IMAGES: Final = 20
_COLUMNS: Final = ("pk", "path", "url_path", "translation_key", "locale__language_code", "modified")

_modified: list[str] = []


def register_modified(lookup: str) -> None:
    """Say where pages of some type keep when they last changed in substance ("articlepage__updated_at")."""
    _modified.append(lookup)


def list_parts(scope: PublicScope) -> Iterator[ListedPart]:
    """Return the parts that have pages, by type and section of each language."""
    names = {model_type.pk: model_type.model for model_type in _page_types().values()}
    for root in scope.public_roots:
        rows = list(_grouped(scope, root))
        sections = dict(
            BasePage.objects.filter(path__in={row["section"] for row in rows}).values_list("path", "pk")
        )
        for row in rows:
            part = Part(names[row["content_type_id"]], sections[row["section"]], row["number"])
            yield ListedPart(part, row["latest"])


def entries(scope: PublicScope, part: Part) -> Iterator[Entry]:
    """Return the pages of a part."""
    section = BasePage.objects.filter(pk=part.section).values_list("path", flat=True).first()
    root = next((root for root in scope.public_roots if section and section.startswith(root.path)), None)
    if section is None or root is None:
        return
    start, end = part.ids
    # The section of a home page is that page alone.
    inside = Q(path=section) if section == root.path else Q(path__startswith=section)
    pages = _with_modified(indexed(scope, root)).filter(inside, content_type=_page_types()[part.source])
    rows = pages.filter(pk__gte=start, pk__lt=end).order_by("pk").values(*_COLUMNS)
    for batch in in_batches(rows.iterator(chunk_size=BATCH)):
        yield from _entries(scope, batch)


def _grouped(scope: PublicScope, root: SiteRoot) -> QuerySet[Any, Any]:
    section = Substr("path", 1, len(root.path) + BasePage.steplen)
    pages = _with_modified(indexed(scope, root)).annotate(section=section, number=F("pk") / IDS_PER_PART)
    groups = pages.order_by().values("content_type_id", "section", "number")
    return groups.annotate(latest=Max("modified")).order_by("section", "content_type_id", "number")


def indexed(scope: PublicScope, root: SiteRoot) -> QuerySet[Any]:
    """Return the pages of one language that search engines may show under their own address."""
    now = timezone.now()
    shown = BasePage.objects.filter(scope.pages_q(), path__startswith=root.path, robots_noindex=False)
    shown = shown.filter(_sections_q(scope)).filter(Q(expire_at=None) | Q(expire_at__gt=now))
    elsewhere = shown.exclude(canonical_url="").values("pk", "path", "url_path", "canonical_url")
    own = [row["pk"] for row in elsewhere if row["canonical_url"] == _url(scope, row)]
    return shown.filter(Q(canonical_url="") | Q(pk__in=own)) if own else shown.filter(canonical_url="")


def _sections_q(scope: PublicScope) -> Q:
    """Return the condition that neither a section nor the site hides a page; the nearest word counts."""
    condition = Q(pk__in=[]) if scope.site.robots.startswith("noindex") else Q()
    for path, said in sorted(scope.section_robots):
        below = Q(path__startswith=path)
        condition = condition & ~below if said.startswith("noindex") else condition | below
    return condition


def _with_modified(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Add when a page last changed: as the editor says, else when it was last published."""
    return pages.annotate(modified=Coalesce(*_modified, "last_published_at", "first_published_at"))


def _entries(scope: PublicScope, rows: list[dict[str, Any]]) -> Iterator[Entry]:
    images = _images(scope, [row["pk"] for row in rows])
    translations = _translations(scope, rows)
    default = scope.site.primary_root.locale_code
    for row in rows:
        yield Entry(
            url=_url(scope, row) or "",
            modified=row["modified"],
            alternates=alternates(translations.get(row["translation_key"], []), default_code=default),
            images=images.get(row["pk"], []),
        )


def _translations(scope: PublicScope, rows: list[dict[str, Any]]) -> dict[Any, list[tuple[str, str]]]:
    """Return language and address of everything that is the same as one of the rows, these included."""
    found: dict[Any, list[tuple[str, str]]] = {}
    roots = scope.public_roots
    if len(roots) < 2:
        return found
    keys = {row["translation_key"] for row in rows}
    for root in roots:
        same = indexed(scope, root).filter(translation_key__in=keys)
        for row in same.order_by().values("path", "url_path", "translation_key", "locale__language_code"):
            address = (row["locale__language_code"], _url(scope, row) or "")
            found.setdefault(row["translation_key"], []).append(address)
    return found


def _images(scope: PublicScope, ids: list[int]) -> dict[int, list[str]]:
    """Return the addresses of the public pictures that pages show, wherever in them."""
    types = ContentType.objects.get_for_models(BasePage, Image, for_concrete_models=False)
    shown = ReferenceIndex.objects.filter(
        base_content_type=types[BasePage], object_id__in=map(str, ids), to_content_type=types[Image]
    )
    pairs = list(shown.order_by("pk").values_list("object_id", "to_object_id"))
    public = Image.objects.filter(scope.collections_q(), pk__in={int(image) for _page, image in pairs})
    files = FileAddresses()
    addresses = {pk: files.absolute(name) for pk, name in public.values_list("pk", "file")}
    found: dict[int, list[str]] = {}
    for page, image in pairs:
        mine, address = found.setdefault(int(page), []), addresses.get(int(image))
        if address and address not in mine and len(mine) < MOST_IMAGES:
            mine.append(address)
    return found


def _url(scope: PublicScope, row: dict[str, Any]) -> str | None:
    return scope.page_url(path=row["path"], url_path=row["url_path"])


def _page_types() -> dict[str, ContentType]:
    types = ContentType.objects.get_for_models(*get_page_models())
    return {content_type.model: content_type for content_type in types.values()}


PAGES: Final = Source(list_parts=list_parts, entries=entries, has=lambda name: name in _page_types())
