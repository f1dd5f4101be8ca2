"""Players: built without network where possible, asked for once when saved, never when served."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.finders import get_finders
from wagtail.embeds.models import Embed

from cms.core import embeds
from cms.core.references import References
from cms.core.scope import PublicScope

pytestmark = pytest.mark.django_db


def players(*urls):
    references = References(PublicScope.for_host())
    references.want_all("embed", urls)
    return [references.get("embed", url) for url in urls]


@pytest.fixture
def provider(settings):
    """A provider on this machine: `answer` is what it says, `asked` how often it was asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            server.asked += 1
            body = server.answer if isinstance(server.answer, bytes) else json.dumps(server.answer).encode()
            self.send_response(200 if server.answer else 404)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments): ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.answer = 0, None
    server.film = "https://films.example.org/1"
    endpoint = f"http://127.0.0.1:{server.server_port}/oembed"
    settings.WAGTAILEMBEDS_FINDERS = [
        {"class": "cms.core.embeds.PlayerFinder"},
        {
            "class": "cms.core.embeds.IframeOEmbedFinder",
            "providers": [{"endpoint": endpoint, "urls": [r"^https://films\.example\.org/.+$"]}],
        },
    ]
    get_finders.cache_clear()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
    get_finders.cache_clear()


def test_the_settings_look_for_players_without_network_first():
    assert [type(finder) for finder in get_finders()] == [embeds.PlayerFinder, embeds.IframeOEmbedFinder]


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://www.youtube.com/watch?v=aqz-KE-bpKQ", "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"),
        (
            "https://youtu.be/aqz-KE-bpKQ?t=90s",
            "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?start=90",
        ),
        ("https://m.youtube.com/shorts/aqz-KE-bpKQ", "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"),
        ("https://www.youtube.com/live/aqz-KE-bpKQ", "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        (
            "https://vimeo.com/76979871/0a1b2c3d4e",
            "https://player.vimeo.com/video/76979871?dnt=1&amp;h=0a1b2c3d4e",
        ),
        ("https://player.vimeo.com/video/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
    ],
)
def test_player_is_built_from_the_address_and_served_from_the_stored_row(
    url, source, django_assert_num_queries
):
    embeds.resolve(url)

    with django_assert_num_queries(1):
        references = References(_scope())
        player = references.get("embed", url)

    assert f'src="{source}"' in player["html"]
    assert player["html"].startswith("<iframe ")
    assert player["html"].count("<") == 2
    assert (player["width"], player["height"]) == (1280, 720)


def _scope():
    """A scope for what needs none, so that only the query for the player is counted."""
    return PublicScope(site=None, sites=())


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch?v=" + "x" * 12,
        "https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ",
        "https://vimeo.com/about",
        "ftp://vimeo.com/76979871",
        "https://example.org/film",
        "http://[",
    ],
)
def test_address_without_a_video_has_no_built_player(url):
    assert embeds.player_address(url) is None


def test_address_that_was_never_resolved_has_no_player_and_nobody_is_asked(provider):
    assert players(provider.film) == [None]
    assert provider.asked == 0


def test_answer_of_a_provider_becomes_an_iframe_of_our_own(provider):
    provider.answer = {
        "type": "video",
        "title": 'A "film"',
        "provider_name": "Films",
        "thumbnail_url": "https://films.example.org/1.jpg",
        "width": 640,
        "height": 360,
        "html": '<script>alert(1)</script><iframe src="//films.example.org/player/1?a=1&b=2" '
        'onload="alert(1)" style="position:fixed"></iframe><img src=x onerror="alert(1)">',
    }

    embeds.resolve(provider.film)
    embeds.resolve(provider.film)
    [player] = players(provider.film)

    assert provider.asked == 1
    assert player["provider"] == "Films"
    assert (player["width"], player["height"]) == (640, 360)
    assert player["thumbnail_url"] == "https://films.example.org/1.jpg"
    assert 'src="https://films.example.org/player/1?a=1&amp;b=2"' in player["html"]
    assert 'title="A &quot;film&quot;"' in player["html"]
    for trace in ("script", "onload", "style", "onerror", "img"):
        assert trace not in player["html"]


@pytest.mark.parametrize(
    "html",
    [
        "",
        None,
        "<blockquote>words</blockquote><script src='https://films.example.org/x.js'></script>",
        '<iframe src="javascript:alert(1)"></iframe>',
        '<iframe src="data:text/html,x"></iframe>',
        '<iframe src="http://films.example.org/1"></iframe>',
        '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
        '<iframe src="https://["></iframe>',
    ],
)
def test_answer_without_a_safe_iframe_leaves_the_address_without_html(provider, html):
    provider.answer = {"type": "rich", "title": "Post", "html": html}

    embeds.resolve(provider.film)

    [player] = players(provider.film)
    assert player["html"] is None
    assert player["title"] == "Post"


@pytest.mark.parametrize("answer", [None, b"no json", {}, [], {"type": "photo"}, b'"text"'])
def test_provider_that_fails_is_an_error_by_name_and_is_not_asked_again_at_once(provider, answer):
    provider.answer = answer

    for _attempt in range(2):
        with pytest.raises(embeds.EmbedUnavailableError):
            embeds.resolve(provider.film)
    embeds.resolve_quietly(provider.film)

    assert provider.asked == 1
    assert players(provider.film) == [None]


def test_address_that_no_provider_knows_is_an_error_by_name(provider):
    with pytest.raises(embeds.UnknownEmbedProviderError):
        embeds.resolve("https://example.org/film/")
    assert provider.asked == 0


def test_row_that_another_finder_stored_is_cleaned_when_served():
    url = "https://films.example.org/old"
    html = '<iframe src="https://films.example.org/p" onload="alert(1)"></iframe><script>alert(1)</script>'
    Embed.objects.create(
        url=url, hash=get_embed_hash(url), type="video", html=html, thumbnail_url="javascript:alert(1)"
    )

    [player] = players(url)

    assert "alert" not in player["html"]
    assert player["thumbnail_url"] is None


def test_saving_a_draft_stores_the_player_so_that_its_preview_shows_it(provider):
    from blog.blocks import BodyBlock

    provider.answer = {"type": "video", "html": '<iframe src="https://films.example.org/p"></iframe>'}
    body = BodyBlock()

    body.clean_deferred(
        body.to_python([{"type": "embed", "value": {"url": provider.film, "caption": ""}, "id": "1"}])
    )

    assert players(provider.film)[0]["html"]
