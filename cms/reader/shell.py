"""The shell: the HTML that is the same for every path but for its head and what it brings along."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static

from cms.seo.head import document_title
from cms.seo.languages import language_tag

STATIC_DIR: Final = Path(__file__).resolve().parent / "static"
RIGHT_TO_LEFT: Final = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True)
class Head:
    """What the shell says about a page before any script runs.

    `html` is the ready-made head of a document; what has none has a title and perhaps a word to robots.
    """

    title: str
    locale_code: str
    description: str = ""
    robots: str = ""
    html: str = ""


def render_shell(
    *, head: Head, site: dict[str, Any] | None, path: str, document: dict[str, Any] | None, links: list[Any]
) -> str:
    """Return the HTML of the shell.

    `site` is the API's site document, `document` its answer of `resolve/` for `path`; both are embedded
    so that the first view needs no request. `links` (cards) are for readers without JavaScript.
    """
    return render_to_string(
        "reader/shell.html",
        {
            "head": head,
            "document_title": document_title(head.title, (site or {}).get("name") or ""),
            "language": language_tag(head.locale_code),
            "direction": "rtl" if head.locale_code.split("-")[0] in RIGHT_TO_LEFT else "ltr",
            "site": site,
            "resolved": {"path": path, "document": document} if document else None,
            "links": links,
            "modules": module_addresses(),
        },
    )


@lru_cache(maxsize=1)
def module_addresses() -> list[str]:
    """Return the addresses of all modules, for the browser to fetch at once and not level by level."""
    names = sorted(path.relative_to(STATIC_DIR).as_posix() for path in STATIC_DIR.rglob("*.js"))
    return [static(name) for name in names]


def content_security_policy() -> str:
    """Return the policy of the shell.

    Scripts and styles are our own files only. Pictures may come from any HTTPS host, where files are
    stored elsewhere; players likewise, in a sandboxed frame that the reader asks for. The editor's
    preview panel may frame the page.
    """
    admin = _origin(settings.WAGTAILADMIN_BASE_URL)
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": f"'self' data: https: {admin}",
        "font-src": "'self'",
        "connect-src": "'self'",
        "frame-src": "https:",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": f"'self' {admin}",
    }
    return "; ".join(f"{name} {value}".strip() for name, value in rules.items())


def _origin(url: str) -> str:
    parts = urlsplit(url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
