"""Feeds as text: RSS 2.0 and Atom (RFC 4287) by Django's generator, JSON Feed 1.1 (jsonfeed.org) by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.xmlutils import SimplerXMLGenerator

from cms.seo.feeds.feed import Feed, FeedItem
from cms.seo.languages import language_tag
from cms.seo.pictures import social_picture

_MEDIA: Final = "http://search.yahoo.com/mrss/"
_DC: Final = "http://purl.org/dc/elements/1.1/"
# When an empty feed has changed.
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
# What XML 1.0 cannot hold.
_UNSPEAKABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _clean(text: str) -> str:
    return _UNSPEAKABLE.sub("", text)


def _add_picture(handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
    picture = item["picture"]
    if picture:
        names = {"url": "url", "type": "media_type", "width": "width", "height": "height"}
        attributes = {name: str(picture[member]) for name, member in names.items()}
        handler.addQuickElement("media:content", "", {**attributes, "medium": "image"})


class _Dated(SyndicationFeed):
    """A feed that is as old as what is in it; Django would date an empty one anew at every reading."""

    def latest_post_date(self) -> datetime:
        """Return when something in the feed has changed last."""
        updated: datetime = self.feed["updated"]
        return updated


class _Rss(_Dated, Rss201rev2Feed):
    """RSS with pictures (Media RSS)."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:media": _MEDIA, "xmlns:dc": _DC}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["author_names"]:
            handler.addQuickElement("dc:creator", name)
        _add_picture(handler, item)


class _Atom(_Dated, Atom1Feed):
    """Atom with all authors, and pictures (Media RSS)."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:media": _MEDIA}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name, uri in item["people"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", name)
            handler.addQuickElement("uri", uri)
            handler.endElement("author")
        _add_picture(handler, item)


def _generated(generator: type[SyndicationFeed]) -> Callable[[Feed, str], bytes]:
    def write(feed: Feed, own_url: str) -> bytes:
        made = generator(
            title=_clean(feed.title),
            link=feed.url,
            description=_clean(feed.description or feed.title),
            language=language_tag(feed.locale_code),
            author_name=_clean(feed.publisher),
            feed_url=own_url,
            updated=feed.updated or _NEVER,
        )
        for item in feed.items:
            _add(made, item)
        return made.writeString("utf-8").encode()

    return write


def _add(made: SyndicationFeed, item: FeedItem) -> None:
    made.add_item(
        title=_clean(item.title),
        link=item.url,
        description=_clean(item.summary or item.title),
        unique_id=item.url,
        unique_id_is_permalink=True,
        pubdate=item.published,
        updateddate=item.updated,
        categories=[_clean(topic) for topic in item.topics],
        author_names=[_clean(author.name) for author in item.authors],
        people=[(_clean(author.name), author.url) for author in item.authors],
        picture=social_picture(item.image),
    )


def _json(feed: Feed, own_url: str) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": own_url,
        "description": feed.description,
        "language": language_tag(feed.locale_code),
        "authors": [{"name": feed.publisher}],
        "items": [_json_item(item) for item in feed.items],
    }
    return json.dumps(document, ensure_ascii=False).encode()


def _json_item(item: FeedItem) -> dict[str, Any]:
    picture = social_picture(item.image)
    optional = {
        "authors": [{"name": author.name, "url": author.url} for author in item.authors],
        "tags": list(item.topics),
        "image": picture and picture["url"],
    }
    return {
        "id": item.url,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_text": item.summary or item.title,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        **{name: value for name, value in optional.items() if value},
    }


WRITERS: Final[dict[str, Callable[[Feed, str], bytes]]] = {
    "rss.xml": _generated(_Rss),
    "atom.xml": _generated(_Atom),
    "feed.json": _json,
}
