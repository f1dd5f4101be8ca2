"""Answers that the hosts of a site share through Redis, so that a host that starts does not begin cold.

It stands behind each host's own file and is believed in nothing: whoever takes an answer holds what it was
made from against the change log since it was made. A Redis that is slow, full or gone is left alone for a
while.
"""

from __future__ import annotations

import json
import logging
import struct
import time
import zlib
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

import brotli
import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from cms.delivery.answers import Answer
from cms.delivery.executions import Execution
from cms.publishing.change_log import KEPT

logger = logging.getLogger("cms.delivery")

# Making an answer takes some milliseconds: what takes longer than this helps nobody.
TIMEOUT_SECONDS = 0.05
# After a failure Redis is not asked for so long.
PAUSE_SECONDS = 5.0
# An answer can be checked for as long as the change log reaches back.
LONGEST_SECONDS = KEPT.total_seconds() * 0.8
# Beyond this an answer is sooner made than sent.
MOST_BYTES = 2 * 2**20
_LENGTH = struct.Struct(">I")
_ODD = (ValueError, KeyError, TypeError, zlib.error, brotli.error, struct.error)


class Taken(NamedTuple):
    """An answer that another host has made, what from, and at which position of the change log."""

    answer: Answer
    executions: list[Execution]
    since: str


class SharedAnswers:
    """Answers of all hosts in Redis at `url`. Nothing in here raises."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(
            url,
            socket_timeout=TIMEOUT_SECONDS,
            socket_connect_timeout=TIMEOUT_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._paused_until = 0.0
        self._is_down = False

    def take(self, key: str, *, origin: str) -> Taken | None:
        """Return what is kept under a key by a program and a database named by `origin`."""
        content = self._ask("get", _name(key, origin))
        if content is None:
            return None
        try:
            return _unpacked(content)
        except _ODD:
            logger.warning("an answer in Redis cannot be read and is made anew")
            return None

    def give(
        self, key: str, answer: Answer, executions: Sequence[Execution], *, since: str, origin: str
    ) -> None:
        """Let other hosts have an answer that was true at position `since`."""
        seconds = int(min(answer.expires_at - time.time(), LONGEST_SECONDS))
        if seconds <= 0 or time.monotonic() < self._paused_until:
            return
        content = _packed(answer, executions, since)
        if len(content) <= MOST_BYTES:
            self._ask("set", _name(key, origin), content, ex=seconds)

    def _ask(self, command: str, *arguments: Any, **options: Any) -> Any:
        if time.monotonic() < self._paused_until:
            return None
        try:
            said = getattr(self._redis, command)(*arguments, **options)
        except (redis.RedisError, OSError) as error:
            self._paused_until = time.monotonic() + PAUSE_SECONDS
            if not self._is_down:
                logger.warning("Redis does not answer (%s); hosts make their answers alone", error)
            self._is_down = True
            return None
        if self._is_down:
            logger.warning("Redis answers again")
        self._is_down = False
        return said


def shared_answers() -> SharedAnswers | None:
    """Return what the hosts share; None where there is one host alone: without Redis, or on SQLite."""
    cache, database = settings.CACHES["default"], settings.DATABASES["default"]
    if not cache["BACKEND"].endswith("RedisCache") or database["ENGINE"].endswith("sqlite3"):
        return None
    return SharedAnswers(str(cache["LOCATION"]))


def _name(key: str, origin: str) -> str:
    digest = blake2b(f"{origin}\0{key}".encode(), digest_size=20).hexdigest()
    return f"cms:answer:{digest}"


def _packed(answer: Answer, executions: Sequence[Execution], since: str) -> bytes:
    """Return the length of the following, all but the body (JSON, deflated), then gzip, then br or plain."""
    last = answer.plain if answer.br is None else answer.br
    zipped = answer.gzip or b""
    about = [
        *(answer.head(), since, len(zipped), answer.br is not None),
        [execution.as_json() for execution in executions],
    ]
    text = zlib.compress(json.dumps(about).encode(), 1)
    return b"".join((_LENGTH.pack(len(text)), text, zipped, last))


def _unpacked(content: bytes) -> Taken:
    (length,) = _LENGTH.unpack_from(content)
    start = _LENGTH.size + length
    head, since, zipped, has_br, executions = json.loads(zlib.decompress(content[_LENGTH.size : start]))
    last = content[start + zipped :]
    plain = brotli.decompress(last) if has_br else last
    answer = Answer.stored(head, plain, content[start : start + zipped] or None, last if has_br else None)
    return Taken(answer, [Execution.from_json(text) for text in executions], since)
