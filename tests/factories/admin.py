"""What the admin's forms post, and people of each role who post it."""

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.factories.core import UserFactory


def create_roles():
    call_command("create_roles", verbosity=0)


def member(group, **kwargs):
    """Return a new user of a role that `create_roles` has made."""
    user = UserFactory(**kwargs)
    user.groups.add(Group.objects.get(name=group))
    return user


def client_of(user):
    """Return a browser in which `user` is logged in; a server error is an answer, not an exception."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def paragraph(text):
    return ("paragraph", rich_text(f"<p>{text}</p>"))


def article_form(*, body=(), topics=(), action=None, **fields):
    """Return what the article editor posts; `action` is "publish", "submit" …, without one it saves."""
    data = {
        "title": "A title",
        "slug": "a-title",
        "summary": "",
        "hero_image": "",
        "body": streamfield(body),
        "tags": "",
        "article_authors": inline_formset([]),
        "related_links": inline_formset([]),
        "comments": inline_formset([]),
        **fields,
    }
    pressed = {f"action-{action}": "1"} if action else {}
    return {**nested_form_data(data), "topics": list(topics), **pressed}


def topic_form(*, action=None, **fields):
    data = {
        "name": "A topic",
        "slug": "a-topic",
        "kind": "condition",
        "description": rich_text("<p>What it is.</p>"),
        "synonyms": "",
        "codes": streamfield([]),
        **fields,
    }
    return {**nested_form_data(data), **({f"action-{action}": "1"} if action else {})}


def settings_form(**fields):
    """Return what the editor of site settings posts."""
    data = {
        "organisation_name": "A publisher",
        "navigation": streamfield([]),
        "footer_text": rich_text("<p>The end.</p>"),
        "footer_links": streamfield([]),
        "disclaimers": streamfield([]),
        "language_texts": streamfield([]),
        "robots": "index, follow",
        "robots_txt": "",
        **fields,
    }
    return nested_form_data(data)
