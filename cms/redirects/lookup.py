"""The redirect in force at an address, in one query whose cost does not depend on how many there are."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower
from wagtail.contrib.redirects.models import Redirect

from cms.core.models import BasePage
from cms.core.prepared import PreparedRows
from cms.core.reader_paths import normalised
from cms.core.scope import PublicScope
from cms.redirects import targets
from cms.redirects.addresses import Candidate, candidates, folded
from cms.redirects.chains import Hop, Journey, follow
from cms.redirects.enums import Match, Status
from cms.redirects.models import effective_status
from cms.redirects.occupants import occupant_of

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_REPORTS = 24 * 60 * 60


@dataclass(frozen=True)
class Record:
    """What is needed of a redirect, its companion and its target page to follow it."""

    pk: int
    old_path: str
    site_id: int | None
    is_permanent: bool
    link: str
    special_status: int | None
    match: Match
    page_id: int | None
    page_path: str | None
    page_url_path: str | None
    page_is_live: bool
    route: str

    def hop(self, scope: PublicScope, rest: str) -> Hop | None:
        """Return what this redirect says for `rest` below it; None where its target is nothing public."""
        status = effective_status(is_permanent=self.is_permanent, special=self.special_status)
        if status == Status.GONE:
            return Hop(self.pk, status)
        target = self._target(scope, rest)
        if target is None:
            return None
        if self.match == Match.PREFIX_AND_REST:
            target = targets.with_rest(target, rest)
        return Hop(self.pk, status, target.location, target.is_external, target.is_settled)

    def _target(self, scope: PublicScope, rest: str) -> targets.Target | None:
        if self.page_id is None:
            return targets.typed_target(scope, self.link)
        if self.page_path is None or self.page_url_path is None:
            return None
        if not self.page_is_live and not self.is_for_place(rest):
            return None
        return targets.page_target(scope, path=self.page_path, url_path=self.page_url_path, route=self.route)

    def is_for_place(self, rest: str) -> bool:
        """Tell whether this sends `rest` to its place below a page, which may be public when that is not."""
        return bool(rest) and self.match == Match.PREFIX_AND_REST and self.page_id is not None


def hop_at(
    scope: PublicScope,
    address: str,
    *,
    changed: Record | None = None,
    without: frozenset[int] = frozenset(),
) -> Hop | None:
    """Return the redirect in force at an address, whatever lives there; None where there is none.

    `changed` is a redirect that is not saved yet: it counts in place of the stored one. `without` are the
    keys of redirects that do not count.
    """
    found = candidates(address)
    records = [_record(row) for row in _redirect_rows(paths=list(found), sites=[scope.site.id])]
    if changed is not None:
        records = [*(record for record in records if record.pk != changed.pk), changed]
    records = [record for record in records if record.pk not in without]
    return best_hop(scope, address, records, found, without=without)


def best_hop(
    scope: PublicScope,
    address: str,
    records: Sequence[Record],
    found: dict[str, Candidate],
    *,
    without: frozenset[int] = frozenset(),
) -> Hop | None:
    """Return the first hop that leads somewhere: exact ones first, the site's own before those of all."""
    matching = []
    for record in records:
        candidate = next((found[text] for text in folded(record.old_path) if text in found), None)
        if candidate is not None and (not candidate.rest or record.match != Match.EXACT):
            matching.append((candidate.rank, record.site_id is None, record.pk, record, candidate.rest))
    for *_order, record, rest in sorted(matching, key=lambda item: item[:3]):
        hop = in_force(scope, record, rest, without)
        if hop is not None and not (rest and _is_at_its_target(address, hop)):
            return hop
    return None


def in_force(
    scope: PublicScope, record: Record, rest: str = "", without: frozenset[int] = frozenset()
) -> Hop | None:
    """Return what a redirect says, or what stands for its page while that is unpublished."""
    hop, without = record.hop(scope, rest), without | {record.pk}
    if hop is not None and record.is_for_place(rest) and hop.location is not None:
        hop = _to_its_place(scope, hop, record, without)
    if hop is None and record.page_id is not None and not record.page_is_live:
        return _stand_in(scope, record.page_path or "", rest, without)
    return hop


def _to_its_place(scope: PublicScope, hop: Hop, record: Record, without: frozenset[int]) -> Hop | None:
    """Return the hop to a place below a page if there is something; a place on another site is believed."""
    location = hop.location or ""
    if hop.is_external:
        return hop if record.page_is_live else None
    if occupant_of(scope, normalised(location)) is not None:
        return replace(hop, is_settled=True)
    return hop if hop_at(scope, location, without=without) is not None else None


def _stand_in(scope: PublicScope, page_path: str, rest: str, without: frozenset[int]) -> Hop | None:
    """Return what was decided when a page, or one above it with all below, was unpublished."""
    step = BasePage.steplen
    above = [page_path[:end] for end in range(step, len(page_path) + 1, step)]
    rows = _stand_in_query(above).values(*_COLUMNS, "taken_down_path", **_COMPUTED)
    for row in sorted(rows, key=lambda row: (-len(row["taken_down_path"]), row["site_id"] != scope.site.id)):
        own = row.pop("taken_down_path") == page_path and not rest
        record = _record(row)
        if record.pk not in without and (own or record.match != Match.EXACT):
            hop = in_force(scope, record, "", without)
            if hop is not None:
                return hop
    return None


def _is_at_its_target(address: str, hop: Hop) -> bool:
    """Tell whether an address below a prefix is where that prefix leads: its target is not redirected."""
    own = hop.location is not None and not hop.is_external
    return own and normalised(hop.location or "").lower() == normalised(address).lower()


def journey_from(scope: PublicScope, address: str) -> Journey | None:
    """Return where a reader of an address that nothing lives at is sent, None where no redirect is in force.

    Asks one query for a redirect to a page, one more for each typed target on the way.
    """
    first = hop_at(scope, address)
    return follow(address, first, lambda location: next_hop(scope, location)) if first else None


def next_hop(scope: PublicScope, location: str, *, changed: Record | None = None) -> Hop | None:
    """Return the redirect in force at an address on the way: none where something lives."""
    hop = hop_at(scope, location, changed=changed)
    if hop is None or occupant_of(scope, normalised(location)) is not None:
        return None
    return hop


def report_once(scope: PublicScope, journey: Journey) -> None:
    """Log a chain that was refused, at most once a day for each first address."""
    name = f"{scope.site.id} {normalised(journey.chain[0]).lower()}"
    key = f"redirects.refused.{sha256(name.encode(errors='replace')).hexdigest()}"
    if cache.add(key, True, SECONDS_BETWEEN_REPORTS):
        logger.warning("%s (site %s)", journey.trouble, scope.site.hostname)


def record_of(redirect: Redirect, *, status: Status, match: Match) -> Record:
    """Return the record of a redirect that may not be saved yet."""
    page = redirect.redirect_page
    return Record(
        pk=redirect.pk or 0,
        old_path=redirect.old_path,
        site_id=redirect.site_id,
        is_permanent=status.is_permanent,
        link=redirect.redirect_link,
        special_status=status.value,
        match=match,
        page_id=page.pk if page else None,
        page_path=page.path if page else None,
        page_url_path=page.url_path if page else None,
        page_is_live=bool(page and page.live),
        route=redirect.redirect_page_route_path,
    )


_COLUMNS = ("pk", "old_path", "site_id", "is_permanent")
_COMPUTED = {
    "link": F("redirect_link"),
    "special_status": F("rule__status"),
    "match": F("rule__match"),
    "page_id": F("redirect_page_id"),
    "page_path": F("redirect_page__path"),
    "page_url_path": F("redirect_page__url_path"),
    "page_is_live": F("redirect_page__live"),
    "route": F("redirect_page_route_path"),
}


def _redirect_query(paths: Sequence[str], sites: Sequence[int]) -> QuerySet[Any, Any]:
    # The index is on this expression (migration 0002); `iexact` would compare with every row.
    redirects = Redirect.objects.alias(folded=Lower("old_path")).filter(folded__in=paths)
    return redirects.filter(Q(site=None) | Q(site_id__in=sites)).order_by().values(*_COLUMNS, **_COMPUTED)


def _stand_in_query(tree_paths: Sequence[str]) -> QuerySet[Any, Any]:
    rows = Redirect.objects.filter(rule__taken_down_page__path__in=tree_paths)
    return rows.annotate(taken_down_path=F("rule__taken_down_page__path")).order_by()


_redirect_rows = PreparedRows(_redirect_query)


def _record(row: dict[str, Any]) -> Record:
    match = Match(row["match"] or Match.EXACT)
    return Record(**{**row, "match": match, "page_is_live": bool(row["page_is_live"])})
