"""Typed reading of environment variables, with errors that say what would be right.

Every function takes the variable's name first. An unset or empty variable gives ``default``; where there
is no default it raises :class:`BadVariable`, which names the variable and an example.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# A server that hangs, or a line that was cut without a word, is noticed after seconds or a minute (libpq's
# names; tcp_user_timeout counts milliseconds). How long an answer is waited for is
# cms.core.database_patience's business.
POSTGRES_OPTIONS: Final = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
TRUE_WORDS: Final = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS: Final = frozenset({"0", "false", "no", "off"})


class BadVariable(ImproperlyConfigured):
    """An environment variable is missing or cannot be understood; the message says what would be right."""


def text(name: str, *, default: str | None = None, example: str = "") -> str:
    """Return the variable's text, stripped of surrounding space."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        hint = f", for example {name}={example}" if example else ""
        raise BadVariable(f"The environment variable {name} is missing. Set it{hint}.")
    return default


def flag(name: str, *, default: bool) -> bool:
    """Return a yes-or-no variable as a bool."""
    value = text(name, default="").lower()
    if not value:
        return default
    if value in TRUE_WORDS:
        return True
    if value in FALSE_WORDS:
        return False
    raise BadVariable(
        f"{name}={value!r} is neither yes nor no. Use 1 or 0 (also true, false, yes, no, on, off)."
    )


def number(name: str, *, default: int, minimum: int = 0, maximum: int | None = None) -> int:
    """Return a whole number within ``minimum`` and ``maximum`` (both included)."""
    value = text(name, default="")
    if not value:
        return default
    limits = f"of at least {minimum}" if maximum is None else f"from {minimum} to {maximum}"
    try:
        parsed = int(value)
    except ValueError:
        raise BadVariable(f"{name}={value!r} is not a number. Use a whole number {limits}.") from None
    if parsed < minimum or (maximum is not None and parsed > maximum):
        raise BadVariable(f"{name}={value} is out of range. Use a whole number {limits}.")
    return parsed


def items(name: str, *, default: list[str] | None = None, example: str = "") -> list[str]:
    """Return a comma-separated variable as a list without empty entries."""
    value = text(name, default=None if default is None else "", example=example)
    return [part.strip() for part in value.split(",") if part.strip()] or list(default or [])


def origin(name: str, *, default: str | None = None, example: str = "https://cms.example.org") -> str:
    """Return a web address without path or trailing slash (scheme, host and perhaps a port)."""
    value = text(name, default=default, example=example).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path or parts.query:
        raise BadVariable(f"{name}={value!r} is not a web address without a path. Use for example {example}.")
    return value


def database(name: str, *, default: str, sqlite_options: Mapping[str, Any]) -> dict[str, Any]:
    """Return Django's database settings for a URL: ``sqlite:////absolute/path`` or ``postgres://…``.

    Parameters of a PostgreSQL URL (``?sslmode=require``) are libpq's.
    """
    import dj_database_url  # a settings-time dependency, kept out of the launcher's imports

    url = text(name, default=default)
    scheme = url.partition(":")[0]
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise BadVariable(
            f"{name} starts with {scheme!r}, which is not supported. "
            f"Use sqlite:////path/to/db.sqlite3 or postgres://user:password@host:5432/name."
        )
    if scheme == "sqlite":
        known = dj_database_url.parse(url, conn_max_age=None)
        return {**known, "NAME": _readable(str(known["NAME"])), "OPTIONS": dict(sqlite_options)}
    chosen: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    own: dict[str, Any] = chosen.get("OPTIONS", {})
    return {**chosen, "OPTIONS": {**POSTGRES_OPTIONS, **own}}


def _readable(name: str) -> str:
    """Return under which name a SQLite file can be opened: one where nothing can be written needs another.

    SQLite wants to make files beside it (write-ahead log and index), unless told that nothing changes it.
    """
    file = Path(name)
    is_lying_still = file.is_file() and not file.with_name(f"{file.name}-wal").exists()
    if is_lying_still and not os.access(file.parent, os.W_OK):
        return f"{file.absolute().as_uri()}?immutable=1"
    return name


def cache(name: str) -> dict[str, Any]:
    """Return Django's cache settings: in this process without a URL, Redis for ``redis://host:6379/0``."""
    url = text(name, default="")
    if not url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"}
    if url.partition(":")[0] not in {"redis", "rediss", "unix"}:
        raise BadVariable(f"{name}={url!r} is not supported. Use redis://host:6379/0, or leave it empty.")
    return {"BACKEND": "cms.core.redis_cache.RedisCache", "LOCATION": url}
