"""Topics, authors and trials whose key changes, or that go away: no address is lost."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from cms.redirects.enums import Status
from cms.redirects.outcomes import NOTHING, Outcome, decided
from tests.factories.blog import AuthorFactory, TopicFactory
from tests.factories.home import StandardPageFactory
from tests.factories.pages import publish, translate, unpublish
from tests.factories.trials import TrialFactory
from tests.redirects.history import answer

pytestmark = pytest.mark.django_db


def renamed(topic, slug):
    topic.slug = slug
    return publish(topic)


def rows():
    return dict(Redirect.objects.values_list("old_path", "redirect_link"))


def leads_to(path, expected):
    assert answer(path) == ("moved", expected), answer(path)


def test_a_renamed_topic_is_found_at_its_old_address():
    renamed(TopicFactory(slug="knee"), "knees")

    leads_to("/topics/knee/", "/topics/knees/")


def test_renames_of_a_topic_do_not_chain():
    topic = TopicFactory(slug="one")
    for slug in ("two", "three"):
        topic = renamed(topic, slug)

    assert rows() == {"/topics/one": "/topics/three/", "/topics/two": "/topics/three/"}


def test_a_topic_that_is_renamed_back_has_no_redirect_in_its_way():
    topic = renamed(TopicFactory(slug="one"), "two")
    renamed(topic, "one")

    assert rows() == {"/topics/two": "/topics/one/"}


def test_a_draft_of_another_slug_changes_nothing():
    topic = TopicFactory(slug="one")
    topic.slug = "two"
    topic.save_revision()

    assert rows() == {}


def test_each_language_of_a_topic_has_its_own_address():
    topic = TopicFactory(slug="knee")
    malay = translate(topic, "ms", slug="lutut")
    renamed(malay, "sendi")

    assert rows() == {"/ms/topics/lutut": "/ms/topics/sendi/"}


def test_a_trial_that_gets_another_number_is_found_at_both():
    trial = TrialFactory(registry_id="NCT03818737", slug="knees")
    trial.registry_id = "NCT03818738"
    publish(trial)

    leads_to("/trials/NCT03818737/", "/trials/NCT03818738/")
    leads_to("/ms/trials/nct03818737/", "/ms/trials/NCT03818738/")
    assert answer("/trials/knees/")[0] == "snippet"


def test_what_nobody_was_asked_about_is_gone():
    author = renamed(AuthorFactory(slug="one"), "two")
    unpublish(author)

    assert [answer(f"/authors/{slug}/") for slug in ("one", "two")] == [410, 410]


def test_what_is_published_again_is_back_everywhere():
    author = unpublish(renamed(AuthorFactory(slug="one"), "two"))
    publish(author)

    assert answer("/authors/two/")[0] == "snippet"
    leads_to("/authors/one/", "/authors/two/")


def test_what_is_published_again_under_another_slug_is_found_from_the_old_one():
    author = unpublish(AuthorFactory(slug="one"))
    author.slug = "two"
    author.save()
    publish(author)

    leads_to("/authors/one/", "/authors/two/")


def test_a_deleted_topic_leads_where_it_was_decided():
    page = StandardPageFactory(title="Joints")
    topic = renamed(TopicFactory(slug="one"), "two")
    with decided(Outcome(Status.MOVED_PERMANENTLY, page_id=page.pk)):
        topic.delete()

    assert [answer(f"/topics/{slug}/") for slug in ("one", "two")] == [("moved", page.pk)] * 2


def test_nothing_is_kept_when_that_was_decided():
    topic = TopicFactory(slug="one")
    with decided(NOTHING):
        topic.delete()

    assert answer("/topics/one/") == 404
