"""What is kept is answered on the server's own thread; what has to be made waits on another one."""

import io
import os
import subprocess
import threading
from urllib.request import Request, urlopen

import pytest
from granian.server import mp

from cms.delivery import hits_first
from cms.delivery.hits_first import HitsFirst, serve_hits_first
from cms.delivery.request_bodies import RequestBodies
from cms.delivery.responding import Handed
from cms.operations.environment import ROOT
from cms.operations.launcher import server_command, wait_until_answering
from cms.operations.processes import Supervisor
from tests.browser.site import free_port

WAIT_SECONDS = 30
BODIES = RequestBodies(most_bytes=2**21, most_at_once=1)
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

    front = HitsFirst(make, at_once=at_once, threads=2, bodies=BODIES)
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
    HitsFirst(fail, at_once=at_once, threads=1, bodies=BODIES)(protocol, request("/new"))

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

    serve_hits_first(threads=1, bodies=BODIES)
    front = mp._wsgi_call_wrap(Application(), options, log_format)
    protocol = Protocol()
    scope = {"SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "QUERY_STRING": ""}
    front(protocol, {**scope, **request("/cms/kept"), "REMOTE_ADDR": "127.0.0.1"})

    assert protocol.has_sent.wait(WAIT_SECONDS)
    assert protocol.sent[0][2] == (b"kept" if is_kept else b"made")


def test_another_version_of_granian_is_left_as_it_is_and_the_log_says_so(unchanged, monkeypatch, caplog):
    monkeypatch.setattr(hits_first, "_NAME", "of_another_version")
    before = mp._wsgi_call_wrap
    serve_hits_first(threads=1, bodies=BODIES)

    assert mp._wsgi_call_wrap is before
    assert "kept answers share its threads" in caplog.text


class Upload:
    """A body as Granian's: it can be read as long as the call lasts in which it came, not later."""

    def __init__(self, content, *, arrives=None):
        self.content, self.arrives, self.has_returned = io.BytesIO(content), arrives, False

    def read(self, size):
        if self.arrives:
            self.arrives.wait(WAIT_SECONDS)
        return b"" if self.has_returned else self.content.read(size)


def upload(body, **headers):
    return {"REQUEST_METHOD": "POST", "PATH_INFO": "/new", "wsgi.input": body, **headers}


def echo(protocol, scope):
    body = scope["wsgi.input"].read()
    protocol.response_bytes(200, [], f"{scope['CONTENT_LENGTH']} {len(body)}".encode())


@pytest.mark.parametrize("size", [1, 2**21])
@pytest.mark.parametrize("header", ["CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING"])
def test_a_body_is_whole_on_the_thread_that_reads_it(size, header):
    front = HitsFirst(echo, at_once=at_once, threads=1, bodies=BODIES)
    protocol, body = Protocol(), Upload(b"x" * size)

    front(protocol, upload(body, **{header: str(size) if header == "CONTENT_LENGTH" else "chunked"}))
    body.has_returned = True

    assert protocol.has_sent.wait(WAIT_SECONDS)
    assert protocol.sent[0][2] == f"{size} {size}".encode()


@pytest.mark.parametrize("header", ["CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING"])
def test_a_body_that_is_too_large_is_refused_with_a_sentence(header):
    front = HitsFirst(echo, at_once=at_once, threads=1, bodies=BODIES)
    protocol, size = Protocol(), 2**21 + 1

    front(
        protocol,
        upload(Upload(b"x" * size), **{header: str(size) if header == "CONTENT_LENGTH" else "chunked"}),
    )

    assert protocol.sent[0][0] == 413
    assert protocol.sent[0][2].startswith(b"This request is larger than the 2 MB")


def test_slow_senders_never_hold_all_threads():
    front = HitsFirst(echo, at_once=at_once, threads=1, bodies=BODIES)
    slow, late, arrives = Protocol(), Protocol(), threading.Event()
    sender = threading.Thread(
        target=front, args=(slow, upload(Upload(b"x", arrives=arrives), CONTENT_LENGTH="1"))
    )
    sender.start()
    while BODIES._places._value:
        pass

    front(late, upload(Upload(b"y"), CONTENT_LENGTH="1"))

    assert late.sent[0][0] == 503
    assert ("Retry-After", "5") in late.sent[0][1]
    arrives.set()
    sender.join(WAIT_SECONDS)
    assert slow.has_sent.wait(WAIT_SECONDS)
    assert slow.sent[0][2] == b"1 1"


def test_a_body_reaches_the_application_through_the_real_server():
    port = free_port()
    command = server_command(port, application="tests.delivery.echo_server:application")
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "GRANIAN_WORKERS": "1"})
    try:
        supervisor = Supervisor(directory=ROOT, environment=dict(os.environ))
        assert wait_until_answering(port, supervisor)
        for size in (7, 300_000):
            sent = Request(f"http://127.0.0.1:{port}/", data=b"x" * size, method="POST")
            assert urlopen(sent, timeout=WAIT_SECONDS).read() == str(size).encode()
    finally:
        server.terminate()
        server.wait(WAIT_SECONDS)
