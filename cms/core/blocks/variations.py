"""Raw values of body blocks in all their forms, for the fixture article that front ends render.

Each constant belongs to one block and holds values by the name of their form. Every block has at least the
forms of `REQUIRED`; its normal form is its `sample`. They refer to what `cms.core.blocks.synthetic` names.
All are values that an editor may publish, or that old content may still hold.
"""

from __future__ import annotations

from typing import Any, Final

from cms.core.blocks.odd_words import (
    ARABIC,
    CHINESE,
    COMBINING,
    EMOJI,
    HEBREW,
    LONG_WORD,
    MARKUP,
    MIXED,
    ODD,
    ODD_HTML,
    sentences,
)

REQUIRED: Final = ("minimal", "longest", "oddest")

Variations = dict[str, Any]
"""Raw values by the name of their form."""


def items(*values: Any) -> list[dict[str, Any]]:
    """Return values as a ListBlock stores them."""
    return [{"type": "item", "value": value, "id": str(place)} for place, value in enumerate(values, start=1)]


_LONG_LINE = sentences(40).rstrip(".")

# From the second level down, none skipped: this is the order in which the fixture shows them.
HEADING: Final[Variations] = {
    "minimal": {"text": "A", "level": "2", "anchor": ""},
    "third level": {"text": "A heading of the third level", "level": "3", "anchor": "third-level"},
    "deepest": {"text": "A heading of the fourth level, the deepest", "level": "4", "anchor": "deepest"},
    "longest": {"text": _LONG_LINE, "level": "4", "anchor": "longest-heading"},
    "oddest": {"text": ODD, "level": "4", "anchor": "ركبة-膝-knie"},
    "same anchor": {"text": "A heading that was copied", "level": "4", "anchor": "deepest"},
    "right to left": {"text": ARABIC, "level": "4", "anchor": ""},
}

PARAGRAPH: Final[Variations] = {
    "minimal": "<p>A</p>",
    "longest": "".join(f"<p>{sentences(250)}</p>" for _ in range(4)),
    "oddest": f"<p>{ODD_HTML}</p><p></p><p>Two<br/>lines, H<sub>2</sub>O, 10<sup>−9</sup> m</p>",
    "right to left": f"<p>{ARABIC} <b>{HEBREW}</b></p><p>{CHINESE}</p>",
    "links": (
        '<p><a linktype="page" id="7">A page</a>, <a linktype="page" id="79">a page that is gone</a>, '
        '<a linktype="document" id="3">a document</a>, <a href="https://example.org/?a=1&amp;b=2#c">a web '
        'address</a>, <a href="mailto:desk@example.org">an e-mail address</a>, '
        '<a href="tel:+60312345678">a telephone number</a>, <a href="#third-level">a heading of this '
        "page</a>, "
        f'<a href="https://example.org/{LONG_WORD}">https://example.org/{LONG_WORD}</a></p>'
    ),
    "lists": (
        "<ul><li>Outer point</li><li>Another <b>bold <i>and slanted</i></b> one</li></ul>"
        "<ol><li>First</li><li>Second</li></ol>"
    ),
}

_LIST_FORMS: Final[Variations] = {
    "minimal": items("<p>One point</p>"),
    "longest": items(f"<p>{sentences(1000)}</p>", *(f"<p>Point {number}</p>" for number in range(2, 31))),
    "oddest": items(f"<p>{ODD_HTML}</p>", "<p></p>", f"<p>{ARABIC}</p>", f"<p>{HEBREW}</p>"),
    "links": items('<p><a linktype="page" id="72">A page</a></p>', '<p><a href="#deepest">Above</a></p>'),
}
BULLET_LIST: Final = _LIST_FORMS
NUMBERED_LIST: Final = _LIST_FORMS

QUOTE: Final[Variations] = {
    "minimal": {"text": "Ask.", "attribution": "", "source_url": ""},
    "longest": {
        "text": "\n\n".join((sentences(120), sentences(80))),
        "attribution": _LONG_LINE,
        "source_url": f"https://example.org/{LONG_WORD}",
    },
    "oddest": {"text": ODD, "attribution": MARKUP, "source_url": ""},
    "right to left": {"text": HEBREW, "attribution": ARABIC, "source_url": ""},
    "source without a name": {
        "text": "Who said this?",
        "attribution": "",
        "source_url": "https://example.org/",
    },
}

_NO_LINK: Final = {"text": "", "page": None, "url": ""}

CALLOUT: Final[Variations] = {
    "minimal": {"kind": "information", "title": "", "text": "<p>A</p>", "link": _NO_LINK},
    "longest": {
        "kind": "warning",
        "title": _LONG_LINE,
        "text": f"<p>{sentences(300)}</p><ul><li>{sentences(30)}</li></ul>",
        "link": {"text": _LONG_LINE, "page": None, "url": "https://example.org/long/"},
    },
    "oddest": {
        "kind": "disclaimer",
        "title": ODD,
        "text": f"<p>{ODD_HTML}</p>",
        "link": {"text": MARKUP, "page": 73, "url": ""},
    },
    "tip": {"kind": "tip", "title": "A tip", "text": f"<p>{sentences(12)}</p>", "link": _NO_LINK},
    "link without words": {
        "kind": "takeaway",
        "title": "",
        "text": "<p>The link takes the title of its page.</p>",
        "link": {"text": "", "page": 72, "url": ""},
    },
    "link that leads nowhere": {
        "kind": "information",
        "title": "Its page is gone",
        "text": "<p>The words stay, the link is null.</p>",
        "link": {"text": "Gone", "page": 79, "url": ""},
    },
    "right to left": {"kind": "warning", "title": ARABIC, "text": f"<p>{HEBREW}</p>", "link": _NO_LINK},
}

QUESTION: Final[Variations] = {
    "minimal": {"question": "Why?", "answer": "<p>So.</p>"},
    "longest": {"question": f"{_LONG_LINE}?", "answer": f"<p>{sentences(400)}</p>"},
    "oddest": {"question": ODD, "answer": f"<p>{ODD_HTML}</p>"},
    "lists": {
        "question": "What do I bring?",
        "answer": "<p>Lists:</p><ul><li>Papers</li><li>Pictures</li></ul><ol><li>Now</li><li>Then</li></ol>",
    },
    "right to left": {"question": ARABIC, "answer": f"<p>{HEBREW}</p>"},
}


def _picture(key: int | None, alt: str = "", *, caption: str = "", credit: str = "") -> dict[str, Any]:
    image = {"image": key, "decorative": not alt, "alt_text": alt}
    return {"image": image, "caption": caption, "credit": credit}


IMAGE: Final[Variations] = {
    "minimal": _picture(5),
    "longest": _picture(51, sentences(60), caption=sentences(60), credit=_LONG_LINE),
    "oddest": _picture(52, MARKUP, caption=ODD, credit=f"{EMOJI} {COMBINING}"),
    "missing": _picture(59, "Nobody sees this", caption="The caption of a picture that is gone"),
    "panorama": _picture(52, "Hills, eight times as wide as high"),
    "portrait": _picture(51, "Hills, higher than wide"),
    "tiny": _picture(53, "One red dot"),
    "drawing": _picture(54, "A bent knee, drawn with lines"),
    "moving": _picture(55, "A quarter of a circle that turns"),
    "right to left": _picture(5, ARABIC, caption=ARABIC, credit=HEBREW),
}

EMBED: Final[Variations] = {
    "minimal": {"url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ", "caption": ""},
    "longest": {"url": f"https://videos.example.org/{LONG_WORD}", "caption": sentences(80)},
    "oddest": {"url": "https://videos.example.org/?q=%D8%B1&b=2#t=1", "caption": ODD},
    "not resolved": {"url": "https://videos.example.org/nobody-answered", "caption": "No player was found."},
    "player in portrait": {"url": "https://videos.example.org/portrait", "caption": "Higher than wide."},
}


def _table(caption: str, columns: list[tuple[str, str]], rows: list[list[Any]]) -> dict[str, Any]:
    return {
        "caption": caption,
        "columns": [{"type": kind, "heading": heading} for kind, heading in columns],
        "rows": [{"values": values} for values in rows],
    }


TABLE: Final[Variations] = {
    "minimal": _table("", [("text", "A")], [["B"]]),
    "longest": _table(
        sentences(30),
        [("text", f"Column {number}") for number in range(1, 16)],
        [[f"Row {row}, column {column}" for column in range(1, 16)] for row in range(1, 41)],
    ),
    "oddest": _table(
        MARKUP,
        [("text", MIXED), ("rich_text", EMOJI), ("number", LONG_WORD)],
        [[ODD, f"<p>{ODD_HTML}</p>", "-0.0000001"], [ARABIC, f"<p>{HEBREW}</p>", "999999999999"]],
    ),
    "empty cells": _table(
        "Some cells are empty",
        [("text", "Words"), ("rich_text", "Formatted"), ("number", "Number")],
        [["", "", None], ["Words", "", None], ["", "<p>Formatted</p>", "0"], ["", "", None]],
    ),
    "numbers only": _table(
        "Ringgit, month by month",
        [("number", str(year)) for year in range(2019, 2025)],
        [["1250.50", "0", "-3", "1000000", "0.1", None], ["1", "2", "3", "4", "5", "6"]],
    ),
    "no caption": _table("", [("text", "Left"), ("text", "Right")], [["A", "B"]]),
}


def _price(**parts: Any) -> dict[str, Any]:
    empty = dict.fromkeys(("unit", "place", "source", "source_url"), "")
    return {"low": None, "high": None, "currency": "MYR", "as_of": None, **empty, **parts}


PRICE_RANGE: Final[Variations] = {
    "minimal": _price(low="1"),
    "longest": _price(
        low="1234567890.50",
        high="9999999999.99",
        currency="IDR",
        unit=_LONG_LINE,
        place=_LONG_LINE,
        as_of="2024-02-29",
        source=_LONG_LINE,
        source_url=f"https://example.org/{LONG_WORD}",
    ),
    "oddest": _price(low="0", high="0.01", currency="KRW", unit=ODD, place=MIXED, source=MARKUP),
    "one price twice": _price(low="3000", high="3000", currency="SGD", unit="per knee", place="Singapore"),
    "currency and place unknown": _price(low="800", high="1200", currency="", unit="per night"),
    "right to left": _price(low="3000", high="5000", currency="SAR", unit=ARABIC, place=ARABIC),
}


def _link(page: int | None = None, url: str = "") -> dict[str, Any]:
    return {"page": page, "url": url}


# A button that leads nowhere is not in the API at all, so there is no form for it here.
LINK_BUTTON: Final[Variations] = {
    "minimal": {"text": "Go", "link": _link(7), "style": "primary"},
    "longest": {"text": _LONG_LINE, "link": _link(72), "style": "secondary"},
    "oddest": {"text": ODD, "link": _link(url=f"https://example.org/{LONG_WORD}"), "style": "secondary"},
    "web address": {"text": "Another site", "link": _link(url="https://example.org/"), "style": "primary"},
    "path": {"text": "A path of this site", "link": _link(url="/trials/"), "style": "secondary"},
    "anchor": {"text": "A heading of this page", "link": _link(url="#deepest"), "style": "secondary"},
    "e-mail": {"text": "Write to us", "link": _link(url="mailto:desk@example.org"), "style": "secondary"},
    "telephone": {"text": "Call us", "link": _link(url="tel:+60312345678"), "style": "secondary"},
    "right to left": {"text": HEBREW, "link": _link(73), "style": "primary"},
}


def _source(citation: str, kind: str = "url", identifier: str = "") -> dict[str, str]:
    return {"citation": citation, "kind": kind, "identifier": identifier}


REFERENCES: Final[Variations] = {
    "minimal": {"items": items(_source("A book."))},
    "longest": {
        "items": items(
            _source(sentences(150), "url", f"https://example.org/{LONG_WORD}"),
            *(_source(f"Source {number}.", "pmid", str(31000000 + number)) for number in range(2, 31)),
        )
    },
    "oddest": {
        "items": items(
            _source(ODD, "doi", "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"),
            _source(MIXED, "registry", "CTRI/2019/01/017091"),
        )
    },
    "every kind": {
        "items": items(
            _source("By its DOI.", "doi", "10.1000/xyz123"),
            _source("By its PubMed number.", "pmid", "31234567"),
            _source("By its registry number.", "registry", "NCT01234567"),
            _source("In a registry without addresses.", "registry", "NMRR-19-123-45678"),
            _source("By its address.", "url", "https://example.org/paper.pdf"),
            _source("By a number that leads nowhere.", "doi", "not a DOI"),
            _source("", "url", "https://example.org/without-words"),
        )
    },
}
