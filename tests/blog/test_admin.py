"""Lists of articles, authors and topics in the admin, and the article editor."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from blog.models import ArticlePage, Topic
from cms.core.roles import EDITORS
from tests.factories.admin import article_form, client_of, create_roles, member, paragraph
from tests.factories.blog import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    AuthorFactory,
    TopicFactory,
    article_index,
)
from tests.factories.core import UserFactory, locale
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db

TOPICS = "wagtailsnippets_blog_topic"
AUTHORS = "wagtailsnippets_blog_author"


@pytest.fixture
def admin():
    return client_of(UserFactory(administrator=True))


def text_of(client, address, **parameters):
    response = client.get(address, parameters)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


class TestSnippetLists:
    def test_topics_show_kind_and_how_many_live_articles_they_have(self, admin):
        topic = TopicFactory(name="Knee", kind="body_part")
        ArticlePageFactory(topics=[topic])
        ArticlePageFactory(topics=[topic])
        ArticlePageFactory(topics=[topic], live=False)
        response = admin.get(reverse(f"{TOPICS}:list"))
        assert "Body part" in response.content.decode()
        assert [row.articles_count for row in response.context["object_list"]] == [2]

    def test_authors_show_role_and_credentials_and_where_they_are_used(self, admin):
        author = AuthorFactory(name="Meera", role="Medical reviewer", credentials="FRCP")
        article = ArticlePageFactory(authors=[author])
        ReferenceIndex.create_or_update_for_object(article)
        shown = text_of(admin, reverse(f"{AUTHORS}:list"))
        assert "Medical reviewer" in shown
        assert "FRCP" in shown
        assert "Used 1 time" in " ".join(shown.split())
        assert reverse(f"{AUTHORS}:usage", args=[author.pk]) in shown
        assert article.title in text_of(admin, reverse(f"{AUTHORS}:usage", args=[author.pk]))

    @pytest.mark.parametrize(("name", "factory"), [(TOPICS, TopicFactory), (AUTHORS, AuthorFactory)])
    def test_a_longer_list_asks_no_more_questions(self, admin, name, factory):
        for _number in range(2):
            _used(factory)
        few = queries_of(admin, reverse(f"{name}:list"))
        for _number in range(10):
            _used(factory)
        assert queries_of(admin, reverse(f"{name}:list")) == few

    def test_only_what_lacks_a_language_offers_to_translate(self, admin):
        everywhere, here = TopicFactory(name="Knee"), TopicFactory(name="Hip")
        for code in ("ms", "zh-hans"):
            everywhere.copy_for_translation(locale(code)).save()
        shown = text_of(admin, reverse(f"{TOPICS}:list"))
        translate = "simple_translation:submit_snippet_translation"
        assert reverse(translate, args=["blog", "topic", here.pk]) in shown
        assert reverse(translate, args=["blog", "topic", everywhere.pk]) not in shown

    @pytest.mark.parametrize("name", [TOPICS, AUTHORS])
    @pytest.mark.parametrize(
        "ordering", ["name", "-articles_count", "_updated_at", "live", "locale", "nonsense"]
    )
    def test_every_order_works_with_and_without_a_search(self, admin, name, ordering):
        TopicFactory(name="Knee pain")
        AuthorFactory(name="Knee surgeon")
        for query in ("", "knee"):
            shown = text_of(admin, reverse(f"{name}:list_results"), q=query, ordering=ordering)
            assert "Knee" in shown

    def test_topics_are_found_by_their_synonyms(self, admin):
        TopicFactory(name="Knee osteoarthritis", synonyms=["gonarthrosis"])
        TopicFactory(name="Skin")
        shown = text_of(admin, reverse(f"{TOPICS}:list_results"), q="knee")
        assert "Knee osteoarthritis" in shown
        assert "Skin" not in shown

    def test_lists_are_filtered_by_language_and_kind(self, admin):
        TopicFactory(name="Knee", kind="body_part")
        TopicFactory(name="Lutut", kind="body_part", locale=locale("ms"))
        TopicFactory(name="Costs", kind="other")
        address = reverse(f"{TOPICS}:list_results")
        assert _names(admin, address, locale="ms") == ["Lutut"]
        assert _names(admin, address, kind="other") == ["Costs"]

    @pytest.mark.parametrize(("name", "factory"), [(TOPICS, TopicFactory), (AUTHORS, AuthorFactory)])
    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_lists_are_exported(self, admin, name, factory, form):
        snippet = factory(name="Knee")
        response = admin.get(reverse(f"{name}:list"), {"export": form})
        assert response.status_code == 200
        content = b"".join(response.streaming_content)
        if form == "csv":
            assert content.decode().splitlines()[1].startswith("Knee,")
            assert snippet.full_url in content.decode()

    @pytest.mark.parametrize(("name", "factory"), [(TOPICS, TopicFactory), (AUTHORS, AuthorFactory)])
    def test_the_inspect_view_shows_every_field(self, admin, name, factory):
        assert "Knee" in text_of(admin, reverse(f"{name}:inspect", args=[factory(name="Knee").pk]))

    def test_choosers_show_what_tells_two_of_one_name_apart(self, admin):
        AuthorFactory(name="A. Lim", role="Surgeon")
        TopicFactory(name="Knee", kind="body_part")
        authors = admin.get(reverse("wagtailsnippetchoosers_blog_author:choose")).json()["html"]
        topics = admin.get(reverse("wagtailsnippetchoosers_blog_topic:choose_results")).content.decode()
        assert "Surgeon" in authors
        assert "Body part" in topics


def _used(factory):
    snippet = factory()
    ArticlePageFactory(**{"topics" if isinstance(snippet, Topic) else "authors": [snippet]})


def _names(client, address, **parameters):
    return [row.name for row in client.get(address, parameters).context["object_list"]]


class TestPageLists:
    def test_the_explorer_below_an_article_list_shows_authors_topics_and_review(self, admin):
        ArticlePageFactory(
            authors=[AuthorFactory(name="Aisha"), AuthorFactory(name="Daniel")],
            topics=[TopicFactory(name="Knee"), TopicFactory(name="Costs")],
            next_review_at=date(2020, 5, 1),
        )
        shown = text_of(admin, reverse("wagtailadmin_explore", args=[article_index().pk]))
        assert "Aisha, Daniel" in shown
        assert "Costs, Knee" in shown
        assert "Overdue since 1 May 2020" in shown

    def test_lists_below_lists_are_shown_among_the_articles(self, admin):
        ArticlePageFactory(title="An article")
        ArticleIndexPageFactory(title="A section", parent=article_index())
        shown = text_of(admin, reverse("wagtailadmin_explore", args=[article_index().pk]))
        assert "An article" in shown
        assert "A section" in shown

    def test_every_explorer_shows_the_review(self, admin):
        assert "Medical review" in text_of(admin, reverse("wagtailadmin_explore_root"))

    @pytest.mark.parametrize("name", ["explorer", "articles"])
    def test_a_longer_list_asks_no_more_questions(self, admin, name):
        parent = article_index()
        address = reverse("wagtailadmin_explore", args=[parent.pk]) if name == "explorer" else ARTICLES()
        for _number in range(2):
            _article()
        few = queries_of(admin, address)
        for _number in range(8):
            _article()
        assert queries_of(admin, address) == few

    def test_editors_see_the_list_too(self):
        create_roles()
        ArticlePageFactory(title="An article")
        assert "An article" in text_of(client_of(member(EDITORS)), ARTICLES())

    def test_articles_are_filtered_by_topic_author_and_review(self, admin):
        topic, author, today = TopicFactory(), AuthorFactory(), timezone.localdate()
        ArticlePageFactory(title="On topic", topics=[topic])
        ArticlePageFactory(title="By author", authors=[author])
        ArticlePageFactory(title="Overdue", next_review_at=today - timedelta(days=1))
        ArticlePageFactory(title="Due today", next_review_at=today)
        ArticlePageFactory(title="Due in a month", next_review_at=today + timedelta(days=30))
        ArticlePageFactory(title="Current", next_review_at=today + timedelta(days=31))
        ArticlePageFactory(title="Reviewed once", last_reviewed_at=today)
        assert _titles(admin, topics=topic.pk) == {"On topic"}
        assert _titles(admin, authors=author.pk) == {"By author"}
        assert _titles(admin, review="overdue") == {"Overdue"}
        assert _titles(admin, review="due") == {"Due today", "Due in a month"}
        assert _titles(admin, review="current") == {"Current", "Reviewed once"}
        assert _titles(admin, review="none") == {"On topic", "By author"}
        assert _titles(admin, topics=topic.pk, q="topic") == {"On topic"}

    def test_the_filter_says_the_same_as_the_column(self, admin):
        today = timezone.localdate()
        for days in (-400, -1, 0, 1, 29, 30, 31, 400):
            ArticlePageFactory(next_review_at=today + timedelta(days=days))
        for status in ("overdue", "due", "current"):
            rows = admin.get(ARTICLES(), {"review": status}).context["object_list"]
            assert rows
            assert {row.review_status.value for row in rows} == {status}

    @pytest.mark.parametrize("ordering", ["next_review_at", "-next_review_at", "live", "title", "nonsense"])
    def test_every_order_works_with_and_without_a_search(self, admin, ordering):
        ArticlePageFactory(title="Knees")
        for query in ("", "knees"):
            assert "Knees" in text_of(admin, ARTICLES(), q=query, ordering=ordering)

    def test_articles_are_exported(self, admin):
        article = ArticlePageFactory(title="Knees")
        content = b"".join(admin.get(ARTICLES(), {"export": "csv"}).streaming_content).decode()
        assert article.full_url in content


def ARTICLES():
    return reverse("articles:index")


def _article():
    return ArticlePageFactory(authors=[AuthorFactory()], topics=[TopicFactory(), TopicFactory()])


def _titles(client, **parameters):
    return {page.title for page in client.get(ARTICLES(), parameters).context["object_list"]}


class TestTheArticleEditor:
    def edit(self, article):
        return reverse("wagtailadmin_pages:edit", args=[article.pk])

    def test_topics_are_offered_in_the_language_of_the_article_by_kind(self, admin):
        TopicFactory(name="Knee", kind="body_part")
        TopicFactory(name="Costs", kind="other")
        TopicFactory(name="Lutut", kind="body_part", locale=locale("ms"))
        form = admin.get(self.edit(ArticlePageFactory())).context["form"]
        offered = [
            (group, [label for _value, label in choices]) for group, choices in form["topics"].field.choices
        ]
        assert offered == [("Body part", ["Knee"]), ("Other", ["Costs"])]

    def test_a_topic_of_another_language_that_is_chosen_already_is_kept(self, admin):
        malay = TopicFactory(name="Lutut", locale=locale("ms"))
        article = ArticlePageFactory(topics=[malay])
        admin.post(self.edit(article), article_form(slug=article.slug, topics=[malay.pk]))
        draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
        assert list(draft.topics.all()) == [malay]

    def test_a_draft_topic_is_marked(self, admin):
        TopicFactory(name="Hips", live=False)
        assert "Hips (draft)" in text_of(admin, self.edit(ArticlePageFactory()))

    def test_the_trials_of_the_body_are_listed_in_order_with_a_way_to_each(self, admin):
        first = TrialFactory(brief_title="Cells for Ipoh")
        second = TrialFactory(brief_title="Cells for Melaka", live=False)
        block = {
            "type": "trial_list",
            "value": {"trials": [{"type": "item", "value": trial.pk} for trial in (second, first)]},
        }
        shown = text_of(admin, self.edit(ArticlePageFactory(body=[block])))
        assert shown.index("Cells for Melaka") < shown.index("Cells for Ipoh")
        assert reverse("wagtailsnippets_trials_trial:edit", args=[first.pk]) in shown
        assert shown.count("readers do not see it") == 1

    def test_a_half_written_article_is_kept_and_only_publishing_asks_for_the_rest(self, admin):
        article = ArticlePageFactory(live=False)
        half = [
            ("heading", {"text": "", "level": "4", "anchor": ""}),
            (
                "price_range",
                {
                    "low": "5000",
                    "high": "300",
                    "currency": "MYR",
                    "unit": "",
                    "place": "",
                    "as_of": "",
                    "source": "",
                    "source_url": "",
                },
            ),
            paragraph(""),
        ]
        form = article_form(slug=article.slug, title=article.title, body=half)
        kept = admin.post(self.edit(article), form, headers={"Accept": "application/json"})
        assert kept.status_code == 200, kept.content
        assert kept.json()["success"]
        refused = admin.post(self.edit(article), {**form, "action-publish": "1"})
        assert refused.status_code == 200
        assert not ArticlePage.objects.get(pk=article.pk).live
        assert "could not be" in refused.content.decode()
