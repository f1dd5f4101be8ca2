"""The screens before something is renamed, moved, unpublished or deleted: what they show, ask and undo."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry, ReferenceIndex

from cms.core.models import BasePage
from cms.integrity.undo import ACTION
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, TopicFactory
from tests.factories.core import UserFactory
from tests.factories.pages import default_home, publish, translate
from tests.redirects.history import address, answer, fresh, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(administrator=True))
    return client


@pytest.fixture
def joints():
    """A section of two pages."""
    top = section("Joints")
    section("Knee", parent=top)
    return top


def page_url(name, page, *more):
    return reverse(f"wagtailadmin_pages:{name}", args=(page.pk, *more))


def choose(client, url, outcome, **more):
    return client.post(url, {"asked": "yes", "outcome": outcome, **more})


def save_draft(page, **changes):
    page = fresh(page)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(clean=False)
    return page


def undo_last(client):
    entry = PageLogEntry.objects.filter(action=ACTION).latest("pk")
    return client.post(reverse("integrity:undo", args=(entry.pk,)), follow=True)


# A new slug


def publish_screen(page):
    return reverse("integrity:publish_page", args=(page.pk,))


def test_publishing_another_slug_is_shown_before_it_is_done(editor, joints):
    save_draft(joints, slug="limbs")
    page = editor.get(publish_screen(joints)).content.decode()

    for words in ("/joints/", "/limbs/", "/joints/knee/", "/limbs/knee/", "2 addresses"):
        assert words in page
    assert address(joints) == "/joints/"


def test_one_step_publishes_and_another_undoes(editor, joints):
    save_draft(joints, slug="limbs")
    editor.post(publish_screen(joints))
    assert (address(joints), answer("/joints/knee/")[0]) == ("/limbs/", "moved")

    undo_last(editor)
    assert (address(joints), answer("/joints/knee/")[0], answer("/limbs/knee/")[0]) == (
        "/joints/",
        "page",
        "moved",
    )


def test_undoing_a_slug_leaves_a_draft_a_draft(editor, joints):
    save_draft(joints, slug="limbs")
    editor.post(publish_screen(joints))
    save_draft(joints, title="Half written")
    undo_last(editor)

    assert fresh(joints).title == "Joints"
    draft = fresh(joints).get_latest_revision_as_object()
    assert (draft.title, draft.slug) == ("Half written", "joints")


def test_what_was_changed_since_is_not_undone(editor, joints):
    save_draft(joints, slug="limbs")
    editor.post(publish_screen(joints))
    page = fresh(joints)
    page.slug = "bones"
    publish(page)
    said = undo_last(editor).content.decode()

    assert "cannot be undone any more" in said
    assert address(joints) == "/bones/"


def test_nothing_is_undone_twice(editor, joints):
    save_draft(joints, slug="limbs")
    editor.post(publish_screen(joints))
    undo_last(editor)

    assert "undone already" in undo_last(editor).content.decode()


def test_who_may_not_publish_may_not_undo(editor, client, joints):
    save_draft(joints, slug="limbs")
    editor.post(publish_screen(joints))
    visitor = UserFactory(is_staff=True)
    visitor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(visitor)
    undo_last(client)

    assert address(joints) == "/limbs/"


def test_a_topic_is_asked_about_in_the_same_way(editor):
    topic = TopicFactory(name="Knee", slug="knee")
    topic.slug = "knees"
    topic.save_revision()
    url = reverse("integrity:publish_snippet", args=("blog", "topic", topic.pk))

    assert "/topics/knees/" in editor.get(url).content.decode()
    editor.post(url)
    assert answer("/topics/knee/") == ("moved", "/topics/knees/")


# Moving


def test_a_move_is_shown_done_and_undone(editor, joints):
    other = section("Body")
    url = page_url("move_confirm", joints, other.pk)

    page = editor.get(url).content.decode()
    assert "/body/joints/knee/" in page
    editor.post(url)
    assert answer("/joints/knee/")[0] == "moved"
    undo_last(editor)
    assert address(joints) == "/joints/"
    assert fresh(joints).get_parent().pk == default_home().pk


# Unpublishing


def test_unpublishing_asks_and_does_as_it_is_told(editor, joints):
    target = section("Target")
    url = page_url("unpublish", joints)

    assert "What are readers of the old addresses to find?" in editor.get(url).content.decode()
    choose(editor, url, "page", target_page=target.pk)
    assert answer("/joints/") == ("moved", target.pk)
    assert answer("/joints/knee/")[0] == "page"


def test_without_an_answer_nothing_happens(editor, joints):
    for url in (page_url("unpublish", joints), page_url("delete", joints)):
        page = editor.post(url, {"asked": "yes"}).content.decode()
        assert "Choose what readers of the old addresses are to find." in page
    assert fresh(joints).live


def test_unpublishing_with_all_below_is_one_redirect_and_is_undone_whole(editor, joints):
    choose(editor, page_url("unpublish", joints), "gone", include_descendants="on")
    assert [answer(path) for path in ("/joints/", "/joints/knee/")] == [410, 410]
    assert Redirect.objects.count() == 1

    undo_last(editor)
    assert [answer(path)[0] for path in ("/joints/", "/joints/knee/")] == ["page", "page"]


def test_nothing_is_asked_of_a_draft(editor):
    draft = section("Draft", live=False)

    page = editor.get(page_url("delete", draft)).content.decode()
    assert "What are readers" not in page
    editor.post(page_url("delete", draft))
    assert not BasePage.objects.filter(pk=draft.pk).exists()


# Deleting


@pytest.mark.parametrize(("outcome", "expected"), [("gone", 410), ("nothing", 404)])
def test_a_deleted_section_answers_what_was_chosen(editor, joints, outcome, expected):
    choose(editor, page_url("delete", joints), outcome)

    assert [answer(path) for path in ("/joints/", "/joints/knee/")] == [expected] * 2


def test_other_programs_are_not_asked(editor, joints):
    editor.post(page_url("delete", joints))

    assert answer("/joints/knee/") == 410


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"outcome": "page"}, "Choose the page that readers are to be sent to."),
        ({"outcome": "address"}, "Type the address"),
        ({"outcome": "address", "target_link": "javascript:alert(1)"}, "no address that browsers"),
        ({"outcome": "address", "target_link": "/Joints"}, "leads back to an address that goes"),
        ({"outcome": "elsewhere"}, "elsewhere"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(editor, joints, values, sentence):
    page = editor.post(page_url("delete", joints), {"asked": "yes", **values}).content.decode()

    assert sentence in page
    assert fresh(joints).live


def test_a_target_that_goes_too_or_is_no_page_for_readers_is_refused(editor, joints):
    knee, draft = BasePage.objects.get(slug="knee"), section("Draft", live=False)
    url = page_url("delete", joints)

    assert "one of the pages that go" in choose(editor, url, "page", target_page=knee.pk).content.decode()
    assert "is not public" in choose(editor, url, "page", target_page=draft.pk).content.decode()


def test_a_topic_is_deleted_as_it_was_chosen(editor):
    topic = TopicFactory(slug="knee")
    url = reverse("wagtailsnippets_blog_topic:delete", args=(topic.pk,))

    assert "/topics/knee/" in editor.get(url).content.decode()
    choose(editor, url, "address", target_link="/articles/")
    assert Redirect.objects.get(old_path="/topics/knee").redirect_link == "/articles/"


def test_a_topic_is_unpublished_as_it_was_chosen(editor):
    topic = TopicFactory(slug="knee")
    choose(editor, reverse("wagtailsnippets_blog_topic:unpublish", args=(topic.pk,)), "nothing")

    assert answer("/topics/knee/") == 404
    assert not Redirect.objects.exists()


# Many at once


def bulk(action, *pages):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=('core', 'basepage', action))}?{ids}"


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_many_are_asked_about_at_once(editor, joints, action):
    other = section("Body")
    url = bulk(action, joints, other)

    assert "What are readers of the old addresses to find?" in editor.get(url).content.decode()
    choose(editor, url, "nothing", include_descendants="on")
    assert [answer(path) for path in ("/joints/", "/joints/knee/", "/body/")] == [404] * 3


def test_many_without_an_answer_stay(editor, joints):
    page = editor.post(bulk("delete", joints), {"asked": "yes"}).content.decode()

    assert "Choose what readers" in page
    assert fresh(joints).live


# What else is touched


def test_who_links_there_and_the_other_languages_are_shown(editor):
    article = ArticlePageFactory(title="Knees")
    text = f'<p><a linktype="page" id="{article.pk}">on</a></p>'
    linking = ArticlePageFactory(title="Reads on", body=[blocks.paragraph(text)])
    translate(article, "ms", title="Lutut", slug="lutut")
    ReferenceIndex.create_or_update_for_object(fresh(linking))

    page = editor.get(page_url("delete", article)).content.decode()

    for words in ("Reads on", "Shown or linked in 1 place", "Lutut", "Other languages"):
        assert words in page
