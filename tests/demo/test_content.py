"""The demo's words: valid, linked, complete and honest about what they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.html import strip_tags

from blog.models import ArticleIndexPage, ArticlePage, Author, Topic
from cms.core.blocks.body import referenced_keys
from cms.core.models import BasePage, Image
from cms.demo.body import raw_body, rich_text, stable_id
from cms.demo.content import ARTICLES, malay, pages, site
from cms.demo.content.people import AUTHORS
from cms.demo.content.subjects import TOPICS
from cms.demo.content.trials import REGISTRY_SUMMARIES, TRIALS
from cms.demo.drawings import PICTURES
from cms.demo.steps import keys
from cms.demo.writing import Block, Ref, link, paragraph, related
from home.models import HomePage, StandardPage
from trials.models import Trial

ALL_ARTICLES = [*ARTICLES, malay.ARTICLE]
BODIES = {
    **{article.slug: article.body for article in ALL_ARTICLES},
    **{page.slug: page.body for page in pages.PAGES},
    "home": pages.HOME_BODY,
    "home-ms": malay.HOME_BODY,
}
# Players come from other sites, which the demo must not need.
BLOCKS_WITHOUT_DEMO = {"embed"}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts(inner)


def references(value: Any) -> Iterator[Ref]:
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)
    elif isinstance(value, str):
        yield from (Ref("page", key) for key in re.findall(r'data-demo-page="([^"]+)"', value))


def words_of(body: Any) -> int:
    return sum(
        len(strip_tags(text).split())
        for block in body
        if block.type not in {"references", "image"}
        for text in texts(block.value)
    )


@pytest.mark.parametrize("name", BODIES)
def test_a_body_refers_only_to_what_the_demo_has(name):
    known = {
        *(Ref("page", key) for key in keys.PAGE_KEYS),
        *(Ref("picture", key) for key in PICTURES),
        *(Ref("trial", trial.slug) for trial in TRIALS),
    }
    for block in BODIES[name]:
        for reference in references(block.value):
            if reference.kind == "trial" and reference.key.startswith("NCT"):
                continue
            assert reference in known


@pytest.mark.parametrize("article", ALL_ARTICLES, ids=lambda article: article.slug)
def test_an_article_names_known_people_topics_and_pictures(article):
    assert set(article.authors) <= {author.key for author in AUTHORS}
    assert set(article.topics) <= {topic.key for topic in TOPICS}
    assert set(article.related) <= {other.slug for other in ARTICLES}
    assert article.hero in PICTURES
    assert article.reviewed_by in {"", *(author.key for author in AUTHORS)}


@pytest.mark.parametrize("article", ALL_ARTICLES, ids=lambda article: article.slug)
def test_an_article_is_long_enough_to_be_worth_reading(article):
    assert 550 <= words_of(article.body) <= 1300
    assert 0 < len(article.search_description) <= 160
    assert len(article.summary) <= 500


def test_every_topic_is_used_by_an_article():
    used = {topic for article in ARTICLES for topic in article.topics}
    assert used == {topic.key for topic in TOPICS}


def test_every_kind_of_block_occurs(demo):
    blocks = ArticlePage._meta.get_field("body").stream_block.child_blocks
    used = {block.block_type for article in ArticlePage.objects.all() for block in article.body}
    assert used == set(blocks) - BLOCKS_WITHOUT_DEMO


def test_every_kind_of_callout_occurs():
    kinds = {block.value["kind"] for body in BODIES.values() for block in body if block.type == "callout"}
    assert kinds == {"information", "tip", "warning", "disclaimer", "takeaway"}


@pytest.mark.parametrize("model", [ArticlePage, ArticleIndexPage, HomePage, StandardPage])
def test_every_body_would_pass_if_an_editor_published_it(demo, model):
    for page in model.objects.all():
        page.full_clean()
        page.body.stream_block.clean(page.body)


@pytest.mark.parametrize("model", [ArticlePage, ArticleIndexPage, HomePage, StandardPage])
def test_everything_that_a_body_shows_or_links_to_is_there_and_live(demo, model):
    for page in model.objects.all():
        for kind, stored in (("page", BasePage), ("trial", Trial), ("image", Image)):
            wanted = set(referenced_keys(page.body, kind))
            found = stored._default_manager.filter(pk__in=wanted)
            assert found.count() == len(wanted), (page.slug, kind)
            assert all(getattr(item, "live", True) for item in found)


def test_no_placeholder_of_a_link_is_left(demo):
    stored = ArticlePage.objects.values_list("body", flat=True)
    assert not any("data-demo-page" in json.dumps(list(body.raw_data)) for body in stored)


def test_headings_have_anchors(demo):
    article = ArticlePage.objects.get(slug="stem-cell-therapy-for-knees")
    anchors = [block.value["anchor"] for block in article.body if block.block_type == "heading"]
    assert all(anchors)
    assert len(set(anchors)) == len(anchors)


def test_block_ids_are_the_same_on_every_machine(demo):
    article = ArticlePage.objects.get(slug="stem-cell-basics")
    assert [block.id for block in article.body] == [
        stable_id("stem-cell-basics", index) for index in range(len(article.body))
    ]


def test_the_registry_wins_where_it_is_newer_than_the_old_list(demo):
    miles = Trial.objects.by_registry_id("NCT03818737")
    assert miles.overall_status == "COMPLETED"
    assert miles.as_of == "2022-09"
    assert miles.live


def test_trials_of_the_old_list_claim_no_more_than_it_says(demo):
    for content in TRIALS:
        trial = Trial.objects.get(slug=content.slug)
        assert trial.registry_id is None
        assert trial.as_of == "2020"
        assert trial.enrolment is None
        assert trial.live


def test_all_records_of_the_registry_file_are_there(demo):
    assert Trial.objects.filter(registry="CLINICALTRIALS_GOV", live=True).count() == 75
    for registry_id, summaries in REGISTRY_SUMMARIES.items():
        trial = Trial.objects.by_registry_id(registry_id)
        assert {summary.locale.language_code for summary in trial.summaries.all()} == set(summaries)


def test_the_full_entry_and_the_short_list_of_the_knee_article_are_served(demo, client):
    answer = client.get("/api/v2/resolve/", {"path": "/articles/stem-cell-therapy-for-knees/"})
    lists = [block["value"] for block in answer.json()["page"]["body"] if block["type"] == "trial_list"]
    assert [each["layout"] for each in lists[:2]] == ["full", "short"]
    assert lists[0]["trials"][0]["first_posted"] == "2020-01"
    assert lists[1]["trials"][2]["registry_id"] == "NCT03818737"
    assert all(each["trials"] for each in lists)


def test_malay_pages_are_translations_of_english_ones(demo):
    for key, slug in (("home", "home-ms"), ("articles", "artikel"), ("stem-cell-basics", "asas-sel-stem")):
        translation = keys.page(key, "ms")
        assert (translation.slug, translation.live) == (slug, True)
        assert keys.page(key).get_translations().get().pk == translation.pk
    article = ArticlePage.objects.get(slug="asas-sel-stem")
    assert [topic.name for topic in article.topics.all()] == ["Terapi sel stem"]
    assert {link.author.locale.language_code for link in article.article_authors.all()} == {"ms"}


def test_topics_carry_synonyms_and_codes(demo):
    topic = keys.existing(Topic, "topic", "knee-osteoarthritis")
    assert "gonarthrosis" in topic.synonyms
    assert {(code.value["system"], code.value["code"]) for code in topic.codes} == {
        ("ICD-10", "M17"),
        ("MeSH", "D020370"),
    }


def test_people_say_that_they_were_invented(demo):
    for author in Author.objects.exclude(name__contains="team"):
        assert re.search(r"invented|direka", author.biography)


def test_menu_and_footer_lead_to_pages_that_exist():
    entries = [entry for top, below in site.NAVIGATION for entry in (top, *below)]
    for _label, key, address in [*entries, *site.FOOTER_LINKS]:
        assert bool(key) != bool(address)
        assert key in {"", *keys.PAGE_KEYS}


def test_a_link_to_a_missing_page_keeps_only_its_words():
    text = f"<p>See {link('gone', 'this page')}.</p>"
    assert rich_text(text, {}) == "<p>See this page.</p>"
    assert rich_text(text, {Ref("page", "gone"): 7}) == '<p>See <a linktype="page" id="7">this page</a>.</p>'


def test_missing_entries_are_left_out_of_lists():
    blocks: list[Block] = [related("More", "gone", "here"), paragraph("Words.")]
    body = raw_body("test", blocks, {Ref("page", "here"): 3})
    assert [item["value"] for item in body[0]["value"]["pages"]] == [3]
