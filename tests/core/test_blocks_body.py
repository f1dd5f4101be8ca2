"""A whole body: anchors, table of contents, words, what it refers to, and what it costs."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.models import Locale, Site

from blog.blocks import BodyBlock
from blog.models import ArticlePage
from cms.core.blocks import (
    collect_body,
    headings,
    plain_text,
    referenced_keys,
    represent_body,
)
from cms.core.models import BasePage, Image
from cms.core.output import Output
from cms.core.references import References
from cms.core.scope import PublicScope
from trials.models import Trial

BODY = BodyBlock()
PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00"
    b"\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


def stored(*blocks):
    return BODY.to_python(
        [{"type": name, "value": value, "id": f"{i:08}-block"} for i, (name, value) in enumerate(blocks)]
    )


def heading(text, level="2", **more):
    return ("heading", {"text": text, "level": level, **more})


def items(*values):
    return [{"type": "item", "value": value, "id": str(i)} for i, value in enumerate(values)]


def represented(body, **more):
    references = References(PublicScope.for_host())
    collect_body(body, references)
    return represent_body(body, Output(references=references, **more))


@pytest.fixture
def article(db):
    return add_article("An article")


def add_article(title, **more):
    home = Site.objects.get().root_page
    return home.add_child(instance=ArticlePage(title=title, locale=Locale.get_default(), **more))


# Anchors


def test_headings_without_anchor_get_different_ones_from_their_words():
    body = stored(
        heading("Cost"), heading("Cost"), heading("Kos & masa", "3"), heading("费用"), heading("???")
    )

    assert [entry["anchor"] for entry in headings(body)] == ["cost", "cost-2", "kos-masa", "费用", "section"]


def test_stored_anchor_stays_and_is_not_given_to_another_heading():
    body = stored(heading("Cost"), heading("What it costs", anchor="cost"), heading("More", anchor="cost"))

    assert [entry["anchor"] for entry in headings(body)] == ["cost-2", "cost", "more"]


@pytest.mark.django_db
def test_saving_stores_the_anchors_that_were_served_before():
    body = stored(
        heading("Cost"), ("paragraph", "<p>Words</p>"), heading("Cost"), heading("Old", anchor="new")
    )
    served = [entry["anchor"] for entry in headings(body)]

    for clean in (BODY.clean, BODY.clean_deferred):
        cleaned = clean(body)
        saved = [block["value"]["anchor"] for block in cleaned.get_prep_value() if block["type"] == "heading"]
        assert saved == served == ["cost", "cost-2", "new"]


@pytest.mark.django_db
def test_heading_without_words_waits_for_its_anchor():
    cleaned = BODY.clean_deferred(stored(heading("")))

    assert cleaned[0].value["anchor"] == ""
    assert headings(cleaned) == []


def test_table_of_contents_has_the_anchors_of_the_body(db):
    body = stored(heading("Cost"), heading("In Malaysia", "3"), ("paragraph", "<p>x</p>"), heading("Cost"))

    in_body = [block["value"] for block in represented(body) if block["type"] == "heading"]

    assert headings(body) == in_body
    assert [entry["level"] for entry in in_body] == [2, 3, 2]


# Reading


def test_words_of_all_kinds_of_text_are_read_and_sources_are_not():
    body = stored(
        heading("Cost"),
        ("paragraph", "<p>A <b>knee</b></p><p>costs &amp; lasts</p>"),
        ("bullet_list", items("<p>one</p>", "<p>two</p>")),
        ("callout", {"kind": "tip", "title": "Ask", "text": "<p>first</p>", "link": {}}),
        ("question", {"question": "Why?", "answer": "<p>Because.</p>"}),
        ("quote", {"text": "Said so", "attribution": "Someone", "source_url": ""}),
        ("references", {"items": items({"citation": "A study", "kind": "doi", "identifier": "10.1000/x"})}),
    )

    words = " ".join(plain_text(body).split())

    assert words == "Cost A knee costs & lasts one two Ask first Why? Because. Said so"


def test_referenced_keys_are_named_in_order_each_once_without_a_query():
    body = stored(
        ("trial_list", {"trials": items(3, 1)}),
        ("paragraph", '<p><a linktype="page" id="7">x</a></p>'),
        ("trial_list", {"trials": items(1, 2)}),
        ("related_posts", {"pages": items(8, 7)}),
    )

    assert referenced_keys(body, "trial") == [3, 1, 2]
    assert referenced_keys(body, "page") == [7, 8]
    assert referenced_keys(body, "image") == []


def test_unknown_and_malformed_entries_are_passed_over(db):
    value = BODY.to_python(
        [
            {"type": "gone", "value": "x", "id": "1"},
            {"type": "paragraph"},
            {"value": "<p>untyped</p>"},
            "words",
            None,
            {"type": ["paragraph"], "value": "x"},
            {"type": "paragraph", "value": "<p>kept</p>", "id": "2"},
        ]
    )

    blocks = represented(value)

    assert blocks == [
        {"type": "paragraph", "value": "", "id": ""},
        {"type": "paragraph", "value": "<p>kept</p>", "id": "2"},
    ]
    assert [child.block_type for child in value] == ["paragraph", "paragraph"]


@pytest.mark.django_db
def test_search_finds_words_and_identifiers_but_no_options_anchors_or_addresses():
    blocks = [block for block in BODY.child_blocks.items() if block[0] != "trial_list"]
    body = stored(*[(name, block.sample) for name, block in blocks])

    words = " ".join(BODY.get_searchable_content(body))

    assert "What to expect" in words
    assert "10.1000/xyz123" in words
    for trace in ("what-to-expect", "section", "Main button", "Key message", "US dollar", "https:"):
        assert trace not in words


@pytest.mark.django_db
def test_every_sample_survives_the_editor():
    body = stored(*[(name, block.sample) for name, block in BODY.child_blocks.items()])

    assert json.dumps(BODY.get_form_state(body))
    again = BODY.to_python(json.loads(json.dumps(body.get_prep_value(), default=str)))
    assert [child.block_type for child in again] == list(BODY.child_blocks)


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(BODY.child_blocks))
@pytest.mark.parametrize(
    "raw", [None, "words", 7, [], {}, [None], {"items": 3, "rows": [[]], "columns": [{}]}]
)
def test_malformed_stored_value_can_still_be_opened_in_the_editor(name, raw):
    body = stored((name, raw))

    assert json.dumps(BODY.get_form_state(body), default=str)


@pytest.mark.django_db
def test_unsaved_body_is_represented_like_a_stored_one(article):
    raw = [
        ("paragraph", "<p>Words</p>"),
        ("price_range", {"low": "3000", "high": None, "currency": "USD", "as_of": "2020-08-01"}),
        ("link_button", {"text": "Go", "link": {"page": article.pk, "url": ""}, "style": "secondary"}),
        ("table", {"columns": [{"type": "number", "heading": "N"}], "rows": [{"values": ["1.5"]}]}),
    ]
    body = stored(*raw)
    native = BODY.normalize([(child.block_type, child.value) for child in body])

    def without_ids(blocks):
        return [{**block, "id": ""} for block in blocks]

    assert without_ids(represented(native)) == without_ids(represented(body))


@pytest.mark.django_db
def test_wagtails_own_serializer_gets_the_same_blocks():
    body = stored(heading("Cost"), ("paragraph", "<p><b>Words</b></p>"))

    plain = BODY.get_api_representation(body)
    request = RequestFactory().get("/", {"rich_text_format": "markdown"}, HTTP_HOST="localhost")
    markdown = BODY.get_api_representation(body, {"request": request})

    assert plain == represented(body)
    assert markdown[1]["value"].strip() == "**Words**"
    assert BODY.get_api_representation(None) == []


# Leaks and cost


def everything(page, image, trial, url):
    link = f'<p><a linktype="page" id="{page}">a page</a></p>'
    return [
        ("paragraph", link),
        ("bullet_list", items(link)),
        ("callout", {"text": link, "link": {"text": "More", "page": page}}),
        ("question", {"question": "Why?", "answer": link}),
        ("image", {"image": {"image": image}}),
        ("embed", {"url": url}),
        ("table", {"columns": [{"type": "rich_text", "heading": "A"}], "rows": [{"values": [link]}]}),
        ("trial_list", {"trials": items(trial)}),
        ("related_posts", {"pages": items(page), "automatic": True}),
        ("link_button", {"text": "Go", "link": {"page": page}}),
    ]


def add_image(number):
    return Image.objects.create(
        title=f"Image {number}", file=SimpleUploadedFile(f"{number}.gif", PIXEL), width=1, height=1
    )


def add_embed(url):
    Embed.objects.create(url=url, hash=get_embed_hash(url), type="video", html="", provider_name="Example")


@pytest.mark.django_db
def test_nothing_that_is_not_live_appears_in_any_block():
    page = add_article("Secret page", live=False)
    trial = Trial.objects.create(brief_title="Secret trial", slug="secret-trial", live=False)

    blocks = represented(stored(*everything(page.pk, 999, trial.pk, "https://example.org/")), page_id=1)

    assert "Secret" not in json.dumps(blocks)
    assert "secret" not in json.dumps(blocks)
    assert "link_button" not in [block["type"] for block in blocks]
    by_type = {block["type"]: block["value"] for block in blocks}
    assert by_type["trial_list"]["trials"] == by_type["related_posts"]["posts"] == []
    assert by_type["image"]["image"] is by_type["callout"]["link"] is None


@pytest.mark.django_db
def test_number_of_queries_does_not_depend_on_the_number_of_blocks(article, django_assert_num_queries):
    def counted(count):
        blocks = []
        for number in range(count):
            url = f"https://example.org/film/{count}-{number}/"
            add_embed(url)
            trial = Trial.objects.create(brief_title=f"Trial {number}", slug=f"trial-{count}-{number}")
            page = add_article(f"Page {count} {number}")
            blocks += everything(page.pk, add_image(number).pk, trial.pk, url)
        body = stored(*blocks)
        scope = PublicScope.for_host()
        with django_assert_num_queries(5):
            # Related candidates, page cards, trial cards, images, their renditions, players.
            references = References(scope)
            collect_body(body, references)
            references.want("related", article.pk)
            represented = represent_body(body, Output(references=references, page_id=article.pk))
        assert len(represented) == len(blocks)

    BasePage.objects.first()
    counted(1)
    counted(12)


@pytest.mark.django_db
def test_chosen_objects_are_known_to_the_reference_index(article):
    trial = Trial.objects.create(brief_title="Trial", slug="trial")
    page = add_article("Linked")
    image = add_image(1)

    found = {
        (model.__name__, int(key))
        for model, key, _path, _content in BODY.extract_references(
            stored(*everything(page.pk, image.pk, trial.pk, "https://example.org/"))
        )
    }

    assert found >= {("Trial", trial.pk), ("Image", image.pk)}
    assert page.pk in {key for _model, key in found}
