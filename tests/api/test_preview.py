"""`/api/v2/preview/`: the draft of whoever holds a token, in exactly the shape of the public document."""

import json
import re
import time
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import RequestFactory

from blog.models import ArticleAuthor, ArticlePage, Author, RelatedArticle, Topic
from cms.preview.models import StoredDraft
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory, article_index
from tests.factories.core import locale, restrict_page
from tests.factories.pages import unpublish
from tests.factories.trials import TrialFactory, TrialSummaryFactory
from trials.models import Trial

pytestmark = pytest.mark.django_db


def query_of(draft):
    """What the preview panel opens for a draft, as parameters of the endpoint."""
    response = draft.serve_preview(RequestFactory().get("/"), "")
    return dict(parse_qsl(urlsplit(response["Location"]).query))


def preview(api, draft):
    return api.get("preview/", **query_of(draft))


def whole_seconds(value):
    """The same without fractions of seconds, of which a stored draft keeps three digits only."""
    return json.loads(re.sub(r"(:\d\d)\.\d+Z", r"\1Z", json.dumps(value)))


def test_a_preview_is_the_public_document_marked_as_one(api):
    trial = TrialFactory()
    related = ArticlePageFactory()
    article = ArticlePageFactory(
        authors=[AuthorFactory()],
        topics=[TopicFactory()],
        tags=["a"],
        related=[related],
        body=[blocks.heading(), blocks.trial_list(trial), blocks.related_posts(related, automatic=True)],
    )

    draft, public = preview(api, article), api.get(f"pages/{article.pk}/")

    assert draft["meta"].pop("preview") is True
    assert draft["meta"].pop("edit")["url"] is None
    assert whole_seconds(draft) == whole_seconds(public)


def test_what_is_not_saved_yet_shows(api):
    article = ArticlePageFactory(title="Before")
    article.title = "After"
    article.article_authors = [ArticleAuthor(author=AuthorFactory(name="New"))]
    article.topics = [TopicFactory(name="New topic")]
    article.related_links = [RelatedArticle(article=ArticlePageFactory(title="New related"))]
    article.tags.add("new")
    article.body = blocks.stream(blocks.heading("New heading"))

    shown = preview(api, article)

    assert shown["title"] == "After"
    assert [author["title"] for author in shown["authors"]] == ["New"]
    assert [topic["title"] for topic in shown["topics"]] == ["New topic"]
    assert [card["title"] for card in shown["related"]] == ["New related"]
    assert shown["tags"] == ["new"]
    assert shown["toc"][0]["text"] == "New heading"
    assert api.get(f"pages/{article.pk}/")["title"] == "Before"


def test_a_page_that_was_never_saved_can_be_previewed(api):
    article = ArticlePage(
        title="New", slug="new", body=blocks.stream(blocks.paragraph()), locale=locale("en")
    )
    parent = article_index()
    article.set_url_path(parent)
    article.path, article.depth = parent.path + "9999", parent.depth + 1

    shown = preview(api, article)

    assert (shown["id"], shown["title"]) == (None, "New")
    assert shown["meta"]["detail_url"] is None


@pytest.mark.parametrize("model", [Author, Topic])
def test_an_author_or_topic_that_was_never_saved_can_be_previewed(api, model):
    shown = preview(api, model(name="New", slug="new", locale=locale("en")))

    assert (shown["id"], shown["name"], shown["meta"]["locale"]) == (None, "New", "en")


def test_a_trial_that_was_never_saved_can_be_previewed(api):
    shown = preview(api, Trial(brief_title="New", slug="new"))

    assert (shown["id"], shown["title"], shown["summaries"]) == (None, "New", [])


@pytest.mark.parametrize("make", [ArticlePageFactory, AuthorFactory, TopicFactory, TrialFactory])
def test_a_preview_of_what_has_been_deleted_is_gone(api, make):
    draft = make()
    query = query_of(draft)
    draft.delete()

    assert api.problem("preview/", status=410, **query)["kind"] == "gone"


def test_a_preview_does_not_show_what_else_is_not_public(api):
    hidden, private = unpublish(ArticlePageFactory()), ArticlePageFactory()
    restrict_page(private)
    article = ArticlePageFactory()
    article.body = blocks.stream(blocks.related_posts(hidden, private), blocks.link_button(hidden))

    [block] = preview(api, article)["body"]

    assert block["value"]["posts"] == []


def test_drafts_of_trials_authors_and_topics_are_previewed_like_pages(api):
    trial = TrialFactory(live=False, brief_title="Draft")
    TrialSummaryFactory(trial=trial, text="What is tried.")
    author, topic = AuthorFactory(live=False), TopicFactory(live=False)

    assert preview(api, trial)["title"] == "Draft"
    assert preview(api, trial)["summary"] == "What is tried."
    assert preview(api, author)["meta"]["preview"] is True
    assert preview(api, topic)["name"] == topic.name


def test_no_store_keeps_a_preview(api):
    response = api.response("preview/", **query_of(ArticlePageFactory()))

    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"token": ""}, 400),
        ({"token": "invented"}, 401),
        ({"token": "id=1:1abcde:signature"}, 401),
        ({"token": "\x00"}, 400),
        ({"content_type": "blog.author"}, 403),
        ({"content_type": ""}, 403),
        ({"content_type": "core.user"}, 403),
        ({"nonsense": "x"}, 400),
        ({"fields": "nonsense"}, 400),
    ],
)
def test_without_the_right_token_there_is_nothing(api, changes, status):
    query = query_of(ArticlePageFactory(title="Secret"))

    response = api.response("preview/", **{**query, **changes})

    assert response.status_code == status
    assert b"Secret" not in response.content
    api.problem("preview/", status=status, **{**query, **changes})


def test_a_preview_that_is_no_longer_stored_is_gone(api):
    query = query_of(ArticlePageFactory())
    StoredDraft.objects.all().delete()

    assert api.problem("preview/", status=410, **query)["kind"] == "gone"


def test_a_token_expires(api, monkeypatch):
    query = query_of(ArticlePageFactory())
    later = time.time() + 2 * 3600
    monkeypatch.setattr(time, "time", lambda: later)

    assert api.problem("preview/", status=410, **query)["kind"] == "expired"
