"""What an anonymous reader of one site may see, and under which addresses.

Everything that the delivery API answers passes through a `PublicScope`: it is read in two queries,
whatever the number of sites, languages and restrictions, and then asked from memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any, NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.db.models import F, Q, QuerySet, Value
from django.utils.functional import cached_property
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from cms.core.addresses import locale_prefix, snippet_path
from cms.core.enums import Robots
from cms.core.prepared import PreparedRows

# What may stand in a path as it is (RFC 3986, 3.3), as for Django's own `reverse`.
_UNQUOTED = "!$&'()*+,;=/~:@"
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/_-]*")
# The kinds of places that are read together; any other is a value of `Robots`.
_PAGE, _COLLECTION = "page", "collection"
_SAID = [value for value in Robots.values if value]


class UnknownSiteError(ValueError):
    """No site answers to the host that was asked for."""


class SectionRobots(NamedTuple):
    """What search engines are asked to do with the page at a tree path and all below it.

    `value` is that of a robots meta element; `path` is "" for what the site says.
    """

    path: str
    value: str


@dataclass(frozen=True)
class SiteRoot:
    """One root page of a site: its own root, or a translation of it."""

    site_id: int
    root_page_id: int
    path: str
    url_path: str
    locale_code: str
    is_primary: bool
    is_live: bool


@dataclass(frozen=True)
class SiteRecord:
    """A site as readers know it: `root_url` is the front end's address, without a trailing slash."""

    id: int
    hostname: str
    port: int
    name: str
    is_default: bool
    default_social_image_id: int | None
    roots: tuple[SiteRoot, ...] = ()
    robots: str = Robots.INDEX_FOLLOW.value

    @property
    def root_url(self) -> str:
        """Return scheme, host and any unusual port, as Wagtail's own `Site.root_url` does."""
        if self.port == 80:
            return f"http://{self.hostname}"
        if self.port == 443:
            return f"https://{self.hostname}"
        return f"http://{self.hostname}:{self.port}"

    @property
    def primary_root(self) -> SiteRoot:
        """Return the root that the Site record names; the others are its translations."""
        return next(root for root in self.roots if root.is_primary)


@dataclass
class PublicScope:
    """The sites, their roots and what is private; see the module's docstring."""

    site: SiteRecord
    sites: Sequence[SiteRecord]
    private_page_paths: tuple[str, ...] = ()
    private_collection_paths: tuple[str, ...] = ()
    section_robots: tuple[SectionRobots, ...] = ()
    locale_code: str = field(default_factory=lambda: settings.LANGUAGE_CODE)

    @classmethod
    def for_host(cls, *, host: str = "", port: int = 80, requested: str = "") -> PublicScope:
        """Read the scope of the site that `requested` ("host" or "host:port") or the request's host names.

        Raises `UnknownSiteError` when `requested` names no site or more than one.
        """
        sites = _read_sites()
        site = _requested_site(sites, requested) if requested else _site_for_host(sites, host, port)
        return cls(site=site, sites=sites, **_read_places())

    def is_public_page_path(self, path: str) -> bool:
        """Tell whether a page at this tree path lies below a site root and below no restriction."""
        return self.root_of(path) is not None and not path.startswith(self.private_page_paths)

    @property
    def public_roots(self) -> list[SiteRoot]:
        """Return the home pages of this site that readers may see, one for each language."""
        return [root for root in self.site.roots if root.is_live and self.is_public_page_path(root.path)]

    def is_public_here(self, path: str) -> bool:
        """Tell whether a live page at this path is one that `pages_q` finds: on this site, and public."""
        below_root = path.startswith(tuple(root.path for root in self.site.roots))
        return below_root and not path.startswith(self.private_page_paths)

    def is_public_collection_path(self, path: str) -> bool:
        """Tell whether files of this collection may be shown to anyone."""
        return not path.startswith(self.private_collection_paths)

    def robots_at(self, path: str) -> SectionRobots:
        """Return what the nearest page at or above a tree path says to search engines, else the site."""
        found = next((said for said in self.section_robots if path.startswith(said.path)), None)
        return found or SectionRobots("", self.site.robots)

    def root_of(self, path: str) -> SiteRoot | None:
        """Return the site root above (or at) a tree path, this site's own first, the deepest first."""
        for root in self._roots_from_deepest:
            if path.startswith(root.path):
                return root
        return None

    @cached_property
    def _roots_from_deepest(self) -> list[SiteRoot]:
        roots = [root for site in (self.site, *self.sites) for root in site.roots]
        return sorted(roots, key=lambda root: len(root.path), reverse=True)

    def page_path(self, *, path: str, url_path: str) -> str | None:
        """Return a page's path on its front end, such as `/ms/articles/`; None outside all sites."""
        root = self.root_of(path)
        return None if root is None else _path_below(root, url_path)

    def page_url(self, *, path: str, url_path: str) -> str | None:
        """Return a page's absolute reader address; None outside all sites."""
        root = self.root_of(path)
        return None if root is None else self._root_urls[root.site_id] + _path_below(root, url_path)

    def snippet_url(self, model_label: str, key: str, *, locale_code: str | None = None) -> str:
        """Return the absolute reader address of a trial, topic or author on this site."""
        return self.site.root_url + snippet_path(model_label, key, locale_code=locale_code)

    def url_for(self, path: str) -> str:
        """Return the absolute address of a path on this site's front end."""
        return self.site.root_url + path

    def pages_q(self) -> Q:
        """Return the condition that a live, public page of this site meets (v2's `site` semantics)."""
        inside = reduce(or_, (Q(path__startswith=root.path) for root in self.site.roots), Q(pk__in=[]))
        condition = Q(live=True) & inside
        for private in self.private_page_paths:
            condition &= ~Q(path__startswith=private)
        return condition

    def collections_q(self, prefix: str = "collection__") -> Q:
        """Return the condition that an image or document in a public collection meets."""
        condition = Q()
        for private in self.private_collection_paths:
            condition &= ~Q(**{f"{prefix}path__startswith": private})
        return condition

    @cached_property
    def _root_urls(self) -> dict[int, str]:
        return {site.id: site.root_url for site in self.sites}


def _path_below(root: SiteRoot, url_path: str) -> str:
    below_root = url_path[len(root.url_path) :]
    # Slugs may be written in any script.
    if not _PLAIN_PATH.fullmatch(below_root):
        below_root = quote(below_root, safe=_UNQUOTED)
    return f"{locale_prefix(root.locale_code)}/{below_root}"


def _read_sites() -> list[SiteRecord]:
    rows = _site_rows()
    return [_site_record(row, rows) for row in rows if row["site_id"] is not None]


def _site_query() -> QuerySet[Any, Any]:
    from cms.core.models import BasePage

    return (
        BasePage.objects.filter(translation_key__in=Site.objects.values("root_page__translation_key"))
        .order_by("pk")
        .values(
            "pk",
            "path",
            "url_path",
            "live",
            "translation_key",
            "locale__language_code",
            site_id=F("sites_rooted_here__pk"),
            hostname=F("sites_rooted_here__hostname"),
            port=F("sites_rooted_here__port"),
            name=F("sites_rooted_here__site_name"),
            is_default=F("sites_rooted_here__is_default_site"),
            default_social_image_id=F("sites_rooted_here__sitesettings__default_social_image_id"),
            robots=F("sites_rooted_here__sitesettings__robots"),
        )
    )


def _place_query() -> QuerySet[Any, Any]:
    from cms.core.models import BasePage

    # Not as a join: with no or few restrictions SQLite would start at the pages and walk through them all.
    pages = BasePage.objects.filter(pk__in=PageViewRestriction.objects.values("page_id")).order_by()
    collections = Collection.objects.filter(pk__in=CollectionViewRestriction.objects.values("collection_id"))
    # Few pages say anything. SQLite only knows that a value has as many rows as there are pages, and would
    # walk through them all for four values; for a range it takes the index.
    sections = BasePage.objects.filter(robots_section__gt="", robots_section__in=_SAID).order_by()
    return pages.values("path", kind=Value(_PAGE)).union(
        collections.order_by().values("path", kind=Value(_COLLECTION)),
        sections.values("path", kind=F("robots_section")),
        all=True,
    )


_site_rows = PreparedRows(_site_query)
_place_rows = PreparedRows(_place_query)


def _site_record(row: dict[str, Any], rows: Iterable[dict[str, Any]]) -> SiteRecord:
    own_key = row["translation_key"]
    roots: dict[int, SiteRoot] = {}
    for other in rows:
        if other["translation_key"] == own_key:
            roots[other["pk"]] = SiteRoot(
                site_id=row["site_id"],
                root_page_id=other["pk"],
                path=other["path"],
                url_path=other["url_path"],
                locale_code=other["locale__language_code"],
                is_primary=other["pk"] == row["pk"],
                is_live=other["live"],
            )
    fields = ("hostname", "port", "name", "is_default", "default_social_image_id")
    return SiteRecord(
        id=row["site_id"],
        roots=tuple(roots.values()),
        # None where the site has no settings yet.
        robots=row["robots"] or SiteRecord.robots,
        **{name: row[name] for name in fields},
    )


def _read_places() -> dict[str, Any]:
    """Return what is private, and what sections ask of search engines, the deepest first."""
    paths: dict[str, list[str]] = {}
    for row in _place_rows():
        paths.setdefault(row["kind"], []).append(row["path"])
    pages, collections = paths.pop(_PAGE, ()), paths.pop(_COLLECTION, ())
    sections = (SectionRobots(path, value) for value, found in paths.items() for path in found)
    return {
        "private_page_paths": tuple(pages),
        "private_collection_paths": tuple(collections),
        "section_robots": tuple(sorted(sections, key=lambda said: len(said.path), reverse=True)),
    }


def _requested_site(sites: Sequence[SiteRecord], requested: str) -> SiteRecord:
    hostname, _, port = requested.partition(":")
    matches = [
        site for site in sites if site.hostname == hostname.lower() and (not port or str(site.port) == port)
    ]
    if len(matches) == 1:
        return matches[0]
    known = ", ".join(sorted(f"{site.hostname}:{site.port}" for site in sites)) or "none"
    problem = "matches more than one site" if matches else "is no site of this installation"
    raise UnknownSiteError(f"'{requested}' {problem}; known sites: {known}")


def _site_for_host(sites: Sequence[SiteRecord], host: str, port: int) -> SiteRecord:
    """Follow Wagtail's own order: host and port, host of the default site, a single host, the default."""
    same_host = [site for site in sites if site.hostname == host]
    exact = [site for site in same_host if site.port == port]
    default = [site for site in sites if site.is_default]
    same_host_default = [site for site in same_host if site.is_default]
    single_host = same_host if len(same_host) == 1 else []
    for candidates in (exact, same_host_default, single_host, default):
        if candidates:
            return candidates[0]
    raise UnknownSiteError(f"no site answers to '{host}:{port}' and there is no default site")
