"""Whatever a client sends, the answer is one that the document describes: no fault, no trace, no surprise.

Here a bounded run, the same each time. `make fuzz` makes FUZZ_EXAMPLES larger, for all filters and texts.
"""

import logging
import os

import pytest
from django.contrib.auth import get_user_model
from django.core.handlers.wsgi import WSGIHandler
from wagtail.models import APIToken

from cms.api.query_parameters import default_values
from cms.delivery.application import DeliveryApplication
from tests.connections import kept_connection
from tests.contract import naughty
from tests.contract.findings import Findings
from tests.contract.fuzzing import BY_CURSOR, BY_OFFSET, described, fuzz
from tests.demo_site import demo_site

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "3"))
IS_LARGE = "FUZZ_EXAMPLES" in os.environ
ONE_FILTER_OF = 5 if IS_LARGE else 40
# A prime, so that each parameter gets other texts than its neighbours.
ONE_TEXT_OF = 1 if IS_LARGE else 23

# What clients say of the encodings that they take: none at all, and what is hardly a list of encodings.
NOTHING = ("*;q=0", "br;q=0, gzip;q=0, identity;q=0")
ODDLY_SAID = ("", ";;,q=,\x00", "x" * 5000, "identity", "deflate", "gzip;q=nan;q=0, identity")


@pytest.fixture(scope="module")
def _site(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), demo_site(media_root=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture
def findings(_site, db, contract_watch):
    """Collects what is wrong; the hook of the suite notes the same, and is told to forget it."""
    logging.disable(logging.CRITICAL)
    with kept_connection(), Findings().watching() as found:
        yield found
    logging.disable(logging.NOTSET)
    contract_watch.errors.clear()
    print(f"\n{found.summary()}")


@pytest.fixture
def token(_site, db):
    staff = get_user_model().objects.create_user("fuzz", is_staff=True, is_superuser=True)
    return APIToken.create_token(user=staff, name="Fuzz")[1]


@pytest.mark.parametrize("left_out", [BY_OFFSET, BY_CURSOR], ids=["by offset", "by cursor"])
def test_what_the_document_says_is_so_for_everything_that_it_allows_and_forbids(findings, token, left_out):
    def send(case):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}
        findings.send(case)

    api = described(without=left_out, one_filter_of=ONE_FILTER_OF)
    fuzz(WSGIHandler(), send, api=api, examples=EXAMPLES)

    findings.raise_all()


def test_naughty_texts_are_met_with_an_answer_of_the_document_wherever_they_are_put(findings):
    django = WSGIHandler()
    for index, (method, path, query) in enumerate(naughty.requests(described(one_filter_of=ONE_FILTER_OF))):
        if index % ONE_TEXT_OF == 0:
            answer = naughty.received(django, path, query, method=method)
            findings.judge(answer, place=f"{method} {path[:60]}")

    findings.raise_all()


def test_kept_answers_are_those_of_the_document_too(findings, tmp_path):
    delivery = _delivery(tmp_path)
    step = ONE_TEXT_OF * 5
    for index, (method, path, query) in enumerate(naughty.requests(described(one_filter_of=ONE_FILTER_OF))):
        if index % step == 0:
            _ask_twice(delivery, findings, path, query, method=method)

    assert findings.statuses[304] > 0
    findings.raise_all()


@pytest.mark.parametrize("taken", [*NOTHING, *ODDLY_SAID])
@pytest.mark.parametrize("path", ["pages/", "site/"])
def test_whatever_a_client_takes_it_gets_what_the_document_says(findings, tmp_path, path, taken):
    delivery = _delivery(tmp_path)

    answers = [
        naughty.received(delivery, f"/api/v2/{path}", accept_encoding=taken) for _made_and_kept in range(2)
    ]

    assert {answer.status for answer in answers} == {406 if taken in NOTHING else 200}
    for answer in answers:
        findings.judge(answer, place=path)
    findings.raise_all()


def _delivery(directory):
    return DeliveryApplication(
        WSGIHandler(), directory=directory, most_bytes=2**24, defaults=default_values(), looks_around=False
    )


def _ask_twice(delivery, findings, path, query, *, method):
    place = f"{method} {path[:60]}"
    findings.judge(naughty.received(delivery, path, query, method=method), place=place)
    again = naughty.received(delivery, path, query, method=method)
    findings.judge(again, place=place)
    if method != "GET" or "etag" not in again.headers:
        return
    known = naughty.received(delivery, path, query, if_none_match=again.headers["etag"])
    if known.status == 304 and not known.body:
        findings.note(place, 304)
    else:
        findings.judge(known, place=place)
