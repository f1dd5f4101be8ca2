"""Publishing is one event: what is told, when, and to whom."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from cms.operations.schedule import apply_schedule
from cms.publishing import events
from cms.publishing.events import Change, ContentChanged
from home.models import StandardPage
from tests.factories.blog import TopicFactory
from tests.factories.core import DocumentFactory, ImageFactory, after_commit
from tests.factories.home import StandardPageFactory
from tests.factories.pages import publish, save_draft, unpublish

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    """What handlers hear from here on."""
    heard = []
    monkeypatch.setattr(events, "_handlers", [*events._handlers, heard.append])
    return heard


def test_publishing_a_page_is_told_once_with_its_own_type(told):
    page = StandardPageFactory()

    assert told == [ContentChanged(model="home.StandardPage", pk=page.pk, change=Change.PUBLISHED)]


def test_a_draft_is_told_to_nobody(told):
    page = StandardPageFactory(live=False)
    save_draft(page, title="Changed")

    assert told == []


def test_unpublishing_is_told(told):
    page = StandardPageFactory()
    told.clear()

    unpublish(page)

    assert [event.change for event in told] == [Change.UNPUBLISHED]
    assert told[0].pk == page.pk


def test_moving_is_told(told):
    page, target = StandardPageFactory(), StandardPageFactory()
    told.clear()

    with after_commit():
        page.move(target, pos="last-child")

    assert [(event.pk, event.change) for event in told] == [(page.pk, Change.MOVED)]


def test_deleting_is_told_with_the_key_that_it_had(told):
    page = StandardPageFactory()
    key = page.pk
    told.clear()

    with after_commit():
        page.delete()

    assert ContentChanged(model="home.StandardPage", pk=key, change=Change.DELETED) in told


def test_snippets_are_told_like_pages(told):
    topic = publish(TopicFactory())
    unpublish(topic)

    changes = [event.change for event in told if event.model == "blog.Topic"]
    assert changes == [Change.PUBLISHED, Change.UNPUBLISHED]


def test_files_are_told_when_saved_and_deleted(told):
    with after_commit():
        image, document = ImageFactory(), DocumentFactory()
    with after_commit():
        image.delete()
        document.delete()

    changes = [(event.model, event.change) for event in told]
    assert ("core.Image", Change.SAVED) in changes
    assert ("core.Document", Change.SAVED) in changes
    assert ("core.Image", Change.DELETED) in changes
    assert ("core.Document", Change.DELETED) in changes


def test_an_alias_is_told(told):
    page = StandardPageFactory()
    told.clear()

    with after_commit():
        alias = page.create_alias(update_slug="again")
        page.title = "Changed"
    publish(page)

    assert alias.pk in {event.pk for event in told}


def test_nothing_is_told_before_the_commit_nor_after_a_rollback(told):
    page = StandardPageFactory()
    told.clear()

    def publish_and_fail():
        with transaction.atomic():
            page.save_revision().publish()
            raise RuntimeError("the editor's request fails")

    with after_commit():
        with pytest.raises(RuntimeError):
            publish_and_fail()
        assert told == []

    assert told == []


def test_a_handler_that_fails_stops_neither_the_others_nor_the_editor(told, monkeypatch, caplog):
    def fail(event):
        raise RuntimeError("a cache is down")

    monkeypatch.setattr(events, "_handlers", [fail, *events._handlers])
    page = StandardPageFactory()

    assert page.live
    assert [event.pk for event in told] == [page.pk]
    assert "a cache is down" in caplog.text


def test_a_handler_is_registered_once():
    handlers = list(events._handlers)

    events.on_content_changed(handlers[0])

    assert events._handlers == handlers


def test_scheduled_pages_go_live_and_expire(told):
    page = StandardPageFactory(go_live_at=timezone.now() + timedelta(hours=1))
    assert not page.live
    assert Change.PUBLISHED not in {event.change for event in told}

    told.clear()
    past = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=past)
    page.latest_revision.content["go_live_at"] = past.isoformat()
    page.latest_revision.save(update_fields=["content"])
    with after_commit():
        apply_schedule()
    assert told == [ContentChanged(model="home.StandardPage", pk=page.pk, change=Change.PUBLISHED)]

    StandardPage.objects.update(expire_at=past)
    told.clear()
    with after_commit():
        apply_schedule()
    assert told == [ContentChanged(model="home.StandardPage", pk=page.pk, change=Change.UNPUBLISHED)]
