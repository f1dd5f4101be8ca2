"""Hits of redirects: counted in memory, written in one go, shown and filtered in the admin."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from cms.publishing.triggers import logged_models
from cms.redirects import hits
from cms.redirects.hits import HEADER, Tally
from cms.redirects.models import RedirectHits
from tests.factories.core import RedirectFactory, UserFactory
from tests.factories.pages import default_home
from tests.redirects.history import fresh, rename, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def tally():
    made = Tally(seconds=3600)
    yield made
    if made._timer:
        made._timer.cancel()


def followed(redirect, number=1, *, days_ago=0):
    hits.write({redirect.pk: number})
    moment = timezone.now() - timedelta(days=days_ago)
    RedirectHits.objects.filter(redirect=redirect).update(last_hit_at=moment)


def test_hits_are_added_up_and_written_together(tally, django_assert_max_num_queries):
    first, second = RedirectFactory(redirect_link="/x/"), RedirectFactory(redirect_link="/x/")
    for redirect in (first, second, first):
        tally.count(redirect.pk)
    assert not RedirectHits.objects.exists()

    assert tally.write() == 3
    tally.count(first.pk)
    tally.write()
    assert dict(RedirectHits.objects.values_list("redirect_id", "hits")) == {first.pk: 3, second.pk: 1}


def test_a_redirect_that_is_gone_meanwhile_is_passed_over(tally):
    tally.count(4711)

    assert tally.write() == 1
    assert not RedirectHits.objects.exists()


def test_what_cannot_be_written_is_kept_for_later(tally, monkeypatch):
    redirect = RedirectFactory(redirect_link="/x/")
    tally.count(redirect.pk)

    def fails(hits):
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr(hits, "write", fails)
        assert tally.write() == 0
    assert tally.write() == 1


@pytest.mark.parametrize("status", [301, 410])
def test_answers_name_the_redirect_for_those_who_count(client, status):
    link = "" if status == 410 else "/x/"
    redirect = RedirectFactory(old_path="/old", redirect_link=link)
    if status == 410:
        from cms.redirects.enums import Match, Status
        from cms.redirects.models import set_rule

        set_rule(redirect, status=Status.GONE, match=Match.EXACT)

    assert client.get("/api/v2/resolve/?path=/old/")[HEADER] == str(redirect.pk)
    assert HEADER not in client.get("/api/v2/resolve/?path=/")


def test_readers_on_our_own_pages_are_counted(client, monkeypatch):
    counted = []
    monkeypatch.setattr(hits.tally, "count", counted.append)
    redirect = RedirectFactory(old_path="/old", redirect_link="/x/")

    assert client.get("/old/").status_code == 301
    assert counted == [redirect.pk]


def test_counting_makes_no_answer_untrue():
    assert RedirectHits not in set(logged_models())


def test_hits_survive_the_end_of_a_page():
    page = rename(section("Knees"), "knee")
    followed(Redirect.objects.get(), 7)
    fresh(page).delete()

    assert RedirectHits.objects.get(redirect__old_path="/knees").hits == 7


@pytest.fixture
def editor():
    client = Client()
    client.force_login(UserFactory(administrator=True))
    default_home()
    return client


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("hits=never", {"/new-one", "/old-one"}),
        ("hits=month", {"/busy"}),
        ("hits=stale", {"/quiet", "/old-one"}),
        ("ordering=-hit_count", {"/busy", "/quiet", "/new-one", "/old-one"}),
    ],
)
def test_the_list_is_filtered_by_hits(editor, query, expected):
    busy, quiet = (RedirectFactory(old_path=path, redirect_link="/x/") for path in ("/busy", "/quiet"))
    RedirectFactory(old_path="/new-one", redirect_link="/x/")
    RedirectFactory(old_path="/old-one", redirect_link="/x/")
    long_ago = timezone.now() - timedelta(days=800)
    Redirect.objects.filter(old_path__in=["/quiet", "/old-one"]).update(created_at=long_ago)
    followed(busy, 12)
    followed(quiet, 1, days_ago=500)

    found = editor.get(f"{reverse('wagtailredirects:index')}?{query}").context["object_list"]

    assert {redirect.old_path for redirect in found} == expected
