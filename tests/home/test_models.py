"""Home pages and plain pages."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from home.models import FeaturedPage, HomePage, StandardPage
from tests.factories import blocks
from tests.factories.home import StandardPageFactory
from tests.factories.pages import default_home, publish, translate

pytestmark = pytest.mark.django_db


def test_a_new_installation_has_an_empty_home_page_of_ours():
    home = Site.objects.get(is_default_site=True).root_page.specific

    assert isinstance(home, HomePage)
    assert (home.title, home.live, home.depth) == ("Home", True, 2)
    home.full_clean()


def test_the_home_page_of_a_new_installation_can_be_published():
    home = default_home()
    home.hero_title = "Welcome"
    home.body = blocks.stream(blocks.paragraph())

    assert publish(home).hero_title == "Welcome"


def test_a_button_with_two_targets_is_refused():
    home = default_home()
    home.hero_link_page = StandardPageFactory().basepage_ptr
    home.hero_link_url = "https://example.org/"

    with pytest.raises(ValidationError, match="Choose a page or type an address, not both"):
        home.full_clean()


def test_plain_pages_nest_below_the_home_page():
    below = StandardPageFactory(parent=StandardPageFactory(slug="about"), slug="team")

    assert below.full_url == "http://localhost/about/team/"
    assert StandardPage.can_create_at(default_home())
    assert not HomePage.can_create_at(default_home())


def test_a_home_page_in_another_language_stands_beside_the_first():
    malay = translate(default_home(), "ms", slug="laman-utama")

    assert malay.full_url == "http://localhost/ms/"
    assert malay.get_parent() == default_home().get_parent()


def test_deleting_a_featured_page_leaves_the_home_page():
    home, page = default_home(), StandardPageFactory()
    home.featured_links = [FeaturedPage(page=page.basepage_ptr)]
    publish(home)

    page.delete()

    assert not default_home().featured_links.exists()
