"""Nothing that is not live and public appears in any answer.

Objects in every state that is not public (draft, unpublished, scheduled, expired, private, deleted, edited
since) are put into every place that can hold one; then everything is read that anybody can read, and all is
asked that somebody who knows of them can ask.
"""

import json
import re

import pytest
from django.db import models, transaction
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import APIToken, get_page_models

from blog.models import Author, Topic
from cms.api.registry import router
from cms.core.models import SiteSettings
from cms.seo.urls import urlpatterns as seo_urls
from cms.urls import urlpatterns
from tests.api.leaks import PUBLIC, REGISTRY_IDS, SECRET, STATES, SecretSite, word
from tests.api.leaks_places import MODELS, PLACES, PLAIN_STREAMS, RELATIONS, body_places
from tests.api.leaks_reading import (
    API,
    VIEWS,
    Answer,
    Reader,
    addresses,
    asked_of,
    lists,
    references_to,
    searches_for,
)
from tests.factories.core import UserFactory
from trials.models import Trial

pytestmark = pytest.mark.django_db

in_every_state = pytest.mark.parametrize("site", STATES, indirect=True, ids=lambda state: state.name)
when_public = pytest.mark.parametrize("site", [PUBLIC], indirect=True, ids=["public"])


@pytest.fixture(scope="module")
def site(request, django_db_setup, django_db_blocker):
    """One site for all tests of a state, for making it takes longer than reading it. Nothing here writes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield SecretSite(request.param)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def reader(site):
    """Anybody."""
    return Reader()


@pytest.fixture(scope="module")
def administrator(site):
    """Somebody who may do everything, with the cookie and the token to show for it."""
    user = UserFactory(administrator=True)
    _stored, token = APIToken.create_token(user=user, name="Console")
    return Reader(login=user, token=token)


# What is public is shown in all these places, so that its absence means something


def document(site, reader, name):
    """The document of a public object of the site, or of the site itself."""
    if name == "site":
        return reader.json(f"{API}site/")
    instance = site.public[name]
    endpoint, _viewset = router.get_model_endpoint(type(instance))
    return reader.json(f"{API}{endpoint}/{instance.pk}/")


def inside(value, path):
    for name in path.split("."):
        value = value[int(name) if isinstance(value, list) else name]
    return json.dumps(value)


@when_public
@pytest.mark.parametrize(("holder", "path", "kind"), PLACES)
def test_what_is_public_is_shown(site, reader, holder, path, kind):
    assert word(kind) in inside(document(site, reader, holder), path)


@when_public
@pytest.mark.parametrize(("block", "kind"), [*body_places(), ("trial_list", "trial")])
def test_what_is_public_is_shown_in_blocks(site, reader, block, kind):
    values = [found["value"] for found in document(site, reader, "article")["body"] if found["type"] == block]

    assert any(word(kind) in json.dumps(value) for value in values)


@when_public
def test_what_a_query_finds_is_shown(site, reader):
    last = document(site, reader, "article")["body"][-1]["value"]

    assert last["query"]["condition"] == "quadriceps"
    assert [card["title"] for card in last["trials"]] == [word("trial")]


# Nothing else is


def pattern(words):
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)


@in_every_state
def test_no_answer_contains_it(site, reader):
    forbidden = pattern(site.forbidden)
    found = {address: set(forbidden.findall(reader.read(address).text)) for address in addresses(reader)}

    leaks = [f"{address}: {', '.join(words)}" for address, words in found.items() if words]
    assert not leaks, "\n".join(leaks)


@in_every_state
def test_an_administrator_is_answered_like_anybody(site, reader, administrator):
    others = [address for address in addresses(reader) if "rich_text_format" not in address]

    different = [address for address in others if administrator.read(address) != reader.read(address)]
    assert not different, "\n".join(different)


@in_every_state
def test_lists_count_only_what_they_show(site, reader):
    for listing in lists():
        answer = reader.json(listing.whole)
        assert answer["meta"]["total_count"] == len(answer["items"]), listing.address


@in_every_state
def test_asking_for_it_is_like_asking_for_what_never_was(site, reader, administrator):
    told = [
        asked.secret
        for asked in asked_of(site)
        if tells(reader, asked) or administrator.read(asked.secret) != reader.read(asked.secret)
    ]

    assert not told, "\n".join(told)


@in_every_state
def test_no_search_finds_it(site, reader):
    words = [text for text in site.forbidden if not text.isdigit()]
    found = [search for search in searches_for(words) if reader.json(search)["meta"]["total_count"]]

    assert not found, "\n".join(found)


@when_public
def test_asking_for_what_is_public_tells(site, reader):
    """Otherwise the test before would prove nothing."""
    silent = [asked.secret for asked in asked_of(site) if not tells(reader, asked)]

    assert not silent, "\n".join(silent)


def tells(reader, asked):
    """Whether the answers differ in more than in what was asked for."""
    expected = without_similar(reader.read(asked.never))
    text = expected.text
    for known, unknown in asked.values:
        text = text.replace(unknown, known)
    return without_similar(reader.read(asked.secret)) != Answer(expected.status, text)


def without_similar(answer):
    """Leave out what is offered instead: public things that are spelled like what was asked for."""
    text = re.sub(r'"similar":\[.*\]', '"similar":[]', answer.text)
    if answer.status == 404:
        text = re.sub(r"<noscript>.*?</noscript>", "", text, flags=re.DOTALL)
    return Answer(answer.status, text)


# Nor does anything follow from it


@in_every_state
def test_what_refers_to_it_alone_counts_as_referring_to_nothing(site, reader):
    told = [address for address, is_told in told_by_references(site, reader).items() if is_told]

    assert not told, "\n".join(told)


@when_public
def test_what_refers_to_something_public_counts(site, reader):
    silent = [address for address, is_told in told_by_references(site, reader).items() if not is_told]

    assert not silent, "\n".join(silent)


def told_by_references(site, reader):
    """Whether "refers to something" finds what refers to a secret, by filter."""
    told = {}
    for kind in site.hidden or MODELS:
        for listing, name in references_to(kind) if not site.state.edited else ():
            rows = listing.model._default_manager.filter(**{name: site.ids[kind]}).values_list(
                "pk", flat=True
            )
            address = f"{listing.address}{name}__isnull=false"
            told[address] = bool(set(rows) & set(reader.ids(address)))
    return told


@pytest.mark.parametrize("site", [PUBLIC, *STATES], indirect=True, ids=lambda state: state.name)
def test_only_what_is_shown_relates_articles(site, reader):
    """The neighbour has a topic and a trial with the article in common, and nothing else."""
    is_hidden = "topic" in site.hidden and not site.state.edited

    related = [card["title"] for card in document(site, reader, "article")["related"]]

    assert ("Neighbour" in related) is not is_hidden


@pytest.mark.parametrize("site", [PUBLIC, *STATES], indirect=True, ids=lambda state: state.name)
def test_a_language_is_offered_when_its_home_page_is_public(site, reader):
    is_hidden = "language" in site.hidden and not site.state.edited

    offered = [language["code"] for language in document(site, reader, "site")["locales"]]

    assert offered == (["en", "ms"] if is_hidden else ["en", "ms", "zh-hans"])


@pytest.mark.parametrize("site", [PUBLIC, *STATES], indirect=True, ids=lambda state: state.name)
def test_files_are_not_handed_out(site, reader):
    for kind, paths in site.files.items():
        for path in paths:
            response = reader.client.get(path)
            # What comes instead is a page: not found, log in, enter the password.
            is_file = not response["Content-Type"].startswith("text/html")
            assert is_file is (kind not in site.hidden), path


@in_every_state
def test_a_preview_shows_its_draft_and_no_other(site, reader):
    for kind, preview in site.previews.items():
        others = [re.escape(text) for text in site.forbidden if text not in (word(kind), str(site.ids[kind]))]
        if kind == "trial":
            others.remove(REGISTRY_IDS[SECRET])
        answer = reader.read(preview)
        is_there = site.state.name != "deleted"
        assert answer.status == (200 if is_there else 410), kind
        assert (word(kind) in answer.text) is is_there, kind
        assert re.findall(rf"\b(?:{'|'.join(others)})\b", answer.text) == [], kind


# Nothing has been forgotten


def test_every_relation_has_a_place():
    held = {Trial, Author, Topic, *get_page_models(), *(MODELS.values())}
    holders = [viewset.model for _name, viewset in router.endpoints()]

    relations = {
        f"{field.model.__name__}.{field.name}"
        for model in {*holders, *get_page_models(), SiteSettings}
        for field in model._meta.get_fields()
        if refers(field, held)
    }

    assert relations == RELATIONS | PLAIN_STREAMS


def refers(field, held):
    """Whether a column or relation of its model leads to content, or can hold text that does."""
    if isinstance(field, (RichTextField, StreamField)):
        return True
    if isinstance(field, models.ManyToOneRel) and isinstance(field.field, ParentalKey):
        columns = field.related_model._meta.concrete_fields
        return any(column.related_model in held for column in columns if column is not field.field)
    return field.is_relation and not field.auto_created and field.related_model in held


def test_every_address_is_read():
    assert {name for name, _route, _view in router.views()} == set(VIEWS)
    names = {pattern.name for _name, viewset in router.endpoints() for pattern in viewset.get_urlpatterns()}
    assert names == {"listing", "detail", "find", "key"}


def test_every_tree_of_addresses_is_known():
    """Of these the API, the reader and the files are read here; the others show no content to anybody."""
    documents = {"documents/", "documents/login/", r"^documents/(\d+)/(.*)$"}
    files = documents | {"favicon.ico", "media/<path:path>"}

    beside_pages = {str(pattern.pattern) for pattern in seo_urls}

    *others, reader_addresses = urlpatterns

    known = {"admin/", "api/v2/", "healthz", "readyz"} | files | beside_pages
    assert {str(pattern.pattern) for pattern in others} == known
    assert len(beside_pages) == 5
    assert reader_addresses.url_patterns[0].name == "wagtail_serve"
