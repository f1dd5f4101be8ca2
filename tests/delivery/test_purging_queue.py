"""Purges wait in a queue, which loses none, and bothers the CDN no more than it has to."""

from datetime import timedelta
from importlib import reload

import pytest
from django.utils import timezone

from cms.delivery.purging import queue
from cms.delivery.purging.models import Purge
from cms.delivery.purging.services import PurgeError
from cms.delivery.purging.tags import EVERYTHING
from tests.delivery.fake_cdn import FakeCdn


@pytest.fixture(autouse=True)
def _a_cdn(settings):
    settings.CDN_BACKEND = "fastly"
    settings.CDN_PURGE_AGAIN_SECONDS = 0
    settings.CDN_MAX_AGE = 86400
    settings.CDN_STALE_WHILE_REVALIDATE = 60


@pytest.fixture
def cdn():
    return FakeCdn()


def make_due():
    Purge.objects.filter(due_at__isnull=False).update(due_at=timezone.now())


class TestQueue:
    def test_a_burst_is_one_purge(self, db, cdn):
        for number in range(50):
            queue.enqueue([f"c-{number:012x}"])

        queue.send_due(cdn)

        assert [len(tags) for tags in cdn.purges] == [50]
        assert not Purge.objects.exists()

    def test_what_was_under_way_is_purged_a_second_time(self, db, cdn, settings):
        settings.CDN_PURGE_AGAIN_SECONDS = 5
        queue.enqueue(["c-1"])
        queue.send_due(cdn)
        assert Purge.objects.get().due_at > timezone.now() + timedelta(seconds=3)

        make_due()
        queue.send_due(cdn)

        assert cdn.purges == [["c-1"], ["c-1"]]
        assert not Purge.objects.exists()

    def test_a_failure_is_tried_again_later_and_later(self, db, cdn):
        queue.enqueue(["c-1"])
        pauses = []
        cdn.errors = [PurgeError("Fastly answered 500: it had trouble.") for _turn in range(4)]
        for _turn in range(4):
            make_due()
            queue.send_due(cdn)
            pauses.append(round((Purge.objects.get().due_at - timezone.now()).total_seconds()))
        make_due()
        queue.send_due(cdn)

        assert pauses == [1, 2, 4, 8]
        assert not Purge.objects.exists()

    def test_a_service_that_wants_to_be_left_alone_is_left_alone(self, db, cdn):
        queue.enqueue(["c-1"])
        cdn.errors = [PurgeError("too many", retry_after=90)]

        assert queue.send_due(cdn) == 90
        assert Purge.objects.get().due_at > timezone.now() + timedelta(seconds=80)

    def test_in_the_end_it_is_given_up_and_stays_visible(self, db, cdn):
        queue.enqueue(["c-1"])
        for _turn in range(queue.MOST_ATTEMPTS):
            cdn.errors = [PurgeError("Fastly answered 403: the token may not purge.")]
            make_due()
            queue.send_due(cdn)
        queue.send_due(cdn)

        assert len(cdn.purges) == queue.MOST_ATTEMPTS
        [purge] = queue.given_up()
        assert "403" in purge.error

    def test_a_purge_of_everything_settles_what_was_given_up(self, db, cdn):
        Purge.objects.create(names=["c-1"], due_at=None, error="no")
        queue.enqueue([EVERYTHING])

        queue.send_due(cdn)

        assert not Purge.objects.exists()

    def test_two_hosts_do_not_send_the_same(self, db, cdn):
        queue.enqueue(["c-1"])
        other = FakeCdn()
        cdn.purge = lambda names: queue.send_due(other)

        queue.send_due(cdn)

        assert other.purges == []

    def test_so_many_that_wait_become_one_for_everything(self, db, cdn):
        for number in range(queue.MOST_WAITING + 1):
            queue.enqueue([f"c-{number}"])

        assert [purge.names for purge in Purge.objects.all()] == [[EVERYTHING]]

    def test_copies_that_are_over_need_no_purge(self, db):
        queue.enqueue(["c-1"])
        Purge.objects.update(created_at=timezone.now() - timedelta(days=2))
        queue.enqueue(["c-2"])

        queue.forget_old()

        assert [purge.names for purge in Purge.objects.all()] == [["c-2"]]


class TestSettings:
    @pytest.mark.parametrize(
        ("environment", "words"),
        [
            ({"CDN_BACKEND": "akamai"}, "Use one of cloudflare, fastly, varnish, wagtail"),
            ({"CDN_BACKEND": "fastly"}, "FASTLY_API_TOKEN is missing"),
            ({"CDN_BACKEND": "cloudflare", "CLOUDFLARE_API_TOKEN": "x"}, "CLOUDFLARE_ZONE_ID is missing"),
            ({"CDN_BACKEND": "varnish"}, "VARNISH_ADDRESSES is missing"),
            ({"CDN_BACKEND": "varnish", "VARNISH_ADDRESSES": "cache:80"}, "no address without a path"),
            ({"CDN_BACKEND": "wagtail", "CDN_SITES": "https://a.org"}, "CDN_FRONTEND_CACHES is missing"),
            (
                {"CDN_BACKEND": "wagtail", "CDN_SITES": "https://a.org", "CDN_FRONTEND_CACHES": "{"},
                "is not JSON",
            ),
        ],
    )
    def test_what_is_missing_stops_the_start_by_name(self, monkeypatch, environment, words):
        from cms.settings import cdn as module
        from cms.settings import env

        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(env.BadVariable, match=words):
            reload(module)
        for name in environment:
            monkeypatch.delenv(name)
        reload(module)
