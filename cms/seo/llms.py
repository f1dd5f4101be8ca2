"""`/llms.txt` (llmstxt.org): a site told to programs that read text, with links to its pages as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.http import HttpRequest, HttpResponse

from cms.api.site import site_document
from cms.core.models import BasePage
from cms.core.references import References
from cms.core.scope import PublicScope
from cms.seo.feeds.feed import FORMATS
from cms.seo.markdown.api import markdown_url
from cms.seo.markdown.blocks import line
from cms.seo.public_files import public_file, public_scope
from cms.seo.sitemaps.pages import indexed

# The first pages in the order of the tree; the sitemap has all.
MOST_PAGES: Final = 200
OTHERS: Final = "Pages"


@public_file
def llms_txt(request: HttpRequest) -> HttpResponse:
    """Answer what the site is about and where its pages are as Markdown."""
    scope = public_scope(request)
    return HttpResponse("\n".join(_lines(scope)), content_type="text/plain; charset=utf-8")


def _lines(scope: PublicScope) -> Iterator[str]:
    site = site_document(scope, rich_text_format="markdown")
    organisation = site["organisation"]
    yield f"# {line(site['name'] or organisation['name'])}\n"
    if organisation["description"]:
        yield f"> {line(organisation['description'])}\n"
    yield from (f"{note['text'].strip()}\n" for note in site["disclaimers"])
    for section, links in _sections(scope).items():
        yield "\n".join([f"## {line(section)}\n", *links, ""])
    files = [
        ("Sitemap", "/sitemap.xml"),
        *((name, f"/feeds/{file}") for file, (_type, name) in FORMATS.items()),
    ]
    optional = [f"- [{name}]({scope.site.root_url}{path})" for name, path in files]
    yield "\n".join(["## Optional\n", *optional, ""])


def _sections(scope: PublicScope) -> dict[str, list[str]]:
    """Return the links to pages in the site's main language, by the title of their section."""
    root = scope.site.primary_root
    if root not in scope.public_roots:
        return {}
    rows = list(indexed(scope, root).order_by("path").values_list("pk", "path")[:MOST_PAGES])
    references = References(scope)
    references.want_all("page", (pk for pk, _path in rows))
    references.load()
    length = len(root.path) + BasePage.steplen
    titles = {path: references.get("page", pk)["title"] for pk, path in rows if len(path) == length}
    with_others = {path[:length] for _pk, path in rows if len(path) > length}
    found: dict[str, list[str]] = {}
    for pk, path in rows:
        section = titles.get(path[:length]) if path[:length] in with_others else None
        card = references.get("page", pk)
        summary = f": {line(card['summary'])}" if card["summary"] else ""
        link = f"- [{line(card['title'])}]({markdown_url(pk)}){summary}"
        found.setdefault(section or OTHERS, []).append(link)
    return found
