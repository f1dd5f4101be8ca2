"""Whoever guesses tokens is slowed down: after so many wrong ones an address is told to wait.

A right token is always served, so nobody can lock others out, not even from behind the same proxy. Guesses
are counted in the cache: without a cache server each process counts for itself. Addresses are kept for a
minute, and only as a keyed hash.
"""

from __future__ import annotations

from typing import Final

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from cms.api.errors import ApiProblem

PER_MINUTE: Final = 30
SECONDS: Final = 60
TOO_MANY: Final = "Too many preview links that are not valid came from here. Wait a minute and try again."


def note_wrong_guess(request: HttpRequest) -> None:
    """Count a token that was not ours; raises a problem with status 429 when there were too many."""
    address = salted_hmac("cms.preview.guesses", request.META.get("REMOTE_ADDR", "")).hexdigest()
    name = f"preview-guesses:{address}"
    cache.add(name, 0, SECONDS)
    try:
        number = cache.incr(name)
    except ValueError:  # It ran out between the two calls.
        return
    if number > PER_MINUTE:
        raise ApiProblem(TOO_MANY, status=429)
