"""Django's cache in Redis, which nothing has to wait for and nothing breaks without.

A Redis that is gone, or that takes a request and says nothing, is an empty cache: it is not asked again for
some seconds, and what is asked for is worked out anew. What should have been deleted or replaced meanwhile is
deleted as soon as it answers, before anything is read, so that no old value comes back to life.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import redis
from django.core.cache.backends import redis as django_redis

logger = logging.getLogger("cms.core")

# A Redis that is well answers in a millisecond.
TIMEOUT_SECONDS = 0.5
# After a failure it is left alone for so long.
PAUSE_SECONDS = 5.0
# Keys that are remembered for deletion; who changes more while Redis is away should empty it.
MOST_OWED = 10_000


class _Server:
    """What the threads of this process know of a Redis: whether it answers, and what it has not been told."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owed: set[str] = set()
        self._paused_until = 0.0
        self._is_down = False

    @property
    def is_paused(self) -> bool:
        return time.monotonic() < self._paused_until

    def owe(self, keys: Iterable[str]) -> None:
        """Remember that these are not what Redis says."""
        with self._lock:
            room = MOST_OWED - len(self._owed)
            self._owed.update(key for key, _place in zip(keys, range(room), strict=False))

    def owed(self) -> list[str]:
        """Return what has to be deleted before anything else is done."""
        return list(self._owed)

    def paid(self, keys: Iterable[str]) -> None:
        """Note that Redis answers, and that these are deleted."""
        with self._lock:
            self._owed.difference_update(keys)
        if self._is_down:
            logger.warning("the cache server answers again")
        self._is_down = False

    def failed(self, error: Exception) -> None:
        """Leave it alone for a while."""
        self._paused_until = time.monotonic() + PAUSE_SECONDS
        if not self._is_down:
            logger.error("the cache server does not answer (%s): nothing is taken from it meanwhile", error)
        self._is_down = True


_servers: dict[tuple[str, ...], _Server] = {}


class _Client(django_redis.RedisCacheClient):
    """Django's client. Each method does what an empty cache would where Redis does not answer."""

    def __init__(self, servers: list[str], **options: Any) -> None:
        limits = {"socket_timeout": TIMEOUT_SECONDS, "socket_connect_timeout": TIMEOUT_SECONDS}
        super().__init__(servers, **{**limits, **options})
        self._server = _servers.setdefault(tuple(servers), _Server())

    def _told(
        self, tell: Callable[..., Any], *arguments: Any, otherwise: Any, changes: Iterable[Any] = ()
    ) -> Any:
        if not self._server.is_paused:
            try:
                return self._tell(tell, *arguments)
            except (redis.RedisError, OSError) as error:
                self._server.failed(error)
        self._server.owe(changes)
        return otherwise

    def _tell(self, tell: Callable[..., Any], *arguments: Any) -> Any:
        owed = self._server.owed()
        if owed:
            super().delete_many(owed)
        said = tell(*arguments)
        self._server.paid(owed)
        return said

    def add(self, key: Any, value: Any, timeout: Any) -> bool:
        """Set what is not there."""
        return bool(self._told(super().add, key, value, timeout, otherwise=False))

    def get(self, key: Any, default: Any) -> Any:
        """Return a value."""
        return self._told(super().get, key, default, otherwise=default)

    def set(self, key: Any, value: Any, timeout: Any) -> None:
        """Set a value."""
        self._told(super().set, key, value, timeout, otherwise=None, changes=[key])

    def touch(self, key: Any, timeout: Any) -> bool:
        """Let a value live on."""
        return bool(self._told(super().touch, key, timeout, otherwise=False))

    def delete(self, key: Any) -> bool:
        """Delete a value."""
        return bool(self._told(super().delete, key, otherwise=False, changes=[key]))

    def get_many(self, keys: Iterable[Any]) -> dict[Any, Any]:
        """Return values by key."""
        found: dict[Any, Any] = self._told(super().get_many, keys, otherwise={})
        return found

    def has_key(self, key: Any) -> bool:
        """Tell whether there is a value."""
        return bool(self._told(super().has_key, key, otherwise=False))

    def incr(self, key: Any, delta: int) -> Any:
        """Add to a number; raises `ValueError` when there is none."""
        number = self._told(super().incr, key, delta, otherwise=None, changes=[key])
        if number is None:
            raise ValueError(f"Key '{key}' not found.")
        return number

    def set_many(self, data: Mapping[Any, Any], timeout: Any) -> None:
        """Set values by key."""
        self._told(super().set_many, data, timeout, otherwise=None, changes=data)

    def delete_many(self, keys: Iterable[Any]) -> None:
        """Delete values."""
        gone = list(keys)
        self._told(super().delete_many, gone, otherwise=None, changes=gone)

    def clear(self) -> bool:
        """Delete everything."""
        return bool(self._told(super().clear, otherwise=False))


class RedisCache(django_redis.RedisCache):
    """The backend; `LOCATION` and `OPTIONS` are Django's own."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client
