"""Drawings: what could run, load or explode is gone, what draws is left."""

import pytest

from cms.core.image_drawings import drawing_colour
from cms.core.image_files import prepared_file
from cms.core.image_refusals import ImageRefused
from cms.core.renditions import make_renditions
from tests.factories.core import ImageFactory
from tests.factories.pictures import SVG, as_file


def cleaned(inside, svg=SVG):
    content = svg.format(inside) if isinstance(inside, str) else inside
    content = content.encode() if isinstance(content, str) else content
    return prepared_file(as_file(content, "x.svg"), "x.svg").read().decode()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)" onload="alert(1)"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">alert(1)</p></foreignObject>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="javascript:alert(1)"><rect/></a>',
        '<image href="https://evil.example/alert.png"/>',
        '<image href="data:text/html,alert"/>',
        '<image href="data:image/svg+xml,alert"/>',
        '<use href="//evil.example/alert.svg#x"/>',
        '<style>@import "https://evil.example/alert.css";</style>',
        "<style>rect{{fill:url(https://evil.example/alert)}}</style>",
        "<rect style=\"fill:url('https://evil.example/alert')\"/>",
        '<rect fill="url(https://evil.example/alert)"/>',
        '<iframe src="https://evil.example/alert"/>',
        "<!-- alert -->",
        "<metadata>alert</metadata>",
        '<set attributeName="onclick" href="https://evil.example/alert"/>',
    ],
)
def test_what_could_run_or_load_is_gone(inside):
    drawing = cleaned(inside)
    assert "alert" not in drawing
    assert "evil.example" not in drawing


def test_what_draws_is_left():
    drawing = cleaned(
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#00ff00"/></linearGradient></defs>'
        '<style>.a{{fill:url(#g)}}</style><path class="a" d="M0 0h9v9z"/><use href="#p"/>'
        '<image href="data:image/png;base64,iVBORw0KGgo="/><text>Knee &amp; hip</text>'
    )
    for part in (
        "linearGradient",
        "url(#g)",
        "M0 0h9v9z",
        '"#p"',
        "data:image/png",
        "Knee &amp; hip",
        "viewBox",
    ):
        assert part in drawing


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("<svg", "no well-formed XML"),
        ("<html><body/></html>", "does not begin with an svg element"),
        ("<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + SVG.format("&b;"), "declares entities"),
        (SVG.format("<g>" * 5000 + "</g>" * 5000), "too many parts"),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="0" height="5"/>', "wrongly"),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="1e300" height="5"/>', "no screen has"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="a b c d"/>', "wrongly"),
    ],
)
def test_a_drawing_that_cannot_be_used_is_refused(content, part):
    with pytest.raises(ImageRefused, match=part):
        cleaned(content.encode())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_any_encoding_of_xml_is_read(encoding):
    assert "Ünïcode" in cleaned(SVG.format("<text>Ünïcode</text>").encode(encoding))


@pytest.mark.parametrize(
    ("inside", "colour"),
    [
        ('<rect fill="none"/><rect fill="url(#a)"/><rect fill="teal"/>', "#008080"),
        ('<rect style="fill: #abc; stroke: red"/>', "#aabbcc"),
        ("<rect/>", "#000000"),
    ],
)
def test_the_first_colour_that_is_painted_is_the_drawings(inside, colour):
    assert drawing_colour(SVG.format(inside).encode()) == colour


@pytest.mark.django_db
def test_a_drawing_gets_size_placeholder_and_colour_and_stays_as_it_is():
    image = ImageFactory(file=as_file(SVG.format('<rect fill="#d5e6e3"/>').encode(), "knee.svg"))
    assert make_renditions.call(image.pk) == 0
    image.refresh_from_db()
    assert (image.width, image.height, image.dominant_color) == (80, 40, "#d5e6e3")
    assert image.placeholder.startswith("data:image/svg+xml,")
    assert not image.renditions.exists()
