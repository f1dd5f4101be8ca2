"""Under which addresses readers find, or found, a page: one on each site and language root above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cms.core.addresses import locale_prefix
from cms.core.scope import PublicScope, SiteRoot, UnknownSiteError


@dataclass(frozen=True)
class Place:
    """An address as a redirect's `old_path` has it: decoded, without a slash at the end."""

    site_id: int
    path: str


class Sites:
    """The sites with their roots and what is private, read once for a change."""

    def __init__(self) -> None:
        try:
            self._scope: PublicScope | None = PublicScope.for_host()
        except UnknownSiteError:
            self._scope = None

    def places(self, url_path: str, *, tree_path: str) -> list[Place]:
        """Return where a page with this `url_path` is found; at or above a root it has no name of its own."""
        return [
            Place(root.site_id, _path(root, url_path))
            for root in self._roots()
            if url_path.startswith(root.url_path) and not root.path.startswith(tree_path)
        ]

    def is_private(self, tree_path: str) -> bool:
        """Tell whether a page lies below a restriction."""
        return self._scope is not None and tree_path.startswith(self._scope.private_page_paths)

    @property
    def has_private_parts(self) -> bool:
        """Tell whether anything is private at all."""
        return self._scope is not None and bool(self._scope.private_page_paths)

    def _roots(self) -> Iterator[SiteRoot]:
        for site in self._scope.sites if self._scope else ():
            yield from site.roots


def _path(root: SiteRoot, url_path: str) -> str:
    below = url_path[len(root.url_path) :].strip("/")
    return f"{locale_prefix(root.locale_code)}/{below}".rstrip("/") or "/"
