"""Reader addresses. They come last in `cms.urls` and have no prefix of their own."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import URLResolver, path, re_path
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant

from cms.core.addresses import locale_prefix
from cms.reader.views import reader

# Addresses of the CMS itself that nothing answered are plain 404s, never pages. `FOREIGN_PATHS` in
# static/reader/address.js says the same to the browser.
NOT_OURS = r"(?!(?:admin|api|static|media|documents|feeds|sitemaps|healthz|readyz)(?:/|$))"


class ReaderPrefix(LocalePrefixPattern):
    """The language prefix of reader addresses: written from the active language, not needed to match.

    Django's own pattern matches only paths in the active language and would write "/zh-hant/" for an
    administrator who works in traditional characters; the reader's path says its language itself.
    """

    @property
    def language_prefix(self) -> str:
        """Return the prefix of the content language that stands for the active one, such as "ms/"."""
        try:
            code = get_supported_content_language_variant(get_language() or settings.LANGUAGE_CODE)
        except LookupError:
            code = settings.LANGUAGE_CODE
        prefix = locale_prefix(code).lstrip("/")
        return f"{prefix}/" if prefix else ""

    def match(self, path: str) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """Match every path; the view reads the language from it."""
        return path, (), {}


def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Lead browsers to the icon; they ask for this address wherever a page names none, JSON included."""
    return HttpResponseRedirect(static("reader/icon.svg"))


# Wagtail asks for "wagtail_serve" to write a page's address, in the page's language.
urlpatterns = [
    path("favicon.ico", favicon, name="favicon"),
    URLResolver(
        ReaderPrefix(prefix_default_language=False),
        [re_path(rf"^{NOT_OURS}(.*)$", reader, name="wagtail_serve")],
    ),
]
