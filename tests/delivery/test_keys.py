"""One key for all spellings of a request, another for every other request."""

import pytest

from cms.delivery.keys import NotKeptError, question_of

SITES = frozenset({("localhost", 80), ("localhost", 8001), ("www.example.org", 443)})
DEFAULTS = {"limit": "20", "format": "json"}


def question(query="", *, path="/api/v2/pages/", host="localhost", scheme="http", **headers):
    environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": host, "REQUEST_METHOD": "GET"}
    environ |= {"wsgi.url_scheme": scheme, "SERVER_NAME": "x", "SERVER_PORT": "1"} | headers
    return question_of(environ, sites=SITES, defaults=DEFAULTS)


def key(*arguments, **options):
    return question(*arguments, **options).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a=1&b=2", "b=2&a=1"),
        ("a=1", "a=1&_=17"),
        ("a=1", "&&a=1&"),
        ("a=1", "a=1&limit=20&format=json"),
        ("a=b+c", "a=b%20c"),
        ("a=%6B", "a=k"),
        ("a", "a="),
        ("a=é".encode().decode("latin-1"), "a=%C3%A9"),
    ],
)
def test_spellings_of_one_request(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a=1", "a=2"),
        ("a=1", "A=1"),
        ("limit=20", "limit=020"),
        ("a=1;b=2", "a=1&b=2"),
        ("a=é".encode().decode("latin-1"), "a=%C3%83%C2%A9"),
        ("a=%2526", "a=%26"),
        ("a=1%26b=2", "a=1&b=2"),
        ("", "a="),
    ],
)
def test_different_requests(one, other):
    assert key(one) != key(other)


@pytest.mark.parametrize("host", ["LOCALHOST", "localhost:80", "localhost.", "LocalHost.:0080"])
def test_spellings_of_one_host(host):
    assert key(host=host) == key(host="localhost")


def test_ports_that_no_site_has_are_one():
    assert key(host="localhost:1") == key(host="localhost:65535") == key(host="localhost:99999")


def test_a_port_that_a_site_has_is_another_host():
    assert key(host="localhost:8001") != key(host="localhost:80")


def test_the_hosts_that_no_site_has_are_one():
    assert key(host="a.example.org") == key(host="b.example.org:81") == "http  /api/v2/pages/?"


def test_a_site_that_is_named_makes_the_host_of_no_account():
    assert key("site=www.example.org", host="localhost") == key("site=www.example.org", host="a.example.org")


@pytest.mark.parametrize(
    "host",
    ["evil.com", "", "localhost:", "a b", "localhost/x", "localhost@evil.com", "x\0", "localhost:80:8"],
)
def test_hosts_that_are_not_served_have_no_key(host):
    with pytest.raises(NotKeptError):
        key(host=host)


@pytest.mark.parametrize(
    "query",
    ["order=random", "explain=1", "a=1&a=1", "a=1&a=2", "_=1&order=random", "a=" + "x" * 2000, "a=\u20ac"],
)
def test_requests_that_have_no_key(query):
    with pytest.raises(NotKeptError):
        key(query)


def test_a_path_cannot_look_like_a_query():
    assert key(path="/api/v2/pages/?a=1") != key("a=1")
    assert key(path="/api/v2/pages/ ?a=1") != key("a=1", path="/api/v2/pages/ ")


def test_very_long_paths_have_no_key():
    with pytest.raises(NotKeptError):
        key(path="/api/v2/" + "x" * 1000)


def test_plain_http_has_no_key_where_it_is_sent_away(settings):
    settings.SECURE_SSL_REDIRECT = True
    with pytest.raises(NotKeptError):
        key()
    assert key(scheme="https")


def test_the_scheme_counts_and_comes_from_the_trusted_header_alone(settings):
    assert key() != key(scheme="https", host="localhost:80")
    assert key(HTTP_X_FORWARDED_PROTO="https") == key()

    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert key(HTTP_X_FORWARDED_PROTO="https").startswith("https ")
    assert key(HTTP_X_FORWARDED_PROTO="https, http").startswith("https ")
    assert key(HTTP_X_FORWARDED_PROTO="http", scheme="https").startswith("http ")
    assert key(HTTP_X_FORWARDED_PROTO="nonsense", scheme="https").startswith("http ")
    assert key(HTTP_FORWARDED="proto=https").startswith("http ")


def test_django_is_asked_with_nothing_that_the_key_does_not_hold():
    asked = question(
        "b=2&_=9&a=1",
        HTTP_COOKIE="sessionid=x",
        HTTP_ORIGIN="https://evil.com",
        HTTP_X_FORWARDED_HOST="evil.com",
        HTTP_X_HTTP_METHOD_OVERRIDE="DELETE",
        HTTP_ACCEPT="text/html",
        HTTP_ACCEPT_LANGUAGE="ms",
        CONTENT_TYPE="application/json",
        CONTENT_LENGTH="5",
    ).environ

    assert {name for name in asked if name.startswith(("HTTP_", "CONTENT_"))} == {"HTTP_HOST"}
    assert (asked["QUERY_STRING"], asked["REQUEST_METHOD"]) == ("a=1&b=2", "GET")
    assert asked["wsgi.input"].read() == b""


def test_a_proxy_that_names_hosts_is_not_followed(settings):
    settings.USE_X_FORWARDED_HOST = True
    with pytest.raises(NotKeptError):
        key()
