"""What page factories share: a place in the tree, and publishing through a real revision."""

import factory
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from wagtail.models import Site

from cms.core.models import BasePage
from tests.factories.core import after_commit, locale


def default_home():
    """The home page that a new site has, as its own type."""
    return Site.objects.get(is_default_site=True).root_page.specific


def publish(instance):
    """Publish what is in memory as an editor does; returns the object as it is now stored."""
    with after_commit():
        instance.save_revision(clean=False).publish()
    return type(instance)._default_manager.get(pk=instance.pk)


def unpublish(instance):
    with after_commit():
        instance.unpublish()
    return type(instance)._default_manager.get(pk=instance.pk)


def save_draft(instance, **changes):
    """Save changes that are not published."""
    for name, value in changes.items():
        setattr(instance, name, value)
    with after_commit():
        instance.save_revision(clean=False)
    return type(instance)._default_manager.get(pk=instance.pk)


def translate(instance, code, **changes):
    """Publish a translation of a page (and, where they are missing, of the pages above it) or snippet."""
    options = {"copy_parents": True} if isinstance(instance, BasePage) else {}
    copy = instance.copy_for_translation(locale(code), **options)
    for name, value in changes.items():
        setattr(copy, name, value)
    if copy.pk is None:
        copy.save()
    if isinstance(instance, BasePage):
        for page in copy.get_ancestors().filter(live=False, depth__gt=1).specific():
            publish(page)
    return publish(copy)


class PageFactory(DjangoModelFactory):
    """`parent` is where the page goes; `live=False` leaves a draft that was never published.

    `history=False` saves a live page without any revision: quicker, for tests that need many.
    """

    class Meta:
        abstract = True

    title = factory.Sequence(lambda number: f"Page {number}")
    slug = factory.LazyAttribute(lambda page: slugify(page.title))

    @classmethod
    def _create(cls, model_class, *args, parent=None, live=True, history=True, **kwargs):
        page = cls.build_page(model_class, **kwargs)
        page.live = live and not history
        (parent or cls.default_parent()).add_child(instance=page)
        return publish(page) if live and history else model_class._default_manager.get(pk=page.pk)

    @classmethod
    def build_page(cls, model_class, **kwargs):
        return model_class(live=False, **kwargs)

    @classmethod
    def default_parent(cls):
        return default_home()
