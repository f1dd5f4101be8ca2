"""What a CDN is told: which answers it may hold, and which have to go."""

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from cms.core.models import Heartbeat
from cms.delivery.purging import hosts
from cms.delivery.purging.handover import Purger
from cms.delivery.purging.tags import EVERYTHING, own_tag, tags_to_purge
from tests.delivery.fake_cdn import FakeCdn
from tests.factories.blog import ArticlePageFactory

MINUTE = 60.0


@pytest.fixture(autouse=True)
def _a_cdn(settings):
    settings.CDN_BACKEND = "fastly"
    settings.CDN_TAG_HEADER = "Surrogate-Key"
    settings.CDN_CONTROL_HEADER = "Surrogate-Control"
    settings.CDN_MAX_AGE = 86400
    settings.CDN_STALE_WHILE_REVALIDATE = 60
    settings.CDN_CONTROL = "max-age=86400, stale-while-revalidate=60, stale-if-error=86400"
    settings.CDN_PURGE_AGAIN_SECONDS = 0


@pytest.fixture
def cdn():
    return FakeCdn()


@pytest.fixture
def purger(delivery, cdn):
    """What sends the purges of the host of `delivery`, at each step; it has sent all that was owed."""
    purger = Purger(delivery.application.store, cdn)
    delivery.get("/api/v2/pages/")
    step(purger)
    cdn.purges.clear()
    return purger


def step(purger):
    purger._look_again_at = 0.0
    purger.step()


def address_of(page):
    return f"/api/v2/pages/{page.pk}/"


def own_tag_of(reply):
    return reply.headers["surrogate-key"].split()[0]


class TestHeaders:
    def test_an_answer_has_its_own_tag_and_coarser_ones(self, delivery):
        article = ArticlePageFactory()

        made, hit = delivery.get(address_of(article)), delivery.get(address_of(article))

        own, endpoint, everything = made.headers["surrogate-key"].split()
        assert (own[:2], len(own), endpoint, everything) == ("c-", 14, "cms-pages", "cms")
        assert hit.headers["surrogate-key"] == made.headers["surrogate-key"]
        assert made.headers["surrogate-control"] == django_settings.CDN_CONTROL
        assert "s-maxage" not in made.headers["cache-control"]

    def test_spellings_share_a_tag_and_answers_do_not(self, delivery):
        one, other = ArticlePageFactory(), ArticlePageFactory()

        tag = own_tag_of(delivery.get(f"{address_of(one)}?fields=title&locale=en"))

        assert own_tag_of(delivery.get(f"{address_of(one)}?locale=en&fields=title")) == tag
        assert own_tag_of(delivery.get(address_of(other))) != tag

    def test_cloudflare_takes_commas(self, delivery, settings):
        settings.CDN_TAG_HEADER = "Cache-Tag"

        assert delivery.get("/api/v2/pages/").headers["cache-tag"].split(",")[1:] == ["cms-pages", "cms"]

    def test_the_longest_request_has_a_short_header(self, delivery):
        reply = delivery.get(f"/api/v2/{'x' * 900}/?{'y' * 900}=1")

        assert sum(len(name) + len(value) for name, value in reply.headers.items()) < 2000

    @pytest.mark.parametrize("address", ["/api/v2/pages/?order=random", "/api/v2/pages/?nonsense=1"])
    def test_what_is_not_kept_here_is_kept_nowhere(self, delivery, address):
        headers = delivery.get(address).headers

        assert "surrogate-key" not in headers
        assert "surrogate-control" not in headers
        assert "no-store" in headers["cache-control"] or "max-age=0" in headers["cache-control"]

    def test_an_answer_that_was_overtaken_by_a_change_is_held_by_nobody(self, delivery, monkeypatch):
        monkeypatch.setattr(delivery.application.store, "put", lambda *args, **options: False)

        assert "surrogate-control" not in delivery.get("/api/v2/pages/").headers

    def test_a_worker_that_has_not_looked_at_a_change_yet_lets_no_cdn_hold_anything(self, delivery):
        delivery.get("/api/v2/pages/")
        delivery.application._listener._retry_at = float("inf")

        headers = delivery.get("/api/v2/pages/").headers

        assert headers["cache-status"].startswith("cms; hit")
        assert "surrogate-control" not in headers
        assert headers["cache-control"] == "no-cache, max-age=0"

    def test_without_a_cdn_nothing_is_said(self, delivery, settings):
        settings.CDN_BACKEND = settings.CDN_TAG_HEADER = settings.CDN_CONTROL_HEADER = ""

        headers = delivery.get("/api/v2/pages/").headers

        assert not [name for name in headers if name.startswith("surrogate")]


class TestTags:
    KEYS = [f"https  /api/v2/pages/{number}/?" for number in range(40)] + ["https  /api/v2/trials/1/?"]

    def test_few_are_named_each(self):
        assert tags_to_purge(self.KEYS, most=50) == sorted(map(own_tag, self.KEYS))

    def test_of_many_the_largest_endpoint_goes_as_a_whole(self):
        assert tags_to_purge(self.KEYS, most=10) == sorted(["cms-pages", own_tag(self.KEYS[-1])])

    def test_in_the_end_everything_goes(self):
        assert tags_to_purge(self.KEYS, most=1) == [EVERYTHING]


class TestHandover:
    def test_a_change_purges_exactly_what_it_concerns(self, delivery, purger, cdn):
        knees, hips = ArticlePageFactory(title="Knees"), ArticlePageFactory(title="Hips")
        tag = own_tag_of(delivery.get(address_of(knees)))
        unrelated = own_tag_of(delivery.get(address_of(hips)))
        step(purger)
        cdn.purges.clear()

        knees.title = "New knees"
        knees.save_revision().publish()
        delivery.get(address_of(hips))
        step(purger)

        [tags] = cdn.purges
        assert tag in tags
        assert unrelated not in tags

    def test_the_own_copy_is_gone_before_the_cdn_hears_of_it(self, delivery, purger, cdn):
        article = ArticlePageFactory(title="Knees")
        delivery.get(address_of(article))
        step(purger)
        seen = []
        cdn.purge = lambda names: seen.append(delivery.get(address_of(article), has_changed=False).body)

        article.title = "New knees"
        article.save_revision().publish()
        delivery.get("/api/v2/pages/")
        step(purger)

        assert seen
        assert b"New knees" in seen[0]

    def test_a_process_that_dies_before_handing_over_loses_nothing(
        self, delivery, purger, cdn, start_delivery
    ):
        article = ArticlePageFactory(title="Knees")
        tag = own_tag_of(delivery.get(address_of(article)))
        article.title = "New knees"
        article.save_revision().publish()
        delivery.get("/api/v2/pages/")

        next_one = Purger(start_delivery().application.store, cdn)
        step(next_one)

        assert tag in cdn.purges[0]

    def test_a_new_file_of_answers_purges_everything(self, delivery, cdn):
        delivery.get("/api/v2/pages/")

        step(Purger(delivery.application.store, cdn))

        assert cdn.purges == [[EVERYTHING]]

    @pytest.mark.parametrize("how", ["over", "too large"])
    def test_an_answer_that_we_have_let_go_is_purged_when_it_changes(self, delivery, purger, cdn, how):
        article = ArticlePageFactory(title="Knees")
        tag = own_tag_of(delivery.get(address_of(article)))
        store = delivery.application.store
        if how == "over":
            expire(store)
        store.tidy(most_bytes=0 if how == "too large" else 10**9)
        assert bytes_in(store) == 0

        article.title = "New knees"
        article.save_revision().publish()
        delivery.get("/api/v2/trials/")
        step(purger)

        assert tag in cdn.purges[0]

    def test_what_no_cdn_can_hold_any_more_is_forgotten(self, delivery, purger, settings):
        delivery.get(address_of(ArticlePageFactory()))
        settings.CDN_MAX_AGE = settings.CDN_STALE_WHILE_REVALIDATE = 0
        store = delivery.application.store
        expire(store)

        store.tidy(most_bytes=10**9)

        assert rows_of(store) == 0

    def test_an_answer_that_is_another_one_when_it_is_made_anew_is_purged(self, delivery, purger, cdn):
        article = ArticlePageFactory(title="Knees")
        tag = own_tag_of(delivery.get(address_of(article)))
        store = delivery.application.store
        step(purger)
        cdn.purges.clear()
        expire(store, etag="another")
        delivery.application._memory.clear()

        delivery.get(address_of(article))
        step(purger)

        assert cdn.purges == [[tag]]


def expire(store, *, etag=None):
    """Let the time of every kept answer be over, which had perhaps other bytes than it would have now."""
    with store._file.writing() as connection:
        connection.execute("UPDATE answer SET expires_at = ?", (timezone.now().timestamp() - 1,))
        if etag:
            connection.execute("UPDATE answer SET head = json_set(head, '$.etag', ?)", (etag,))


def rows_of(store):
    with store._file.writing() as connection:
        return connection.execute("SELECT COUNT(*) FROM answer").fetchone()[0]


def bytes_in(store):
    with store._file.writing() as connection:
        return connection.execute("SELECT COALESCE(SUM(LENGTH(plain)), 0) FROM answer").fetchone()[0]


class TestHosts:
    def test_a_host_that_is_gone_leaves_nothing_behind_that_only_it_knew(self, delivery, purger, cdn):
        Heartbeat.objects.create(
            name=f"{hosts.PREFIX}gone", seen_at=timezone.now() - timedelta(seconds=5 * MINUTE)
        )
        purger._presence._next = 0.0

        step(purger)
        step(purger)

        assert cdn.purges == [[EVERYTHING]]

    def test_a_host_that_starts_again_is_the_same_host(self, db, tmp_path):
        for _start in range(2):
            assert not hosts.Presence(tmp_path / "answers.purging").beat()

        assert Heartbeat.objects.filter(name__startswith=hosts.PREFIX).count() == 1

    def test_hosts_that_are_there_cost_nothing(self, delivery, purger, cdn):
        Heartbeat.objects.create(name=f"{hosts.PREFIX}other", seen_at=timezone.now())
        purger._presence._next = 0.0

        step(purger)

        assert cdn.purges == []
