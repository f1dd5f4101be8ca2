"""The spellings of a reader's path: what browsers, chat programs and people make of `/articles/knees/`."""

from __future__ import annotations

from urllib.parse import unquote

from django.conf import settings

from cms.core.addresses import locale_prefix

# Some programs encode what is encoded already; no slug has a per cent sign that would suffer.
MOST_ENCODINGS = 3


def split_query(text: str) -> tuple[str, str]:
    """Return (path, query) of an address without scheme and host; what follows `#` is dropped."""
    # Not `urlsplit`, which takes what follows two slashes for a host.
    path, _, query = text.partition("#")[0].partition("?")
    return path, query


def decoded(path: str) -> str:
    """Undo percent-encoding, also when it was done more than once."""
    for _round in range(MOST_ENCODINGS):
        plain = unquote(path)
        if plain == path:
            break
        path = plain
    return path.replace("\x00", "\N{REPLACEMENT CHARACTER}")


def normalised(text: str) -> str:
    """Return a path as this site writes it: decoded, no query, one slash at both ends."""
    trimmed = "/".join(part for part in decoded(split_query(text)[0]).split("/") if part)
    return f"/{trimmed}/" if trimmed else "/"


def split_locale(path: str) -> tuple[str, str]:
    """Return (language code, rest of the path) of a normalised path."""
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        prefix = locale_prefix(code)
        if prefix and path.lower().startswith(f"{prefix}/"):
            return code, path[len(prefix) :]
    return settings.LANGUAGE_CODE, path
