"""Who and what a page points to: authors, topics, and what is related."""

import datetime

import pytest

from tests.factories import blocks
from tests.factories.blog import (
    ArticlePageFactory,
    AuthorFactory,
    TopicFactory,
    article_index,
)
from tests.factories.core import ImageFactory, restrict_page
from tests.factories.pages import publish, translate, unpublish

pytestmark = pytest.mark.django_db


def document(api, page, **parameters):
    return api.get(f"pages/{page.pk}/", **parameters)


def titles(cards):
    return [card["title"] for card in cards]


def test_authors_come_in_the_editors_order_as_cards(api):
    photo = ImageFactory()
    zoe = AuthorFactory(name="Zoe", role="Editor", credentials="PhD", photo=photo)
    ali = AuthorFactory(name="Ali")
    article = ArticlePageFactory(authors=[zoe, ali])

    first, second = document(api, article)["authors"]

    assert second["title"] == "Ali"
    assert first.pop("image")["id"] == photo.pk
    assert first == {
        "id": zoe.pk,
        "type": "blog.Author",
        "title": "Zoe",
        "url": "http://localhost/authors/zoe/",
        "summary": "Editor, PhD",
        "slug": "zoe",
        "credentials": "PhD",
        "role": "Editor",
    }


def test_topics_and_tags_come_in_alphabetical_order(api):
    knee = TopicFactory(name="Knee", kind="body_part", description="<p>A <b>joint</b>.</p>")
    article = ArticlePageFactory(topics=[knee, TopicFactory(name="Cells")], tags=["zinc", "age"])

    shown = document(api, article)

    assert titles(shown["topics"]) == ["Cells", "Knee"]
    assert shown["topics"][1] == {
        "id": knee.pk,
        "type": "blog.Topic",
        "title": "Knee",
        "url": "http://localhost/topics/knee/",
        "summary": "A joint.",
        "image": None,
        "slug": "knee",
        "kind": "body_part",
    }
    assert shown["tags"] == ["age", "zinc"]


def test_related_are_those_chosen_in_order_then_those_with_most_in_common(api):
    knee, cells = TopicFactory(name="Knee"), TopicFactory(name="Cells")
    one_tag = ArticlePageFactory(title="One tag", tags=["cost"])
    one_topic = ArticlePageFactory(title="One topic", topics=[knee])
    two_topics = ArticlePageFactory(title="Two topics", topics=[knee, cells])
    ArticlePageFactory(title="Nothing in common")
    chosen = [ArticlePageFactory(title="Chosen B"), ArticlePageFactory(title="Chosen A")]
    article = ArticlePageFactory(topics=[knee, cells], tags=["cost"], related=chosen)

    shown = document(api, article)

    assert titles(shown["related_articles"]) == ["Chosen B", "Chosen A"]
    assert titles(shown["related"]) == [
        "Chosen B",
        "Chosen A",
        two_topics.title,
        one_topic.title,
        one_tag.title,
    ]


def test_related_counts_shared_trials_between_topics_and_tags(api):
    from tests.factories.trials import TrialFactory

    trial, topic = TrialFactory(), TopicFactory()
    ArticlePageFactory(title="Tag", tags=["cost"])
    ArticlePageFactory(title="Trial", body=[blocks.trial_list(trial)])
    ArticlePageFactory(title="Topic", topics=[topic])
    article = ArticlePageFactory(topics=[topic], tags=["cost"], body=[blocks.trial_list(trial)])

    assert titles(document(api, article)["related"]) == ["Topic", "Trial", "Tag"]


def test_the_newest_comes_first_among_equals(api):
    topic = TopicFactory()
    for year in (2019, 2021, 2020):
        ArticlePageFactory(
            title=str(year),
            topics=[topic],
            published_at=datetime.datetime(year, 1, 1, tzinfo=datetime.UTC),
        )
    article = ArticlePageFactory(topics=[topic])

    assert titles(document(api, article)["related"]) == ["2021", "2020", "2019"]


def test_related_is_never_the_article_itself_nor_one_twice_and_at_most_five(api):
    topic = TopicFactory()
    others = [ArticlePageFactory(topics=[topic]) for _ in range(7)]
    article = ArticlePageFactory(topics=[topic], related=[others[0], others[0]])
    article.related_links.create(article=article)
    publish(article)

    ids = [card["id"] for card in document(api, article)["related"]]

    assert len(ids) == len(set(ids)) == 5
    assert ids[0] == others[0].pk
    assert article.pk not in ids


def test_related_passes_over_what_is_not_public_and_fills_up(api):
    topic = TopicFactory()
    fine = [ArticlePageFactory(topics=[topic]) for _ in range(5)]
    unpublish(ArticlePageFactory(topics=[topic]))
    restrict_page(ArticlePageFactory(topics=[topic]))
    article = ArticlePageFactory(topics=[topic])

    assert {card["id"] for card in document(api, article)["related"]} == {page.pk for page in fine}


def test_related_stays_within_the_language(api):
    topic = TopicFactory()
    english = ArticlePageFactory(topics=[topic])
    malay = translate(english, "ms", slug="lutut")
    article = ArticlePageFactory(topics=[topic])

    assert titles(document(api, article)["related"]) == [english.title]
    assert document(api, malay)["related"] == []


def test_related_posts_in_the_body_are_those_of_the_field(api):
    topic = TopicFactory()
    shared = ArticlePageFactory(title="Shared", topics=[topic])
    chosen = ArticlePageFactory(title="Chosen")
    article = ArticlePageFactory(
        topics=[topic],
        body=[blocks.related_posts(chosen, shared, title="Next", automatic=True, maximum=2)],
    )
    article.body = blocks.stream(blocks.related_posts(article, chosen, automatic=True, maximum=3))
    publish(article)

    [block] = document(api, article)["body"]

    assert titles(block["value"]["posts"]) == ["Chosen", "Shared"]


def test_a_list_of_articles_finds_related_posts_too(api):
    index = article_index()
    index.body = blocks.stream(blocks.related_posts(ArticlePageFactory(title="Chosen"), automatic=True))
    publish(index)

    assert titles(document(api, index)["body"][0]["value"]["posts"]) == ["Chosen"]
