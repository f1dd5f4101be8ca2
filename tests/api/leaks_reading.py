"""How somebody without any rights reads a site: everything that the API leads to, and what he can ask for.

`addresses` walks the API from its endpoints and follows what they list. `questions` are asked by somebody who
has heard of an object: its id, its slug, its registry id, a word of it.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.test import Client
from wagtail.fields import RichTextField, StreamField
from wagtail.models import get_page_models
from wagtail.search.index import class_is_indexed

from blog.models import ArticlePage
from cms.api.filterable import column_of
from cms.api.pages import PageAPIViewSet
from cms.api.registry import router
from cms.api.viewsets import SnippetAPIViewSet
from tests.api.leaks import NEVER, NEVER_ID, REGISTRY_IDS, SECRET, word
from tests.api.leaks_places import MODELS

API = "/api/v2/"
FORMATS = ("html", "markdown", "db_html", "db_markdown", "json")

# What is asked of the views beside the endpoints of models.
VIEWS = {
    "docs": ["docs/"],
    "fixtures_article": ["fixtures/article/"],
    "openapi": ["openapi.json"],
    # Those of all pages are read below.
    "page_markdown": ["pages/1/markdown/"],
    "preview": ["preview/", "preview/?content_type=blog.articlepage&token=invented"],
    "resolve": ["resolve/?path=/old-way/", "resolve/?path=/nothing/here/", "resolve/?path=/zh-hans/"],
    "search": ["search/?q=holder", "search/?q=quotidianpage", "search/?q=read&limit=100"],
    "site": ["site/?locale=ms", *(f"site/?rich_text_format={name}" for name in FORMATS)],
}

ENDPOINTS = {
    "page": "pages",
    "page_translation": "pages",
    "language": "pages",
    "parent": "pages",
    "trial": "trials",
    "author": "authors",
    "author_translation": "authors",
    "topic": "topics",
    "topic_translation": "topics",
    "image": "images",
    "document": "documents",
}
READER_PATHS = {
    "page": ["/articles/section/{word}/", "/Articles/Section/{word}"],
    "page_translation": ["/ms/articles/{word}/"],
    "trial": ["/trials/{word}/", "/trials/{registry_id}/", "/ms/trials/{registry_id}/"],
    "author": ["/authors/{word}/"],
    "author_translation": ["/ms/authors/{word}/"],
    "topic": ["/topics/{word}/"],
    "topic_translation": ["/ms/topics/{word}/"],
}
BY_WORD = {
    "page": [
        "pages/?slug={word}",
        "pages/?title__contains={word}",
        "pages/?type=blog.ArticlePage&tags={word}",
    ],
    "trial": [
        "trials/{word}/",
        "trials/{registry_id}/",
        "trials/find/?slug={word}",
        "trials/find/?registry_id={registry_id}",
        "trials/?registry_id__in={registry_id}",
        "trials/?conditions__contains={word}",
        "search/?q={registry_id}",
        "pages/?type=blog.ArticlePage&trials__registry_id={registry_id}",
        "pages/?type=blog.ArticlePage&trials__registry_id__in={registry_id}",
    ],
    "author": ["authors/{word}/", "authors/find/?slug={word}", "authors/?name={word}"],
    "author_translation": ["authors/{word}/", "authors/find/?slug={word}", "authors/?slug={word}&locale=ms"],
    "topic": ["topics/{word}/", "topics/find/?slug={word}", "topics/?synonyms={word}"],
    "topic_translation": ["topics/{word}/", "topics/find/?slug={word}", "topics/?slug={word}&locale=ms"],
    "image": ["images/?tags={word}", "images/?title={word}"],
    "document": ["documents/?tags={word}", "documents/?title={word}"],
}
BY_ID = {
    "page": [
        f"pages/?{name}={{id}}" for name in ("child_of", "descendant_of", "ancestor_of", "translation_of")
    ]
}
ARTICLES = f"{API}pages/?type=blog.ArticlePage&"
# What a site has beside its pages.
SITE_FILES = ("/robots.txt", "/llms.txt", "/sitemap.xml", "/feeds/rss.xml", "/feeds/ms/feed.json")
FEEDS = ("rss.xml", "atom.xml", "feed.json")


@dataclass(frozen=True)
class Answer:
    """What came back: `text` is the body with the redirect's target before it."""

    status: int
    text: str


class Reader:
    """Reads addresses, each once. `login` is a user whose cookie, and `token` a key, that it sends along."""

    def __init__(self, *, login=None, token=""):
        self.client = Client(headers={"authorization": f"Bearer {token}"} if token else None)
        if login:
            self.client.force_login(login)
        self._answers = {}

    def read(self, address):
        if address not in self._answers:
            response = self.client.get(address)
            body = b"".join(response) if response.streaming else response.content
            text = response.get("Location", "") + "\n" + body.decode(errors="replace")
            self._answers[address] = Answer(response.status_code, text)
        return self._answers[address]

    def json(self, address):
        response = self.client.get(address)
        assert response.status_code == 200, f"{address}: {response.content.decode()}"
        return response.json()

    def ids(self, address):
        return [item["id"] for item in self.json(address)["items"]]


@dataclass(frozen=True)
class Listing:
    """A list of the API: the endpoint's name and viewset, the model of its rows, the address up to fields."""

    endpoint: str
    viewset: type
    model: type
    address: str

    @property
    def formats(self):
        """The formats in which its rows can differ."""
        columns = self.model._meta.get_fields()
        has_texts = any(isinstance(column, (RichTextField, StreamField)) for column in columns)
        # The list of all pages leads to those of every type.
        return FORMATS if has_texts or self.endpoint == "pages" else FORMATS[:1]

    @property
    def whole(self):
        """The address with all fields of as many rows as there are."""
        return f"{self.address}fields=*&limit=100"


def lists():
    """All lists, that of the pages also by type."""
    for name, viewset in router.endpoints():
        yield Listing(name, viewset, viewset.model, f"{API}{name}/?")
    for model in get_page_models():
        address = f"{API}pages/?type={model._meta.label}&"
        yield Listing("pages", PageAPIViewSet, model, address)


def addresses(reader):
    """Every address that lists and links lead to."""
    yield from ("/", "/ms/", "/zh-hans/", "/old-way/", "/nothing/here/", "/search/?q=holder", API)
    yield from (API + question for view in VIEWS.values() for question in view)
    yield from SITE_FILES
    yield from re.findall(r"http://localhost(/sitemaps/[^<]+)", reader.read("/sitemap.xml").text)
    for listing in lists():
        yield from (f"{listing.whole}&rich_text_format={name}" for name in listing.formats)
        for item in reader.json(listing.whole)["items"]:
            yield from _addresses_of(item, listing)


def _addresses_of(item, listing):
    name = listing.endpoint
    yield f"{API}{name}/find/?id={item['id']}"
    yield from (f"{API}{name}/{item['id']}/?fields=*&rich_text_format={format}" for format in listing.formats)
    if issubclass(listing.viewset, SnippetAPIViewSet):
        yield f"{API}{name}/{item['slug']}/"
    if "html_url" in item["meta"]:
        path = urlsplit(item["meta"]["html_url"]).path
        yield from (path, f"{API}resolve/?path={path}", f"{API}resolve/?path={path}&fields=json_ld,head_html")
        yield from (f"/feeds{path}{file}" for file in FEEDS)
    if name == "pages":
        yield f"{API}pages/{item['id']}/markdown/"


# Questions, with {word}, {registry_id} and {id} for what they ask for


def questions_by_word(kind):
    """Questions that name words, slugs and registry ids."""
    name = ENDPOINTS[kind]
    for path in READER_PATHS.get(kind, []):
        yield from (path, f"{API}resolve/?path={path}")
        if name == "pages":
            yield f"{API}pages/find/?html_path={path}"
    yield from (API + question for question in BY_WORD.get(kind, []))
    for relation, column in _relations_to(kind):
        lookups = ("", "__in", "__startswith", "__contains") if column in ("slug", "name") else ()
        yield from (f"{ARTICLES}{relation}__{column}{lookup}={{word}}" for lookup in lookups)
    if name != "pages":
        yield f"{API}{name}/?search={{word}}"


def questions_by_id(kind):
    """Questions that name ids."""
    name = ENDPOINTS[kind]
    yield from (f"{API}{name}/{{id}}/", f"{API}{name}/find/?id={{id}}")
    yield from (f"{API}{name}/?id={{id}}", f"{API}{name}/?id__in={{id}}")
    yield from (API + question for question in BY_ID.get(kind, []))
    yield from {f"{ARTICLES}{relation}__id={{id}}" for relation, _column in _relations_to(kind)}
    yield from (f"{listing.address}{column}={{id}}" for listing, column in references_to(kind))


@dataclass(frozen=True)
class Asked:
    """A question about a secret, the same about what never was, and where the two differ."""

    secret: str
    never: str
    values: list


def asked_of(site):
    """All questions about the site's secrets; about what is only edited those by words."""
    for kind in site.hidden or site.secrets:
        yield from _asked(site, kind, questions_by_word(kind))
        if not site.state.edited:
            yield from _asked(site, kind, questions_by_id(kind))


def searches_for(words):
    """Searches of everything for any of the words."""
    yield from (f"{API}search/?q={text}" for text in words)
    every = "+".join(words)
    for listing in lists():
        if class_is_indexed(listing.model):
            yield f"{listing.address}search={every}&search_operator=or"


def _asked(site, kind, questions):
    values = {
        "{word}": (word(kind), NEVER),
        "{registry_id}": (REGISTRY_IDS[SECRET], REGISTRY_IDS[NEVER]),
        "{id}": (str(site.ids[kind]), str(NEVER_ID)),
    }
    for question in questions:
        secret = never = question
        for name, (known, unknown) in values.items():
            secret, never = secret.replace(name, known), never.replace(name, unknown)
        yield Asked(secret, never, list(values.values()))


def references_to(kind):
    """Filters by what a row refers to, as (list, name of the filter)."""
    for listing in lists():
        for name in listing.viewset().get_filterable_names(listing.model):
            column = column_of(listing.model, name)
            # Those of all pages are asked for in the list of all pages.
            is_own = column is not None and column.model is listing.model
            if is_own and column.is_relation and issubclass(MODELS.get(kind, type), column.related_model):
                yield listing, name


def _relations_to(kind):
    for relation, columns in ArticlePage.api_relations.items():
        if ArticlePage._meta.get_field(relation).related_model is MODELS.get(kind):
            yield from ((relation, column) for column in columns)
