"""Players for videos on other sites: looked up when a text is saved, only read when it is served.

YouTube and Vimeo players are built from the address alone, without asking anybody. Other providers are asked
through oEmbed, once, at save time. What is shown is always one iframe of our own making: nothing that another
site sends is passed on as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any, Final, TypedDict
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup
from django.core.cache import cache
from wagtail.embeds.embeds import get_embed, get_embed_hash
from wagtail.embeds.exceptions import EmbedException, EmbedUnsupportedProviderException
from wagtail.embeds.finders.base import EmbedFinder
from wagtail.embeds.finders.oembed import OEmbedFinder

from cms.core.references import register_reference_kind

if TYPE_CHECKING:
    from cms.core.references import References

__all__ = [
    "EmbedUnavailableError",
    "IframeOEmbedFinder",
    "Player",
    "PlayerFinder",
    "UnknownEmbedProviderError",
    "register",
    "resolve",
    "resolve_quietly",
]

RETRY_AFTER_SECONDS: Final = 300
WIDTH: Final = 1280
HEIGHT: Final = 720
ALLOW: Final = "encrypted-media; fullscreen; picture-in-picture; web-share"

_YOUTUBE_HOSTS: Final = frozenset(
    {"youtube.com", "www.youtube.com", "m.youtube.com", "youtube-nocookie.com", "www.youtube-nocookie.com"}
)
_YOUTUBE_ID = re.compile(r"[\w-]{11}")
_VIMEO_PATH = re.compile(r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(\d+)(?:/([0-9a-f]+))?/?")


class Player(TypedDict):
    """A stored player. `html` is one iframe, None when the provider gives none that may be shown."""

    title: str
    provider: str
    html: str | None
    thumbnail_url: str | None
    width: int | None
    height: int | None


class UnknownEmbedProviderError(ValueError):
    """No provider knows this address."""


class EmbedUnavailableError(ValueError):
    """The provider did not give a player for this address."""


class PlayerFinder(EmbedFinder):
    """Builds YouTube and Vimeo players from the address, with no network."""

    def accept(self, url: str) -> bool:
        """Tell whether the address is that of a YouTube or Vimeo video."""
        return player_address(url) is not None

    def find_embed(self, url: str, *limits: Any, **named_limits: Any) -> dict[str, Any]:
        """Return what Wagtail stores of an embed."""
        found = player_address(url)
        if found is None:
            raise EmbedUnsupportedProviderException(url)
        provider, source = found
        return {
            "title": f"{provider} video",
            "author_name": "",
            "provider_name": provider,
            "type": "video",
            "thumbnail_url": "",
            "width": WIDTH,
            "height": HEIGHT,
            "html": _iframe(source, title=f"{provider} video"),
        }


class IframeOEmbedFinder(OEmbedFinder):
    """Asks the provider through oEmbed and keeps nothing of its HTML but the address of its iframe."""

    def find_embed(self, url: str, *limits: Any, **named_limits: Any) -> dict[str, Any]:
        """Return what Wagtail stores of an embed; `html` is empty when the provider gives no iframe."""
        found: dict[str, Any] = super().find_embed(url, *limits, **named_limits)
        found["html"] = safe_iframe(found.get("html") or "", title=found.get("title") or "") or ""
        return found


def player_address(url: str) -> tuple[str, str] | None:
    """Return the provider's name and the player's address of a YouTube or Vimeo video, or None."""
    try:
        parts = urlsplit(url.strip())
        host, path = (parts.hostname or "").lower(), parts.path
        query = parse_qs(parts.query)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    if host in _YOUTUBE_HOSTS or host == "youtu.be":
        return _youtube(host, path, query)
    if host in {"vimeo.com", "www.vimeo.com", "player.vimeo.com"} and (match := _VIMEO_PATH.fullmatch(path)):
        # Unlisted videos carry a second part that the player must be given.
        secret = f"&h={match[2]}" if match[2] else ""
        return "Vimeo", f"https://player.vimeo.com/video/{match[1]}?dnt=1{secret}"
    return None


def _youtube(host: str, path: str, query: dict[str, list[str]]) -> tuple[str, str] | None:
    first, _, rest = path.strip("/").partition("/")
    if host == "youtu.be":
        video = first
    elif first == "watch":
        video = query.get("v", [""])[0]
    else:
        video = rest.partition("/")[0] if first in {"embed", "shorts", "live", "v"} else ""
    if not _YOUTUBE_ID.fullmatch(video):
        return None
    start = re.fullmatch(r"(\d+)s?", query.get("t", query.get("start", [""]))[0])
    return "YouTube", f"https://www.youtube-nocookie.com/embed/{video}" + (
        f"?start={start[1]}" if start else ""
    )


def safe_iframe(html: str, *, title: str) -> str | None:
    """Return an iframe of our own with the https address of the first iframe in `html`, or None."""
    frame = BeautifulSoup(html, "html.parser").find("iframe") if "<iframe" in html.lower() else None
    source = str(frame.get("src", "")) if frame else ""
    if source.startswith("//"):
        source = f"https:{source}"
    try:
        parts = urlsplit(source)
        is_safe = parts.scheme == "https" and bool(parts.hostname)
    except ValueError:
        is_safe = False
    return _iframe(source, title=title) if is_safe else None


def _iframe(source: str, *, title: str) -> str:
    return (
        f'<iframe src="{escape(source)}" title="{escape(title or "Video")}" width="{WIDTH}" '
        f'height="{HEIGHT}" loading="lazy" referrerpolicy="strict-origin-when-cross-origin" '
        f'allow="{ALLOW}" allowfullscreen></iframe>'
    )


def resolve(url: str) -> None:
    """Make sure that the player of an address is stored; asks the provider if it is not.

    An address that failed is not asked for again for some minutes, since drafts are saved every few seconds.
    Raises `UnknownEmbedProviderError` or `EmbedUnavailableError`.
    """
    failed = f"embed-failed:{get_embed_hash(url)}"
    if cache.get(failed):
        raise EmbedUnavailableError(url)
    try:
        get_embed(url)
    except EmbedUnsupportedProviderException as error:
        raise UnknownEmbedProviderError(url) from error
    except (EmbedException, KeyError, TypeError, ValueError) as error:
        # Wagtail's finder trusts the provider's answer to have the right shape.
        cache.set(failed, True, RETRY_AFTER_SECONDS)
        raise EmbedUnavailableError(url) from error


def resolve_quietly(url: str) -> None:
    """Do as `resolve`, and leave it to the field's own check to say what went wrong."""
    try:
        resolve(url)
    except (UnknownEmbedProviderError, EmbedUnavailableError):
        return


def load_players(references: References, keys: frozenset[Any]) -> Mapping[Any, Player]:
    """Read the stored players of these addresses in one query; never asks anybody."""
    from wagtail.embeds.models import Embed

    by_hash = {get_embed_hash(url): url for url in keys}
    columns = ("hash", "title", "provider_name", "html", "thumbnail_url", "width", "height")
    return {
        by_hash[row["hash"]]: _player(row) for row in Embed.objects.filter(hash__in=by_hash).values(*columns)
    }


def _player(row: dict[str, Any]) -> Player:
    thumbnail = row["thumbnail_url"]
    return {
        "title": row["title"],
        "provider": row["provider_name"],
        # Rows may be older than our finders.
        "html": safe_iframe(row["html"], title=row["title"]),
        "thumbnail_url": thumbnail if thumbnail.startswith("https://") else None,
        "width": row["width"],
        "height": row["height"],
    }


def register() -> None:
    """Register the reference kind `embed`, whose keys are addresses."""
    register_reference_kind("embed", order=20, load=load_players)
