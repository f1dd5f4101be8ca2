"""A preview says where in the editor each of its parts is written."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from cms.preview.editor_places import edit_map
from cms.preview.models import ShareLink
from cms.preview.tokens import share_token
from tests.factories import blocks
from tests.factories.admin import client_of
from tests.factories.blog import ArticlePageFactory, TopicFactory, article_index
from tests.factories.core import UserFactory
from tests.preview.test_drafts import new_article, query_of

pytestmark = pytest.mark.django_db


def test_every_anchor_is_one_of_the_editor(api, admin_user):
    article = ArticlePageFactory(body=[blocks.heading(), blocks.paragraph()])

    places = api.get("preview/", **query_of(article, admin_user))["meta"]["edit"]

    assert places["url"].endswith(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    page = client_of(admin_user).get(places["url"]).content.decode()
    assert {"title", "summary", "body", "hero_image", "article_authors"} <= set(places["fields"])
    assert [anchor for anchor in places["fields"].values() if f'id="{anchor}"' not in page] == []
    # The blocks are drawn by the browser, from their ids.
    assert list(places["blocks"].values()) == [f"block-{block.id}-section" for block in article.body]


def test_snippets_have_places_too(api, admin_user):
    topic = TopicFactory()

    places = api.get("preview/", **query_of(topic, admin_user))["meta"]["edit"]

    page = client_of(admin_user).get(places["url"]).content.decode()
    assert f'id="{places["fields"]["name"]}"' in page


def test_what_was_never_saved_has_no_address_but_places(api, admin_user):
    places = api.get("preview/", **query_of(new_article("New", article_index()), admin_user))["meta"]["edit"]

    assert places["url"] is None
    assert len(places["blocks"]) == 1


def test_who_may_not_edit_is_led_nowhere():
    assert edit_map(ArticlePageFactory(), editor=UserFactory())["url"] is None


def test_a_shared_link_says_nothing_of_the_editor(api):
    article = ArticlePageFactory(body=[blocks.heading()])
    link = ShareLink.objects.create(
        content_type=ContentType.objects.get_for_model(article),
        object_id=str(article.pk),
        expires_at=timezone.now() + timedelta(days=1),
    )

    shown = api.get("preview/", content_type="blog.articlepage", token=share_token(link))

    assert shown["meta"]["edit"] == {"url": None, "fields": {}, "blocks": {}}
