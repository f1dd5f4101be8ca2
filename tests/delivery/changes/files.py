"""What is done to images, documents and their collections."""

from django.urls import reverse

from cms.core.models import Image
from cms.core.renditions import make_renditions
from tests.delivery.changes.registry import change, fresh, posted
from tests.factories.core import (
    DocumentFactory,
    ImageFactory,
    after_commit,
    picture_file,
    restrict_collection,
)


@change
def an_image_is_edited_in_the_admin(world):
    data = {"title": "Hero of all", "tags": "", "collection": world.collection.pk}
    posted(reverse("wagtailimages:edit", args=[world.hero.pk]), data)


@change
def a_file_of_an_image_is_replaced(world):
    image = fresh(world.hero)
    image.file = picture_file("other.png", size=(80, 40), color="#993333")
    with after_commit():
        image.save()


@change
def an_image_gets_a_focal_point(world):
    Image.objects.filter(pk=world.hero.pk).update(
        focal_point_x=20, focal_point_y=20, focal_point_width=10, focal_point_height=10
    )


@change
def an_image_is_described_otherwise(world):
    Image.objects.filter(pk=world.picture.pk).update(description="A knee from the side")


@change
def an_image_gets_another_tag(world):
    fresh(world.lone_picture).tags.add("bones")


@change
def renditions_are_made_in_the_background(world):
    image = fresh(world.picture)
    image.renditions.all().delete()
    make_renditions.call(image.pk)


@change
def an_image_is_new(world):
    ImageFactory(title="Brand new")


@change
def an_image_is_deleted(world):
    fresh(world.hero).delete()


@change
def an_image_moves_to_another_collection(world):
    Image.objects.filter(pk=world.photo.pk).update(collection=world.collection)


@change
def a_collection_becomes_private(world):
    restrict_collection(world.collection)


@change
def a_collection_is_called_something_else(world):
    changed = fresh(world.collection)
    changed.name = "Wide open"
    changed.save()


@change
def a_document_is_called_something_else(world):
    changed = fresh(world.leaflet)
    changed.title = "Booklet"
    changed.save()


@change
def a_document_is_new(world):
    DocumentFactory(title="Brand new")
