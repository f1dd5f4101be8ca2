"""References: everything that a response points to, gathered first, fetched together, handed out as cards.

Serialising a body block by block would ask the database once for every link, trial and image. Instead
each block says what it wants (`want`), every kind of object is then read in one query, and each block
gets its finished value (`get`). A value that is not live, not public or gone is `None`: this is the one
place where drafts and private things are kept out of what embeds them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from cms.core.scope import PublicScope

Key = Hashable
Notes = dict[Any, Any]
Loader = Callable[["References", frozenset[Any]], Mapping[Any, Any]]
Finisher = Callable[["References", Any], None]

# A kind may want others while it loads (a card wants its image); kinds are ordered so that two rounds do.
MAXIMUM_ROUNDS = 5
_UNOBSERVED = nullcontext()


@dataclass(frozen=True)
class ReferenceKind:
    """How one kind of object is read: queries for lists have order 10, cards 20, images 30."""

    name: str
    order: int
    load: Loader
    finish: Finisher | None = None


_kinds: dict[str, ReferenceKind] = {}


def register_reference_kind(name: str, *, order: int, load: Loader, finish: Finisher | None = None) -> None:
    """Teach every response to load `name`.

    `load(references, keys)` returns the values of those keys that may be shown, in one query;
    `finish(references, value)` completes a value in place once everything is loaded.
    """
    _kinds[name] = ReferenceKind(name=name, order=order, load=load, finish=finish)


class UnknownReferenceKindError(KeyError):
    """Something asked for a kind of reference that no app has registered."""


class References:
    """The references of one response; see the module's docstring."""

    def __init__(self, scope: PublicScope) -> None:
        self.scope = scope
        # What is worked out once for a response: parts of it leave it here for others, under their own keys.
        self.notes: Notes = {}
        self._wanted: dict[str, set[Key]] = {}
        self._found: dict[str, dict[Key, Any]] = {}
        self._unfinished: list[tuple[str, Any]] = []
        self.observe: Callable[[str], AbstractContextManager[None]] = lambda kind: _UNOBSERVED
        """Stands around the reading of each kind, for whoever wants to know what it takes."""

    def want(self, kind: str, key: Key | None) -> None:
        """Note that the response refers to `key`; `None` is ignored."""
        if key is None:
            return
        if key not in self._found.get(kind, {}):
            self._wanted.setdefault(kind, set()).add(key)

    def want_all(self, kind: str, keys: Iterable[Key | None]) -> None:
        """Note several keys of one kind."""
        found = self._found.get(kind, {})
        missing = {key for key in keys if key is not None and key not in found}
        if missing:
            self._wanted.setdefault(kind, set()).update(missing)

    def put(self, kind: str, key: Key, value: Any) -> None:
        """Hand in a value that another query has brought along."""
        self._found.setdefault(kind, {})[key] = value
        self._wanted.get(kind, set()).discard(key)
        self._unfinished.append((kind, value))

    def get(self, kind: str, key: Key | None) -> Any:
        """Return the value of `key`, or None when it may not be shown. Loads what is still wanted."""
        if key is None:
            return None
        found = self._found.get(kind, {})
        if key not in found:
            self.want(kind, key)
            self.load()
            found = self._found.get(kind, {})
        return found.get(key)

    def get_all(self, kind: str, keys: Iterable[Key | None], *, maximum: int | None = None) -> list[Any]:
        """Return the values that may be shown, in the order of `keys`, each once, no more than `maximum`."""
        unique = [key for key in dict.fromkeys(keys) if key is not None]
        enough = len(unique) if maximum is None else maximum
        found = self._found.get(kind, {})
        values: list[Any] = []
        for position, key in enumerate(unique):
            if len(values) == enough:
                break
            if key not in found:
                # All that may be needed at once: asking one by one would be a query each.
                self.want_all(kind, unique[position : position + enough - len(values)])
                self.load()
                found = self._found[kind]
            value = found.get(key)
            if value is not None:
                values.append(value)
        return values

    def load(self) -> None:
        """Read everything that is wanted, kind by kind in their order, until nothing is."""
        for _round in range(MAXIMUM_ROUNDS):
            if not any(self._wanted.values()):
                break
            for kind in self._kinds_in_order():
                self._load_kind(kind)
        unfinished, self._unfinished = self._unfinished, []
        for name, value in unfinished:
            finish = _kinds[name].finish
            if finish is not None and value is not None:
                finish(self, value)

    def _kinds_in_order(self) -> list[ReferenceKind]:
        unknown = set(self._wanted) - set(_kinds)
        if unknown:
            raise UnknownReferenceKindError(", ".join(sorted(unknown)))
        return sorted(_kinds.values(), key=lambda kind: kind.order)

    def _load_kind(self, kind: ReferenceKind) -> None:
        already = self._found.setdefault(kind.name, {})
        keys = frozenset(self._wanted.pop(kind.name, set()) - set(already))
        if not keys:
            return
        with self.observe(kind.name):
            loaded = kind.load(self, keys)
        for key in keys:
            already[key] = loaded.get(key)
            self._unfinished.append((kind.name, already[key]))
