"""What an editor's window holds is kept for that editor alone, and removed when its preview has expired."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.apps import apps
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Page

from blog.models import ArticlePage
from cms.operations.jobs import clear_old_previews
from cms.preview.mixins import HeadlessDraftMixin
from cms.preview.models import StoredDraft
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, article_index
from tests.factories.core import UserFactory, locale

pytestmark = pytest.mark.django_db


def query_of(draft, user):
    request = RequestFactory().get("/")
    request.user = user
    return dict(parse_qsl(urlsplit(draft.serve_preview(request, "")["Location"]).query))


def new_article(title, parent):
    article = ArticlePage(
        title=title, slug="new", body=blocks.stream(blocks.paragraph()), locale=locale("en")
    )
    article.set_url_path(parent)
    article.path, article.depth = parent.path + "9999", parent.depth + 1
    return article


def test_two_people_who_preview_at_once_see_their_own_text(api):
    article, first, second = ArticlePageFactory(), UserFactory(), UserFactory()
    article.title = "By the first"
    of_first = query_of(article, first)
    article.title = "By the second"
    of_second = query_of(article, second)

    assert api.get("preview/", **of_first)["title"] == "By the first"
    assert api.get("preview/", **of_second)["title"] == "By the second"


def test_two_people_who_begin_a_page_in_the_same_place_see_their_own_text(api):
    parent = article_index()
    of_first = query_of(new_article("By the first", parent), UserFactory())
    of_second = query_of(new_article("By the second", parent), UserFactory())

    assert api.get("preview/", **of_first)["title"] == "By the first"
    assert api.get("preview/", **of_second)["title"] == "By the second"


def test_pages_that_one_person_begins_in_two_places_are_two(api):
    user = UserFactory()
    here = query_of(new_article("Here", article_index()), user)
    there = query_of(new_article("There", ArticlePageFactory().get_parent()), user)

    assert StoredDraft.objects.count() == len(
        {here["token"].partition(":")[0], there["token"].partition(":")[0]}
    )


def test_typing_writes_one_row_and_the_last_text_shows(api):
    article, user = ArticlePageFactory(), UserFactory()
    for title in ("A", "Ab", "Abc"):
        article.title = title
        query = query_of(article, user)

    assert StoredDraft.objects.count() == 1
    assert api.get("preview/", **query)["title"] == "Abc"


def test_whoever_has_no_account_any_more_has_no_preview_either(api):
    user = UserFactory()
    query = query_of(ArticlePageFactory(), user)
    user.is_active = False
    user.save()

    api.problem("preview/", status=403, **query)


def test_stored_drafts_are_removed_when_their_preview_has_expired(settings):
    old, new = (StoredDraft.objects.keep(ArticlePageFactory(), user=UserFactory()) for _ in range(2))
    StoredDraft.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(seconds=1))

    assert clear_old_previews() == 1
    assert StoredDraft.objects.get() == new


def test_pages_of_every_type_are_previewed_this_way():
    types = [
        model for model in apps.get_models() if issubclass(model, Page) and model._meta.app_label != "core"
    ]

    assert all(issubclass(model, HeadlessDraftMixin) for model in types if model.preview_modes)
