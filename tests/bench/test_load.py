"""The benchmark's articles are what they claim to be, in this project and in the one it is compared with."""

import json
import subprocess
import sys

import pytest
from django.test import Client

from bench import content, rows
from bench.load import article_count
from bench.projects import FIRST_ID, OURS, ROOT, STOCK
from bench.queries import count_queries
from blog.models import ArticlePage
from tests.factories.core import ImageFactory

TOTAL = 20


def test_the_same_number_is_the_same_article():
    assert content.article(7, total=TOTAL) == content.article(7, total=TOTAL)
    assert content.article(7, total=TOTAL) != content.article(8, total=TOTAL)


def test_an_article_has_the_blocks_that_are_promised():
    kinds = [block.kind for block in content.article(3, total=TOTAL).blocks]

    assert len(kinds) == content.BLOCKS_PER_ARTICLE == 25
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "heading": 6,
        "paragraph": 13,
        "bullet_list": 3,
        "callout": 1,
        "related": 1,
        "trials": 1,
    }


@pytest.fixture
def loaded(db):
    rows.load(TOTAL)


def test_loaded_articles_are_sound_and_served_whole(loaded):
    article = ArticlePage.objects.get(pk=FIRST_ID + 5)
    article.full_clean()

    document = Client().get(f"/api/v2/pages/{article.pk}/").json()

    values = {block["type"]: block["value"] for block in document["body"]}
    assert len(document["body"]) == 25
    assert len(values["trial_list"]["trials"]) == 10
    assert [post["id"] - FIRST_ID for post in values["related_posts"]["posts"]] == [6, 7, 8, 10, 13]
    assert len(document["related"]) == 5
    assert document["hero_image"]["sources"]
    assert document["authors"]
    assert document["tags"]
    assert document["meta"]["html_url"].endswith("/articles/article-000005/")


def test_the_tree_is_sound_after_a_load(loaded):
    assert ArticlePage.find_problems() == ([], [], [], [], [])
    assert ArticlePage.objects.count() == TOTAL


def test_further_content_can_be_made_after_a_load(loaded):
    assert ImageFactory().pk > content.IMAGES


def test_every_scenario_is_answered_within_the_promised_number_of_queries(loaded):
    counts = count_queries(OURS, TOTAL)

    assert counts["article by id"] == counts["article of 100 blocks"] <= 12
    assert max(count for name, count in counts.items() if "list" in name) <= 8


@pytest.mark.parametrize("text", ["9", "0", "-5", "many", ""])
def test_a_number_of_articles_that_makes_no_sense_is_refused_with_a_hint(text):
    with pytest.raises(Exception, match="use 1000, 20000 or 100000"):
        article_count(text)


def test_the_stock_project_loads_and_answers_the_same_questions(tmp_path):
    def run(module, *arguments):
        command = [sys.executable, "-W", "ignore", "-m", module, *arguments, f"--directory={tmp_path}"]
        return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout

    run("bench.load", str(TOTAL), f"--project={STOCK.key}")
    counts = json.loads(run("bench.queries", STOCK.key, str(TOTAL)))

    assert set(STOCK.scenarios(TOTAL)) == set(OURS.scenarios(TOTAL)) <= set(counts)
    assert "is up to date" in run("bench.load", str(TOTAL), f"--project={STOCK.key}")
