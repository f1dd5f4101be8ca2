"""SVG drawings: only what draws is kept, and how large and which colour a drawing is.

A drawing is a document that could run scripts, load files and grow without end. It is read with a parser
that knows no entities, references to anything outside of it are removed here, and svg-hush (an allow-list of
elements and attributes) has the last word.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

import willow
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from PIL import ImageColor
from py_svg_hush import filter_svg
from willow.svg import WillowSvgException

from cms.core import image_refusals

SVG_NAMESPACE: Final = "http://www.w3.org/2000/svg"
EMBEDDED: Final = {"image": ["png", "jpeg", "gif", "webp"]}
# Enough for any drawing program, and far from what makes a parser or a browser stumble.
MOST_LEVELS: Final = 100
MOST_ELEMENTS: Final = 100_000
MOST_PIXELS_WIDE: Final = 100_000

_IMPORT: Final = re.compile(r"@(import|charset|namespace)[^;{}]*;?", re.IGNORECASE)
# An address in a style that is not the name of something in the same drawing.
_OUTSIDE: Final = re.compile(r"url\(\s*['\"]?\s*(?!#|['\"\s])[^)]*\)?", re.IGNORECASE)
_EMBEDDED_ADDRESS: Final = re.compile(r"data:image/(png|jpeg|gif|webp)[;,]", re.IGNORECASE)

register_namespace("", SVG_NAMESPACE)


def clean_drawing(content: bytes) -> bytes:
    """Return the drawing with nothing in it but what draws; raises `ImageRefused`."""
    root = _parsed(content)
    if root.tag != f"{{{SVG_NAMESPACE}}}svg":
        raise image_refusals.unusable_drawing("does not begin with an svg element in the SVG namespace")
    for element in root.iter():
        _clean_element(element)
    try:
        return bytes(filter_svg(tostring(root), EMBEDDED))
    except ValueError as error:
        raise image_refusals.unusable_drawing("cannot be read") from error


def looks_like_markup(content: bytes) -> bool:
    """Say whether a file could be XML: it begins with `<` in one of the usual encodings."""
    return content[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")[:1] == b"<"


def drawing_size(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels of a clean drawing; raises `ImageRefused`."""
    try:
        width, height = willow.Image.open(io.BytesIO(content)).get_size()
    except (WillowSvgException, ParseError, DefusedXmlException, KeyError, ArithmeticError) as error:
        raise image_refusals.unusable_drawing("says its width, height or viewBox wrongly") from error
    if not (0 < width <= MOST_PIXELS_WIDE and 0 < height <= MOST_PIXELS_WIDE):
        raise image_refusals.unusable_drawing("says that it has no size, or one that no screen has")
    return max(1, round(width)), max(1, round(height))


def drawing_colour(content: bytes) -> str:
    """Return the colour that a clean drawing paints first, its background more often than not: `#rrggbb`."""
    for element in _parsed(content).iter():
        for colour in _colours(element):
            return colour
    return "#000000"  # what SVG fills with where nothing is said


def _parsed(content: bytes) -> Element:
    """Read XML, but not without end: every start is counted before the next one is read."""
    level = count = 0
    root: Element | None = None
    try:
        for event, element in iterparse(io.BytesIO(content), events=("start", "end")):
            root = element if root is None else root
            level += 1 if event == "start" else -1
            count += event == "start"
            if level > MOST_LEVELS or count > MOST_ELEMENTS:
                raise image_refusals.unusable_drawing("has too many parts")
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        if isinstance(error, DefusedXmlException):
            raise image_refusals.unusable_drawing("declares entities") from error
        raise image_refusals.unusable_drawing("is no well-formed XML") from error
    if root is None:
        raise image_refusals.unusable_drawing("is empty")
    return root


def _clean_element(element: Element) -> None:
    if element.tag == f"{{{SVG_NAMESPACE}}}style":
        element.text = _OUTSIDE.sub("none", _IMPORT.sub("", "".join(element.itertext())))
        del element[:]
    for name, value in list(element.attrib.items()):
        is_address = name.rpartition("}")[2] == "href"
        if is_address and not (value.startswith("#") or _EMBEDDED_ADDRESS.match(value)):
            del element.attrib[name]
        elif not is_address and "url" in value.lower():
            element.attrib[name] = _OUTSIDE.sub("none", value)


def _colours(element: Element) -> Iterator[str]:
    """Yield the colours that an element names and that are neither nothing nor another element."""
    style = dict(part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    for name in ("fill", "stop-color", "stroke"):
        value = style.get(name, element.get(name, "")).strip()
        try:
            red, green, blue, *_ = ImageColor.getrgb(value[:100])
        except ValueError:
            continue
        yield f"#{red:02x}{green:02x}{blue:02x}"
