"""A title weighs in searches what it weighs by itself, whatever else is indexed."""

import pytest
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from cms.publishing.models import RowChange
from tests.factories.blog import ArticlePageFactory

pytestmark = pytest.mark.django_db


def weight_of(page):
    return IndexEntry.objects.filter(object_id=str(page.pk)).latest("pk").title_norm


def test_a_title_weighs_the_same_whatever_is_indexed_later():
    knees = ArticlePageFactory(title="Knees")
    before = weight_of(knees)

    ArticlePageFactory(title="A title of far more words than any other title has in this index")

    assert weight_of(knees) == before


def test_a_shorter_title_weighs_more():
    knees = ArticlePageFactory(title="Knees")
    longer = ArticlePageFactory(title="Knees of people who have walked all their lives")

    assert weight_of(knees) > weight_of(longer)


def test_a_title_that_changes_has_the_weight_of_the_new_one():
    knees = ArticlePageFactory(title="Knees of people who have walked all their lives")
    knees.title = "Knees"
    knees.save()

    assert weight_of(knees) == weight_of(ArticlePageFactory(title="Elbow"))


def test_what_is_indexed_again_as_it_was_changes_nothing():
    knees = ArticlePageFactory(title="Knees")
    RowChange.objects.all().delete()

    get_search_backend().add(knees)

    assert not RowChange.objects.exists()
