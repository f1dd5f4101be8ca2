"""`/api/v2/fixtures/article/`: every body block in every form, from the code that writes all articles."""

import re
import uuid
from itertools import pairwise

import pytest
from django.core.checks import run_checks
from jsonschema import Draft202012Validator

from blog.blocks import BodyBlock
from blog.models import ArticlePage
from cms.core.blocks import ApiStructBlock
from cms.core.blocks.schema_files import body_blocks, body_schema
from tests.api.conftest import ApiClient, assert_problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def api():
    return ApiClient()


def fixture(api, **parameters):
    return api.get("fixtures/article/", **parameters)


def values_of(document, kind):
    return [block["value"] for block in document["body"] if block["type"] == kind]


def test_every_block_is_there_in_all_its_forms(api):
    body = fixture(api)["body"]

    for name, block in BodyBlock().child_blocks.items():
        shown = [entry for entry in body if entry["type"] == name]
        forms = {"normal": block.sample, **block.variations}
        assert {"normal", "minimal", "longest", "oddest"} <= set(forms), name
        if name != "heading":
            assert len(shown) == len(forms), name
            headings = [entry["value"]["text"] for entry in body if entry["type"] == "heading"]
            assert {f"{block.label}: {form}" for form in forms} <= set(headings)


def test_it_keeps_to_the_schemas_of_blocks(api):
    Draft202012Validator(body_schema(body_blocks())).validate(fixture(api)["body"])


@pytest.mark.parametrize("rich_text_format", ["html", "markdown", "db_html", "json"])
def test_rich_text_comes_in_the_format_asked_for(api, rich_text_format):
    document = fixture(api, rich_text_format=rich_text_format)

    Draft202012Validator(body_schema(body_blocks())).validate(document["body"])
    assert isinstance(values_of(document, "paragraph")[0], list if rich_text_format == "json" else str)


def test_it_is_shaped_like_any_article(api):
    from tests.factories.blog import ArticlePageFactory

    real = api.get(f"pages/{ArticlePageFactory().pk}/")
    made_up = fixture(api)

    assert set(made_up) == set(real)
    assert set(made_up["meta"]) == set(real["meta"])
    assert set(made_up["seo"]) == set(real["seo"])
    assert made_up["id"] == 0
    assert made_up["meta"]["type"] == "blog.ArticlePage"
    assert made_up["meta"]["html_url"] == "http://localhost/fixtures/article/"
    assert made_up["meta"]["detail_url"] == "http://localhost/api/v2/fixtures/article/"


def test_fields_are_chosen_as_on_any_page(api):
    assert set(fixture(api, fields="_,id,title")) == {"id", "title"}
    assert api.problem("fixtures/article/", fields="titel")["detail"]
    assert api.problem("fixtures/article/", limit=3)["parameter"] == "limit"


def test_it_is_the_same_every_time(api):
    assert fixture(api) == fixture(api)


def test_nothing_but_the_site_is_read_from_the_database(api, django_assert_max_num_queries):
    fixture(api)
    with django_assert_max_num_queries(2):
        document = fixture(api)
    assert not ArticlePage.objects.exists()
    assert document["authors"]


def test_the_odd_things_that_front_ends_forget_are_there(api):
    document = fixture(api)

    images = [value["image"] for value in values_of(document, "image")]
    assert None in images
    shapes = {(image["width"] > image["height"], bool(image["sources"])) for image in images if image}
    assert shapes == {(True, True), (False, True), (True, False), (False, False)}
    assert {image["url"].rpartition(".")[2] for image in images if image} == {"jpg", "png", "svg", "gif"}
    assert max(len(item.split()) for item in values_of(document, "bullet_list")[2]) == 1000
    tables = values_of(document, "table")
    assert {len(table["columns"]) for table in tables} >= {1, 15}
    assert any(cell is None for table in tables for row in table["rows"] for cell in row)
    assert any(price["low"] == price["high"] for price in values_of(document, "price_range"))
    assert any(price["currency"] == price["place"] == "" for price in values_of(document, "price_range"))
    assert {len(value["trials"]) for value in values_of(document, "trial_list")} >= {0, 1, 10}
    trials = [trial for value in values_of(document, "trial_list") for trial in value["trials"]]
    assert any(trial["registry_id"] is None and trial["first_posted"] == "" for trial in trials)
    assert any(value["posts"] == [] for value in values_of(document, "related_posts"))
    assert any(value["html"] is None for value in values_of(document, "embed"))
    assert {value["kind"] for value in values_of(document, "callout")} == {
        "information", "tip", "warning", "disclaimer", "takeaway",
    }  # fmt: skip
    assert {source["kind"] for sources in values_of(document, "references") for source in sources} == {
        "doi", "pmid", "registry", "url",
    }  # fmt: skip
    buttons = {re.split(r"[:/]", value["url"])[0] for value in values_of(document, "link_button")}
    assert buttons >= {"http", "https", "mailto", "tel", "", "#deepest"}
    assert {heading["level"] for heading in document["toc"]} == {2, 3, 4}


def test_headings_skip_no_level_and_have_anchors_of_their_own(api):
    toc = fixture(api)["toc"]

    levels = [1, *(heading["level"] for heading in toc)]
    assert all(below - above <= 1 for above, below in pairwise(levels))
    anchors = [heading["anchor"] for heading in toc]
    assert len(anchors) == len(set(anchors))


def test_blocks_have_ids_of_their_own(api):
    ids = [block["id"] for block in fixture(api)["body"]]

    assert len(ids) == len(set(ids)) > 100
    assert all(uuid.UUID(one) for one in ids)


def test_addresses_lead_to_the_site_that_was_asked_for(api):
    from tests.factories.core import SiteFactory
    from tests.factories.home import HomePageFactory

    SiteFactory(hostname="clinic.example.org", site_name="Clinic", root_page=HomePageFactory())

    document = fixture(api, site="clinic.example.org")

    assert document["meta"]["html_url"] == "http://clinic.example.org/fixtures/article/"
    assert "www.example.org" not in str(document)


def test_it_is_not_there_where_fixtures_are_switched_off(api, settings):
    settings.API_FIXTURES = False

    response = api.response("fixtures/article/")

    assert_problem(response, status=404)
    assert "API_FIXTURES" in response.json()["detail"]


def test_front_ends_find_it_at_a_reader_address(api, settings):
    answer = api.get("resolve/", path="/fixtures/article")

    assert answer == {"kind": "page", "page": fixture(api)}
    assert set(api.get("resolve/", path="/fixtures/article/", fields="_,title")["page"]) == {"title"}

    settings.API_FIXTURES = False
    assert api.problem("resolve/", path="/fixtures/article/", status=404)["kind"] == "not_found"


def test_a_block_without_these_forms_is_refused_at_start():
    class ForgetfulBlock(ApiStructBlock):
        sample = {"text": "A"}
        variations = {"minimal": {"text": ""}}

        def represent(self, value, output):
            return value

        def json_schema(self):
            return {"type": "object"}

    [error] = ForgetfulBlock().check()

    assert error.id == "core.E102"
    assert "ForgetfulBlock" in error.msg
    assert "longest, oddest" in error.msg
    assert [message for message in run_checks() if message.id == "core.E102"] == []
