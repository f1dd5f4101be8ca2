"""What each of the four groups may and may not do, asked through the admin as they would."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupPagePermission,
    Site,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
)

from blog.models import ArticlePage, Topic
from cms.core.models import BasePage, Document, Image, SiteSettings
from cms.core.review import PAGE_REVIEW, SNIPPET_REVIEW, STEPS
from cms.core.roles import EDITORS, MEDICAL_REVIEWERS, PUBLISHERS, ROLES, SEO
from tests.factories.admin import (
    article_form,
    client_of,
    create_roles,
    member,
    paragraph,
    settings_form,
    topic_form,
)
from tests.factories.blog import ArticlePageFactory, TopicFactory, article_index
from tests.factories.core import DocumentFactory, ImageFactory, UserFactory, picture_file
from tests.factories.pages import save_draft
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db
GROUPS = [EDITORS, MEDICAL_REVIEWERS, SEO, PUBLISHERS]


@pytest.fixture(autouse=True)
def _roles():
    create_roles()


def url(name, *args):
    return reverse(f"wagtailadmin_{name}", args=args)


def draft_of(page):
    return page.get_latest_revision_as_object()


class Doing:
    """One way to try each thing; every method returns whether it had its effect."""

    def __init__(self, group):
        self.user = member(group)
        self.client = client_of(self.user)

    def enter_the_admin(self):
        return self.client.get(url("home")).status_code == 200

    def create_a_draft(self):
        parent = article_index()
        address = url("pages:add", "blog", "articlepage", parent.pk)
        self.client.post(address, article_form(slug="new"))
        return ArticlePage.objects.filter(slug="new", live=False).exists()

    def publish_a_new_page(self):
        parent = article_index()
        address = url("pages:add", "blog", "articlepage", parent.pk)
        self.client.post(address, article_form(slug="new", body=[paragraph("Words.")], action="publish"))
        return ArticlePage.objects.filter(slug="new", live=True).exists()

    def _edit(self, action=None, **fields):
        page = ArticlePageFactory(slug="mine", body=[{"type": "paragraph", "value": "<p>Old.</p>"}])
        form = {"slug": "mine", "title": page.title, "body": [paragraph("New.")], **fields}
        response = self.client.post(url("pages:edit", page.pk), article_form(action=action, **form))
        assert response.status_code < 500
        return ArticlePage.objects.get(pk=page.pk)

    def change_the_body(self):
        return "New." in str(draft_of(self._edit()).body)

    def change_the_title(self):
        return draft_of(self._edit(title="Another")).title == "Another"

    def change_the_topics(self):
        topic = TopicFactory()
        return list(draft_of(self._edit(topics=[topic.pk])).topics.all()) == [topic]

    def schedule(self):
        return draft_of(self._edit(go_live_at="2099-01-01 08:00")).go_live_at is not None

    def change_the_description(self):
        return draft_of(self._edit(search_description="Found.")).search_description == "Found."

    def record_a_review(self):
        return draft_of(self._edit(last_reviewed_at="2026-05-01")).last_reviewed_at is not None

    def publish_a_change(self):
        return "New." in str(self._edit(action="publish").body)

    def submit_for_review(self):
        return self._edit(action="submit").workflow_in_progress

    def go_back_to_an_older_body(self):
        page = ArticlePageFactory(slug="mine", body=[{"type": "paragraph", "value": "<p>Old.</p>"}])
        old = page.latest_revision
        page.body = []
        page = save_draft(page)
        address = url("pages:revisions_revert", page.pk, old.pk)
        self.client.post(address, article_form(slug="mine", title=page.title, body=[paragraph("Old.")]))
        return "Old." in str(draft_of(ArticlePage.objects.get(pk=page.pk)).body)

    def unpublish(self):
        page = ArticlePageFactory()
        self.client.post(url("pages:unpublish", page.pk))
        return not ArticlePage.objects.get(pk=page.pk).live

    def delete_a_draft(self):
        page = ArticlePageFactory(live=False)
        self.client.post(url("pages:delete", page.pk))
        return not ArticlePage.objects.filter(pk=page.pk).exists()

    def delete_a_live_page(self):
        page = ArticlePageFactory()
        self.client.post(url("pages:delete", page.pk))
        return not ArticlePage.objects.filter(pk=page.pk).exists()

    def move_a_draft(self):
        page, target = ArticlePageFactory(live=False), article_index().add_sibling(instance=_another_list())
        self.client.post(url("pages:move_confirm", page.pk, target.pk))
        return BasePage.objects.get(pk=page.pk).is_child_of(BasePage.objects.get(pk=target.pk))

    def lock(self):
        page = ArticlePageFactory()
        self.client.post(url("pages:lock", page.pk))
        return BasePage.objects.get(pk=page.pk).locked

    def unlock_what_another_locked(self):
        page = ArticlePageFactory()
        BasePage.objects.filter(pk=page.pk).update(locked=True, locked_by=UserFactory())
        self.client.post(url("pages:unlock", page.pk))
        return not BasePage.objects.get(pk=page.pk).locked

    def make_a_page_private(self):
        page = ArticlePageFactory()
        self.client.post(url("pages:set_privacy", page.pk), {"restriction_type": "login"})
        return page.get_view_restrictions().exists()

    def translate(self):
        page = ArticlePageFactory()
        address = reverse("simple_translation:submit_page_translation", args=[page.pk])
        return self.client.get(address).status_code == 200

    def create_a_topic(self):
        self.client.post(reverse("wagtailsnippets_blog_topic:add"), topic_form(name="Hips", slug="hips"))
        return Topic.objects.filter(slug="hips", live=False).exists()

    def _edit_topic(self, action=None):
        topic = TopicFactory(slug="knees", name="Knees")
        address = reverse("wagtailsnippets_blog_topic:edit", args=[topic.pk])
        self.client.post(address, topic_form(name="Better knees", slug="knees", action=action))
        return Topic.objects.get(pk=topic.pk)

    def change_a_topic(self):
        return self._edit_topic().get_latest_revision_as_object().name == "Better knees"

    def publish_a_topic(self):
        return self._edit_topic(action="publish").name == "Better knees"

    def delete_a_topic(self):
        topic = TopicFactory()
        self.client.post(reverse("wagtailsnippets_blog_topic:delete", args=[topic.pk]))
        return not Topic.objects.filter(pk=topic.pk).exists()

    def look_at_a_trial(self):
        address = reverse("wagtailsnippets_trials_trial:inspect", args=[TrialFactory().pk])
        return self.client.get(address).status_code == 200

    def open_the_trial_editor(self):
        address = reverse("wagtailsnippets_trials_trial:edit", args=[TrialFactory().pk])
        return self.client.get(address).status_code == 200

    def upload_an_image(self):
        collection = Collection.get_first_root_node()
        form = {"title": "Knee", "file": picture_file(), "collection": collection.pk, "tags": ""}
        self.client.post(reverse("wagtailimages:add"), form)
        return Image.objects.filter(title="Knee").exists()

    def change_an_image_of_another(self):
        image = ImageFactory(title="Old", uploaded_by_user=UserFactory())
        return self.client.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 200

    def change_a_document_of_another(self):
        document = DocumentFactory(uploaded_by_user=UserFactory())
        address = reverse("wagtaildocs:edit", args=[document.pk])
        return self.client.get(address).status_code == 200 and Document.objects.exists()

    def choose_an_image(self):
        ImageFactory(title="The knee")
        answer = self.client.get(reverse("wagtailimages_chooser:choose"))
        return answer.status_code == 200 and "The knee" in answer.json()["html"]

    def make_a_collection(self):
        root = Collection.get_first_root_node()
        form = {"name": "Portraits", "parent": root.pk}
        self.client.post(reverse("wagtailadmin_collections:add"), form)
        return Collection.objects.filter(name="Portraits").exists()

    def change_site_settings(self):
        site = Site.objects.get(is_default_site=True)
        address = reverse("wagtailsettings:edit", args=["core", "sitesettings", site.pk])
        self.client.post(address, settings_form(organisation_name="Taken over"))
        return SiteSettings.objects.filter(organisation_name="Taken over").exists()

    def make_a_redirect(self):
        form = {"old_path": "/old/", "site": "", "is_permanent": "on", "redirect_link": "https://example.org"}
        self.client.post(reverse("wagtailredirects:add"), form)
        return Redirect.objects.filter(old_path="/old").exists()

    def manage_users(self):
        return self.client.get(reverse("wagtailusers_users:index")).status_code == 200

    def manage_groups(self):
        return self.client.get(reverse("wagtailusers_groups:index")).status_code == 200

    def manage_workflows(self):
        return self.client.get(url("workflows:index")).status_code == 200

    def manage_sites(self):
        return self.client.get(reverse("wagtailsites:index")).status_code == 200

    def manage_languages(self):
        return self.client.get(reverse("wagtaillocales:index")).status_code == 200


def _another_list():
    from blog.models import ArticleIndexPage

    return ArticleIndexPage(title="Elsewhere", slug="elsewhere")


# Who may do it: E editors, M medical reviewers, S SEO, P publishers.
TABLE = {
    "enter_the_admin": "EMSP",
    "create_a_draft": "E  P",
    "publish_a_new_page": "   P",
    "change_the_body": "EM P",
    "change_the_title": "EM P",
    "change_the_topics": "EM P",
    "schedule": "EM P",
    "change_the_description": "EMSP",
    "record_a_review": " M P",
    "publish_a_change": "   P",
    "submit_for_review": "EMSP",
    "go_back_to_an_older_body": "EM P",
    "unpublish": "   P",
    "delete_a_draft": "E  P",
    "delete_a_live_page": "   P",
    "move_a_draft": "E  P",
    "lock": "   P",
    "unlock_what_another_locked": "   P",
    "make_a_page_private": "   P",
    "translate": "E  P",
    "create_a_topic": "E  P",
    "change_a_topic": "EM P",
    "publish_a_topic": "   P",
    "delete_a_topic": "   P",
    "look_at_a_trial": "EMSP",
    "open_the_trial_editor": "EM P",
    "upload_an_image": "E SP",
    "change_an_image_of_another": "   P",
    "change_a_document_of_another": "   P",
    "choose_an_image": "EMSP",
    "make_a_collection": "   P",
    "change_site_settings": "  SP",
    "make_a_redirect": "  SP",
    "manage_users": "",
    "manage_groups": "",
    "manage_workflows": "",
    "manage_sites": "",
    "manage_languages": "",
}
CASES = [
    pytest.param(group, deed, group[0] in allowed, id=f"{group}-{deed}")
    for deed, allowed in TABLE.items()
    for group in GROUPS
]


@pytest.mark.parametrize(("group", "deed", "allowed"), CASES)
def test_each_role_may_do_exactly_what_the_table_says(group, deed, allowed):
    assert bool(getattr(Doing(group), deed)()) == allowed


def test_the_table_names_every_way_to_try():
    assert set(TABLE) == {name for name in vars(Doing) if not name.startswith("_")}


class TestTheCommand:
    def state(self):
        return {
            group.name: (
                sorted(group.permissions.values_list("content_type__app_label", "codename")),
                sorted(group.page_permissions.values_list("page__depth", "permission__codename")),
                sorted(group.collection_permissions.values_list("collection__depth", "permission__codename")),
            )
            for group in Group.objects.all()
        }

    def test_running_it_again_changes_nothing(self):
        before = self.state(), Workflow.objects.count(), Task.objects.count()
        create_roles()
        assert (self.state(), Workflow.objects.count(), Task.objects.count()) == before

    def test_a_role_that_was_changed_by_hand_is_what_it_says_again(self):
        before = self.state()
        editors = Group.objects.get(name=EDITORS)
        editors.permissions.add(Permission.objects.get(codename="add_user"))
        publish = Permission.objects.get(codename="publish_basepage")
        GroupPagePermission.objects.create(
            group=editors, page=BasePage.get_first_root_node(), permission=publish
        )
        Group.objects.get(name=SEO).permissions.clear()
        create_roles()
        assert self.state() == before

    def test_other_groups_and_their_permissions_are_left_alone(self):
        group = Group.objects.create(name="Translators")
        group.permissions.add(Permission.objects.get(codename="publish_topic"))
        create_roles()
        assert [permission.codename for permission in group.permissions.all()] == ["publish_topic"]

    def test_members_stay_members(self):
        user = member(EDITORS)
        create_roles()
        assert user.groups.get().name == EDITORS

    def test_wagtails_own_group_and_workflow_are_gone_when_nobody_used_them(self):
        assert sorted(Group.objects.values_list("name", flat=True)) == sorted(role.name for role in ROLES)
        assert set(Workflow.objects.values_list("name", flat=True)) == set(STEPS)

    def test_wagtails_own_group_stays_when_it_has_members(self):
        moderators = Group.objects.create(name="Moderators")
        moderators.user_set.add(UserFactory())
        create_roles()
        assert Group.objects.filter(name="Moderators").exists()

    def test_a_missing_permission_is_named_with_the_remedy(self):
        Permission.objects.get(codename="publish_topic").delete()
        with pytest.raises(CommandError, match=r"blog\.publish_topic.*migrate"):
            call_command("create_roles")

    def test_pages_and_snippets_have_their_workflow(self):
        assert article_index().get_workflow().name == PAGE_REVIEW
        assert TopicFactory().get_workflow().name == SNIPPET_REVIEW
        assert TrialFactory().get_workflow().name == SNIPPET_REVIEW

    def test_a_workflow_that_an_administrator_assigned_or_changed_is_left_alone(self):
        own = Workflow.objects.create(name="Our own way")
        WorkflowPage.objects.update(workflow=own)
        WorkflowContentType.objects.update(workflow=own)
        GroupApprovalTask.objects.get(name="SEO check").groups.clear()
        create_roles()
        assert set(WorkflowPage.objects.values_list("workflow__name", flat=True)) == {"Our own way"}
        assert set(WorkflowContentType.objects.values_list("workflow__name", flat=True)) == {"Our own way"}
        assert not GroupApprovalTask.objects.get(name="SEO check").groups.exists()
