"""What a change of addresses would touch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ReferenceIndex

from cms.core.models import BasePage, SiteSettings
from cms.redirects.places import Sites
from cms.redirects.snippet_history import named

# So many of each are shown; all are counted.
SHOWN = 10
CHUNK = 500


@dataclass(frozen=True)
class AddressChange:
    """An address that readers have today; `new` is None where nothing will be at all."""

    old: str
    new: str | None
    title: str


@dataclass(frozen=True)
class Place:
    """Something in the admin that the change touches; `url` is where it is edited, if this person may."""

    title: str
    kind: str
    url: str | None


@dataclass
class Effects:
    """Everything that a change would touch. Lists are cut off at `SHOWN`; the counts are not."""

    addresses: list[AddressChange] = field(default_factory=list)
    address_count: int = 0
    alternates: list[Place] = field(default_factory=list)
    menus: list[Place] = field(default_factory=list)
    links: list[Place] = field(default_factory=list)
    link_count: int = 0
    redirect_count: int = 0

    @property
    def more_addresses(self) -> int:
        """Return how many addresses are not shown."""
        return self.address_count - len(self.addresses)

    @property
    def more_links(self) -> int:
        """Return how many links are not shown."""
        return self.link_count - len(self.links)


def effects_of_page(
    page: BasePage, user: Any, *, new_url_path: str | None = None, below: bool = True
) -> Effects:
    """Return what becomes of a page and, with `below`, of all pages below it.

    `new_url_path` is where the page will be; None for one that is unpublished or deleted.
    """
    pages = (
        BasePage.objects.descendant_of(page, inclusive=True) if below else BasePage.objects.filter(pk=page.pk)
    )
    effects = Effects(redirect_count=_redirects_to(page, below=below))
    _tell_addresses(effects, page, pages.live(), new_url_path)
    keys = list(pages.values_list("pk", flat=True))
    _tell_links(effects, user, BasePage, keys)
    effects.alternates = [
        Place(other.title, str(other.locale), _edit_url(user, other))
        for other in page.get_translations().select_related("locale").live()
    ]
    return effects


def effects_of_snippet(snippet: models.Model, user: Any, *, renamed: models.Model | None = None) -> Effects:
    """Return what becomes of a topic, an author or a trial; `renamed` is the same as it will be."""
    before = named(snippet)
    after = named(renamed) if renamed is not None else None
    effects = Effects(redirect_count=Redirect.objects.filter(redirect_link__in=before.own.values()).count())
    if before.is_live:
        lost = sorted(before.every - (after.every if after else frozenset()))
        new = next(iter(after.own.values()), None) if after else None
        changes = [AddressChange(path, new, str(snippet)) for path in lost]
        effects.addresses, effects.address_count = changes[:SHOWN], len(changes)
    _tell_links(effects, user, type(snippet), [snippet.pk])
    return effects


def _redirects_to(page: BasePage, *, below: bool) -> int:
    condition = Q(redirect_page__path__startswith=page.path) if below else Q(redirect_page=page)
    return Redirect.objects.filter(condition).count()


def _tell_addresses(
    effects: Effects, page: BasePage, pages: models.QuerySet[BasePage], new_url_path: str | None
) -> None:
    sites = Sites()
    if sites.is_private(page.path):
        return
    old_url_path = BasePage.objects.values_list("url_path", flat=True).get(pk=page.pk)
    effects.address_count = pages.count()
    for one in pages.order_by("path")[:SHOWN]:
        old = sites.places(one.url_path, tree_path="-")
        new = sites.places((new_url_path or "") + one.url_path[len(old_url_path) :], tree_path="-")
        for place in old:
            moved = next((other.path for other in new if other.site_id == place.site_id), None)
            moved = moved or next((other.path for other in new), None)
            if place.path != moved:
                effects.addresses.append(
                    AddressChange(_with_slash(place.path), moved and _with_slash(moved), one.title)
                )


def _with_slash(path: str) -> str:
    return path.rstrip("/") + "/"


def _tell_links(effects: Effects, user: Any, model: type[models.Model], keys: list[Any]) -> None:
    """Sort what refers to the objects into menus and other places, each named once."""
    sources = set(_sources(model, keys))
    if issubclass(model, BasePage):
        own = {str(key) for key in keys}
        content_type = ContentType.objects.get_for_model(BasePage)
        sources = {source for source in sources if source[0] != content_type.pk or source[1] not in own}
    places: list[tuple[type[models.Model], str]] = []
    for content_type_id, key in sorted(sources):
        source_model = ContentType.objects.get_for_id(content_type_id).model_class()
        if source_model is not None and source_model is not Redirect:
            places.append((source_model, key))
    menus = [place for place in places if place[0] is SiteSettings]
    others = [place for place in places if place[0] is not SiteSettings]
    effects.menus = list(_named_places(user, menus))
    effects.link_count, effects.links = len(others), list(_named_places(user, others[:SHOWN]))


def _sources(model: type[models.Model], keys: list[Any]) -> Iterator[tuple[int, str]]:
    target = ContentType.objects.get_for_model(model)
    for start in range(0, len(keys), CHUNK):
        references = ReferenceIndex.objects.filter(
            to_content_type=target, to_object_id__in=[str(key) for key in keys[start : start + CHUNK]]
        )
        yield from references.values_list("base_content_type_id", "object_id").distinct()


def _named_places(user: Any, places: Iterable[tuple[type[models.Model], str]]) -> Iterator[Place]:
    for model, key in places:
        source = model._default_manager.filter(pk=key).first()
        if source is not None:
            source = source.specific if isinstance(source, BasePage) else source
            title = (
                source.site.site_name or str(source.site) if isinstance(source, SiteSettings) else str(source)
            )
            yield Place(title, str(source._meta.verbose_name), _edit_url(user, source))


def _edit_url(user: Any, instance: models.Model) -> str | None:
    url: str | None = AdminURLFinder(user).get_edit_url(instance)
    return url
