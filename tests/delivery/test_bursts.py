"""Many changes at once cost what they concern, and concern nothing else."""

import pytest

from blog.models import ArticlePage
from cms.core.models import BasePage
from cms.delivery import affected
from tests.factories.blog import ArticleIndexPageFactory, ArticlePageFactory
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.usefixtures("db")


def addresses_of(pages):
    return [f"/api/v2/pages/{page.pk}/" for page in pages]


def hits(delivery, addresses):
    """Return how many are still kept."""
    return sum(delivery.get(address).is_hit for address in addresses)


def dropped_by(delivery, change):
    """Return the keys that a change drops, once the changes before it have been heard."""
    delivery.get("/api/v2/pages/")
    store = delivery.application.store
    _keys, number = store.dropped_since(-1)
    change()
    delivery.get("/api/v2/")
    return store.dropped_since(number)[0]


@pytest.fixture
def sections():
    return [ArticleIndexPageFactory(title=title, slug=title.lower()) for title in ("Knees", "Hips", "Old")]


@pytest.fixture
def knees(sections):
    return [ArticlePageFactory(slug=f"knee-{number}", parent=sections[0]) for number in range(4)]


@pytest.fixture
def hips(sections):
    return [ArticlePageFactory(slug=f"hip-{number}", parent=sections[1]) for number in range(4)]


@pytest.fixture(params=["closely", "in large batches"])
def looked_at(request, monkeypatch):
    """Have even few executions treated as the thousands that a test would wait for too long."""
    if request.param == "in large batches":
        monkeypatch.setattr(affected, "MOST_CANDIDATES", 0)
    return request.param


def test_a_section_that_moves_drops_what_lies_below_it_alone(delivery, sections, knees, hips, looked_at):
    for address in addresses_of([*knees, *hips]):
        delivery.get(address)
    moved = BasePage.objects.get(pk=sections[0].pk).specific
    dropped = dropped_by(delivery, lambda: moved.move(sections[2], pos="last-child"))

    assert {address for address in addresses_of(knees) if any(address in key for key in dropped)} == set(
        addresses_of(knees)
    )
    assert hits(delivery, addresses_of(hips)) == len(hips)


def test_publishing_many_drops_each_once(delivery, knees, hips, looked_at):
    for address in addresses_of([*knees, *hips]):
        delivery.get(address)

    def publish_all():
        for number, page in enumerate(knees * 3):
            page.summary = f"Version {number}"
            page.save_revision().publish()

    dropped = dropped_by(delivery, publish_all)

    for address in addresses_of(knees):
        assert len([key for key in dropped if address in key]) == 1
    assert hits(delivery, addresses_of(hips)) == len(hips)


def test_an_import_of_trials_drops_no_article(delivery, knees, looked_at):
    trials = "/api/v2/trials/?limit=50"
    for address in [*addresses_of(knees), trials]:
        delivery.get(address)
    for _number in range(20):
        TrialFactory()

    assert hits(delivery, addresses_of(knees)) == len(knees)
    assert not delivery.get(trials).is_hit


def test_a_burst_is_worked_out_in_one_batch(delivery, knees, django_assert_max_num_queries):
    for address in addresses_of(knees):
        delivery.get(address)
    delivery.get("/api/v2/pages/")
    ArticlePage.objects.filter(pk__in=[page.pk for page in knees]).update(summary="The same for all")

    # The log is read twice (is there anything, then all of it), and its origin; the rest is the file's.
    with django_assert_max_num_queries(20):
        delivery.application.store.catch_up()


def test_what_is_dropped_is_made_again_only_when_somebody_asks(delivery, knees):
    for address in addresses_of(knees):
        delivery.get(address)
    ArticlePage.objects.filter(pk__in=[page.pk for page in knees]).update(summary="The same for all")
    delivery.get("/api/v2/pages/")

    assert hits(delivery, addresses_of(knees)) == 0
    assert hits(delivery, addresses_of(knees)) == len(knees)
