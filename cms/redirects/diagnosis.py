"""What a redirect does today, in a sentence for staff."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.core.reader_paths import normalised
from cms.core.scope import PublicScope, UnknownSiteError
from cms.redirects.chains import Hop, Journey, follow
from cms.redirects.enums import Match, Status
from cms.redirects.lookup import Record, in_force, next_hop, record_of
from cms.redirects.models import match_of, status_of
from cms.redirects.occupants import occupant_of


@dataclass(frozen=True)
class Diagnosis:
    """Whether a redirect does what somebody wanted, and what it does."""

    works: bool
    sentence: str


class Scopes:
    """The scopes of sites, each read once."""

    def __init__(self) -> None:
        self._scopes: dict[int | None, PublicScope | None] = {}

    def of(self, site: Site | None) -> PublicScope | None:
        """Return the scope of a site, of the default one for a redirect of all sites; None without sites."""
        key = site.pk if site else None
        if key not in self._scopes:
            try:
                requested = f"{site.hostname}:{site.port}" if site else ""
                self._scopes[key] = PublicScope.for_host(requested=requested)
            except UnknownSiteError:
                self._scopes[key] = None
        return self._scopes[key]


def diagnose(redirect: Redirect, scopes: Scopes) -> Diagnosis:
    """Tell what a stored redirect does; its rule, site and page should be selected with it."""
    scope = scopes.of(redirect.site)
    if scope is None:
        return Diagnosis(False, "There is no site to read it on.")
    title = occupant_of(scope, normalised(redirect.old_path))
    if title is not None and match_of(redirect) == Match.EXACT:
        return Diagnosis(False, f"Never used: “{title}” is published at this address.")
    record = record_of(redirect, status=status_of(redirect), match=match_of(redirect))
    hop = in_force(scope, record)
    if hop is None and record.is_for_place("x") and redirect.redirect_page:
        return Diagnosis(True, "Its page is not public; pages below that are, are found at their place.")
    if hop is None:
        what = (
            "page it leads to is not public" if redirect.redirect_page_id else "target is no usable address"
        )
        return Diagnosis(False, f"Not followed: the {what}.")
    told = _told(journey_of(scope, record, hop))
    if title is None:
        return told
    return Diagnosis(told.works, f"“{title}” is published here. What is below: {told.sentence}")


def journey_of(scope: PublicScope, record: Record, hop: Hop) -> Journey:
    """Return where the chain that begins with a redirect ends, as if the redirect were stored like this.

    One that sends everything to its place is also tried with something below it.
    """

    def look_up(location: str) -> Hop | None:
        return next_hop(scope, location, changed=record)

    journey = follow(record.old_path, hop, look_up)
    below = record.hop(scope, "a") if record.match == Match.PREFIX_AND_REST else None
    if below is not None and journey.status is not None:
        further = follow(f"{record.old_path.rstrip('/')}/a", below, look_up)
        return further if further.status is None else journey
    return journey


def _told(journey: Journey) -> Diagnosis:
    if journey.status is None:
        return Diagnosis(False, f"Not followed. {journey.trouble}")
    if journey.status == Status.GONE:
        return Diagnosis(True, "Answers 410, gone.")
    return Diagnosis(True, f"Leads to {journey.location} ({journey.status.value}).")
