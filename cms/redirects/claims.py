"""Giving an address its newest meaning without losing what its older ones said of the addresses below it."""

from __future__ import annotations

from dataclasses import replace

from wagtail.contrib.redirects.models import Redirect

from cms.core.models import BasePage
from cms.redirects.enums import Match
from cms.redirects.models import match_of, rule_of
from cms.redirects.outcomes import Outcome
from cms.redirects.records import (
    Row,
    outcome_of,
    remove,
    rewrite,
    row_at,
    rows_at,
    rows_to,
    write,
)


def claim(new: Row, *, moves_to: str = "") -> None:
    """Write a redirect in place of any at its address.

    What stood there for everything below goes on doing so: each page that it led to gets a redirect of its
    own, or it moves along to `moves_to`, the new address of the page that leaves. Where neither is possible
    the new one is for everything below. A person's word on all below an address is left alone.
    """
    old = row_at(new.site_id, new.path)
    if old is None:
        write([new])
    elif match_of(old) == Match.EXACT or _leads_to(old, new):
        retire(old, keeping=new.taken_down_id)
        # One for all below goes on being that.
        write([replace(new, match=Match.PREFIX) if match_of(old) == Match.PREFIX else new])
    elif match_of(old) == Match.PREFIX_AND_REST and old.redirect_page_id:
        explode(old)
        write([new])
    elif old.automatically_created:
        _claim_from_all_below(new, old, moves_to)


def _leads_to(old: Redirect, new: Row) -> bool:
    return old.redirect_page_id is not None and old.redirect_page_id == new.page_id


def _claim_from_all_below(new: Row, old: Redirect, moves_to: str) -> None:
    if moves_to and moves_to != old.old_path and is_free(replace(new, path=moves_to)):
        Redirect.objects.filter(pk=old.pk).update(old_path=moves_to)
        match = Match.PREFIX_AND_REST
    else:
        retire(old, keeping=new.taken_down_id)
        match = Match.PREFIX
    write([replace(new, match=match)])


def is_free(wanted: Row) -> bool:
    """Tell whether nothing is said at an address, save that its page has been there before; that goes."""
    there = row_at(wanted.site_id, wanted.path)
    if there is not None and _leads_to(there, wanted):
        remove([there])
        return True
    return there is None


def retire(old: Redirect, *, keeping: int | None = None) -> None:
    """Delete a redirect. Others that relied on it, for the unpublished page it stands for, say it themselves.

    Not those for the page `keeping`, of which something newer is about to be said.
    """
    rule = rule_of(old)
    page = rule.taken_down_page if rule and rule.taken_down_page_id != keeping else None
    if page is not None:
        dependent = rows_to(page.path, below=match_of(old) != Match.EXACT)
        hidden = set(
            BasePage.objects.filter(
                pk__in=[row.redirect_page_id for row in dependent], live=False
            ).values_list("pk", flat=True)
        )
        rewrite([row for row in dependent if row.redirect_page_id in hidden], outcome_of(old))
    remove([old])


def explode(old: Redirect) -> None:
    """Put a redirect for each page below in the place of one that leads to a page and each to its place."""
    page = BasePage.objects.filter(pk=old.redirect_page_id).first()
    remove([old])
    if page is not None:
        write(rows_for_children(page, site_id=old.site_id, path=old.old_path))


def rows_for_children(page: BasePage, *, site_id: int | None, path: str) -> list[Row]:
    """Return what leads from an address of a page to each page below it, where nothing else is said."""
    places = {child: f"{path.rstrip('/')}/{child.slug}" for child in _children(page)}
    taken = rows_at(site_id, places.values())
    rows = []
    for child, place in places.items():
        said = taken.get(place.lower())
        if said is None:
            rows.append(Row(site_id, place, page_id=child.pk, match=match_for(child)))
        elif child.numchild and match_of(said) == Match.EXACT:
            rows += rows_for_children(child, site_id=site_id, path=place)
    return rows


def rows_for_hidden_below(page: BasePage, *, site_id: int | None, path: str, outcome: Outcome) -> list[Row]:
    """Return what stands for each unpublished page below, where one redirect stood for all of them."""
    places = {child: f"{path.rstrip('/')}/{child.slug}" for child in _children(page)}
    taken = rows_at(site_id, places.values())
    rows = []
    for child, place in places.items():
        if child.live:
            rows += rows_for_hidden_below(child, site_id=site_id, path=place, outcome=outcome)
        elif place.lower() not in taken:
            match = Match.PREFIX if child.numchild else Match.EXACT
            rows.append(
                Row.of_outcome(outcome, site_id=site_id, path=place, match=match, taken_down_id=child.pk)
            )
    return rows


def _children(page: BasePage) -> list[BasePage]:
    """Return the pages below that readers may have seen, or may have seen more below."""
    return [
        child for child in page.get_children() if child.live or child.first_published_at or child.numchild
    ]


def match_for(page: BasePage) -> Match:
    """Return which addresses a redirect to a page is for: its own, and with pages below it theirs too."""
    return Match.PREFIX_AND_REST if page.numchild else Match.EXACT
