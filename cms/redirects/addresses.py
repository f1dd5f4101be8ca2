"""Under which spellings an address is looked up among the redirects, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect

from cms.core.reader_paths import normalised, split_query

LONGEST_OLD_PATH = 255
"""The length of Wagtail's column; nothing longer can match."""

# What may stand in a path as it is (RFC 3986, 3.3).
_UNQUOTED = "!$&'()*+,;=/:@"

# Parameters that say where a reader comes from and never which page is meant.
_TRACKING = frozenset(
    {"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid"}
)
_TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "_hs")


@dataclass(frozen=True)
class Candidate:
    """One spelling to look for: the smaller its rank the better; `rest` lies below it (`""` for itself)."""

    rank: int
    rest: str


def candidates(text: str) -> dict[str, Candidate]:
    """Return the spellings of an address in small letters, each with its rank.

    First the address with its query, then without tracking parameters, then without query, then what lies
    above it, the nearest first: there only redirects for everything below match.
    """
    path = normalised(text).rstrip("/") or "/"
    found: dict[str, Candidate] = {}
    rank = 0
    for query in _queries(split_query(text)[1]):
        for spelling in _spellings(path):
            _add(found, f"{spelling}?{query}" if query else spelling, Candidate(rank, ""))
        rank += 1
    for above, rest in _above(path):
        for spelling in _spellings(above):
            _add(found, spelling, Candidate(rank, rest))
        rank += 1
    return found


def folded(text: str) -> tuple[str, str]:
    """Return a text in small letters, as SQLite (which knows A to Z only) and as PostgreSQL writes them."""
    return text.encode(errors="replace").lower().decode(), text.lower()


def _add(found: dict[str, Candidate], spelling: str, candidate: Candidate) -> None:
    for text in folded(spelling):
        if len(text) <= LONGEST_OLD_PATH:
            found.setdefault(text, candidate)


def _queries(query: str) -> list[str]:
    """Return the forms of a query in which a redirect may name it, the fullest first, the empty one last."""
    parts = sorted(part for part in query.split("&") if part)
    kept = [part for part in parts if not _is_tracking(part)]
    forms = ["&".join(parts), "&".join(kept)]
    return list(dict.fromkeys([*forms, *map(uri_to_iri, forms), ""]))


def _is_tracking(part: str) -> bool:
    name = part.partition("=")[0].lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)


def _spellings(path: str) -> list[str]:
    """Return a decoded path as typed, and in the forms that Wagtail stores of an encoded one."""
    lenient, strict = quote(path, safe=_UNQUOTED), quote(path, safe="/")
    if path == lenient == strict:
        return [path]
    stored = [Redirect.normalise_path(lenient), Redirect.normalise_path(strict)]
    return list(dict.fromkeys([path, lenient, *stored]))


def _above(path: str) -> Iterator[tuple[str, str]]:
    """Yield (address above, rest of the path) of a decoded path, the nearest first, the root last."""
    parts = [part for part in path.split("/") if part]
    for end in range(len(parts) - 1, -1, -1):
        above = "/" + "/".join(parts[:end])
        if len(above) <= LONGEST_OLD_PATH:
            yield above, "/".join(parts[end:])
