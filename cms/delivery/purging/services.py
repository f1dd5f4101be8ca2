"""Purges by tag: Fastly, Cloudflare and Varnish.

Sources of the protocols: Fastly's API reference (`POST /service/{id}/purge`), Cloudflare's
(`POST /zones/{id}/purge_cache`), and `varnish.vcl` beside this module.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar
from urllib.parse import urlsplit

import requests

from cms.delivery.purging.tags import EVERYTHING, tags_to_purge

# To connect, and to be answered.
TIMEOUT_SECONDS = (3.05, 10.0)
# Of a refusal this much is shown to administrators.
LONGEST_REFUSAL = 300


class PurgeError(Exception):
    """A purge did not reach the CDN. The message is for administrators and holds no secret.

    `retry_after` is when the CDN wants to be asked again, in seconds; None when it does not say.
    """

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Cdn(ABC):
    """What holds copies of answers and can be told to let go of them."""

    @abstractmethod
    def names_of(self, keys: Iterable[str] | None) -> list[str]:
        """Return by which names the answers under these keys are purged; None stands for all there are."""

    @abstractmethod
    def purge(self, names: Sequence[str]) -> None:
        """Let the copies go; raises `PurgeError`, and may be repeated."""


class TaggingCdn(Cdn):
    """A CDN that purges by tag. `batch` is how many it takes at once."""

    title: ClassVar[str]
    batch: ClassVar[int]

    def __init__(self, *, most_tags: int) -> None:
        self._most_tags = most_tags

    def names_of(self, keys: Iterable[str] | None) -> list[str]:
        """Return tags."""
        return [EVERYTHING] if keys is None else tags_to_purge(keys, most=self._most_tags)

    def purge(self, names: Sequence[str]) -> None:
        """Send as many requests as it takes; raises `PurgeError` at the first that fails."""
        for tags in _batches([EVERYTHING] if EVERYTHING in names else names, self.batch):
            self._purge(tags)

    @abstractmethod
    def _purge(self, tags: Sequence[str]) -> None: ...

    def _ask(self, method: str, url: str, *, is_near: bool = False, **options: Any) -> requests.Response:
        """Return the answer to a request; raises `PurgeError` for all but success."""
        with requests.Session() as session:
            # A proxy for the way out is none for a cache of our own.
            session.trust_env = not is_near
            try:
                response = session.request(
                    method, url, timeout=TIMEOUT_SECONDS, allow_redirects=False, auth=_as_it_is, **options
                )
            except requests.RequestException as error:
                host = urlsplit(url).netloc
                raise PurgeError(f"{self.title} ({host}) {_words_for(error)}.") from None
        if not 200 <= response.status_code < 300:
            raise self._refusal(response)
        return response

    def _refusal(self, response: requests.Response) -> PurgeError:
        status = response.status_code
        meaning = _MEANINGS.get(status, "it had trouble" if status >= 500 else "it refused")
        said = " ".join(response.text.split())[:LONGEST_REFUSAL]
        return PurgeError(
            f"{self.title} answered {status}: {meaning}." + (f" It said: {said}" if said else ""),
            retry_after=_seconds(response.headers.get("Retry-After")),
        )


class Fastly(TaggingCdn):
    """Fastly: 256 surrogate keys in a request. A soft purge leaves the old answer for when we are down."""

    title = "Fastly"
    batch = 256

    def __init__(
        self, *, token: str, service: str, is_soft: bool, most_tags: int, api: str = "https://api.fastly.com"
    ) -> None:
        super().__init__(most_tags=most_tags)
        self._url = f"{api}/service/{service}/purge"
        self._headers = {"Fastly-Key": token, "Accept": "application/json"}
        if is_soft:
            self._headers["Fastly-Soft-Purge"] = "1"

    def _purge(self, tags: Sequence[str]) -> None:
        self._ask("POST", self._url, headers=self._headers, json={"surrogate_keys": list(tags)})


class Cloudflare(TaggingCdn):
    """Cloudflare: 100 tags in a request."""

    title = "Cloudflare"
    batch = 100

    def __init__(
        self, *, token: str, zone: str, most_tags: int, api: str = "https://api.cloudflare.com"
    ) -> None:
        super().__init__(most_tags=most_tags)
        self._url = f"{api}/client/v4/zones/{zone}/purge_cache"
        self._headers = {"Authorization": f"Bearer {token}"}

    def _purge(self, tags: Sequence[str]) -> None:
        response = self._ask("POST", self._url, headers=self._headers, json={"tags": list(tags)})
        if not _says_success(response):
            raise self._refusal(response)


class Varnish(TaggingCdn):
    """One or more Varnish servers of our own, with `varnish.vcl`; every one of them has to be told."""

    title = "Varnish"
    # A header of Varnish holds 8 kB unless it is told otherwise.
    batch = 200

    def __init__(self, *, addresses: Sequence[str], is_soft: bool, most_tags: int) -> None:
        super().__init__(most_tags=most_tags)
        self._addresses = list(addresses)
        self._header = "xkey-softpurge" if is_soft else "xkey-purge"

    def _purge(self, tags: Sequence[str]) -> None:
        for address in self._addresses:
            headers = {self._header: " ".join(tags)}
            self._ask("PURGE", f"{address}/", is_near=True, headers=headers)


_MEANINGS = {
    400: "it did not understand the purge",
    401: "the token is not valid",
    403: "the token or this server's address may not purge",
    404: "there is no such service or zone",
    405: "it takes no purges at this address",
    429: "too many purges at once",
}


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keep the library from taking other credentials from a `.netrc` file."""
    return request


def _words_for(error: requests.RequestException) -> str:
    if isinstance(error, requests.Timeout):
        return "did not answer in time"
    return "cannot be reached" if isinstance(error, requests.ConnectionError) else "cannot be asked"


def _seconds(value: str | None) -> float | None:
    """Return a `Retry-After` in seconds; dates count as not said."""
    return float(value) if value and value.isdecimal() else None


def _says_success(response: requests.Response) -> bool:
    try:
        return response.json().get("success") is True
    except (ValueError, AttributeError):
        return False


def _batches(names: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), size):
        yield names[start : start + size]
