"""By which tags a CDN knows an answer again.

    Surrogate-Key: c-1f0e9ab34c77 cms-pages cms

The first is the answer's own, made from its key, so all spellings of a request share it. The store knows
which answers a change has made untrue, so a purge names exactly those; the others are for when there are too
many.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b

from django.conf import settings

from cms.delivery.answers import Answer

Header = tuple[str, str]

EVERYTHING = "cms"

# Between the tags in a header: Fastly and Varnish take spaces, Cloudflare commas.
SEPARATORS = {"surrogate-key": " ", "cache-tag": ","}
# Answers that are handed on without being kept are nobody's to keep: nothing would purge them.
NOT_KEPT = "no-cache, max-age=0"

# What is kept for a shorter time than this says so itself (`cms.delivery.lifetimes`).
A_DAY = 24 * 3600.0

_ENDPOINT = re.compile(r"/api/v2/([a-z][a-z0-9_-]{0,30})/")


def own_tag(key: str) -> str:
    """Return the tag of one answer: 48 bits, and two that share one are purged together."""
    return f"c-{blake2b(key.encode(), digest_size=6).hexdigest()}"


def endpoint_tag(key: str) -> str:
    """Return the tag that all answers of an endpoint share."""
    found = _ENDPOINT.match(path_of(key))
    return f"{EVERYTHING}-{found[1] if found else 'other'}"


def path_of(key: str) -> str:
    """Return the path in a key (`cms.delivery.keys`)."""
    address = key[key.index("/") :] if "/" in key else key
    return address.partition("?")[0]


def tagged(answer: Answer, key: str) -> Answer:
    """Return an answer with the headers that are meant for the CDN alone; at most 200 bytes.

    What is not true for a day is held no longer by the CDN than here, counted from when it was made.
    """
    headers = []
    if name := settings.CDN_TAG_HEADER:
        tags = (own_tag(key), endpoint_tag(key), EVERYTHING)
        headers.append((name, SEPARATORS.get(name.lower(), " ").join(tags)))
    is_bounded = answer.expires_at < answer.made_at + A_DAY
    if name := settings.CDN_CONTROL_HEADER:
        seconds = int(answer.expires_at - answer.made_at)
        headers.append((name, control(most=seconds) if is_bounded else settings.CDN_CONTROL))
    if not headers:
        return answer
    return replace(
        answer,
        headers=(*answer.headers, *headers),
        is_timed=answer.is_timed or is_bounded,
        _written={},
    )


def untagged(answer: Answer) -> Answer:
    """Return an answer that no CDN may hold.

    Something has changed that this worker has not looked at yet. If it concerns the answer, the CDN is purged
    of it by another worker, perhaps before it arrives there.
    """
    if not settings.CDN_BACKEND:
        return answer
    names = {settings.CDN_TAG_HEADER.lower(), settings.CDN_CONTROL_HEADER.lower(), "cache-control"}
    headers = tuple(header for header in answer.headers if header[0].lower() not in names)
    return replace(answer, headers=(*headers, ("Cache-Control", NOT_KEPT)), _written={})


def control(*, most: int) -> str:
    """Return what the CDN is told of an answer that is true for a while only, in seconds."""
    return f"max-age={min(most, settings.CDN_MAX_AGE)}, stale-if-error={settings.CDN_STALE_IF_ERROR}"


def handed_on(headers: Iterable[Header]) -> list[Header]:
    """Return the headers of an answer that is not kept here: nobody else keeps it who was not told to.

    Where nothing is said, some CDNs keep an answer for hours.
    """
    said = list(headers)
    if any(name.lower() == "cache-control" for name, _value in said):
        return said
    return [*said, ("Cache-Control", NOT_KEPT)]


def tags_to_purge(keys: Iterable[str], *, most: int) -> list[str]:
    """Return the tags of answers; those of endpoints, or of everything, if they are more than `most`."""
    by_endpoint: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        by_endpoint[endpoint_tag(key)].add(own_tag(key))
    tags = set().union(*by_endpoint.values())
    for endpoint, own in sorted(by_endpoint.items(), key=lambda item: -len(item[1])):
        if len(tags) <= most:
            break
        tags = (tags - own) | {endpoint}
    return sorted(tags) if len(tags) <= most else [EVERYTHING]


def copies_seconds() -> float:
    """Return for how long a CDN may hand out a copy without asking whether it is still true."""
    return settings.CDN_MAX_AGE + settings.CDN_STALE_WHILE_REVALIDATE if settings.CDN_BACKEND else 0.0
