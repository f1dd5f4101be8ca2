"""What blocks show to clients, and what they leave out."""

import datetime
from decimal import Decimal

import pytest

from blog.blocks import BodyBlock
from cms.core.blocks.links import represent_link
from cms.core.blocks.raw import as_date, as_integer, as_key, as_link_address, as_number, as_web_address
from cms.core.blocks.samples import SAMPLE_IMAGE
from cms.core.output import Output

BLOCKS = BodyBlock().child_blocks


class Shown:
    """The references of a response in which only some things may be shown."""

    def __init__(self, **kinds):
        self.kinds = kinds

    def want(self, kind, key): ...

    def want_all(self, kind, keys): ...

    def get(self, kind, key):
        return self.kinds.get(kind, {}).get(key)

    def get_all(self, kind, keys, *, maximum=None):
        values = (self.get(kind, key) for key in dict.fromkeys(keys))
        return [value for value in values if value is not None][:maximum]


def page(key):
    return {"id": key, "title": f"Page {key}", "url": f"https://www.example.org/{key}/"}


def represent(name, value, *, page_id=None, **kinds):
    return BLOCKS[name].represent(value, Output(references=Shown(**kinds), page_id=page_id))


def test_image_gets_the_description_for_its_place_and_its_own_credit_where_none_is_given():
    raw = {"image": {"image": 5, "decorative": False, "alt_text": "A knee from the side"}, "caption": "Knee"}

    value = represent("image", raw, image={5: SAMPLE_IMAGE})

    assert value["image"] == {**SAMPLE_IMAGE, "alt": "A knee from the side"}
    assert (value["caption"], value["credit"]) == ("Knee", SAMPLE_IMAGE["credit"])


def test_decorative_image_has_no_description():
    raw = {"image": {"image": 5, "decorative": True, "alt_text": "left over"}}

    value = represent("image", raw, image={5: SAMPLE_IMAGE})

    assert value["decorative"] is True
    assert value["image"]["alt"] == ""


def test_image_without_description_for_its_place_keeps_its_own():
    value = represent("image", {"image": 5}, image={5: SAMPLE_IMAGE})

    assert value["image"]["alt"] == SAMPLE_IMAGE["alt"]


def test_image_that_is_gone_or_private_is_null():
    assert represent("image", {"image": {"image": 5}, "credit": "Us"})["image"] is None


def test_link_to_a_page_takes_its_address_and_title():
    output = Output(references=Shown(page={7: page(7)}))

    assert represent_link({"page": 7}, output) == {
        "text": "Page 7",
        "url": "https://www.example.org/7/",
        "page": page(7),
        "external": False,
    }


@pytest.mark.parametrize(
    ("url", "external"),
    [("https://example.org/", True), ("/here/", False), ("#part", False), ("mailto:a@example.org", False)],
)
def test_link_to_an_address_says_whether_it_leaves_the_site(url, external):
    link = represent_link({"text": "Go", "url": url}, Output(references=Shown()))

    assert link == {"text": "Go", "url": url, "page": None, "external": external}


def test_link_to_a_page_that_is_not_public_is_absent_even_with_an_address():
    output = Output(references=Shown())

    assert represent_link({"text": "Go", "page": 7, "url": "https://example.org/"}, output) is None


def test_callout_without_a_working_link_keeps_its_text():
    value = represent("callout", {"kind": "tip", "text": "<p>Rest.</p>", "link": {"text": "More", "page": 7}})

    assert value == {"kind": "tip", "title": "", "text": "<p>Rest.</p>", "link": None}


def test_button_that_leads_nowhere_is_left_out():
    assert represent("link_button", {"text": "Go", "link": {"page": 7}}) is None
    assert represent("link_button", {"text": "Go", "link": {"url": "javascript:alert(1)"}}) is None


def test_embed_without_a_stored_player_still_has_its_address():
    value = represent("embed", {"url": "https://vimeo.com/76979871", "caption": "Film"})

    assert value == {
        "url": "https://vimeo.com/76979871",
        "caption": "Film",
        **dict.fromkeys(("title", "provider", "html", "thumbnail_url", "width", "height")),
    }


def test_table_rows_follow_the_types_of_their_columns():
    columns = [{"type": "text", "heading": "A"}, {"type": "rich_text", "heading": "B"}, {"type": "number"}]
    rows = [{"values": ["a", "<p>b</p>", "1.50"]}, {"values": ["only"]}, {"values": [1, 2, "x", 4]}]

    value = represent("table", {"columns": columns, "rows": rows})

    assert value["rows"] == [["a", "<p>b</p>", 1.5], ["only", "", None], ["1", "", None]]
    assert value["columns"][2] == {"type": "number", "heading": ""}


def test_price_that_is_not_saved_yet_reads_like_a_stored_one():
    raw = {"low": Decimal("2999.90"), "high": Decimal(5000), "as_of": datetime.date(2020, 8, 1)}

    value = represent("price_range", {**raw, "currency": "MYR"})

    assert (value["low"], value["high"], value["as_of"]) == (2999.9, 5000, "2020-08-01")


@pytest.mark.parametrize(
    ("kind", "identifier", "url"),
    [
        ("doi", "10.1002/art.42132", "https://doi.org/10.1002/art.42132"),
        ("doi", "10.1002/a<b>", "https://doi.org/10.1002/a%3Cb%3E"),
        ("doi", "nonsense", None),
        ("pmid", "31234567", "https://pubmed.ncbi.nlm.nih.gov/31234567/"),
        ("registry", "NCT01234567", "https://clinicaltrials.gov/study/NCT01234567"),
        ("registry", "ACTRN12605000038640", "https://anzctr.org.au/ACTRN12605000038640.aspx"),
        (
            "registry",
            "CTRI/2019/01/017091",
            "https://trialsearch.who.int/Trial2.aspx?TrialID=CTRI%2F2019%2F01%2F017091",
        ),
        ("registry", "NMRR-21-1234-56789", None),
        ("url", "https://example.org/study", "https://example.org/study"),
        ("url", "javascript:alert(1)", None),
    ],
)
def test_source_says_where_it_leads(kind, identifier, url):
    item = {"citation": "A study", "kind": kind, "identifier": identifier}

    value = represent("references", {"items": [{"type": "item", "value": item, "id": "1"}]})

    assert value == [{**item, "url": url}]


def related(**changes):
    pages = [{"type": "item", "value": key, "id": str(key)} for key in (7, 8, 7)]
    return {"title": "Read next", "pages": pages, "automatic": True, "maximum": 4, **changes}


def shown_pages(value):
    return [post["id"] for post in value["posts"]]


def test_related_posts_are_chosen_ones_in_order_then_automatic_ones_never_itself_never_twice():
    pages = {key: page(key) for key in (1, 7, 8, 9, 10)}

    value = represent("related_posts", related(), page_id=1, page=pages, related={1: [9, 8, 1, 11, 10]})

    assert shown_pages(value) == [7, 8, 9, 10]


def test_related_posts_stop_at_the_maximum_and_fill_up_for_pages_that_are_not_public():
    pages = {key: page(key) for key in (8, 9, 10)}

    value = represent("related_posts", related(maximum=2), page_id=1, page=pages, related={1: [11, 9, 10]})

    assert shown_pages(value) == [8, 9]


def test_related_posts_are_only_the_chosen_ones_when_automatic_is_off_or_no_page_is_served():
    pages = {key: page(key) for key in (7, 8, 9)}
    found = {"page": pages, "related": {1: [9]}}

    assert shown_pages(represent("related_posts", related(automatic=False), page_id=1, **found)) == [7, 8]
    assert shown_pages(represent("related_posts", related(), **found)) == [7, 8]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " java\tscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "//evil.example/",
        "/\\evil.example/",
        "https://",
        "http://[",
        "https://a b/",
        "words",
        "",
        None,
        ["https://example.org/"],
    ],
)
def test_address_that_is_not_safe_is_none(address):
    assert as_link_address(address) == ""
    assert as_web_address(address) == ""


@pytest.mark.parametrize("address", ["/here/", "#part", "mailto:a@example.org", "tel:+60312345678"])
def test_link_may_stay_on_the_site_or_start_a_message_but_is_then_no_web_address(address):
    assert as_link_address(address) == address
    assert as_web_address(address) == ""


@pytest.mark.parametrize(
    ("value", "number"),
    [("3000", 3000), ("3000.50", 3000.5), (3, 3), (True, None), ("NaN", None), ("1e400", None), ([], None)],
)
def test_number_is_finite_or_none(value, number):
    assert as_number(value) == number


@pytest.mark.parametrize("value", [True, 1.0, 0, -1, 2**63, "x", None, [], "9" * 5000])
def test_key_that_cannot_be_one_is_none(value):
    assert as_key(value) is None


def test_whole_number_stays_within_its_bounds():
    assert [as_integer(value, default=5, minimum=1, maximum=20) for value in (3, 0, 99, "7", 1.5, None)] == [
        3,
        1,
        20,
        7,
        5,
        5,
    ]


@pytest.mark.parametrize("value", ["2020-02-30", "yesterday", "20200801", 20200801, None, {}])
def test_day_that_does_not_exist_is_none(value):
    assert as_date(value) is None
