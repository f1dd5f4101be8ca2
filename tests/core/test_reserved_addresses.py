"""A page directly below the home page cannot take an address that the site itself answers."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from home.models import HomePage, StandardPage
from tests.factories.admin import client_of
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


def add_page(slug):
    home = HomePage.objects.get(depth=2)
    data = {"title": "A page", "slug": slug, "body": streamfield([]), "comments": inline_formset([])}
    address = reverse("wagtailadmin_pages:add", args=("home", "standardpage", home.pk))
    return client_of(UserFactory(administrator=True)).post(address, nested_form_data(data))


TAKEN = ["trials", "topics", "authors", "search", "preview", "admin", "api", "feeds"]


@pytest.mark.parametrize("slug", TAKEN)
def test_a_reserved_address_is_refused_at_the_slug(slug):
    response = add_page(slug)
    assert f"/{slug}/ is taken by the site itself" in response.content.decode()
    assert not StandardPage.objects.filter(slug=slug).exists()


def test_any_other_address_is_accepted():
    add_page("trials-explained")
    assert StandardPage.objects.filter(slug="trials-explained").exists()
