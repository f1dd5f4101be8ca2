"""A CDN in front of the API: which, what it may hold, and how it is told to let go (``docs/cdn.md``)."""

from __future__ import annotations

import json
from typing import Any, Final

from cms.settings import env

DAY: Final = 24 * 3600

# Under these names tags are read, and times that are meant for the CDN alone. Times in `Cache-Control` are
# for everybody, and nobody could purge what a stranger's cache holds: only a CDN without a name of its own is
# told there.
HEADERS: Final = {
    "": ("", ""),
    "fastly": ("Surrogate-Key", "Surrogate-Control"),
    "varnish": ("Surrogate-Key", "Surrogate-Control"),
    "cloudflare": ("Cache-Tag", "CDN-Cache-Control"),
    "wagtail": ("", ""),
}


def _backend() -> str:
    name = env.text("CDN_BACKEND", default="").lower()
    if name not in HEADERS:
        known = ", ".join(sorted(filter(None, HEADERS)))
        raise env.BadVariable(f"CDN_BACKEND={name!r} is not known. Use one of {known}, or leave it empty.")
    return name


def _needed(name: str, *, by: str, example: str) -> str:
    """Return a variable that one CDN cannot do without."""
    return env.text(name, default="" if by != CDN_BACKEND else None, example=example)


def _origins(name: str, *, by: str, example: str) -> list[str]:
    if by != CDN_BACKEND:
        return []
    found = [one.rstrip("/") for one in env.items(name, example=example)]
    if bad := [one for one in found if not one.startswith(("http://", "https://")) or one.count("/") != 2]:
        raise env.BadVariable(f"{name} has {bad[0]!r}, which is no address without a path, as {example}.")
    return found


def _frontend_caches(name: str, *, example: str) -> dict[str, Any]:
    if CDN_BACKEND != "wagtail":
        return {}
    try:
        found = json.loads(env.text(name, example=example))
    except ValueError:
        raise env.BadVariable(f"{name} is not JSON. Use for example {example}.") from None
    if not isinstance(found, dict) or not all(
        isinstance(one, dict) and "BACKEND" in one for one in found.values()
    ):
        raise env.BadVariable(f"{name} names no BACKEND for each cache. Use for example {example}.")
    return found


CDN_BACKEND = _backend()
CDN_TAG_HEADER = env.text("CDN_TAG_HEADER", default=HEADERS[CDN_BACKEND][0])
CDN_CONTROL_HEADER = env.text("CDN_CONTROL_HEADER", default=HEADERS[CDN_BACKEND][1])

# For how long a CDN hands out a copy without asking; whatever changes is purged before.
CDN_MAX_AGE = env.number("CDN_MAX_AGE", default=60 if CDN_BACKEND == "wagtail" else DAY)
# And for how long afterwards while it asks, and when it gets no answer.
CDN_STALE_WHILE_REVALIDATE = env.number("CDN_STALE_WHILE_REVALIDATE", default=60)
CDN_STALE_IF_ERROR = env.number("CDN_STALE_IF_ERROR", default=DAY)
_STALE = f"stale-while-revalidate={CDN_STALE_WHILE_REVALIDATE}, stale-if-error={CDN_STALE_IF_ERROR}"
CDN_CONTROL = f"max-age={CDN_MAX_AGE}, {_STALE}"
# For `Cache-Control`, where it has to say the same.
CDN_SHARED_CONTROL = f"public, max-age=0, s-maxage={CDN_MAX_AGE}, {_STALE}"

# Answers of which more than this change at once are purged by a tag that they share with others.
CDN_MOST_TAGS = env.number("CDN_MOST_TAGS", default=500, minimum=1)
# An answer that was under way to the CDN when it was purged arrives afterwards: so once more. 0 for never.
CDN_PURGE_AGAIN_SECONDS = env.number("CDN_PURGE_AGAIN_SECONDS", default=5)
# Fastly and Varnish can keep what they purge for the case that we are down, and show it once more meanwhile.
CDN_SOFT_PURGE = env.flag("CDN_SOFT_PURGE", default=False)

FASTLY_API_TOKEN = _needed("FASTLY_API_TOKEN", by="fastly", example="…")
FASTLY_SERVICE_ID = _needed("FASTLY_SERVICE_ID", by="fastly", example="SU1Z0isxPaozGVKXdv0eY")
CLOUDFLARE_API_TOKEN = _needed("CLOUDFLARE_API_TOKEN", by="cloudflare", example="…")
CLOUDFLARE_ZONE_ID = _needed(
    "CLOUDFLARE_ZONE_ID", by="cloudflare", example="023e105f4ecef8ad9ca31a8372d0c353"
)
VARNISH_ADDRESSES = _origins("VARNISH_ADDRESSES", by="varnish", example="http://127.0.0.1:6081")
# Under which addresses the CDN serves the API; only for purges by address.
CDN_SITES = _origins("CDN_SITES", by="wagtail", example="https://www.example.org")
WAGTAILFRONTENDCACHE = _frontend_caches(
    "CDN_FRONTEND_CACHES",
    example='{"cache": {"BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",'
    ' "LOCATION": "http://127.0.0.1:8080"}}',
)
