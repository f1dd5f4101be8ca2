"""Two hosts with real servers over one PostgreSQL: both see every change, and Redis shares what is made."""

import time

import psycopg
import pytest
import redis
from django.conf import settings

from tests.delivery.serving import copied_database, serving
from tests.factories.blog import ArticlePageFactory

pytestmark = pytest.mark.django_db
WAIT_SECONDS = 20


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker, tmp_path_factory):
    directory = tmp_path_factory.mktemp("database")
    with (
        django_db_blocker.unblock(),
        copied_database(directory, lambda: ArticlePageFactory(title="Worn knees", slug="knees")) as copied,
    ):
        yield copied


@pytest.fixture(scope="module")
def article(database):
    return database[1]


@pytest.fixture(scope="module")
def hosts(database, tmp_path_factory):
    """Two hosts that share a database and nothing else, and a third that is yet to start."""
    directory = tmp_path_factory.mktemp("hosts")
    with (
        serving(directory / "one", url=database[0], workers=1, shared=True) as one,
        serving(directory / "two", url=database[0], workers=1, shared=True) as two,
    ):
        yield one, two


@pytest.fixture(scope="module")
def address(article):
    return f"/api/v2/pages/{article.pk}/"


def wait_for(host, address, word):
    deadline = time.monotonic() + WAIT_SECONDS
    while word not in (answer := host.ask(address)).body:
        assert time.monotonic() < deadline, f"{word} is not seen"
        time.sleep(0.01)
    return answer


def test_another_host_sees_a_change_without_being_told(hosts, address, article):
    one, two = hosts
    for number in range(3):
        for host in hosts:
            host.ask(address)
            assert host.ask(address).is_hit
        one.ask(f"/change/?page={article.pk}&title=Knees-{number}", method="POST")

        assert f"Knees-{number}".encode() in one.ask(address).body
        wait_for(two, address, f"Knees-{number}".encode())


def test_a_change_that_nobody_rings_for_is_seen_too(hosts, address, article, database):
    one, two = hosts
    for host in hosts:
        host.ask(address)
    with psycopg.connect(database[0], autocommit=True) as shell:
        shell.execute("UPDATE core_basepage SET title = 'By hand' WHERE id = %s", [article.pk])

    wait_for(one, address, b"By hand")
    wait_for(two, address, b"By hand")


def test_what_one_host_has_made_another_need_not_make(hosts, article):
    one, two = hosts
    shared = f"/api/v2/pages/{article.pk}/?fields=title"
    first = one.ask(shared)
    before = len(two.made())
    second = two.ask(shared)

    assert second.body == first.body
    assert len(two.made()) == before


def test_what_was_changed_since_it_was_shared_is_made_anew(hosts, article):
    one, two = hosts
    shared = f"/api/v2/pages/{article.pk}/?fields=id,title"
    one.ask(shared)
    one.ask(f"/change/?page={article.pk}&title=Later", method="POST")

    assert b"Later" in two.ask(shared).body


def test_without_redis_each_host_makes_its_own(hosts, article):
    one, two = hosts
    server = redis.Redis.from_url(settings.CACHES["default"]["LOCATION"])
    # As a server does that is too busy to answer in time.
    server.client_pause(1000)
    for number, host in enumerate(hosts):
        answer = host.ask(f"/api/v2/pages/{article.pk}/?fields=title,id&limit={number}")
        assert answer.status in (200, 400)
    server.client_unpause()
    server.close()

    assert one.ask(f"/api/v2/pages/{article.pk}/").status == two.ask("/healthz").status == 200
