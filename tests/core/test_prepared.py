from uuid import UUID

import pytest
from django.db.models import Q
from wagtail.models import Locale

from cms.core.models import BasePage
from cms.core.prepared import PreparedRows, prepared_objects

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    root = BasePage.objects.get(depth=1)
    return [
        root.add_child(instance=BasePage(title=f"Page {number}", slug=f"p-{number}")) for number in range(5)
    ]


def by_id_or_key(ids, translation_keys):
    wanted = Q(pk__in=ids) | Q(translation_key__in=translation_keys)
    return BasePage.objects.filter(wanted).order_by("path").values("pk", "title", "live", "translation_key")


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_rows_are_those_of_the_queryset_for_any_number_of_keys(pages, count):
    rows = PreparedRows(by_id_or_key)
    ids = [page.pk for page in pages[:count]]

    assert rows(ids=ids, translation_keys=[]) == list(by_id_or_key(ids, []))


def test_values_are_converted_as_the_queryset_does(pages):
    (row,) = PreparedRows(by_id_or_key)(ids=[], translation_keys=[pages[2].translation_key])

    assert row == {
        "pk": pages[2].pk,
        "title": "Page 2",
        "live": True,
        "translation_key": pages[2].translation_key,
    }
    assert isinstance(row["translation_key"], UUID)
    assert row["live"] is True


def test_the_statement_is_written_once_for_three_and_for_four_keys(pages, django_assert_num_queries):
    built = []

    def build(ids):
        built.append(ids)
        return BasePage.objects.filter(pk__in=ids).order_by("path").values("title")

    rows = PreparedRows(build)
    ids = [page.pk for page in pages]
    with django_assert_num_queries(2):
        first, second = rows(ids=ids[:3]), rows(ids=ids[1:])

    assert [row["title"] for row in first] == ["Page 0", "Page 1", "Page 2"]
    assert [row["title"] for row in second] == ["Page 1", "Page 2", "Page 3", "Page 4"]
    assert len(built) == 1


def test_keys_across_foreign_keys_and_in_a_union_find_their_places(pages):
    def build(locale_ids, titles):
        in_locale = BasePage.objects.filter(locale_id__in=locale_ids, depth=2).order_by().values("title")
        return in_locale.union(BasePage.objects.filter(title__in=titles).order_by().values("title"), all=True)

    rows = PreparedRows(build)
    english, malay = Locale.objects.get(language_code="en").pk, Locale.objects.get(language_code="ms").pk

    assert rows(locale_ids=[malay], titles=["Page 1"]) == [{"title": "Page 1"}]
    assert {"title": "Page 4"} in rows(locale_ids=[english], titles=["Page 1"])


def test_nothing_is_asked_when_nothing_can_match(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert PreparedRows(by_id_or_key)(ids=[], translation_keys=[]) == []


def test_objects_are_as_the_manager_reads_them_with_their_language(pages, django_assert_num_queries):
    read = prepared_objects(BasePage)
    ids = [pages[0].pk, pages[3].pk]

    with django_assert_num_queries(1):
        found = {page.pk: page for page in read(ids)}
        codes = {page.locale.language_code for page in found.values()}

    assert found == BasePage.objects.in_bulk(ids)
    for page in BasePage.objects.in_bulk(ids).values():
        assert {key: value for key, value in found[page.pk].__dict__.items() if key != "_state"} == {
            key: value for key, value in page.__dict__.items() if key != "_state"
        }
    assert codes == {"en"}


def test_objects_of_a_model_without_language_are_read_too():
    assert [locale.language_code for locale in prepared_objects(Locale)([Locale.get_default().pk])] == ["en"]
