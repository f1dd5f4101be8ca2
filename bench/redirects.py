"""What old addresses cost: `python -m bench.redirects --redirects 1000000 --pages 5000`.

First a look-up among few redirects and among many; then a section of thousands of pages is renamed, with the
document of every page kept, a stand-in for a CDN told what to let go, and old addresses followed after it.
The database is SQLite in a directory of its own, which is made anew each time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from statistics import median
from typing import Any, Final

from bench.bulk import insert_child_rows
from bench.projects import DIRECTORY
from bench.requests import ask_application

FEW: Final = 1_000
ROUNDS: Final = 200
FOLLOWED: Final = 10
PART: Final = 100

_MANY: Final = """
INSERT INTO wagtailredirects_redirect
    (old_path, redirect_link, redirect_page_route_path, is_permanent, automatically_created, created_at)
    WITH RECURSIVE numbers(number) AS (
        SELECT %s UNION ALL SELECT number + 1 FROM numbers WHERE number < %s
    )
    SELECT '/old/' || number, '/n/' || number, '', 1, 0, CURRENT_TIMESTAMP FROM numbers
"""


class Cdn(BaseHTTPRequestHandler):
    """Takes every purge, and counts what it names."""

    purged = 0

    def do_PURGE(self) -> None:
        """Answer as Varnish does."""
        Cdn.purged += len((self.headers["xkey-purge"] or self.headers["xkey-softpurge"] or "").split())
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


def main() -> None:
    """Measure both, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.redirects", description=__doc__)
    parser.add_argument("--redirects", type=int, default=1_000_000)
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--directory", type=Path, default=DIRECTORY / "redirects")
    options = parser.parse_args()
    server = HTTPServer(("127.0.0.1", 0), Cdn)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _set_up(options.directory.resolve(), cdn=f"http://127.0.0.1:{server.server_port}")
    section = _section(options.pages)
    _print_look_ups(FEW, 0)
    _print_look_ups(options.redirects, FEW)
    _rename(section, options.pages, options.directory.resolve())


def _set_up(directory: Path, *, cdn: str) -> None:
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "cms.settings.local",
        "DATABASE_URL": f"sqlite:///{directory / 'db.sqlite3'}",
        "DATA_DIR": str(directory),
        "CDN_BACKEND": "varnish",
        "VARNISH_ADDRESSES": cdn,
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _section(pages: int) -> Any:
    """Return a section with so many pages below it, a hundred in each of its parts."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Site

    from cms.core.models import BasePage
    from home.models import StandardPage

    home = Site.objects.get(is_default_site=True).root_page
    section = home.add_child(instance=StandardPage(title="Section", slug="section"))
    section.save_revision().publish()
    kind = ContentType.objects.get_for_model(StandardPage)
    whole, rest = divmod(pages, PART)
    sizes = [PART] * whole + ([rest] if rest else [])
    made = []
    for number, size in enumerate(sizes):
        part = _page(section, number, f"part-{number}", kind, numchild=size - 1)
        made.append(part)
        made += [_page(part, below, f"page-{below}", kind) for below in range(size - 1)]
    BasePage.objects.bulk_create(made, batch_size=500)
    stored = BasePage.objects.filter(path__startswith=section.path).exclude(pk=section.pk)
    rows = [{"basepage_ptr_id": key, "body": []} for key in stored.values_list("pk", flat=True)]
    insert_child_rows(StandardPage, rows)
    BasePage.objects.filter(pk=section.pk).update(numchild=len(sizes))
    return BasePage.objects.get(pk=section.pk).specific


def _page(parent: Any, place: int, slug: str, kind: Any, *, numchild: int = 0) -> Any:
    from django.utils import timezone

    from cms.core.models import BasePage

    now = timezone.now()
    return BasePage(
        path=BasePage._get_path(parent.path, parent.depth + 1, place + 1),
        depth=parent.depth + 1,
        numchild=numchild,
        title=slug.title(),
        draft_title=slug.title(),
        slug=slug,
        url_path=f"{parent.url_path}{slug}/",
        content_type=kind,
        locale_id=parent.locale_id,
        live=True,
        first_published_at=now,
        last_published_at=now,
    )


def _print_look_ups(count: int, already: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_MANY, [already, count - 1])
        cursor.execute("ANALYZE")
    for what, path in (("found", f"/old/{count // 2}"), ("not found", "/never/was/here")):
        print(f"look-up among {count:,} redirects, {what}: {_milliseconds(path):.2f} ms of processor")


def _milliseconds(path: str) -> float:
    from cms.core.scope import PublicScope
    from cms.redirects.lookup import hop_at

    scope = PublicScope.for_host()
    return median(_each(lambda: hop_at(scope, path))) * 1000


def _each(call: Callable[[], Any]) -> Iterator[float]:
    for _round in range(ROUNDS):
        before = time.process_time()
        call()
        yield time.process_time() - before


def _rename(section: Any, pages: int, directory: Path) -> None:
    from django.core.wsgi import get_wsgi_application

    from cms.api.query_parameters import default_values
    from cms.core.models import BasePage
    from cms.delivery.application import DeliveryApplication
    from cms.delivery.purging.choice import cdn
    from cms.delivery.purging.handover import Purger

    delivery = DeliveryApplication(
        get_wsgi_application(),
        directory=directory / "delivery",
        most_bytes=2**28,
        defaults=default_values(),
        looks_around=False,
    )
    below = list(BasePage.objects.descendant_of(section, inclusive=True).values_list("pk", "url_path"))
    for key, _path in below:
        ask_application(delivery, f"/api/v2/pages/{key}/")
    chosen = cdn()
    assert chosen is not None
    purger = Purger(delivery.store, chosen)
    # Whoever begins purges everything once.
    purger.step()
    already = Cdn.purged
    page = section.specific
    page.slug = "renamed"
    began = time.monotonic()
    page.save_revision().publish()
    renamed = time.monotonic()
    delivery.store.catch_up()
    dropped = time.monotonic()
    purger.step()
    purged = time.monotonic()
    print(f"renaming a section of {pages:,} pages, all kept: {renamed - began:.2f} s with its redirects,")
    print(f"  {dropped - renamed:.2f} s to find and drop what is untrue, {purged - dropped:.2f} s to purge")
    print(f"  {Cdn.purged - already:,} tags at the CDN; {purged - began:.2f} s together")
    _follow(delivery, [path for _key, path in below])


def _follow(delivery: Any, url_paths: list[str]) -> None:
    for url_path in url_paths[:: max(1, len(url_paths) // FOLLOWED)]:
        old = "/" + url_path.split("/", 2)[2]
        answer = ask_application(delivery, f"/api/v2/resolve/?path={old}")
        assert b'"kind":"redirect"' in answer, (old, answer)
    print(f"  {FOLLOWED} old addresses lead to their pages")


if __name__ == "__main__":
    main()
