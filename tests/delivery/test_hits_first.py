"""What is kept is answered on the server's own thread; what has to be made waits on another one."""

import threading

import pytest
from granian.server import mp

from cms.delivery import hits_first
from cms.delivery.hits_first import HitsFirst, serve_hits_first
from cms.delivery.responding import Handed

WAIT_SECONDS = 30
KEPT = Handed("200 OK", [("Content-Type", "text/plain")], b"kept")


class Protocol:
    """Notes what is sent to a client, and on which thread."""

    def __init__(self):
        self.sent, self.has_sent = [], threading.Event()

    def response_bytes(self, status, headers, body):
        self.sent.append((status, list(headers), body, threading.current_thread()))
        self.has_sent.set()


def request(path):
    return {"REQUEST_METHOD": "GET", "PATH_INFO": path}


def at_once(environ):
    return KEPT if environ["PATH_INFO"] == "/kept" else None


def test_a_hit_is_answered_on_the_thread_that_asks_while_all_others_are_busy():
    go = threading.Event()

    def make(protocol, scope):
        go.wait(WAIT_SECONDS)
        protocol.response_bytes(200, [], b"made")

    front = HitsFirst(make, at_once=at_once, threads=2)
    made = [Protocol() for _number in range(4)]
    for protocol in made:
        front(protocol, request("/new"))
    kept = Protocol()
    front(kept, request("/kept"))

    assert kept.sent == [(200, [("Content-Type", "text/plain")], b"kept", threading.current_thread())]
    assert not any(protocol.sent for protocol in made)
    go.set()
    assert all(protocol.has_sent.wait(WAIT_SECONDS) for protocol in made)
    assert {protocol.sent[0][2] for protocol in made} == {b"made"}


def test_a_request_that_fails_is_a_500(caplog):
    def fail(protocol, scope):
        raise KeyError("knee")

    protocol = Protocol()
    HitsFirst(fail, at_once=at_once, threads=1)(protocol, request("/new"))

    assert protocol.has_sent.wait(WAIT_SECONDS)
    assert protocol.sent[0][0] == 500
    assert "GET /new has failed" in caplog.text


@pytest.fixture
def unchanged(monkeypatch):
    monkeypatch.setattr(mp, "_wsgi_call_wrap", mp._wsgi_call_wrap)


@pytest.mark.parametrize(
    ("options", "log_format", "is_kept"),
    [({}, None, True), ({"url_path_prefix": "/cms"}, None, False), ({}, "%(path)s", False)],
)
def test_granian_asks_for_kept_answers_unless_it_has_to_read_the_requests_itself(
    unchanged, options, log_format, is_kept
):
    class Application:
        def __call__(self, environ, start_response):
            start_response("200 OK", [])
            return [b"made"]

        def at_once(self, environ):
            return KEPT

    serve_hits_first(threads=1)
    front = mp._wsgi_call_wrap(Application(), options, log_format)
    protocol = Protocol()
    scope = {"SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "QUERY_STRING": ""}
    front(protocol, {**scope, **request("/cms/kept"), "REMOTE_ADDR": "127.0.0.1"})

    assert protocol.has_sent.wait(WAIT_SECONDS)
    assert protocol.sent[0][2] == (b"kept" if is_kept else b"made")


def test_another_version_of_granian_is_left_as_it_is_and_the_log_says_so(unchanged, monkeypatch, caplog):
    monkeypatch.setattr(hits_first, "_NAME", "of_another_version")
    before = mp._wsgi_call_wrap
    serve_hits_first(threads=1)

    assert mp._wsgi_call_wrap is before
    assert "kept answers share its threads" in caplog.text
