"""What happens to the reader addresses of a topic, an author or a trial that changes its key or goes away.

They have one address for each key (slug, registry id) and language, on every site, and nothing below.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.db import models, transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import TranslatableMixin

from cms.core.addresses import snippet_path
from cms.core.reader_paths import normalised
from cms.redirects.enums import Match
from cms.redirects.models import match_of
from cms.redirects.outcomes import GONE, Outcome, decision
from cms.redirects.records import Row, is_automatic_outcome, remove, row_at, rows_at, write

_keys: dict[str, tuple[str, ...]] = {}


def register_keys(model_label: str, fields: tuple[str, ...]) -> None:
    """Follow snippets of a model of `settings.READER_URL_PATTERNS`, which are found by these fields."""
    _keys[model_label] = fields


def has_addresses(model: type[models.Model]) -> bool:
    """Tell whether readers find objects of a model at addresses that this module follows."""
    return model._meta.label in _keys


@dataclass(frozen=True)
class Named:
    """A snippet as readers find it: `own` is its address by language, `every` all paths that lead to it."""

    own: dict[str, str]
    every: frozenset[str]
    is_live: bool

    @property
    def paths(self) -> list[str]:
        """Return the paths as redirects have them."""
        return sorted(map(stored, self.every))


def stored(path: str) -> str:
    """Return a path as a redirect's `old_path` has it."""
    return normalised(path).rstrip("/") or "/"


def named(instance: models.Model) -> Named:
    """Return where readers find a snippet, by its fields alone."""
    label = instance._meta.label
    keys = [value for name in _keys[label] if (value := getattr(instance, name))]
    key = getattr(instance, "address_key", None) or next(iter(keys), "")
    languages = _languages(instance)
    own = {code: snippet_path(label, key, locale_code=code) for code in languages} if key else {}
    every = {snippet_path(label, other, locale_code=code) for other in keys for code in languages}
    return Named(own, frozenset(every), cast(Any, instance).live)


def _languages(instance: models.Model) -> list[str]:
    """Return the languages in which a snippet has an address; what is not translated has one in each."""
    if isinstance(instance, TranslatableMixin):
        return [instance.locale.language_code] if instance.locale_id else []
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


def snippet_is_saved(instance: models.Model, fields: frozenset[str] | None) -> None:
    """Compare a snippet that is about to be saved with what the database knows of it."""
    telling = {*_keys.get(instance._meta.label, ()), "live", "locale", "locale_id"}
    if not has_addresses(type(instance)) or not (fields is None or fields & telling):
        return
    stored_one = type(instance)._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    before, after = named(stored_one) if stored_one else None, named(instance)
    if before == after or (before is None and not after.is_live):
        return
    with transaction.atomic():
        if before is not None and before.every != after.every:
            _snippet_leaves(before, after)
        if after.is_live:
            _clear(after)
        elif before is not None and before.is_live:
            _end(after)


def snippet_is_deleted(instance: models.Model) -> None:
    """Let the addresses of a snippet that is deleted answer what was decided, or that it is gone."""
    if not has_addresses(type(instance)):
        return
    said, last = decision(), named(instance)
    if last.is_live or said is not None:
        _end(last)


def _snippet_leaves(before: Named, after: Named) -> None:
    """Let addresses that are no longer the snippet's own lead to the one it has; no chains are made.

    Of an unpublished one what was decided about it moves along.
    """
    old = rows_at(None, before.paths)
    for code, path in before.own.items():
        new = after.own.get(code) or next(iter(after.own.values()), "")
        for lost in sorted(_of_language(before, code) - after.every):
            row = old.get(stored(lost).lower())
            if before.is_live or (row is not None and is_automatic_outcome(row)):
                _pass_on(stored(lost), row, new, is_live=before.is_live)
        if path != new:
            Redirect.objects.filter(redirect_link=path).update(redirect_link=new)


def _of_language(place: Named, code: str) -> set[str]:
    prefix = place.own[code].removesuffix("/").rpartition("/")[0]
    return {path for path in place.every if path.removesuffix("/").rpartition("/")[0] == prefix}


def _pass_on(path: str, row: Redirect | None, new: str, *, is_live: bool) -> None:
    if row is not None and not is_live and row_at(None, stored(new)) is None:
        Redirect.objects.filter(pk=row.pk).update(old_path=stored(new))
    elif row is not None:
        remove([row])
    write([Row(None, path, link=new)])


def _clear(place: Named) -> None:
    """Delete the redirects at addresses at which something is published."""
    rows = rows_at(None, place.paths).values()
    remove([row for row in rows if match_of(row) == Match.EXACT])


def _end(place: Named) -> None:
    said = decision()
    outcome: Outcome = said.outcome if said else GONE
    old = rows_at(None, place.paths)
    remove([row for row in old.values() if row.automatically_created])
    if outcome.status is not None:
        by_hand = {path for path, row in old.items() if not row.automatically_created}
        free = [path for path in place.paths if path.lower() not in by_hand]
        write([Row.of_outcome(outcome, site_id=None, path=path) for path in free])
