"""Rich text in the five formats of the delivery API, without a query per link.

Stored rich text (Wagtail's `db_html`) names pages and documents by id. `collect_links` notes those ids;
`represent_rich_text` then writes

- `html`: for display, internal links are reader addresses; a link to something that is not public loses
  its `<a>` and keeps its words;
- `markdown`: the same as Markdown, by Wagtail's own converter, which leaves pictures out;
- `db_html`: as stored, with ids, but for those of what is not public;
- `db_markdown`: the same as Markdown, with Wagtail's `wagtail://` addresses for ids;
- `json`: a tree of blocks and spans, for front ends that parse no HTML (see `rich_text_tree`).
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from wagtail.api.rich_text import APIRichText

if TYPE_CHECKING:
    from cms.core.output import Output
    from cms.core.references import References

FORMATS = ("html", "markdown", "db_html", "db_markdown", "json")

_ANCHOR = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL | re.IGNORECASE)
_EMBED = re.compile(r"<embed\b([^>]*?)/?>(?:</embed>)?", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SAFE_HREF = re.compile(r"^(https?:|mailto:|tel:|#|/(?!/))", re.IGNORECASE)
# A link to the outside that is shown exactly as it is stored, and what is not shown as it is stored.
_OUTWARD = re.compile(r"""<a href="(?:https?:|mailto:|tel:)[^"'&<>\s]*">""")
_TO_EXPAND = re.compile(rf"<(?:a\b(?!{_OUTWARD.pattern[2:]})|embed\b|/?A\b)")
_BREAK = re.compile(r"</(?:p|li|h\d|tr|blockquote)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]+>")
# Behind a tag or at the beginning something that is neither white space nor a tag nor an entity.
_OPENING_WORD = re.compile(r"(?:^|>)\s*[^\s<&]")
_LINK_KINDS = {"page": "page", "document": "document"}


class UnknownRichTextFormatError(ValueError):
    """`rich_text_format` names no format."""


def check_format(name: str) -> str:
    """Return `name` if it is one of `FORMATS`; raise `UnknownRichTextFormatError` otherwise."""
    if name not in FORMATS:
        raise UnknownRichTextFormatError(f"'{name}' is no rich text format; use one of {', '.join(FORMATS)}")
    return name


def collect_links(db_html: Any, references: References) -> None:
    """Note the pages, documents and images that stored rich text refers to."""
    if not isinstance(db_html, str) or ("linktype" not in db_html and "<embed" not in db_html):
        return
    for match in _ANCHOR.finditer(db_html):
        kind, key = _link_target(_attributes(match[1]))
        if kind:
            references.want(kind, key)
    for match in _EMBED.finditer(db_html):
        attributes = _attributes(match[1])
        if attributes.get("embedtype") == "image":
            references.want("image", _integer(attributes.get("id")))


def represent_rich_text(db_html: str, output: Output) -> Any:
    """Return stored rich text in `output.rich_text_format`."""
    if output.rich_text_format == "html":
        return expand(db_html, output.references)
    if output.rich_text_format == "db_html":
        return _stored(db_html, output.references)
    if output.rich_text_format == "db_markdown":
        return _markdown(_stored(db_html, output.references))
    if output.rich_text_format == "markdown":
        return _markdown(expand(db_html, output.references))
    from cms.core.rich_text_tree import tree_from_html

    return tree_from_html(expand(db_html, output.references, for_tree=True))


def _markdown(html: str) -> str:
    # The converter takes well-formed markup only, and that `<img>` and `<br>` are closed.
    well_formed = str(BeautifulSoup(html, "html.parser"))
    return str(APIRichText.serialize(well_formed, format=APIRichText.FORMAT_DB_MARKDOWN))


def expand(db_html: str, references: References, *, for_tree: bool = False) -> str:
    """Turn stored rich text into display HTML.

    `for_tree` keeps the page id and whether a link leads somewhere as `data-page` and `data-live`.
    """
    if not _TO_EXPAND.search(db_html):
        return db_html

    def link(match: re.Match[str]) -> str:
        if _OUTWARD.match(match[0]) and match[0].endswith("</a>"):
            return match[0]
        attributes = _attributes(match[1])
        kind, key = _link_target(attributes)
        target = references.get(kind, key) if kind else None
        href = target["url"] if target else _safe_href(attributes, is_internal=kind is not None)
        if for_tree and not href:
            return f'<a data-live="false">{match[2]}</a>'
        if not href:
            return match[2]
        extra = f' data-page="{key}"' if for_tree and kind == "page" else ""
        return f'<a href="{escape(href)}"{extra}>{match[2]}</a>'

    db_html = _ANCHOR.sub(link, db_html)
    return _EMBED.sub(lambda match: _image(_attributes(match[1]), references), db_html)


def _stored(db_html: str, references: References) -> str:
    """Return stored rich text without the links and pictures whose targets may not be shown."""

    def link(match: re.Match[str]) -> str:
        kind, key = _link_target(_attributes(match[1]))
        return match[0] if kind is None or references.get(kind, key) else match[2]

    def picture(match: re.Match[str]) -> str:
        attributes = _attributes(match[1])
        is_image = attributes.get("embedtype") == "image"
        return "" if is_image and not references.get("image", _integer(attributes.get("id"))) else match[0]

    return _EMBED.sub(picture, _ANCHOR.sub(link, db_html))


def plain_text(db_html: Any) -> str:
    """Return the words of rich text, tags removed and entities decoded, on one line."""
    return " ".join(without_tags(db_html).split())


def without_tags(db_html: Any) -> str:
    """Return the words of rich text as `plain_text` does, with all the white space that lies between them."""
    if not isinstance(db_html, str):
        return ""
    return unescape(_TAG.sub("", _BREAK.sub(" ", db_html)))


def has_words(db_html: Any) -> bool:
    """Tell whether `plain_text` finds anything."""
    return isinstance(db_html, str) and bool(_OPENING_WORD.search(db_html) or plain_text(db_html))


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): unescape(double or single) for name, double, single in _ATTRIBUTE.findall(text)}


def _link_target(attributes: dict[str, str]) -> tuple[str | None, int | None]:
    """Return the reference kind and key of an internal link, (None, None) for an external one."""
    link_type = attributes.get("linktype")
    if link_type is None:
        return None, None
    return _LINK_KINDS.get(link_type, "page"), _integer(attributes.get("id"))


def _safe_href(attributes: dict[str, str], *, is_internal: bool) -> str:
    href = attributes.get("href", "").strip()
    return href if not is_internal and _SAFE_HREF.match(href) else ""


def _image(attributes: dict[str, str], references: References) -> str:
    image = references.get("image", _integer(attributes.get("id")))
    if attributes.get("embedtype") != "image" or image is None:
        return ""
    return (
        f'<img src="{escape(image["url"])}" alt="{escape(attributes.get("alt", ""))}" '
        f'width="{image["width"]}" height="{image["height"]}" loading="lazy">'
    )


def _integer(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
