"""What is wrong is said in a sentence at its field, and never stops a draft."""

import json

import pytest
from wagtail.blocks.base import get_error_json_data

from blog.blocks import BodyBlock
from cms.core.blocks import help_texts

pytestmark = pytest.mark.django_db

BODY = BodyBlock()


def item(value, key="1"):
    return {"type": "item", "value": value, "id": key}


def price(**changes):
    return {"low": "3000", "high": "5000", "currency": "USD", **changes}


def source(kind, identifier, **changes):
    return {"items": [item({"citation": "A study", "kind": kind, "identifier": identifier, **changes})]}


def callout(**changes):
    return {"kind": "tip", "title": "", "text": "<p>Words</p>", "link": {}, **changes}


def table(columns, *rows):
    return {
        "caption": "",
        "columns": [{"type": "text", "heading": heading} for heading in columns],
        "rows": [{"values": list(row)} for row in rows],
    }


EMPTY_PARAGRAPH = '<p data-block-key="a1b2c"></p>'

# block type, raw value, path of the field below the block, sentence
PROBLEMS = [
    ("heading", {"text": "", "level": "2"}, ["text"], help_texts.HEADING_TEXT_MISSING),
    ("heading", {"text": "Deep", "level": "3"}, ["level"], help_texts.HEADING_FIRST_LEVEL),
    ("paragraph", EMPTY_PARAGRAPH, [], help_texts.PARAGRAPH_MISSING),
    ("paragraph", "", [], help_texts.PARAGRAPH_MISSING),
    ("bullet_list", [], [], help_texts.LIST_MISSING),
    ("bullet_list", [item("<p>One</p>"), item(EMPTY_PARAGRAPH, "2")], [1], help_texts.LIST_ITEM_MISSING),
    ("numbered_list", [], [], help_texts.LIST_MISSING),
    ("numbered_list", [item(EMPTY_PARAGRAPH)], [0], help_texts.LIST_ITEM_MISSING),
    ("quote", {"text": " "}, ["text"], help_texts.QUOTE_TEXT_MISSING),
    (
        "quote",
        {"text": "Words", "source_url": "javascript:alert(1)"},
        ["source_url"],
        help_texts.ADDRESS_MALFORMED.format(address="javascript:alert(1)"),
    ),
    ("callout", callout(text=""), ["text"], help_texts.CALLOUT_EMPTY),
    ("callout", callout(text=EMPTY_PARAGRAPH), ["text"], help_texts.CALLOUT_EMPTY),
    ("callout", callout(link={"text": "Read on"}), ["link", "page"], help_texts.LINK_TARGET_MISSING),
    (
        "callout",
        callout(link={"url": "https://example.org/"}),
        ["link", "text"],
        help_texts.LINK_TEXT_MISSING,
    ),
    (
        "callout",
        callout(link={"text": "Run", "url": "data:text/html,x"}),
        ["link", "url"],
        help_texts.LINK_ADDRESS_MALFORMED.format(address="data:text/html,x"),
    ),
    ("question", {"question": "", "answer": "<p>Yes.</p>"}, ["question"], help_texts.QUESTION_MISSING),
    ("question", {"question": "Why?", "answer": EMPTY_PARAGRAPH}, ["answer"], help_texts.ANSWER_MISSING),
    ("embed", {"url": ""}, ["url"], help_texts.EMBED_URL_MISSING),
    (
        "embed",
        {"url": "https://example.org/film/"},
        ["url"],
        help_texts.EMBED_UNKNOWN_PROVIDER,
    ),
    (
        "embed",
        {"url": "javascript:alert(1)"},
        ["url"],
        help_texts.ADDRESS_MALFORMED.format(address="javascript:alert(1)"),
    ),
    ("image", {"image": {"image": None}}, ["image", "image"], help_texts.IMAGE_MISSING),
    ("table", table([]), [], help_texts.TABLE_NO_COLUMNS),
    ("table", table(["Name"]), [], help_texts.TABLE_NO_ROWS),
    ("table", table(["Name", ""], ["a", "b"]), [], help_texts.TABLE_HEADING_MISSING.format(column=2)),
    ("price_range", price(low=None), ["low"], help_texts.PRICE_MISSING),
    ("price_range", price(low="-1"), ["low"], help_texts.PRICE_NEGATIVE),
    (
        "price_range",
        price(low="5000", high="3000.50"),
        ["high"],
        help_texts.PRICE_HIGH_BELOW_LOW.format(high="3000.5", low="5000"),
    ),
    (
        "price_range",
        price(source_url="example.org/prices"),
        ["source_url"],
        help_texts.ADDRESS_MALFORMED.format(address="example.org/prices"),
    ),
    ("link_button", {"text": "Go", "link": {}}, ["link", "page"], help_texts.LINK_TARGET_MISSING),
    ("link_button", {"text": "", "link": {"url": "/a/"}}, ["text"], help_texts.LINK_TEXT_MISSING),
    (
        "link_button",
        {"text": "Go", "link": {"url": "//evil.example"}},
        ["link", "url"],
        help_texts.LINK_ADDRESS_MALFORMED.format(address="//evil.example"),
    ),
    ("references", {"items": []}, ["items"], help_texts.REFERENCES_MISSING),
    (
        "references",
        source("doi", "10.1000"),
        ["items", 0, "identifier"],
        help_texts.DOI_MALFORMED.format(identifier="10.1000"),
    ),
    (
        "references",
        source("pmid", "PMC123"),
        ["items", 0, "identifier"],
        help_texts.PMID_MALFORMED.format(identifier="PMC123"),
    ),
    (
        "references",
        source("registry", "NCT123"),
        ["items", 0, "identifier"],
        help_texts.REGISTRY_MALFORMED.format(identifier="NCT123"),
    ),
    (
        "references",
        source("url", "javascript:alert(1)"),
        ["items", 0, "identifier"],
        help_texts.ADDRESS_MALFORMED.format(address="javascript:alert(1)"),
    ),
    ("references", source("doi", ""), ["items", 0, "identifier"], help_texts.REFERENCE_IDENTIFIER_MISSING),
    (
        "references",
        source("doi", "10.1000/x", citation=""),
        ["items", 0, "citation"],
        help_texts.REFERENCE_CITATION_MISSING,
    ),
    ("related_posts", {"pages": [], "automatic": False}, ["pages"], help_texts.RELATED_POSTS_MISSING),
    (
        "related_posts",
        {"pages": [item(None)], "automatic": True},
        ["pages", 0],
        help_texts.RELATED_POSTS_PAGE_MISSING,
    ),
]


def body(*blocks):
    return BODY.to_python(
        [{"type": name, "value": value, "id": str(i)} for i, (name, value) in enumerate(blocks)]
    )


def sentences(error, path):
    """Return the messages that the editor shows at a path of block indexes and field names."""
    data = json.loads(json.dumps(get_error_json_data(error)))
    for step in path:
        data = data.get("blockErrors", {}).get(str(step), {})
    return data.get("messages", [])


@pytest.mark.parametrize(("name", "value", "path", "sentence"), PROBLEMS)
def test_problem_is_said_at_its_field(name, value, path, sentence):
    with pytest.raises(Exception, match="Validation error in StreamBlock") as caught:
        BODY.clean(body((name, value)))

    assert sentences(caught.value, [0, *path]) == [sentence]


@pytest.mark.parametrize(("name", "value", "path", "sentence"), PROBLEMS)
def test_problem_does_not_stop_a_draft(name, value, path, sentence):
    cleaned = BODY.clean_deferred(body((name, value)))

    assert [child.block_type for child in cleaned] == [name]
    assert not BODY.is_deferred_validation
    with pytest.raises(Exception, match="Validation error in StreamBlock"):
        BODY.clean(body((name, value)))


def heading(level, text="Words"):
    return ("heading", {"text": text, "level": level})


def test_heading_that_skips_a_level_is_named_at_its_level():
    value = body(heading("2"), ("paragraph", "<p>Words</p>"), heading("4"), heading("3"))

    with pytest.raises(Exception, match="StreamBlock") as caught:
        BODY.clean(value)

    expected = help_texts.HEADING_SKIPS_LEVEL.format(previous=2, level=4, expected=3)
    assert sentences(caught.value, [2, "level"]) == [expected]
    assert sentences(caught.value, [3, "level"]) == []
    assert BODY.clean_deferred(value)


def test_headings_may_rise_by_any_number_of_levels():
    cleaned = BODY.clean(body(heading("2"), heading("3"), heading("4"), heading("2")))

    assert len(cleaned) == 4


def test_problem_inside_a_heading_and_in_the_order_are_both_said():
    with pytest.raises(Exception, match="StreamBlock") as caught:
        BODY.clean(body(heading("4"), heading("2", text="")))

    assert sentences(caught.value, [0, "level"]) == [help_texts.HEADING_FIRST_LEVEL]
    assert sentences(caught.value, [1, "text"]) == [help_texts.HEADING_TEXT_MISSING]


def test_price_needs_neither_date_nor_source():
    assert BODY.clean(body(("price_range", price(high=None))))


@pytest.mark.parametrize(
    ("kind", "written", "stored"),
    [
        ("doi", "https://doi.org/10.1002/art.42132", "10.1002/art.42132"),
        ("doi", "doi: 10.1002/art.42132.", "10.1002/art.42132"),
        ("doi", "10.1016/S0140-6736(19)30417-9", "10.1016/S0140-6736(19)30417-9"),
        ("pmid", "PMID: 31234567", "31234567"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/31234567/", "31234567"),
        ("registry", "nct01234567", "NCT01234567"),
        ("registry", "ISRCTN12345678", "ISRCTN12345678"),
        ("url", " https://example.org/study ", "https://example.org/study"),
    ],
)
def test_identifier_is_stored_in_its_plain_form_even_in_a_draft(kind, written, stored):
    for clean in (BODY.clean, BODY.clean_deferred):
        cleaned = clean(body(("references", source(kind, written))))
        assert cleaned[0].value["items"][0]["identifier"] == stored


def test_table_row_of_another_length_is_brought_to_the_length_of_the_header_when_read():
    cleaned = BODY.clean(body(("table", table(["Name", "Place"], ["a"], ["b", "c", "d"]))))

    assert [row["values"] for row in cleaned[0].value.row_data] == [["a", ""], ["b", "c"]]


def test_table_row_of_another_length_is_refused_when_it_comes_from_code():
    value = body(("table", table(["Name", "Place"], ["a", "b"])))
    value[0].value.row_data.append({"values": ["c"]})

    with pytest.raises(Exception, match="StreamBlock") as caught:
        BODY.clean(value)

    expected = help_texts.TABLE_RAGGED.format(row=2, found=1, expected=2)
    assert sentences(caught.value, [0]) == [expected]
    assert BODY.clean_deferred(value)
