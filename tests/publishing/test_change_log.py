"""Who asks what has changed since a position hears everything, or that something is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import Topic
from cms.publishing.change_log import KEPT, LostTrackError, changes_since, position, trim
from cms.publishing.models import RowChange
from tests.factories.blog import TopicFactory

pytestmark = pytest.mark.django_db


def let_time_pass():
    RowChange.objects.update(happened_at=timezone.now() - KEPT - timedelta(minutes=1))


def test_what_comes_changes_and_goes_is_told_in_order():
    RowChange.objects.all().delete()
    start = position()
    topic = TopicFactory(name="Knee")
    Topic.objects.filter(pk=topic.pk).update(name="Hip")
    pk = str(topic.pk)
    topic.delete()

    told = [change for change in changes_since(start)[0] if change.table == Topic._meta.db_table]

    assert [(bool(change.before), bool(change.after)) for change in told] == [
        (False, True),
        (True, True),
        (True, False),
    ]
    assert told[1].columns == {"name"}
    assert (told[1].before["name"], told[1].after["name"]) == ("Knee", "Hip")
    assert told[1].after["id"] == pk
    assert told[1].after["live"] == "1"


def test_who_was_away_for_too_long_is_told_so():
    start = position()
    TopicFactory()
    TopicFactory()
    let_time_pass()

    assert trim() > 0
    TopicFactory()
    with pytest.raises(LostTrackError):
        changes_since(start)


def test_trimming_leaves_what_is_new():
    TopicFactory()
    kept = RowChange.objects.count()

    assert trim() == 0
    assert RowChange.objects.count() == kept


def test_a_position_of_another_database_is_no_position():
    with pytest.raises(LostTrackError):
        changes_since("999999999" if position().isdigit() else "999999999:999999999:")
