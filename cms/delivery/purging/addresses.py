"""Purges by address, through Wagtail's front-end cache backends: for a CDN that knows no tags.

Only one spelling of each request can be purged, the shortest. Other spellings are held until their time is
over, which is why it is short by default.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from wagtail.contrib.frontend_cache.utils import get_backends

from cms.delivery.purging.services import Cdn, PurgeError

# Wagtail's backends have no time limit of their own.
PATIENCE_SECONDS = 30.0
_USUAL_PORTS = {"http": ":80", "https": ":443"}


class AddressedCdn(Cdn):
    """Whatever `WAGTAILFRONTENDCACHE` names; `sites` are the addresses under which it serves the API."""

    def __init__(self, *, sites: Sequence[str], backends: Mapping[str, Any], most: int) -> None:
        self._sites = list(sites)
        self._backends = dict(backends)
        self._most = most

    def names_of(self, keys: Iterable[str] | None) -> list[str]:
        """Return addresses; none where all would have to go, and the newest where there are too many."""
        return [address for key in list(keys or ())[-self._most :] for address in self._addresses_of(key)]

    def _addresses_of(self, key: str) -> list[str]:
        start = key.index("/")
        scheme, _, host = key[:start].strip().partition(" ")
        address = key[start:].removesuffix("?")
        if not host:
            return [site + address for site in self._sites]
        return [f"{scheme}://{host.removesuffix(_USUAL_PORTS[scheme])}{address}"]

    def purge(self, names: Sequence[str]) -> None:
        """Ask every backend; raises `PurgeError` when one says that something went wrong."""
        errors: list[str] = []
        thread = threading.Thread(target=self._purge, args=(names, errors), daemon=True, name="cdn-purge")
        thread.start()
        thread.join(PATIENCE_SECONDS)
        if thread.is_alive():
            raise PurgeError("The front-end cache did not answer in time.")
        if errors:
            raise PurgeError(f"The front-end cache could not purge everything. It said: {errors[0]}")

    def _purge(self, names: Sequence[str], errors: list[str]) -> None:
        with _listening(errors):
            for backend in get_backends(self._backends).values():
                hers = [name for name in names if backend.invalidates_hostname(urlsplit(name).hostname)]
                try:
                    backend.purge_batch(hers)
                except Exception as error:
                    errors.append(type(error).__name__)


class _listening(logging.Handler):
    """Wagtail's backends log what goes wrong and raise nothing: collect what this thread logs."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__(level=logging.ERROR)
        self._errors = errors
        self._thread = threading.get_ident()
        self._logger = logging.getLogger("wagtail.frontendcache")

    def emit(self, record: logging.LogRecord) -> None:
        """Note a message."""
        if record.thread == self._thread:
            self._errors.append(record.getMessage())

    def __enter__(self) -> None:
        self._logger.addHandler(self)

    def __exit__(self, *error: object) -> None:
        self._logger.removeHandler(self)
