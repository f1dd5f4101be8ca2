"""Redirects are counted when their answer is made and whenever it is handed out again, without a query."""

import pytest

from cms.redirects import hits
from cms.redirects.enums import Match, Status
from cms.redirects.models import set_rule
from tests.factories.core import RedirectFactory
from tests.factories.pages import default_home

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def counted(monkeypatch):
    found = []
    monkeypatch.setattr(hits.tally, "count", found.append)
    return found


@pytest.mark.parametrize("status", [Status.MOVED_PERMANENTLY, Status.GONE])
def test_a_kept_answer_counts_each_time(delivery, counted, status):
    default_home()
    redirect = RedirectFactory(old_path="/old", redirect_link="" if status == Status.GONE else "/x/")
    set_rule(redirect, status=status, match=Match.EXACT)

    answers = [delivery.get("/api/v2/resolve/?path=/old/") for _time in range(3)]

    assert [answer.is_hit for answer in answers] == [False, True, True]
    assert counted == [redirect.pk] * 3


def test_another_worker_of_the_host_counts_too(delivery, start_delivery, counted):
    redirect = RedirectFactory(old_path="/old", redirect_link="/x/")
    delivery.get("/api/v2/resolve/?path=/old/")

    assert start_delivery().get("/api/v2/resolve/?path=/old/").is_hit
    assert counted == [redirect.pk] * 2


def test_counting_drops_nothing_that_is_kept(delivery):
    redirect = RedirectFactory(old_path="/old", redirect_link="/x/")
    delivery.get("/api/v2/resolve/?path=/old/")
    hits.write({redirect.pk: 5})

    assert delivery.get("/api/v2/resolve/?path=/old/").is_hit


def test_what_is_no_redirect_is_not_counted(delivery, counted):
    default_home()
    delivery.get("/api/v2/resolve/?path=/")
    delivery.get("/api/v2/pages/")

    assert counted == []
