"""Trying an address: what a reader of it is told, and through which redirects."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.core.reader_paths import normalised
from cms.redirects.diagnosis import Scopes
from cms.redirects.enums import Status
from cms.redirects.lookup import journey_from
from cms.redirects.occupants import occupant_of
from cms.redirects.targets import names_site


class NoAddressError(ValueError):
    """What was typed is no address of the site."""


@dataclass(frozen=True)
class Trial:
    """What a reader is told in a sentence, the addresses on the way, and the first redirect."""

    sentence: str
    chain: list[str] = field(default_factory=list)
    redirect: Redirect | None = None


def try_address(text: str, site: Site | None) -> Trial:
    """Return what a reader of an address is told, a path or a full one on the site.

    Raises `NoAddressError` with a sentence for what is neither.
    """
    scope = Scopes().of(site)
    if scope is None:
        raise NoAddressError("There is no site to try it on.")
    path = text.strip()
    if "://" in path:
        try:
            parts = urlsplit(path)
        except ValueError:
            raise NoAddressError("This is no address. Type a path such as /old/.") from None
        if not names_site(parts, scope.site):
            raise NoAddressError(
                f"This address is not on {scope.site.hostname}. Choose its site, or type a path."
            )
        path = parts._replace(scheme="", netloc="").geturl() or "/"
    elif not path.startswith("/"):
        path = f"/{path}"
    title = occupant_of(scope, normalised(path))
    if title is not None:
        return Trial(f"“{title}” is published here; no redirect is asked.")
    journey = journey_from(scope, path)
    if journey is None:
        return Trial("Nothing is here: readers are told so (404), with the pages that are most alike.")
    redirect = Redirect.objects.filter(pk=journey.redirect_id).first()
    chain = list(journey.chain)
    if journey.status is None:
        return Trial(f"Not followed (404). {journey.trouble}", chain, redirect)
    if journey.status == Status.GONE:
        return Trial("Readers are told that it was removed for good (410).", chain, redirect)
    return Trial(f"Readers are sent to {journey.location} ({journey.status.value}).", chain, redirect)
