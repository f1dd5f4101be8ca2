"""Home pages and plain pages."""

import factory

from cms.core.models import BasePage
from home.models import FeaturedPage, HomePage, StandardPage
from tests.factories.pages import PageFactory


class HomePageFactory(PageFactory):
    """A home page beside that of the default site."""

    class Meta:
        model = HomePage

    title = factory.Sequence(lambda number: f"Home {number}")

    @classmethod
    def build_page(cls, model_class, *, featured=(), **kwargs):
        page = super().build_page(model_class, **kwargs)
        page.featured_links = [FeaturedPage(page_id=target.pk) for target in featured]
        return page

    @classmethod
    def default_parent(cls):
        return BasePage.get_first_root_node()


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda number: f"Plain page {number}")
