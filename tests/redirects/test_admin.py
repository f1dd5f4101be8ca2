"""Redirects in the admin: the list, the form, Wagtail's importer, and the command that checks them."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from cms.redirects.enums import Match, Status
from cms.redirects.models import set_rule, status_of
from tests.factories.blog import ArticlePageFactory
from tests.factories.core import RedirectFactory, UserFactory, restrict_page
from tests.factories.pages import unpublish
from tests.redirects.history import rename, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(administrator=True))
    return client


def rule(status=Status.MOVED_PERMANENTLY, match=Match.EXACT, **fields):
    redirect = RedirectFactory(**fields)
    set_rule(redirect, status=status, match=match)
    return redirect


def test_the_list_says_what_happens(editor):
    article = ArticlePageFactory(title="Knees")
    hidden = ArticlePageFactory(title="Hidden")
    restrict_page(hidden)
    rule(old_path="/a", redirect_page=article.basepage_ptr)
    rule(old_path="/b", status=Status.GONE, match=Match.PREFIX)
    rule(old_path="/c", redirect_link="/c/")
    rule(old_path="/d", redirect_page=hidden.basepage_ptr)
    rule(old_path="/articles/knees", redirect_link="/x/")

    page = editor.get(reverse("wagtailredirects:index")).content.decode()

    assert "Leads to /articles/knees/ (301)." in page
    assert "Answers 410, gone." in page
    assert "lead in a circle: /c → /c/" in page
    assert "the page it leads to is not public" in page
    assert "Never used: “Knees” is published at this address." in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("effective_status=410", {"/gone"}),
        ("effective_status=301", {"/plain"}),
        ("effective_match=prefix", {"/gone"}),
        ("effective_match=exact", {"/plain"}),
        ("q=plain", {"/plain"}),
        ("ordering=-effective_status", {"/gone", "/plain"}),
    ],
)
def test_the_list_is_filtered_and_sorted(editor, query, expected):
    rule(old_path="/plain", redirect_link="/x/")
    rule(old_path="/gone", status=Status.GONE, match=Match.PREFIX)

    found = editor.get(f"{reverse('wagtailredirects:index')}?{query}").context["object_list"]

    assert {redirect.old_path for redirect in found} == expected


def test_the_export_tells_status_and_match(editor):
    rule(old_path="/gone", status=Status.GONE, match=Match.PREFIX)

    response = editor.get(f"{reverse('wagtailredirects:index')}?export=csv")
    lines = b"".join(response.streaming_content).decode().splitlines()

    assert lines[0] == "From,To,Answer,For,Site,Followed,Last followed"
    assert lines[1].startswith("/gone,")
    assert "410,prefix" in lines[1]


def test_a_redirect_is_made_and_changed(editor):
    data = {"old_path": "/old/", "status": "308", "match": "prefix", "redirect_link": "/new/"}
    editor.post(reverse("wagtailredirects:add"), data)
    redirect = Redirect.objects.get()
    assert status_of(redirect) == 308

    editor.post(reverse("wagtailredirects:edit", args=(redirect.pk,)), {**data, "status": "302"})
    assert status_of(Redirect.objects.get()) == 302


def test_the_form_explains_its_choices(editor):
    page = editor.get(reverse("wagtailredirects:add")).content.decode()

    for words in (
        "410: gone, there is no replacement",
        "This address and everything below it",
        "Old address",
    ):
        assert words in page
    assert "is_permanent" not in page


def test_a_target_that_is_not_public_is_saved_with_a_warning(editor):
    draft = ArticlePageFactory(live=False)
    data = {"old_path": "/old/", "status": "301", "match": "exact", "redirect_page": draft.pk}

    page = editor.post(reverse("wagtailredirects:add"), data, follow=True).content.decode()

    assert "the page that it leads to is not public" in page


def test_refusals_are_shown(editor):
    data = {"old_path": "/", "status": "301", "match": "exact", "redirect_link": "/new/"}

    page = editor.post(reverse("wagtailredirects:add"), data).content.decode()

    assert "is published at this address" in page
    assert not Redirect.objects.exists()


def test_wagtails_importer_makes_plain_redirects(tmp_path):
    file = tmp_path / "redirects.csv"
    file.write_text("from,to\n/a,https://example.org/a\n/b,https://example.org/b\n")

    call_command("import_redirects", src=str(file), format="csv", stdout=StringIO())

    assert [status_of(redirect) for redirect in Redirect.objects.all()] == [301, 301]


def check():
    output = StringIO()
    try:
        call_command("check_redirects", stdout=output)
    except SystemExit as error:
        return error.code, output.getvalue()
    return 0, output.getvalue()


def test_the_check_is_quiet_when_all_is_well():
    rule(old_path="/a", redirect_link="/b/")

    assert check() == (0, "1 redirects, 0 not followed\n")


def test_the_check_is_quiet_about_what_was_taken_down_and_about_sections_with_newer_pages():
    gone = rename(section("Gone"), "gone-now")
    unpublish(gone)
    old = section("Old")
    section("Below", parent=old)
    rename(old, "newer")
    section("Old")

    code, text = check()

    assert code == 0, text


def test_the_check_names_what_is_not_followed():
    rule(old_path="/fine", redirect_link="/x/")
    rule(old_path="/a", redirect_link="/b/")
    rule(old_path="/b", redirect_link="/a/")
    rule(old_path="/script", redirect_link="javascript:alert(1)")

    code, text = check()

    assert code == 1
    assert "/a  Not followed. The redirects from here lead in a circle: /a → /b/ → /a/." in text
    assert "/script  Not followed: the target is no usable address." in text
    assert text.endswith("4 redirects, 3 not followed\n")
