"""Reader addresses: where a reader finds an object, on the front end that the Site record names."""

from __future__ import annotations

import re
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage

# No escapes, no empty parts, no parts of dots alone.
_PLAIN_NAME = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*", re.ASCII)


def locale_prefix(locale_code: str) -> str:
    """Return the path prefix of a language: `""` for the default one, else `"/ms"` and the like."""
    return "" if locale_code == settings.LANGUAGE_CODE else f"/{locale_code}"


def snippet_path(model_label: str, key: str, *, locale_code: str | None = None) -> str:
    """Return the reader path of a snippet, such as `/trials/NCT03818737/`.

    `model_label` is a key of `settings.READER_URL_PATTERNS` ("trials.Trial"), `key` the registry id
    or slug. Raises `KeyError` for a model that has no reader address.
    """
    pattern: str = settings.READER_URL_PATTERNS[model_label]
    return locale_prefix(locale_code or settings.LANGUAGE_CODE) + pattern.format(key=quote(key, safe=""))


def reader_url(model_label: str, key: str, *, locale_code: str | None = None) -> str:
    """Return the absolute reader address of a snippet on the default site.

    Reads the Site table; for many addresses in one response use `PublicScope.snippet_url`.
    """
    from wagtail.models import Site

    site = Site.objects.filter(is_default_site=True).first()
    root_url = site.root_url if site else ""
    return root_url + snippet_path(model_label, key, locale_code=locale_code)


class FileAddresses:
    """The addresses of stored files. One answer names a hundred and more: what all share is looked up once.

    Names on this machine that need no escaping are simply put behind the storage's own address; all others
    are left to the storage.
    """

    def __init__(self) -> None:
        self._base: str | None = None
        if isinstance(default_storage, FileSystemStorage):
            self._base = default_storage.base_url
        self._absolute_base = None if self._base is None else media_url(self._base)

    def of(self, name: str) -> str:
        """Return the storage's address of a file, for example `/media/images/knee.jpg`."""
        if self._base is not None and _PLAIN_NAME.fullmatch(name):
            return self._base + name
        return default_storage.url(name)

    def absolute(self, name: str) -> str:
        """Return the same with scheme and host."""
        if self._absolute_base is not None and _PLAIN_NAME.fullmatch(name):
            return self._absolute_base + name
        return media_url(default_storage.url(name))


def media_url(url: str) -> str:
    """Make a storage address absolute: front ends live on other hosts than the files."""
    return url if "://" in url else f"{settings.WAGTAILADMIN_BASE_URL}{url}"


def api_url(path: str) -> str:
    """Make an API path absolute. The Site record is the reader's address and does not know the API's."""
    base: str = getattr(settings, "WAGTAILAPI_BASE_URL", "") or settings.WAGTAILADMIN_BASE_URL
    return base + path
