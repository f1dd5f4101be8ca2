"""An answer is made once and handed out until what it was made from changes."""

import pytest
from wagtail.models import Site

from blog.models import ArticlePage
from cms.delivery.counters import Count
from tests.factories.blog import ArticlePageFactory, TopicFactory

ARTICLES = "/api/v2/pages/?type=blog.ArticlePage&fields=title"


@pytest.fixture
def article(delivery):
    return ArticlePageFactory(title="Worn knees", slug="worn-knees", topics=[TopicFactory(name="Knee")])


def address_of(page):
    return f"/api/v2/pages/{page.pk}/"


def test_the_second_request_is_answered_without_a_query(delivery, article, django_assert_num_queries):
    first = delivery.get(address_of(article))
    with django_assert_num_queries(0):
        second = delivery.get(address_of(article), has_changed=False)

    assert not first.is_hit
    assert second.is_hit
    assert second.body == first.body


def test_another_spelling_of_a_request_is_the_same_answer(delivery, article):
    delivery.get(f"{address_of(article)}?fields=title&rich_text_format=html")

    assert delivery.get(f"{address_of(article)}?_=1&fields=title", host="LOCALHOST").is_hit


def test_what_is_published_is_seen_by_the_next_request(delivery, article):
    delivery.get(address_of(article))
    article.title = "New knees"
    article.save_revision().publish()

    answer = delivery.get(address_of(article))

    assert not answer.is_hit
    assert b"New knees" in answer.body


def test_a_silent_update_is_seen_by_the_next_request(delivery, article):
    delivery.get(address_of(article))
    ArticlePage.objects.filter(pk=article.pk).update(title="Quiet knees")

    assert b"Quiet knees" in delivery.get(address_of(article)).body


def test_saving_a_draft_changes_no_answer(delivery, article):
    delivery.get(address_of(article))
    article.title = "Half an idea"
    article.save_revision()

    assert delivery.get(address_of(article)).is_hit


def test_an_article_elsewhere_changes_no_answer(delivery, article):
    other = ArticlePageFactory(title="Hips", slug="hips")
    for page in (article, other):
        delivery.get(address_of(page))
    other.summary = "All about hips."
    other.save_revision().publish()

    assert delivery.get(address_of(article)).is_hit
    assert not delivery.get(address_of(other)).is_hit


def test_a_new_draft_changes_no_answer_and_a_new_article_changes_the_list(delivery, article):
    for address in (ARTICLES, address_of(article)):
        delivery.get(address)
    draft = ArticlePageFactory(title="Hips", slug="hips", live=False)
    assert delivery.get(ARTICLES).is_hit

    draft.save_revision().publish()

    assert b"Hips" in delivery.get(ARTICLES).body


def test_another_worker_hears_of_a_change(start_delivery, delivery, article):
    other = start_delivery()
    for worker in (delivery, other):
        worker.get(address_of(article))
    article.title = "New knees"
    article.save_revision().publish()

    assert b"New knees" in delivery.get(address_of(article)).body
    assert b"New knees" in other.get(address_of(article)).body


def test_a_worker_that_starts_finds_what_others_have_made(start_delivery, delivery, article):
    delivery.get(address_of(article))

    assert start_delivery().get(address_of(article)).is_hit


def test_every_encoding_has_its_own_tag_and_is_confirmed_by_it(delivery, article):
    tags = set()
    for encoding in ("br", "gzip", "identity"):
        answer = delivery.get(address_of(article), accept_encoding=encoding)
        confirmed = delivery.get(
            address_of(article), accept_encoding=encoding, if_none_match=answer.headers["etag"]
        )
        tags.add(answer.headers["etag"])
        assert (confirmed.status, confirmed.body) == (304, b"")

    assert len(tags) == 3


def test_a_head_request_has_the_length_and_no_body(delivery, article):
    whole = delivery.get(address_of(article))
    head = delivery.get(address_of(article), method="HEAD")

    assert head.body == b""
    assert int(head.headers["content-length"]) == len(whole.body)


def test_a_site_that_moves_changes_every_address(delivery, article):
    delivery.get(address_of(article))
    Site.objects.update(hostname="elsewhere.example.org")

    assert b"elsewhere.example.org" in delivery.get(address_of(article)).body


@pytest.mark.parametrize("address", ["pages/?order=random", "pages/?nonsense=1", "preview/"])
def test_some_answers_are_never_kept(delivery, address):
    delivery.get(f"/api/v2/{address}")

    assert not delivery.get(f"/api/v2/{address}").is_hit


def test_a_token_passes_by(delivery, article):
    delivery.get(address_of(article))

    assert "cache-status" not in delivery.get(address_of(article), authorization="Bearer x").headers


def test_what_is_done_is_counted(delivery, article):
    tag = delivery.get(address_of(article)).headers["etag"]
    delivery.get(address_of(article))
    delivery.get(address_of(article), if_none_match=tag)
    delivery.get("/api/v2/pages/?nonsense=1")
    delivery.get("/api/v2/pages/?order=random")
    article.title = "New knees"
    article.save_revision().publish()
    delivery.get(address_of(article))

    numbers = delivery.application._counters.numbers
    expected = {"HITS": 2, "CONFIRMED": 1, "MISSES": 3, "KEPT": 2, "PASSED": 1, "DROPPED": 1, "ANSWERS": 1}
    assert {name: numbers[Count[name]] for name in expected} == expected
