"""The changes by name, and what several of them need."""

from tests.factories.admin import client_of
from tests.factories.core import UserFactory, after_commit
from tests.factories.pages import publish

CHANGES = {}


def change(function):
    CHANGES[function.__name__] = function
    return function


def fresh(instance):
    """Return an object as it is in the database; those of the world serve many tests."""
    return type(instance)._default_manager.get(pk=instance.pk)


def edited(instance, **values):
    """Publish an object with other values."""
    instance = fresh(instance)
    for name, value in values.items():
        setattr(instance, name, value)
    return publish(instance)


def admin():
    return client_of(UserFactory(administrator=True))


def posted(address, data):
    with after_commit():
        response = admin().post(address, data)
    assert response.status_code == 302, response.content.decode()[:3000]
