"""Administrators see which purges failed, why, and can do something about it."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.core.roles import PUBLISHERS
from cms.delivery.purging.models import Purge
from tests.factories.core import UserFactory

ERROR = "Fastly answered 403: the token or this server's address may not purge."


@pytest.fixture(autouse=True)
def _a_cdn(settings):
    settings.CDN_BACKEND = "varnish"
    settings.VARNISH_ADDRESSES = ["http://127.0.0.1:6081"]


@pytest.fixture
def given_up(db):
    return Purge.objects.create(names=["c-1", "c-2"], due_at=None, attempts=14, error=ERROR)


def test_the_front_page_says_that_readers_may_see_old_content(admin_client, given_up):
    page = admin_client.get(reverse("wagtailadmin_home")).content.decode()

    assert "Readers may see old content" in page
    assert "the token or this server&#x27;s address may not purge" in page


def test_the_front_page_says_nothing_when_all_is_well(admin_client):
    Purge.objects.create(names=["c-1"], due_at=timezone.now(), attempts=1, error=ERROR)

    assert "old content" not in admin_client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_report_tells_what_failed_and_why(admin_client, given_up):
    Purge.objects.create(names=["c-3"], due_at=timezone.now())

    page = admin_client.get(reverse("purging:index")).content.decode()

    assert "2 answers" in page
    assert "given up" in page
    assert "may not purge" in page
    assert "one answer" not in page


def test_a_report_without_failures_says_so(admin_client):
    assert "Every change has reached the CDN" in admin_client.get(reverse("purging:index")).content.decode()


def test_the_report_can_be_exported(admin_client, given_up):
    assert b"may not purge" in b"".join(
        admin_client.get(reverse("purging:index"), {"export": "csv"}).streaming_content
    )


def test_trying_again_makes_it_due_with_all_attempts_before_it(admin_client, given_up):
    admin_client.post(reverse("purging:try_again"))

    given_up.refresh_from_db()
    assert given_up.due_at <= timezone.now()
    assert given_up.attempts == 0


def test_everything_can_be_purged(admin_client, db):
    admin_client.post(reverse("purging:everything"))

    assert Purge.objects.get().names == ["cms"]


def test_a_link_alone_purges_nothing(admin_client):
    assert admin_client.get(reverse("purging:everything")).status_code == 405


def publisher():
    call_command("create_roles", verbosity=0)
    user = UserFactory()
    user.groups.add(Group.objects.get(name=PUBLISHERS))
    return user


@pytest.mark.parametrize("name", ["purging:index", "purging:results"])
def test_editors_do_not_see_the_report(client, db, name):
    client.force_login(publisher())

    assert client.get(reverse(name)).status_code in (302, 403)


@pytest.mark.parametrize("name", ["purging:try_again", "purging:everything"])
def test_editors_cannot_purge(client, given_up, name):
    client.force_login(publisher())
    client.post(reverse(name))

    assert list(Purge.objects.values_list("pk", "due_at")) == [(given_up.pk, None)]
