"""What a stranger sends shows in no answer of others, reveals nothing private and fills no memory."""

import json
from datetime import timedelta

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client
from django.utils import timezone
from wagtail.models import APIToken, Site

from cms.delivery.application import DeliveryApplication
from cms.delivery.counters import Count
from cms.delivery.memory import FEWEST_SPELLINGS, SPELLINGS_PER_ANSWER
from tests.delivery.conftest import DeliveryClient
from tests.factories.blog import ArticlePageFactory
from tests.factories.core import UserFactory

EVIL = "evil.example.org"
LISTS = "/api/v2/pages/?type=blog.ArticlePage"


@pytest.fixture
def article(delivery):
    return ArticlePageFactory(title="Worn knees", slug="worn-knees")


@pytest.fixture
def address(article):
    return f"/api/v2/pages/{article.pk}/"


def count(delivery, what):
    return delivery.application._counters.numbers[what]


def same(reply):
    """What must not differ: Cache-Status, and times of the first second, may."""
    names = ("cache-status", "last-modified", "etag", "content-length")
    return (reply.status, reply.body, {k: v for k, v in reply.headers.items() if k not in names[:2]})


# Headers

HEADERS = {
    "cookie": "sessionid=x; _ga=GA1.2.3",
    "x_forwarded_host": EVIL,
    "x_forwarded_port": "1",
    "x_forwarded_proto": "https",
    "x_forwarded_prefix": "/evil",
    "x_forwarded_for": "127.0.0.1",
    "forwarded": f"host={EVIL};proto=https",
    "x_host": EVIL,
    "x_original_url": "/admin/",
    "x_rewrite_url": "/admin/",
    "x_http_method_override": "DELETE",
    "x_http_method": "PUT",
    "x_method_override": "POST",
    "accept": "text/html",
    "accept_language": "ms",
    "origin": f"https://{EVIL}",
    "referer": f"https://{EVIL}/",
    "range": "bytes=0-1",
    "if_match": '"x"',
    "if_unmodified_since": "Sun, 06 Nov 1994 08:49:37 GMT",
    "cache_control": "no-cache",
    "pragma": "no-cache",
    "user_agent": "<script>",
    "content_type": "application/json",
    "transfer_encoding": "chunked",
    "x_csrftoken": "x",
    "expect": "100-continue",
}


@pytest.mark.parametrize("name", HEADERS)
def test_no_header_of_one_client_shows_in_what_others_get(delivery, address, name):
    poisoned = delivery.get(address, **{name: HEADERS[name]})
    clean = delivery.get(address)

    assert clean.is_hit
    assert same(poisoned) == same(clean)
    assert EVIL.encode() not in clean.body
    assert EVIL not in json.dumps(clean.headers)


@pytest.mark.parametrize(
    ("host", "path"),
    [
        (EVIL, "pages/"),
        (f"{EVIL}:81", "pages/?cursor=*&limit=1"),
        (EVIL.upper(), "site/"),
        (f"{EVIL}.", "resolve/?path=/"),
        (EVIL, "openapi.json"),
        (EVIL, "docs/"),
        (EVIL, "images/"),
    ],
)
def test_a_host_that_no_site_has_shows_nowhere(delivery, article, host, path):
    ArticlePageFactory(slug="second")
    mine = delivery.get(f"/api/v2/{path}", host=host)
    other = delivery.get(f"/api/v2/{path}", host="other.example.org")

    assert mine.status == 200
    assert other.is_hit
    assert b"evil" not in other.body.lower()
    assert "evil" not in json.dumps(other.headers).lower()


@pytest.mark.parametrize(
    "host", ["evil.com", "", "localhost:x", "localhost@evil.com", "a\0b", "localhost/../x"]
)
def test_forged_hosts_are_refused_and_nothing_is_kept(delivery, address, host):
    before = count(delivery, Count.KEPT)
    assert delivery.get(address, host=host).status == 400
    assert count(delivery, Count.KEPT) == before
    assert delivery.get(address).status == 200


def test_thousands_of_hosts_make_one_answer(delivery, address):
    for number in range(50):
        assert delivery.get(address, host=f"a{number}.example.org:{number + 1}").status == 200
    assert count(delivery, Count.KEPT) == 1


def test_a_host_that_becomes_a_site_is_that_site_at_once(delivery, article):
    before = delivery.get("/api/v2/site/", host="new.example.org")
    root = article.get_site().root_page
    Site.objects.create(hostname="new.example.org", port=80, root_page=root, site_name="Another site")
    delivery.get("/api/v2/site/", host="other.example.org")

    after = delivery.get("/api/v2/site/", host="new.example.org")
    assert after.body != before.body
    assert b"new.example.org" in after.body
    assert b"new.example.org" not in delivery.get("/api/v2/site/", host="other.example.org").body


# Plain HTTP


def sending_plain_http_away(environ, start_response):
    is_secure = WSGIRequest(environ).is_secure()
    start_response("200 OK" if is_secure else "301 Moved Permanently", [("Content-Length", "0")])
    return [b""]


def test_plain_http_is_sent_away_though_the_answer_is_kept(settings, tmp_path, db):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    delivery = DeliveryClient(
        DeliveryApplication(sending_plain_http_away, directory=tmp_path, most_bytes=2**20, looks_around=False)
    )
    address = "/api/v2/pages/"
    assert delivery.get(address, x_forwarded_proto="https").status == 200
    assert delivery.get(address, x_forwarded_proto="https").is_hit

    for headers in ({}, {"x_forwarded_proto": "http"}, {"x_forwarded_proto": "HTTPS,https"}):
        assert delivery.get(address, **headers).status == 301
    assert delivery.get(address, x_forwarded_proto="https").is_hit


# Parameters and paths


@pytest.mark.parametrize(
    "query",
    [
        "fields=title&fields=*",
        "fields=title;fields=*",
        "fields=%FF",
        "fields=%00",
        "%00=1",
        "fields=title%26fields=*",
        "fields[]=title",
        "FIELDS=title",
        "fields=title&order=random",
        "fields=" + "x" * 5000,
        "a" * 3000,
        "&" * 1500,
        "=" * 100,
        "fields=\xe9",
        "fields=%C0%AE",
        "%66ields=title",
        "site=evil.com",
    ],
)
def test_odd_queries_are_answered_as_without_anything_kept(delivery, direct, address, query):
    for _again in range(2):
        kept, plain = delivery.get(f"{address}?{query}"), direct.get(f"{address}?{query}")
        assert (kept.status, kept.body) == (plain.status, plain.body)
    assert delivery.get(address).body == direct.get(address).body


@pytest.mark.parametrize(
    "path",
    [
        "/api/v2/PAGES/",
        "/api/v2//pages/",
        "/api/v2/pages/../pages/",
        "/api/v2/./pages/",
        "/api/v2/pages/\x00",
        "/api/v2/pages/\xff\xfe",
        "/api/v2/pages/\xc0\xae",
        "/api/v2/pages/?fields=title",
        "/api/v2/pages/ /",
        "/api/v2/pages/1 HTTP/1.1\r\nX: y",
        "/api/v2/" + "x" * 3000,
        "/api/v2/preview/../pages/",
        "/api/v2/pages/1" + "0" * 400 + "/",
        "/API/v2/pages/",
        "/api/v2/pages",
    ],
)
def test_odd_paths_are_answered_as_without_anything_kept(delivery, direct, article, path):
    for _again in range(2):
        kept, plain = delivery.get(path), direct.get(path)
        assert (kept.status, kept.body) == (plain.status, plain.body)
    assert delivery.get("/api/v2/pages/").status == 200


def test_what_is_wrong_is_never_kept(delivery, article):
    for number in range(20):
        assert delivery.get(f"/api/v2/pages/?nonsense{number}=1").status == 400
    assert count(delivery, Count.KEPT) == 0
    assert count(delivery, Count.ANSWERS) == 0


def test_a_value_that_is_the_default_is_refused_where_the_parameter_is_unknown(delivery, direct):
    delivery.get("/api/v2/site/")
    for query in ("limit=20", "offset=0", "search_operator=and"):
        kept, plain = delivery.get(f"/api/v2/site/?{query}"), direct.get(f"/api/v2/site/?{query}")
        assert (kept.status, kept.body) == (plain.status, plain.body)
    refused = delivery.get("/api/v2/pages/?cursor=*&offset=0")
    assert refused.status == 400


def test_cache_busters_make_one_answer_and_a_bounded_number_of_spellings(delivery, address):
    for number in range(3 * FEWEST_SPELLINGS):
        assert delivery.get(f"{address}?_={number}", has_changed=False).status == 200

    assert count(delivery, Count.KEPT) == count(delivery, Count.MISSES) == 1
    spellings = delivery.application._memory._spellings
    assert len(spellings) <= FEWEST_SPELLINGS + SPELLINGS_PER_ANSWER


def test_another_spelling_of_a_hit_asks_no_database(delivery, address, django_assert_num_queries):
    delivery.get(address)
    with django_assert_num_queries(0):
        assert delivery.get(f"{address}?_=1", has_changed=False).is_hit


def test_what_is_not_there_is_said_again_for_a_moment_only(delivery, article):
    first = delivery.get("/api/v2/pages/987654/")
    again = delivery.get("/api/v2/pages/987654/")

    assert (first.status, again.status) == (404, 404)
    assert again.is_hit
    assert again.headers["cache-control"] == "public, max-age=10"
    assert int(again.headers["cache-status"].rpartition("=")[2]) <= 10


# Methods


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PURGE"])
def test_other_methods_never_get_or_make_what_is_kept(delivery, address, method):
    delivery.get(address)
    answer = delivery.get(address, method=method)
    assert not answer.is_hit
    assert answer.status in (204, 405)
    assert delivery.get(address).is_hit


def test_a_head_request_makes_the_answer_of_the_next_get(delivery, address):
    head = delivery.get(address, method="HEAD")
    get = delivery.get(address)
    assert head.body == b""
    assert get.is_hit
    assert len(get.body) == int(head.headers["content-length"]) > 100


def test_a_head_request_for_what_is_not_kept_has_no_body(delivery, article):
    assert delivery.get("/api/v2/pages/?nonsense=1", method="HEAD").body == b""


# People

AUTHORIZATIONS = ["Bearer x", "bearer", "", "Basic eDp5", "Token x", "Bearer  ", "Bearer x, Bearer y"]


@pytest.mark.parametrize("authorization", AUTHORIZATIONS)
def test_who_shows_a_token_passes_by_and_leaves_nothing(delivery, address, authorization):
    answer = delivery.get(address, authorization=authorization)
    assert not answer.is_hit
    assert "no-store" in answer.headers["cache-control"]
    assert count(delivery, Count.KEPT) == 0
    delivery.get(address)
    assert not delivery.get(address, authorization=authorization).is_hit


def test_what_explains_itself_to_staff_is_not_kept(delivery, address):
    _token, token = APIToken.create_token(user=UserFactory(administrator=True), name="Explaining")
    explained = delivery.get(f"{address}?explain=1", authorization=f"Bearer {token}")
    assert b'"explain"' in explained.body
    assert "no-store" in explained.headers["cache-control"]
    assert delivery.get(f"{address}?explain=1").status == 401
    assert count(delivery, Count.KEPT) == 0


def test_a_session_gets_what_everybody_gets(delivery, address):
    client = Client()
    client.force_login(UserFactory(administrator=True))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    made = delivery.get(address, cookie=cookie)
    hit = delivery.get(address)
    assert hit.is_hit
    assert hit.body == made.body
    assert "set-cookie" not in made.headers
    assert "cookie" not in made.headers["vary"].lower()


def test_previews_are_never_kept(delivery):
    for query in ("", "?token=x", "?content_type=blog.articlepage&token=x"):
        assert "no-store" in delivery.get(f"/api/v2/preview/{query}").headers["cache-control"]
    assert count(delivery, Count.KEPT) == 0


# Time


def test_nothing_outlives_what_is_due(delivery, article, address):
    article.expire_at = timezone.now() + timedelta(seconds=90)
    article.save_revision().publish()

    for each in (address, LISTS, "/api/v2/site/"):
        delivery.get(each)
        assert int(delivery.get(each).headers["cache-status"].rpartition("=")[2]) <= 90


def test_answers_with_dates_told_from_now_hold_for_a_minute(delivery, article):
    each = f"{LISTS}&first_published_at__gte=now-7d"
    delivery.get(each)
    hit = delivery.get(each)
    assert hit.is_hit
    assert hit.headers["cache-control"] == "public, max-age=60"
    assert int(hit.headers["age"]) <= 60
    assert int(hit.headers["cache-status"].rpartition("=")[2]) <= 60


def test_an_old_date_never_confirms_a_new_answer(delivery, article, address):
    """Two answers of one second could not be told apart by their time."""
    seen = delivery.get(address).headers["last-modified"]
    type(article).objects.filter(pk=article.pk).update(title="New knees")
    answer = delivery.get(address, if_modified_since=seen)
    assert answer.status == 200
    assert b"New knees" in answer.body


# Origins


def test_each_origin_is_told_its_own_name(settings, start_delivery, db):
    settings.API_CORS_ORIGINS = ["https://a.example.org", "https://b.example.org"]
    delivery = start_delivery()
    address = f"/api/v2/pages/{ArticlePageFactory().pk}/"
    for origin in ("https://a.example.org", "https://evil.com", None, "https://b.example.org"):
        headers = {} if origin is None else {"origin": origin}
        for reply in (delivery.get(address, **headers), delivery.get(address, if_none_match="*", **headers)):
            allowed = reply.headers.get("access-control-allow-origin")
            assert allowed == (origin if origin in settings.API_CORS_ORIGINS else None)
            assert "Origin" in reply.headers["vary"]


def test_who_takes_no_coding_is_told_so(delivery, address):
    answer = delivery.get(address, accept_encoding="identity;q=0, br;q=0, gzip;q=0")
    assert answer.status == 406
    assert answer.headers["content-type"] == "application/problem+json"
