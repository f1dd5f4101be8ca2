"""Rich text in its formats: links to what readers may see, words without links to all else."""

import pytest
from django.contrib.contenttypes.models import ContentType

from cms.core.output import Output
from cms.core.references import References
from cms.core.rich_text import FORMATS, UnknownRichTextFormatError, check_format, collect_links, plain_text
from cms.core.scope import PublicScope
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory
from tests.factories.core import DocumentFactory, ImageFactory, private_collection, restrict_page
from tests.factories.home import StandardPageFactory
from tests.factories.pages import translate, unpublish

pytestmark = pytest.mark.django_db

PLAIN = "<p>Rest the <b>knee</b> and <i>wait</i>.</p>"


def represent(text, form="html"):
    references = References(PublicScope.for_host())
    collect_links(text, references)
    references.load()
    return Output(references=references, rich_text_format=form).rich_text(text)


# The formats


@pytest.fixture
def linked():
    page = ArticlePageFactory(title="Knees")
    return page, f"<p>See {blocks.page_link(page, '<b>our</b> page')}.</p>"


def test_html_links_to_reader_addresses(linked):
    _page, text = linked

    assert represent(text) == '<p>See <a href="http://localhost/articles/knees/"><b>our</b> page</a>.</p>'


def test_markdown_links_to_reader_addresses(linked):
    _page, text = linked

    assert represent(text, "markdown").strip() == "See [**our** page](http://localhost/articles/knees/)."


def test_db_html_is_what_is_stored(linked):
    _page, text = linked

    assert represent(text, "db_html") == text


def test_db_markdown_names_pages_by_their_ids(linked):
    page, text = linked

    assert represent(text, "db_markdown").strip() == f"See [**our** page](wagtail://page?id={page.pk})."


def test_json_is_a_tree_whose_links_say_where_they_lead(linked):
    page, text = linked

    assert represent(text, "json") == [
        {
            "type": "paragraph",
            "children": [
                {"type": "text", "text": "See ", "marks": []},
                {
                    "type": "link",
                    "url": "http://localhost/articles/knees/",
                    "page": page.pk,
                    "live": True,
                    "children": [
                        {"type": "text", "text": "our", "marks": ["bold"]},
                        {"type": "text", "text": " page", "marks": []},
                    ],
                },
                {"type": "text", "text": ".", "marks": []},
            ],
        }
    ]


def test_an_unknown_format_is_refused_and_the_known_ones_named():
    with pytest.raises(UnknownRichTextFormatError, match="html, markdown, db_html, db_markdown, json"):
        check_format("pdf")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", ["", None])
def test_nothing_is_nothing_in_every_format(text, form):
    assert represent(text or "", form) == ([] if form == "json" else "")


# Links to what may not be seen


def gone(kind):
    page = StandardPageFactory(title="Secret")
    if kind == "unpublished":
        unpublish(page)
    elif kind == "private":
        restrict_page(page)
    elif kind == "deleted":
        type(page).objects.get(pk=page.pk).delete()
    return page


@pytest.mark.parametrize("kind", ["unpublished", "private", "deleted"])
def test_a_link_to_what_is_not_public_keeps_its_words_only(kind):
    text = f"<p>See {blocks.page_link(gone(kind), 'this <b>page</b>')} now.</p>"

    assert represent(text) == "<p>See this <b>page</b> now.</p>"
    assert represent(text, "markdown").strip() == "See this **page** now."
    assert represent(text, "db_markdown").strip() == "See this **page** now."
    [paragraph] = represent(text, "json")
    link = paragraph["children"][1]
    assert (link["type"], link["url"], link["page"], link["live"]) == ("link", None, None, False)


def test_a_link_to_a_leaflet_is_the_address_where_it_is_served():
    leaflet, secret = DocumentFactory(title="Leaflet"), DocumentFactory(collection=private_collection())

    assert (
        represent(blocks.document_link(leaflet)) == f'<a href="http://localhost{leaflet.url}">a document</a>'
    )
    assert represent(blocks.document_link(secret)) == "a document"


def test_a_picture_in_a_text_is_shown_with_its_size_unless_it_is_private():
    picture, secret = ImageFactory(), ImageFactory(collection=private_collection())

    html = represent(blocks.embedded_image(picture, alt='A "knee"'))

    assert html == (
        f'<img src="http://localhost{picture.file.url}" alt="A &quot;knee&quot;" '
        'width="64" height="48" loading="lazy">'
    )
    assert represent(blocks.embedded_image(secret)) == ""
    [image] = represent(blocks.embedded_image(picture, alt="A knee"), "json")
    assert (image["type"], image["alt"]) == ("image", "A knee")


def test_a_player_in_a_text_is_left_out():
    assert represent('<embed embedtype="media" url="https://www.youtube.com/watch?v=x"/>') == ""


def test_links_of_translations_lead_to_their_language():
    malay = translate(ArticlePageFactory(title="Knees"), "ms", slug="lutut")

    assert 'href="http://localhost/ms/articles/lutut/"' in represent(blocks.page_link(malay))


# Links elsewhere


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/?a=1&b=2",
        "http://example.org",
        "mailto:us@example.org",
        "tel:+60",
        "#cost",
        "/x/",
    ],
)
def test_safe_addresses_are_kept(address):
    stored = address.replace("&", "&amp;")

    assert represent(f'<a href="{stored}">there</a>') == f'<a href="{stored}">there</a>'


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "//evil.example.org/",
        "vbscript:x",
        "",
    ],
)
def test_unsafe_addresses_lose_their_link(address):
    assert represent(f'<a href="{address}">there</a>') == "there"


@pytest.mark.parametrize(
    "text",
    [
        '<a linktype="page" id="x">w</a>',
        '<a linktype="page">w</a>',
        '<a linktype="page" id="99999999999999999999999">w</a>',
        '<a linktype="page" id="-1">w</a>',
        '<a linktype="unknown" id="1">w</a>',
        '<a linktype="page" id="1" href="https://example.org/">w</a>',
        '<a linktype="document" id="1">w</a>',
        "<a>w</a>",
    ],
)
def test_broken_links_keep_their_words(text):
    assert represent(text) == "w"


@pytest.mark.parametrize(
    "text", ['<a href="x', "<a", "<embed", "<p>a < b</p>", "<a href=x>w</a>", "</a>", "&lt;a&gt;"]
)
@pytest.mark.parametrize("form", ["html", "markdown", "json"])
def test_broken_markup_does_no_harm(text, form):
    represent(text, form)


def test_words_that_look_like_links_stay_words():
    assert represent("<p>&lt;a href=x&gt;</p>") == "<p>&lt;a href=x&gt;</p>"


def test_one_query_loads_the_pages_of_any_number_of_links(django_assert_num_queries):
    pages = [StandardPageFactory(history=False) for _ in range(4)]
    scope = PublicScope.for_host()
    text = " ".join(blocks.page_link(page) for page in pages)
    ContentType.objects.get_for_model(type(pages[0]))
    references = References(scope)
    collect_links(text, references)

    with django_assert_num_queries(1):
        references.load()
        Output(references=references).rich_text(text)


# The tree


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("loose", [("paragraph", ["loose"])]),
        ("<p>a</p>b<p>c</p>", [("paragraph", ["a"]), ("paragraph", ["b"]), ("paragraph", ["c"])]),
        ("<ul><li>a</li><li>b</li></ul>", [("bullet_list", [("list_item", ["a"]), ("list_item", ["b"])])]),
        ("<ol><li>a</li></ol>", [("numbered_list", [("list_item", ["a"])])]),
        ("<blockquote>a</blockquote>", [("quote", ["a"])]),
        ("<p> </p>\n", [("paragraph", [" "])]),
        ("<p>a<br/>b</p>", [("paragraph", ["a", "line_break", "b"])]),
        ("<hr/>", ["rule"]),
        ("<div><p>a</p></div>", [("paragraph", ["a"])]),
        ("<p>a &amp; b</p>", [("paragraph", ["a & b"])]),
    ],
)
def test_the_tree_has_the_shape_of_the_text(html, tree):
    def outline(node):
        if node["type"] == "text":
            return node["text"]
        if "children" not in node:
            return node["type"]
        return (node["type"], [outline(child) for child in node["children"]])

    assert [outline(node) for node in represent(html, "json")] == tree


def test_marks_add_up():
    [paragraph] = represent("<p><b>a<i>b<sup>c</sup></i></b><strong><b>d</b></strong></p>", "json")

    assert [(node["text"], node["marks"]) for node in paragraph["children"]] == [
        ("a", ["bold"]),
        ("b", ["bold", "italic"]),
        ("c", ["bold", "italic", "superscript"]),
        ("d", ["bold"]),
    ]


def test_headings_tell_their_level():
    [heading] = represent("<h3>Cost</h3>", "json")

    assert (heading["type"], heading["level"]) == ("heading", 3)


# Words


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>a</p><p>b</p>", "a b"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("a<br/>b", "a b"),
        ("<b>a</b>b", "ab"),
        ("a &amp; b&nbsp;c", "a & b c"),
        (None, ""),
        (7, ""),
    ],
)
def test_the_words_of_a_text_are_its_words(html, words):
    assert plain_text(html) == words


@pytest.mark.parametrize(
    "odd", ["<h²>Words</h²>", "<h0>Words</h0>", '<a data-page="x">Words', '<a data-page="²">Words</a>']
)
def test_tree_of_odd_markup_keeps_the_words(odd):
    from cms.core.rich_text_tree import tree_from_html

    assert "Words" in str(tree_from_html(odd))
