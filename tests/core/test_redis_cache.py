"""A cache server that hangs is an empty cache, and what it was not told is not forgotten."""

import pytest

from cms.core import redis_cache
from cms.core.redis_cache import RedisCache
from tests.delivery.trouble import Redis, wait_until


@pytest.fixture
def server():
    server = Redis()
    server.start()
    yield server
    server.go_on()
    server.stop()


@pytest.fixture
def cache(server, monkeypatch):
    monkeypatch.setattr(redis_cache, "TIMEOUT_SECONDS", 0.1)
    monkeypatch.setattr(redis_cache, "PAUSE_SECONDS", 0.0)
    cache = RedisCache(server.url, {})
    wait_until(lambda: cache.add("ready", True), "Redis does not start")
    monkeypatch.setattr(redis_cache, "PAUSE_SECONDS", 0.5)
    return cache


def test_it_keeps_what_django_wants_kept(cache):
    cache.set("a", {"b": 1})
    cache.set_many({"c": 2, "d": 3})
    assert cache.get("a") == {"b": 1}
    assert cache.get_many(["c", "d", "e"]) == {"c": 2, "d": 3}
    assert cache.incr("c") == 3
    assert cache.has_key("c")
    cache.delete_many(["c", "d"])
    assert cache.get("c", "nothing") == "nothing"
    cache.clear()
    assert cache.get("a") is None


def test_while_it_hangs_it_is_empty_and_asked_once(cache, server):
    cache.set("a", 1)
    server.hang()
    assert cache.get("a", "nothing") == "nothing"
    # Paused now, or these would take a tenth of a second each.
    assert not any(cache.add(f"b{number}", 1) for number in range(1000))
    assert cache.get_many(["a"]) == {}
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")


def test_what_was_deleted_or_set_while_it_hung_does_not_come_back(cache, server):
    cache.set_many({"deleted": "old", "set": "old", "left": "old"})
    server.hang()
    cache.get("left")
    cache.delete("deleted")
    cache.set("set", "new")
    server.go_on()
    wait_until(lambda: cache.get("left") == "old", "it does not recover")
    assert cache.get("deleted") is None
    assert cache.get("set") != "old"
