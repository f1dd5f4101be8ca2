from __future__ import annotations

import datetime
import logging

import pytest
from django.utils import timezone
from wagtail.models import Revision

from cms.core.models import BasePage
from cms.operations.schedule import apply_schedule, scheduled_models
from home.models import StandardPage

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def add_page():
    """Add a page below the root, a draft unless told otherwise."""
    root = BasePage.objects.get(depth=1)

    def add(title: str, **values: object) -> StandardPage:
        values = {"live": False, **values}
        return root.add_child(instance=StandardPage(title=title, slug=title.lower(), **values))

    return add


def schedule(page: StandardPage, moment: datetime.datetime) -> None:
    """Approve the page's latest draft for publication at ``moment``, as the editor does."""
    page.go_live_at = moment
    page.save_revision(approved_go_live_at=moment)


def reload(page: StandardPage) -> StandardPage:
    return StandardPage.objects.get(pk=page.pk)


def test_what_is_due_goes_live_and_what_is_not_does_not(add_page):
    due, later = add_page("Due"), add_page("Later")
    schedule(due, timezone.now() - MINUTE)
    schedule(later, timezone.now() + MINUTE)
    assert apply_schedule() == 1
    assert reload(due).live
    assert not reload(later).live
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1


def test_what_has_expired_is_taken_down_and_marked_so(add_page):
    old = add_page("Old", live=True, expire_at=timezone.now() - MINUTE)
    current = add_page("Current", live=True, expire_at=timezone.now() + MINUTE)
    assert apply_schedule() == 1
    assert not reload(old).live
    assert reload(old).expired
    assert reload(current).live


def test_snippets_with_drafts_follow_the_clock_too():
    tables = {model._meta.label for model in scheduled_models()}
    assert tables == {"core.BasePage", "blog.Author", "blog.Topic", "trials.Trial"}


def test_one_revision_that_cannot_be_published_does_not_hold_up_the_others(add_page, caplog):
    broken, due = add_page("Broken"), add_page("Due")
    schedule(broken, timezone.now() - 2 * MINUTE)
    schedule(due, timezone.now() - MINUTE)
    revision = broken.latest_revision
    revision.content["last_reviewed_at"] = "some day"
    revision.save()
    with caplog.at_level(logging.ERROR, logger="cms.operations"):
        assert apply_schedule() == 1
    assert reload(due).live
    assert f"revision {revision.pk} is due but cannot be published" in caplog.text


def test_a_second_look_changes_nothing(add_page):
    schedule(add_page("Due"), timezone.now() - MINUTE)
    add_page("Old", live=True, expire_at=timezone.now() - MINUTE)
    assert apply_schedule() == 2
    assert apply_schedule() == 0
