"""Trying an address, and importing what was exported."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from cms.redirects.enums import Match, Status
from cms.redirects.models import match_of, set_rule, status_of
from tests.factories.blog import ArticlePageFactory
from tests.factories.core import RedirectFactory, UserFactory
from tests.factories.pages import default_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(administrator=True))
    default_home()
    return client


def tried(client, address):
    return client.get(reverse("try_redirect"), {"address": address}).content.decode()


def test_an_address_is_tried(editor):
    ArticlePageFactory(title="Knees")
    RedirectFactory(old_path="/a", redirect_link="/b/")
    RedirectFactory(old_path="/b", redirect_link="https://example.org/")
    RedirectFactory(old_path="/circle", redirect_link="/circle/")
    set_rule(RedirectFactory(old_path="/gone"), status=Status.GONE, match=Match.PREFIX)

    for address, words in (
        ("/articles/knees/", "“Knees” is published here"),
        ("/a/", "Readers are sent to https://example.org/ (301)."),
        ("a", "On the way: <code>/a</code>"),
        ("http://localhost/gone/x/", "removed for good (410)"),
        ("/circle/", "lead in a circle"),
        ("/nowhere/", "Nothing is here"),
        ("https://elsewhere.example/a/", "not on localhost"),
        ("http://[::1", "no address"),
    ):
        assert words in tried(editor, address), address


def test_trying_takes_the_permission_to_redirects(client):
    client.force_login(UserFactory(is_staff=True))

    assert client.get(reverse("try_redirect"), {"address": "/a/"}).status_code == 302


def upload(client, text):
    file = SimpleUploadedFile("redirects.csv", text.encode(), content_type="text/csv")
    page = client.post(reverse("wagtailredirects:start_import"), {"import_file": file})
    form = page.context["form"]
    data = {name: form.initial[name] for name in ("import_file_name", "input_format")}
    choices = {"from_index": "0", "to_index": "1", "permanent": "on"}
    return client.post(reverse("wagtailredirects:process_import"), {**data, **choices}, follow=True)


def test_what_was_exported_is_imported_as_it_was(editor):
    set_rule(RedirectFactory(old_path="/gone"), status=Status.GONE, match=Match.PREFIX)
    moved = RedirectFactory(old_path="/moved", redirect_link="/x/")
    set_rule(moved, status=Status.PERMANENT_REDIRECT, match=Match.PREFIX_AND_REST)
    RedirectFactory(old_path="/plain", redirect_link="/y/", is_permanent=False)
    response = editor.get(f"{reverse('wagtailredirects:index')}?export=csv")
    text = b"".join(response.streaming_content).decode()
    Redirect.objects.all().delete()

    upload(editor, text)

    found = Redirect.objects.select_related("rule").order_by("old_path")
    assert [(row.old_path, row.redirect_link, status_of(row), match_of(row)) for row in found] == [
        ("/gone", "", 410, "prefix"),
        ("/moved", "/x/", 308, "prefix_and_rest"),
        ("/plain", "/y/", 302, "exact"),
    ]


def test_rows_that_cannot_be_are_named_with_the_reason(editor):
    page = upload(editor, "From,To\n/fine,/x/\n/,/x/\n/bad,javascript:alert(1)\n").content.decode()

    assert "is published at this address" in page
    assert "no address that browsers can be sent to" in page
    assert [row.old_path for row in Redirect.objects.all()] == ["/fine"]
