"""When misses pile up they are turned away early, and kept answers keep flowing."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from cms.delivery.counters import Count, Counters, counted
from cms.delivery.limits import Limit, LimitedApplication, Limits, OverloadedError
from tests.delivery.serving import copied_database, serving
from tests.factories.blog import ArticlePageFactory

# The tests themselves use no database: it is what the copy is taken from.
pytestmark = pytest.mark.django_db
KEPT = "/api/v2/pages/?limit=1"
THREADS, PLACES, EDITORS = 16, 4, 6
CLIENTS = 40
WAIT_SECONDS = 30


@pytest.fixture(scope="module")
def url(django_db_setup, django_db_blocker, tmp_path_factory):
    with (
        django_db_blocker.unblock(),
        copied_database(tmp_path_factory.mktemp("database"), ArticlePageFactory) as (copied, _article),
    ):
        yield copied


@pytest.fixture
def hold(tmp_path):
    file = tmp_path / "hold"
    file.touch()
    return file


@pytest.fixture
def host(url, tmp_path, hold):
    """One worker that knows one answer, and takes its time with what is `held`."""
    with serving(tmp_path / "host", url=url, workers=1, threads=THREADS, HOLD_FILE=str(hold)) as host:
        host.ask(KEPT)
        assert host.ask(KEPT).is_hit
        yield host
        hold.unlink(missing_ok=True)


def wait_until(is_so, what):
    deadline = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, what
        time.sleep(0.01)


def statuses(futures):
    return [future.result().status for future in futures if future.done()]


def held(host):
    return [address for _process, address in host.made() if "held" in address]


def test_hits_flow_and_misses_are_turned_away_while_misses_are_slow(host, hold):
    with ThreadPoolExecutor(CLIENTS) as pool:
        cold = [pool.submit(host.ask, f"/api/v2/pages/?search=held{n}") for n in range(CLIENTS)]
        wait_until(lambda: len(statuses(cold)) == CLIENTS - PLACES, "nobody is turned away")
        hits = [host.ask(KEPT) for _number in range(20)]
        editor = host.ask("/healthz")
        page = host.ask("/media/nothing.jpg")
        refused = next(future.result() for future in cold if future.done())
        made = held(host)
        hold.unlink()

    assert all(hit.is_hit and hit.status == 200 for hit in hits)
    assert (editor.status, page.status) == (200, 404)
    assert len(made) == PLACES
    assert sorted(statuses(cold)) == [200] * PLACES + [503] * (CLIENTS - PLACES)
    assert refused.headers["retry-after"] == "2"
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["cache-control"] == "no-store"
    assert json.loads(refused.body)["status"] == 503
    [counts] = counted(host.directory / "delivery" / "counters").values()
    assert counts["turned_away"] == CLIENTS - PLACES


def test_after_an_overload_misses_are_made_again(host, hold):
    with ThreadPoolExecutor(CLIENTS) as pool:
        cold = [pool.submit(host.ask, f"/api/v2/pages/?search=held{n}") for n in range(CLIENTS)]
        wait_until(lambda: 503 in statuses(cold), "nobody is turned away")
        hold.unlink()

    assert host.ask("/api/v2/pages/?search=held-later").status == 200


def test_those_who_wait_for_the_same_answer_hold_places_too(host, hold):
    with ThreadPoolExecutor(CLIENTS) as pool:
        cold = [pool.submit(host.ask, "/api/v2/pages/?search=held") for _number in range(CLIENTS)]
        wait_until(lambda: len(statuses(cold)) == CLIENTS - PLACES, "nobody is turned away")
        assert host.ask(KEPT).is_hit
        hold.unlink()

    assert sorted(statuses(cold)) == [200] * PLACES + [503] * (CLIENTS - PLACES)
    assert len(held(host)) == 1


def test_a_burst_on_something_quick_is_served_whole(host, hold):
    hold.unlink()
    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = list(pool.map(lambda _number: host.ask("/api/v2/pages/?search=burst"), range(CLIENTS)))

    assert {answer.status for answer in answers} == {200}


def test_slow_requests_of_editors_starve_neither_hits_nor_misses(host, hold):
    with ThreadPoolExecutor(EDITORS) as pool:
        editors = [pool.submit(host.ask, f"/readyz?held={n}") for n in range(EDITORS)]
        assert host.ask(KEPT).is_hit
        assert host.ask("/api/v2/pages/?search=cold").status == 200
        hold.unlink()

    assert statuses(editors) == [200] * EDITORS


def test_a_place_is_waited_for_while_waits_are_short():
    limit = Limit(1, patience=WAIT_SECONDS)
    limit.enter()
    threading.Timer(0.05, limit.leave).start()

    with limit.place():
        pass


def test_who_comes_where_places_have_been_lacking_is_turned_away_at_once():
    limit = Limit(1, patience=0)
    with limit.place(), pytest.raises(OverloadedError):
        limit.enter()
    with limit.place():
        pass


def test_a_place_is_given_back_when_the_answer_is_closed_forgotten_or_fails():
    limits = Limits(1)

    def answering(environ, start_response):
        if environ["PATH_INFO"] == "/broken/":
            raise ValueError("broken")
        return iter([b"1", b"2"])

    application = LimitedApplication(answering, limits)
    body = application({"PATH_INFO": "/"}, None)
    assert b"".join(body) == b"12"
    body.close()
    body.close()
    with pytest.raises(ValueError, match="broken"):
        application({"PATH_INFO": "/broken/"}, None)
    forgotten = application({"PATH_INFO": "/"}, None)
    del forgotten
    application({"PATH_INFO": "/"}, None).close()

    assert limits.pages.most == 1
    assert not limits.pages._free.acquire(blocking=False) or not limits.pages._free.acquire(blocking=False)


@pytest.mark.parametrize(
    ("path", "kind", "count"),
    [
        ("/media/a.jpg", "pages", Count.PAGES_TURNED_AWAY),
        ("/admin/", "editors", Count.EDITORS_TURNED_AWAY),
        ("/api/v2/docs/", "answers", Count.TURNED_AWAY),
    ],
)
def test_whoever_is_turned_away_is_counted_by_what_was_asked_for(path, kind, count):
    limits, counters = Limits(1), Counters()
    limit = Limit(1, patience=0, count=getattr(limits, kind).count)
    setattr(limits, kind, limit)
    application = LimitedApplication(lambda environ, start_response: [], limits, counters)
    started = []
    with limit.place():
        application({"PATH_INFO": path, "REQUEST_METHOD": "GET"}, lambda *said: started.append(said))

    assert started[0][0].startswith("503")
    assert [number for number in Count if counters.numbers[number]] == [count]


def test_whether_the_process_lives_is_answered_without_a_place():
    limits = Limits(1)
    started = []
    with limits.editors.place(), limits.pages.place(), limits.answers.place():
        body = LimitedApplication(None, limits)({"PATH_INFO": "/healthz"}, lambda *said: started.append(said))

    assert (started[0][0], b"".join(body)) == ("200 OK", b'{"status":"ok"}')


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/admin/pages/", "editors"),
        ("/api/v2/preview/", "editors"),
        ("/api/v2/pages/", "answers"),
        ("/articles/", "pages"),
        ("/media/images/a.jpg", "pages"),
    ],
)
def test_every_kind_of_request_has_places_of_its_own(path, kind):
    limits = Limits(THREADS)
    assert limits.of(path) is getattr(limits, kind)
    assert limits.answers.most + limits.pages.most + limits.editors.most < THREADS
