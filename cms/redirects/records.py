"""Reading and writing redirects by address, several at once and in few queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Lower
from wagtail.contrib.redirects.models import Redirect

from cms.redirects.addresses import LONGEST_OLD_PATH, folded
from cms.redirects.enums import Match, Status
from cms.redirects.models import RedirectHits, RedirectRule, match_of, rule_of, status_of
from cms.redirects.outcomes import Outcome

CHUNK = 500


@dataclass(frozen=True)
class Row:
    """A redirect that is to be written by itself, for a page, a link, or an address that is gone.

    `taken_down_id` is the page that is meant by this address while it is unpublished.
    """

    site_id: int | None
    path: str
    page_id: int | None = None
    link: str = ""
    status: Status = Status.MOVED_PERMANENTLY
    match: Match = Match.EXACT
    taken_down_id: int | None = None

    @classmethod
    def of_outcome(cls, outcome: Outcome, *, site_id: int | None, path: str, **more: Any) -> Row:
        """Return the row of something that was taken down; `outcome` has a status."""
        status = outcome.status or Status.GONE
        return cls(site_id, path, outcome.page_id, outcome.link, status, **more)


def outcome_of(redirect: Redirect) -> Outcome:
    """Return what a stored redirect answers; its rule should be selected with it."""
    return Outcome(status_of(redirect), redirect.redirect_page_id, redirect.redirect_link)


def is_automatic_outcome(redirect: Redirect) -> bool:
    """Tell whether a redirect stands for something that was taken down, rather than for one that moved."""
    return redirect.automatically_created and match_of(redirect) != Match.PREFIX_AND_REST


def rows_at(site_id: int | None, paths: Iterable[str]) -> dict[str, Redirect]:
    """Return the redirects of exactly these addresses on one site, by address in small letters."""
    wanted = sorted({spelling for path in paths for spelling in folded(path)})
    found: dict[str, Redirect] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = _rows().alias(folded=Lower("old_path"))
        for redirect in rows.filter(folded__in=wanted[start : start + CHUNK], site_id=site_id):
            found[redirect.old_path.lower()] = redirect
    return found


def row_at(site_id: int | None, path: str) -> Redirect | None:
    """Return the redirect of exactly this address on one site, None for none."""
    return rows_at(site_id, [path]).get(path.lower())


def rows_below(site_id: int | None, path: str) -> list[Redirect]:
    """Return the redirects of addresses below this one on one site."""
    below = path.rstrip("/").lower() + "/"
    return list(_rows().alias(folded=Lower("old_path")).filter(folded__startswith=below, site_id=site_id))


def rows_to(tree_path: str, *, below: bool) -> list[Redirect]:
    """Return the redirects to a page, or with `below` to it and everything below it."""
    condition = {"redirect_page__path__startswith" if below else "redirect_page__path": tree_path}
    return list(_rows().filter(**condition))


def rows_for_taken_down(tree_path: str, *, below: bool = False) -> list[Redirect]:
    """Return the redirects that stand for an unpublished page, or with `below` for those below it too."""
    name = "rule__taken_down_page__path"
    return list(_rows().filter(**{f"{name}__startswith" if below else name: tree_path}))


def _rows() -> QuerySet[Redirect]:
    rows: QuerySet[Redirect] = Redirect.objects.select_related("rule")
    return rows


def write(rows: Sequence[Row]) -> list[Redirect]:
    """Write redirects where there are none yet. What is longer than the column cannot be kept."""
    kept = [row for row in rows if len(row.path) <= LONGEST_OLD_PATH]
    made = Redirect.objects.bulk_create([_redirect(row) for row in kept], batch_size=CHUNK)
    RedirectRule.objects.bulk_create(
        (_rule(redirect, row) for redirect, row in zip(made, kept, strict=True) if _needs_rule(row)),
        batch_size=CHUNK,
    )
    return made


def remove(redirects: Sequence[Redirect]) -> None:
    """Delete redirects."""
    keys = [redirect.pk for redirect in redirects]
    for start in range(0, len(keys), CHUNK):
        Redirect.objects.filter(pk__in=keys[start : start + CHUNK]).delete()


def rewrite(redirects: Sequence[Redirect], outcome: Outcome) -> None:
    """Let redirects answer something else at the same addresses; those that had a rest lose it.

    They are written anew: whoever is deleting their page has already collected the old ones.
    """
    rows = [
        Row.of_outcome(
            outcome,
            site_id=redirect.site_id,
            path=redirect.old_path,
            match=without_rest(match_of(redirect)),
            taken_down_id=_taken_down_id(redirect),
        )
        for redirect in redirects
    ]
    hits = {(hit.redirect.site_id, hit.redirect.old_path): hit for hit in _hits(redirects)}
    remove(redirects)
    made = write(rows)
    RedirectHits.objects.bulk_create(
        RedirectHits(redirect=redirect, hits=hit.hits, last_hit_at=hit.last_hit_at)
        for redirect in made
        if (hit := hits.get((redirect.site_id, redirect.old_path)))
    )


def _hits(redirects: Sequence[Redirect]) -> list[RedirectHits]:
    keys = [redirect.pk for redirect in redirects]
    chunks = (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))
    counted = RedirectHits.objects.select_related("redirect")
    return [hit for chunk in chunks for hit in counted.filter(redirect_id__in=chunk)]


def without_rest(match: Match) -> Match:
    """Return which addresses are meant when there is no longer a place for each."""
    return Match.EXACT if match == Match.EXACT else Match.PREFIX


def _taken_down_id(redirect: Redirect) -> int | None:
    rule = rule_of(redirect)
    return rule.taken_down_page_id if rule else None


def _redirect(row: Row) -> Redirect:
    return Redirect(
        site_id=row.site_id,
        old_path=row.path,
        redirect_page_id=row.page_id,
        redirect_link=row.link,
        is_permanent=row.status.is_permanent,
        automatically_created=True,
    )


def _needs_rule(row: Row) -> bool:
    plain = (Status.MOVED_PERMANENTLY, Status.FOUND)
    return row.status not in plain or row.match != Match.EXACT or row.taken_down_id is not None


def _rule(redirect: Redirect, row: Row) -> RedirectRule:
    special = row.status.value if row.status in (Status.PERMANENT_REDIRECT, Status.GONE) else None
    return RedirectRule(
        redirect=redirect, status=special, match=row.match, taken_down_page_id=row.taken_down_id
    )
