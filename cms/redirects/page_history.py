"""What happens to the addresses of a page when it is renamed, moved, published, unpublished or deleted.

One redirect stands for a page and everything below it, so a section of thousands of pages costs a few rows.
That is right as long as each page below is found at the same place below its section. A page that leaves its
place therefore gets a redirect of its own from every address that it had through the sections above it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from wagtail.contrib.redirects.models import Redirect

from cms.core.models import BasePage
from cms.redirects.claims import (
    claim,
    is_free,
    match_for,
    retire,
    rows_for_children,
    rows_for_hidden_below,
)
from cms.redirects.enums import Match
from cms.redirects.models import match_of
from cms.redirects.outcomes import GONE, Outcome, decision
from cms.redirects.places import Place, Sites
from cms.redirects.records import (
    Row,
    is_automatic_outcome,
    outcome_of,
    remove,
    rewrite,
    row_at,
    rows_below,
    rows_for_taken_down,
    rows_to,
    write,
)


@dataclass(frozen=True)
class Standing:
    """Where a page stands in the tree, and whether it is published."""

    url_path: str
    is_live: bool


# Leaving


def page_leaves(page: BasePage, before: Standing, url_path: str) -> None:
    """Let the addresses that a page and those below it have until now lead to their new ones."""
    sites = Sites()
    was_public = before.is_live and not _was_private(page, before, sites)
    new_places = sites.places(url_path, tree_path=page.path)
    moves_to = {place.site_id: place.path for place in new_places}
    old_places = sites.places(before.url_path, tree_path=page.path)
    if not was_public:
        _take_along(page, old_places, moves_to)
        if not _has_live_below(page):
            return
    for place in old_places:
        if place in new_places:
            continue
        if was_public:
            row = Row(place.site_id, place.path, page_id=page.pk, match=match_for(page))
            claim(row, moves_to=moves_to.get(place.site_id, ""))
        else:
            _claim_below(page, place)
    write(_rows_of_aliases(before.url_path, page, match=match_for(page)))


def _take_along(page: BasePage, old_places: list[Place], moves_to: dict[int, str]) -> None:
    """Repeat what is said of everything below an unpublished page, for redirects that go by way of it."""
    for place in old_places:
        old, path = row_at(place.site_id, place.path), moves_to.get(place.site_id, "")
        if old is None or not path or match_of(old) == Match.EXACT or not is_automatic_outcome(old):
            continue
        if is_free(Row(place.site_id, path, page_id=page.pk)):
            outcome = outcome_of(old)
            write([Row.of_outcome(outcome, site_id=place.site_id, path=path, match=Match.PREFIX)])


def _claim_below(page: BasePage, place: Place) -> None:
    """Let the addresses below one that is not public itself lead to their pages."""
    if row_at(place.site_id, place.path) is None:
        write([Row(place.site_id, place.path, page_id=page.pk, match=match_for(page))])
    else:
        write(rows_for_children(page, site_id=place.site_id, path=place.path))


def _was_private(page: BasePage, before: Standing, sites: Sites) -> bool:
    if not sites.has_private_parts:
        return False
    # Where a page is moved the tree already has it at its new place, its parent is still where it was.
    parent = before.url_path.rstrip("/").rpartition("/")[0] + "/"
    slug = parent.rstrip("/").rpartition("/")[2]
    paths = BasePage.objects.filter(slug=slug, url_path=parent).values_list("path", flat=True)
    return any(sites.is_private(path) for path in [*paths, page.path])


def _has_live_below(page: BasePage) -> bool:
    return bool(page.numchild) and BasePage.objects.descendant_of(page).live().exists()


def _aliases(url_path: str, page: BasePage) -> list[tuple[int | None, str]]:
    """Return the addresses that a page has had through redirects of the sections above it."""
    parts = url_path.strip("/").split("/")
    above = [f"/{'/'.join(parts[:end])}/" for end in range(1, len(parts))]
    pages = BasePage.objects.filter(slug__in=parts[:-1], url_path__in=above).exclude(pk=page.pk)
    url_paths = dict(pages.values_list("pk", "url_path"))
    rows = Redirect.objects.filter(redirect_page_id__in=url_paths, rule__match=Match.PREFIX_AND_REST)
    return [
        (site_id, f"{old_path.rstrip('/')}/{url_path[len(url_paths[page_id]) :].strip('/')}")
        for site_id, old_path, page_id in rows.values_list("site_id", "old_path", "redirect_page_id")
    ]


def _free_aliases(url_path: str, page: BasePage) -> list[tuple[int | None, str]]:
    return [
        (site_id, path)
        for site_id, path in dict.fromkeys(_aliases(url_path, page))
        if row_at(site_id, path) is None
    ]


def _rows_of_aliases(url_path: str, page: BasePage, *, match: Match) -> list[Row]:
    return [
        Row(site_id, path, page_id=page.pk, match=match) for site_id, path in _free_aliases(url_path, page)
    ]


# Arriving


def page_arrives(page: BasePage, before: Standing | None, url_path: str, *, is_live: bool) -> None:
    """Delete the redirects at the addresses that a page, and those below it, have from now on."""
    for place in Sites().places(url_path, tree_path=page.path):
        if is_live:
            _clear(page, place, before)
        if before is not None and before.url_path != url_path:
            _clear_below(page, place, before.url_path, url_path)


def _clear(page: BasePage, place: Place, before: Standing | None) -> None:
    old = row_at(place.site_id, place.path)
    if old is None or (match_of(old) != Match.EXACT and old.redirect_page_id != page.pk):
        return
    retire(old, keeping=page.pk)
    if before is not None and match_of(old) == Match.PREFIX_AND_REST:
        _repeat_for_hidden_below(page, place, before)


def _repeat_for_hidden_below(page: BasePage, place: Place, before: Standing) -> None:
    """Repeat what stands for unpublished pages below at addresses that led to it until now."""
    for row in rows_for_taken_down(page.path, below=True):
        hidden = row.rule.taken_down_page
        if hidden.pk == page.pk or not hidden.url_path.startswith(before.url_path):
            continue
        path = f"{place.path.rstrip('/')}/{hidden.url_path[len(before.url_path) :].strip('/')}"
        if row_at(place.site_id, path) is None:
            outcome, match = outcome_of(row), match_of(row)
            more = {"match": match, "taken_down_id": hidden.pk}
            write([Row.of_outcome(outcome, site_id=place.site_id, path=path, **more)])


def _clear_below(page: BasePage, place: Place, old_url_path: str, url_path: str) -> None:
    """The tree does not know the new addresses yet; they are compared under the old ones."""
    rows = rows_below(place.site_id, place.path)
    if not rows:
        return
    below = place.path.rstrip("/")
    wanted = {f"{old_url_path}{row.old_path[len(below) + 1 :]}/".lower(): row for row in rows}
    slugs = {path.rstrip("/").rpartition("/")[2] for path in wanted}
    live = BasePage.objects.descendant_of(page).live().filter(slug__in=slugs)
    for pk, path in live.values_list("pk", "url_path"):
        row = wanted.get(path.lower())
        if row is not None and (match_of(row) == Match.EXACT or row.redirect_page_id == pk):
            retire(row, keeping=pk)


def page_is_published(page: BasePage, url_path: str) -> None:
    """Let what stood for an unpublished page lead to it again, or go where the page itself is."""
    own = set(Sites().places(url_path, tree_path=page.path))
    for row in rows_for_taken_down(page.path):
        outcome = outcome_of(row)
        remove([row])
        if match_of(row) != Match.EXACT:
            below = rows_for_hidden_below(page, site_id=row.site_id, path=row.old_path, outcome=outcome)
            write(below)
        if row.site_id is None or Place(row.site_id, row.old_path) not in own:
            write([Row(row.site_id, row.old_path, page_id=page.pk, match=match_for(page))])


# Ending


def page_is_taken_down(page: BasePage, before: Standing) -> None:
    """Let an unpublished page's addresses answer what was decided, or that it is gone if nobody was asked."""
    said, sites = decision(), Sites()
    outcome = said.outcome if said else GONE
    whole = said.whole if said else ()
    if outcome.status is None or sites.is_private(page.path) or _is_covered(page.path, whole):
        return
    is_whole = page.path in whole
    match = Match.PREFIX if is_whole and page.numchild else Match.EXACT
    for place in sites.places(before.url_path, tree_path=page.path):
        row = Row.of_outcome(outcome, site_id=place.site_id, path=place.path, match=match)
        claim(replace(row, taken_down_id=page.pk))
    alias_match = match_for(page) if is_whole else Match.EXACT
    write(_rows_of_aliases(before.url_path, page, match=alias_match))


def _is_covered(path: str, whole: tuple[str, ...]) -> bool:
    return any(path != above and path.startswith(above) for above in whole)


def page_is_deleted(page: BasePage, *, is_live: bool) -> bool:
    """Let the addresses of a page answer what was decided, and with it those of all pages below.

    Where nobody was asked, what was public is gone, and what was unpublished goes on answering as it does.
    Tells whether the pages below are done with: those of an unpublished page are not unless it was decided.
    """
    said, sites = decision(), Sites()
    is_public = is_live and not sites.is_private(page.path)
    earlier = rows_for_taken_down(page.path, below=said is not None)
    outcome = said.outcome if said else _unasked(earlier, is_public=is_public)
    is_whole = is_public or said is not None
    if outcome.status is None:
        remove(earlier if said else [])
        return is_whole
    rewrite(rows_to(page.path, below=is_whole), outcome)
    if said:
        rewrite(earlier, outcome)
    if is_public or (said and _has_live_below(page)):
        _end(page, outcome, sites)
    return is_whole


def _unasked(earlier: list[Redirect], *, is_public: bool) -> Outcome:
    if is_public:
        return GONE
    return outcome_of(earlier[0]) if earlier else Outcome(None)


def _end(page: BasePage, outcome: Outcome, sites: Sites) -> None:
    match = Match.PREFIX if page.numchild else Match.EXACT
    for place in sites.places(page.url_path, tree_path=page.path):
        claim(Row.of_outcome(outcome, site_id=place.site_id, path=place.path, match=match))
    write(
        [
            Row.of_outcome(outcome, site_id=site_id, path=path, match=match)
            for site_id, path in _free_aliases(page.url_path, page)
        ]
    )
