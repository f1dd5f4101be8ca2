"""The way of an article through the review, and what each role's form holds."""

from datetime import date

import pytest
from django.urls import reverse

from blog.models import ArticlePage
from cms.core.roles import EDITORS, MEDICAL_REVIEWERS, PUBLISHERS, SEO
from tests.factories.admin import article_form, client_of, create_roles, member, paragraph
from tests.factories.blog import ArticlePageFactory
from tests.factories.pages import save_draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _roles():
    create_roles()


def url(name, *args):
    return reverse(f"wagtailadmin_{name}", args=args)


def draft_of(page):
    return page.get_latest_revision_as_object()


class TestTheReview:
    def act(self, user, page, action, **fields):
        state = page.current_workflow_task_state
        form = article_form(
            title=page.title,
            slug=page.slug,
            body=[paragraph("Checked.")],
            **{"action-workflow-action": "true", "workflow-action-name": action, **fields},
        )
        response = client_of(user).post(url("pages:edit", page.pk), form)
        assert response.status_code < 500
        page = ArticlePage.objects.get(pk=page.pk)
        after = page.current_workflow_task_state
        return page, after is None or after.pk != state.pk

    def submitted(self):
        page = ArticlePageFactory(live=False, body=[{"type": "paragraph", "value": "<p>Words.</p>"}])
        page.save_revision()
        page.get_workflow().start(page, member(EDITORS))
        return ArticlePage.objects.get(pk=page.pk)

    def test_an_article_goes_from_medical_review_over_seo_to_publication(self):
        page = self.submitted()
        for group, task in [
            (MEDICAL_REVIEWERS, "Medical review"),
            (SEO, "SEO check"),
            (PUBLISHERS, "Publication"),
        ]:
            assert page.current_workflow_task.name == task
            assert not page.live
            page, moved = self.act(member(group), page, "approve")
            assert moved
        assert page.live

    @pytest.mark.parametrize("group", [EDITORS, SEO, PUBLISHERS])
    def test_only_medical_reviewers_approve_the_medical_review(self, group):
        page = self.submitted()
        page, moved = self.act(member(group), page, "approve")
        assert not moved
        assert page.current_workflow_task.name == "Medical review"

    def test_seo_approves_without_changing_what_the_article_says(self):
        page = self.submitted()
        page, _moved = self.act(member(MEDICAL_REVIEWERS), page, "approve")
        before = str(draft_of(page).body)
        form_for_body = {"search_description": "Found by knees."}
        page, moved = self.act(member(SEO), page, "approve", **form_for_body)
        assert moved
        assert draft_of(page).search_description == "Found by knees."
        assert str(draft_of(page).body) == before

    def test_a_rejected_article_goes_back_to_the_editor(self):
        page = self.submitted()
        page, _moved = self.act(member(MEDICAL_REVIEWERS), page, "reject")
        assert page.current_workflow_state.status == "needs_changes"
        assert not page.live


class TestTheForm:
    def test_seo_sees_the_tabs_of_search_and_review_only(self):
        page = ArticlePageFactory()
        answer = client_of(member(SEO)).get(url("pages:edit", page.pk)).content.decode()
        assert "tab-label-search_and_social" in answer
        assert "tab-label-content" not in answer
        assert 'name="title"' not in answer

    def test_editors_read_who_reviewed_without_a_field_to_change_it(self):
        page = ArticlePageFactory(last_reviewed_at=date(2026, 5, 1))
        answer = client_of(member(EDITORS)).get(url("pages:edit", page.pk)).content.decode()
        assert "1 May 2026" in answer
        assert 'name="last_reviewed_at"' not in answer

    def test_what_is_wrong_with_a_field_that_one_does_not_have_is_said_above_the_form(self):
        page = ArticlePageFactory(last_reviewed_at=date(2026, 5, 1))
        page = save_draft(page, next_review_at=date(2026, 4, 1))
        answer = client_of(member(SEO)).post(url("pages:edit", page.pk), article_form(slug=page.slug))
        assert answer.status_code == 200
        assert "The next review must be after the last one" in answer.content.decode()
