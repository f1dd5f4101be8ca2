"""Purges by tag, held against the documented protocols of the services, and what administrators are told."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cms.delivery.purging.addresses import AddressedCdn
from cms.delivery.purging.services import Cloudflare, Fastly, PurgeError, Varnish

TAGS = ["c-0123456789ab", "c-ba9876543210"]
SECRET = "a-token-that-nobody-may-see"


class Service:
    """Notes what it is asked, and answers what it is told to."""

    def __init__(self):
        self.asked = []
        self.answers = []
        self.usual = (200, {}, '{"success": true, "status": "ok"}')
        service = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                service.asked.append((self.command, self.path, headers, body.decode()))
                status, extra, text = service.answers.pop(0) if service.answers else service.usual
                self.send_response(status)
                for name, value in {**extra, "Content-Length": str(len(text))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text.encode())

            do_POST = do_PURGE = answer

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def service(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    service = Service()
    yield service
    service.server.shutdown()
    service.server.server_close()


@pytest.fixture
def fastly(service):
    return Fastly(token=SECRET, service="SU1Z0isx", is_soft=False, most_tags=500, api=service.address)


@pytest.fixture
def cloudflare(service):
    return Cloudflare(token=SECRET, zone="023e105f", most_tags=500, api=service.address)


class TestFastly:
    def test_is_asked_as_it_is_documented(self, fastly, service):
        fastly.purge(TAGS)

        [(method, path, headers, body)] = service.asked
        assert (method, path) == ("POST", "/service/SU1Z0isx/purge")
        assert (headers["fastly-key"], headers["content-type"]) == (SECRET, "application/json")
        assert "fastly-soft-purge" not in headers
        assert json.loads(body) == {"surrogate_keys": TAGS}

    def test_a_soft_purge_says_so(self, service):
        soft = Fastly(token=SECRET, service="SU1Z0isx", is_soft=True, most_tags=500, api=service.address)
        soft.purge(TAGS)

        assert service.asked[0][2]["fastly-soft-purge"] == "1"

    def test_takes_256_tags_at_once(self, fastly, service):
        fastly.purge([f"c-{number:012x}" for number in range(500)])

        assert [len(json.loads(body)["surrogate_keys"]) for *_, body in service.asked] == [256, 244]


class TestCloudflare:
    def test_is_asked_as_it_is_documented(self, cloudflare, service):
        cloudflare.purge(TAGS)

        [(method, path, headers, body)] = service.asked
        assert (method, path) == ("POST", "/client/v4/zones/023e105f/purge_cache")
        assert headers["authorization"] == f"Bearer {SECRET}"
        assert json.loads(body) == {"tags": TAGS}

    def test_takes_100_tags_at_once(self, cloudflare, service):
        cloudflare.purge([f"c-{number:012x}" for number in range(250)])

        assert [len(json.loads(body)["tags"]) for *_, body in service.asked] == [100, 100, 50]

    def test_everything_is_one_tag(self, cloudflare, service):
        cloudflare.purge(["cms", *TAGS])

        assert json.loads(service.asked[0][3]) == {"tags": ["cms"]}

    def test_a_refusal_with_status_200_is_one(self, cloudflare, service):
        service.answers = [(200, {}, '{"success": false, "errors": [{"message": "Unable to purge"}]}')]

        with pytest.raises(PurgeError, match="Unable to purge"):
            cloudflare.purge(TAGS)


class TestVarnish:
    def test_every_server_is_told(self, service):
        Varnish(addresses=[service.address, service.address], is_soft=False, most_tags=500).purge(TAGS)

        assert [(method, headers["xkey-purge"]) for method, _, headers, _ in service.asked] == [
            ("PURGE", "c-0123456789ab c-ba9876543210")
        ] * 2

    def test_no_header_is_longer_than_varnish_takes(self, service):
        tags = [f"c-{number:012x}" for number in range(500)]
        Varnish(addresses=[service.address], is_soft=True, most_tags=500).purge(tags)

        assert max(len(headers["xkey-softpurge"]) for _, _, headers, _ in service.asked) < 4096


class TestTrouble:
    @pytest.mark.parametrize(
        ("status", "words"),
        [
            (400, "did not understand"),
            (401, "the token is not valid"),
            (403, "may not purge"),
            (404, "no such service or zone"),
            (429, "too many purges"),
            (500, "it had trouble"),
            (302, "it refused"),
        ],
    )
    def test_is_told_in_plain_words_without_secrets(self, fastly, service, status, words):
        service.answers = [(status, {"Location": f"{service.address}/elsewhere"}, "Provided data is bad")]

        with pytest.raises(PurgeError, match=words) as raised:
            fastly.purge(TAGS)

        assert SECRET not in str(raised.value)
        assert len(service.asked) == 1, "a redirect is followed"

    def test_says_when_to_try_again(self, cloudflare, service):
        service.answers = [(429, {"Retry-After": "17"}, "{}")]

        with pytest.raises(PurgeError) as raised:
            cloudflare.purge(TAGS)

        assert raised.value.retry_after == 17

    def test_nobody_there(self):
        gone = Fastly(token=SECRET, service="s", is_soft=False, most_tags=5, api="http://127.0.0.1:9")

        with pytest.raises(PurgeError, match=r"Fastly \(127.0.0.1:9\) cannot be reached"):
            gone.purge(TAGS)

    def test_no_answer_in_time(self, service, monkeypatch):
        monkeypatch.setattr("cms.delivery.purging.services.TIMEOUT_SECONDS", (1, 0.05))
        wait = threading.Event()
        silent = Fastly(token=SECRET, service="s", is_soft=False, most_tags=5, api=service.address)
        service.answers = _Slowly(wait)

        with pytest.raises(PurgeError, match="did not answer in time"):
            silent.purge(TAGS)
        wait.set()


class _Slowly:
    """Answers that come when an event happens."""

    def __init__(self, event):
        self.event = event

    def pop(self, index):
        self.event.wait(10)
        return (200, {}, "{}")


class TestAddresses:
    BACKEND = "wagtail.contrib.frontend_cache.backends.HTTPBackend"

    def cdn(self, service):
        backends = {"cache": {"BACKEND": self.BACKEND, "LOCATION": service.address}}
        return AddressedCdn(sites=["https://www.example.org"], backends=backends, most=3)

    def test_answers_have_the_addresses_of_their_sites(self, service):
        cdn = self.cdn(service)

        assert cdn.names_of(
            [
                "https  /api/v2/pages/7/?",
                "https  /api/v2/pages/?limit=5&type=blog.ArticlePage",
                "https other.example.org:443 /api/v2/resolve/?path=%2F",
            ]
        ) == [
            "https://www.example.org/api/v2/pages/7/",
            "https://www.example.org/api/v2/pages/?limit=5&type=blog.ArticlePage",
            "https://other.example.org/api/v2/resolve/?path=%2F",
        ]
        assert cdn.names_of(None) == []

    def test_wagtails_backends_are_asked(self, service):
        self.cdn(service).purge(["https://www.example.org/api/v2/pages/7/"])

        [(method, path, headers, _)] = service.asked
        assert (method, path, headers["host"]) == ("PURGE", "/api/v2/pages/7/", "www.example.org")

    def test_what_they_only_log_is_an_error(self, service):
        service.usual = (405, {}, "no")

        with pytest.raises(PurgeError, match="405"):
            self.cdn(service).purge(["https://www.example.org/api/v2/pages/7/"])
