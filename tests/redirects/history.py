"""Pages with a past, and what a reader of an address is told, without the API around it."""

from __future__ import annotations

from cms.api import paths
from cms.core.models import BasePage
from cms.core.reader_paths import normalised
from cms.core.scope import PublicScope
from cms.redirects.lookup import journey_from
from cms.redirects.occupants import occupant_of
from tests.factories.home import StandardPageFactory
from tests.factories.pages import default_home


def section(title, *, parent=None, **values):
    return StandardPageFactory(title=title, parent=parent or default_home(), **values)


def fresh(page):
    return BasePage.objects.get(pk=page.pk).specific


def rename(page, slug):
    """Publish a page under another slug, as the editor does."""
    page = fresh(page)
    page.slug = slug
    page.save_revision(clean=False).publish()
    return fresh(page)


def move(page, parent):
    fresh(page).move(fresh(parent), pos="last-child")
    return fresh(page)


def address(page):
    """The path at which readers find a page, as the API knows it."""
    page = fresh(page)
    return PublicScope.for_host().page_path(path=page.path, url_path=page.url_path)


def answer(path):
    """What a reader is told: ("page", id), ("moved", where), 410 or 404; a redirect must lead to a page."""
    scope = PublicScope.for_host()
    found = paths.page_id_at(scope, normalised(path))
    if found is not None:
        return ("page", found)
    if occupant_of(scope, normalised(path)):
        return ("snippet", path)
    journey = journey_from(scope, path)
    if journey is None or journey.status is None:
        return 404
    if journey.status == 410:
        return 410
    end = answer(journey.location)
    return ("moved", end[1]) if isinstance(end, tuple) else end
