"""Orders that lists are asked for: read along an index, never by sorting all there is."""

import pytest
from django.db import connection
from django.db.models import DateField

from blog.models import ArticlePage
from cms.api.filters import order_names
from cms.api.registry import router
from trials.models import Trial

pytestmark = pytest.mark.django_db


def indexed(model):
    """Names of the columns with which an index of the model's own table begins."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table).values()
    return {each["columns"][0] for each in found if each["index"] and each["columns"]}


def ordered_by(name, model):
    """Columns by which lists of a model can be put in order."""
    viewset = dict(router.endpoints())[name]
    return [model._meta.get_field(column) for column in order_names(viewset, model)]


@pytest.mark.parametrize(("name", "model"), [("pages", ArticlePage), ("trials", Trial)])
def test_every_date_that_orders_a_list_has_an_index(name, model):
    dates = [field for field in ordered_by(name, model) if isinstance(field, DateField)]

    assert len(dates) >= 2
    assert [field.name for field in dates if field.column not in indexed(field.model)] == []


@pytest.mark.parametrize(
    ("model", "column"), [(ArticlePage, "title"), (Trial, "first_posted"), (Trial, "last_update_posted")]
)
def test_so_have_titles_and_dates_of_a_registry(model, column):
    field = model._meta.get_field(column)

    assert field.column in indexed(field.model)
