"""Somebody without an account sees a draft by a link, until it expires or is revoked."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.preview.models import ShareLink
from cms.preview.tokens import share_token
from cms.preview.views import share_address
from tests.factories.admin import client_of, create_roles, member
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db):
    create_roles()
    return member("Editors", first_name="Aisyah", last_name="Rahman")


def draft_of(article, **changes):
    """Change an article in a draft that is not published."""
    for name, value in changes.items():
        setattr(article, name, value)
    article.save_revision()
    return article


def share(user, draft, **fields):
    """Make a link as an editor does, and return it with what the screen says."""
    data = {"note": "For Dr Tan", "days": "7", "shows": "follows", **fields}
    response = client_of(user).post(share_address(draft), data, follow=True)
    return ShareLink.objects.order_by("-pk").first(), response.content.decode()


def query_of(link):
    return {"content_type": link.type_name, "token": share_token(link)}


def test_an_editor_makes_a_link_and_sees_it_among_those_that_work(editor, api):
    article = draft_of(ArticlePageFactory(title="Public"), title="Not public yet")

    link, page = share(editor, article)

    assert "For Dr Tan" in page
    assert "Aisyah" in page
    shown = next(part for part in page.split('"') if "/preview/?content_type=" in part).replace("&amp;", "&")
    assert dict(parse_qsl(urlsplit(shown).query)) == query_of(link)
    assert api.get("preview/", **query_of(link))["title"] == "Not public yet"


def test_a_link_follows_the_draft_or_holds_on_to_a_version(editor, api):
    article = draft_of(ArticlePageFactory(), title="First draft")
    following, _ = share(editor, article)
    frozen, _ = share(editor, article, shows="frozen")

    draft_of(article, title="Second draft")

    assert api.get("preview/", **query_of(following))["title"] == "Second draft"
    assert api.get("preview/", **query_of(frozen))["title"] == "First draft"


@pytest.mark.parametrize("make", [AuthorFactory, TopicFactory, TrialFactory])
def test_snippets_are_shared_like_pages(editor, api, make):
    draft = make(live=False)

    link, _ = share(editor, draft)

    assert api.get("preview/", **query_of(link))["id"] == draft.pk


def test_without_a_saved_version_there_is_nothing_to_hold_on_to(editor):
    link, page = share(editor, TrialFactory(), shows="frozen")

    assert link is None
    assert "There is no saved draft to hold on to." in page


def test_a_revoked_link_says_so(editor, api):
    link, _ = share(editor, ArticlePageFactory())

    page = client_of(editor).post(reverse("preview:revoke", args=[link.key]), follow=True).content.decode()

    problem = api.problem("preview/", status=410, **query_of(link))
    assert problem["kind"] == "revoked"
    assert problem["detail"] == "This link has been revoked. Ask whoever sent it to you for a new one."
    assert "For Dr Tan" not in page


def test_an_expired_link_says_so(editor, api):
    link, _ = share(editor, ArticlePageFactory())
    ShareLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert api.problem("preview/", status=410, **query_of(link))["kind"] == "expired"


def test_a_link_to_what_has_been_deleted_says_so(editor, api):
    article = ArticlePageFactory()
    link, _ = share(editor, article)
    article.delete()

    assert api.problem("preview/", status=410, **query_of(link))["detail"].endswith("has been deleted.")


def test_a_link_opens_nothing_else(editor, api):
    link, _ = share(editor, ArticlePageFactory())

    for other in ("blog.author", "core.user", "blog.topic"):
        api.problem("preview/", status=403, **{**query_of(link), "content_type": other})


def test_drafts_of_others_stay_hidden_in_what_is_shared(editor, api):
    hidden = TrialFactory(live=False)
    article = ArticlePageFactory(topics=[TopicFactory(live=False)])

    link, _ = share(editor, article)

    assert api.get("preview/", **query_of(link))["topics"] == []
    assert hidden.brief_title not in str(api.get("preview/", **query_of(link)))


def test_who_may_not_edit_may_not_share(editor):
    trial = TrialFactory()
    seo = client_of(member("SEO"))

    assert seo.get(share_address(trial)).status_code in (302, 403)
    seo.post(share_address(trial), {"note": "", "days": "7", "shows": "follows"})
    assert not ShareLink.objects.exists()


def test_only_who_may_edit_the_draft_revokes_a_link(editor):
    link, _ = share(editor, TrialFactory())

    client_of(member("SEO")).post(reverse("preview:revoke", args=[link.key]))

    link.refresh_from_db()
    assert link.revoked_at is None


def test_a_time_that_is_not_offered_is_refused(editor):
    link, page = share(editor, ArticlePageFactory(), days="100000")

    assert link is None
    assert "Select a valid choice" in page


def test_the_report_shows_ones_own_links_and_all_to_administrators(
    editor, admin_user, django_assert_max_num_queries
):
    share(editor, ArticlePageFactory(title="About knees"))
    other = client_of(member("Editors"))

    assert "About knees" in client_of(editor).get(reverse("preview:shared")).content.decode()
    assert "About knees" not in other.get(reverse("preview:shared")).content.decode()
    assert "About knees" in client_of(admin_user).get(reverse("preview:shared")).content.decode()


def test_the_preview_panel_offers_sharing_once_there_is_something_to_share(editor):
    article = ArticlePageFactory()

    page = client_of(editor).get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()

    assert share_address(article) in page
    trial = TrialFactory()
    page = (
        client_of(editor).get(reverse("wagtailsnippets_trials_trial:edit", args=[trial.pk])).content.decode()
    )
    assert share_address(trial) in page
