"""Users, files, collections, redirects, sites, languages and what makes things private."""

import io

import factory
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import TestCase
from factory.django import DjangoModelFactory
from PIL import Image as PillowImage
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Locale, PageViewRestriction, Site

from cms.core.models import Document, Image, SiteSettings, User


def after_commit():
    """Run what waits for the commit at the end of the block, as outside of a test's transaction."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def picture_file(name="picture.png", *, size=(64, 48), color="#336699", kind="PNG"):
    content = io.BytesIO()
    PillowImage.new("RGB", size, color).save(content, kind)
    return ContentFile(content.getvalue(), name=name)


def locale(code):
    return Locale.objects.get(language_code=code)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"user-{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")

    class Params:
        administrator = factory.Trait(is_staff=True, is_superuser=True)


class CollectionFactory(DjangoModelFactory):
    class Meta:
        model = Collection

    name = factory.Sequence(lambda number: f"Collection {number}")

    @classmethod
    def _create(cls, model_class, *args, parent=None, **kwargs):
        return (parent or Collection.get_first_root_node()).add_child(**kwargs)


class ImageFactory(DjangoModelFactory):
    class Meta:
        model = Image

    title = factory.Sequence(lambda number: f"Picture {number}")
    description = factory.Sequence(lambda number: f"What picture {number} shows")
    file = factory.LazyFunction(picture_file)


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    title = factory.Sequence(lambda number: f"Document {number}")
    file = factory.LazyAttribute(lambda document: ContentFile(b"A leaflet.", name="leaflet.txt"))


class RedirectFactory(DjangoModelFactory):
    class Meta:
        model = Redirect

    old_path = factory.Sequence(lambda number: f"/old-{number}")
    is_permanent = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs["old_path"] = Redirect.normalise_path(kwargs["old_path"])
        return super()._create(model_class, *args, **kwargs)


class SiteFactory(DjangoModelFactory):
    class Meta:
        model = Site

    hostname = factory.Sequence(lambda number: f"site-{number}.example.org")
    site_name = factory.Sequence(lambda number: f"Site {number}")


class SiteSettingsFactory(DjangoModelFactory):
    class Meta:
        model = SiteSettings

    site = factory.LazyFunction(lambda: Site.objects.get(is_default_site=True))


def restrict_page(page, kind="password"):
    """Make a page and everything below it private by password, login or group."""
    options = {"password": "open sesame"} if kind == "password" else {}
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, **options)
    if kind == "groups":
        restriction.groups.add(Group.objects.get_or_create(name="Members")[0])
    return restriction


def restrict_collection(collection, kind="login"):
    """Make a collection and those below it private."""
    options = {"password": "open sesame"} if kind == "password" else {}
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=kind, **options
    )
    if kind == "groups":
        restriction.groups.add(Group.objects.get_or_create(name="Members")[0])
    return restriction


def private_collection(kind="login"):
    collection = CollectionFactory()
    restrict_collection(collection, kind)
    return collection
