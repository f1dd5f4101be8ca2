"""One million pages in a sitemap: memory of the process, and time for each entry, part by part.

    python -m bench.sitemaps --pages 1000000

Pages are written straight into the page table of a database of its own, of which alone sitemaps read.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

BATCH = 5_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-sitemaps-") as directory:
        _set_up(Path(directory))
        started = time.perf_counter()
        _fill(asked.pages)
        print(f"{asked.pages:,} pages written in {time.perf_counter() - started:.0f} s")
        _measure()


def _set_up(directory: Path) -> None:
    os.environ["DATABASE_URL"] = f"sqlite:///{directory / 'db.sqlite3'}"
    os.environ["DATA_DIR"] = str(directory)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.local")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _fill(count: int) -> None:
    """Write plain pages below one section, as treebeard would place them."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from django.utils import timezone
    from wagtail.models import Site

    from cms.core.models import BasePage
    from home.models import StandardPage

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        _without_log(cursor)
    home = Site.objects.get(is_default_site=True).root_page.specific
    section = StandardPage(title="Section", slug="section")
    home.add_child(instance=section)
    content_type, now = ContentType.objects.get_for_model(StandardPage), timezone.now()
    place = {"locale_id": home.locale_id, "live": True, "depth": section.depth + 1}
    for start in range(0, count, BATCH):
        BasePage.objects.bulk_create(
            BasePage(
                path=BasePage._get_path(section.path, section.depth + 1, number + 1),
                title=f"Page {number}",
                slug=f"page-{number}",
                url_path=f"{section.url_path}page-{number}/",
                last_published_at=now,
                content_type=content_type,
                **place,
            )
            for number in range(start, min(start + BATCH, count))
        )


def _without_log(cursor: Any) -> None:
    """Drop the triggers of the page table: what they write is not measured here."""
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'core_basepage'")
    for (name,) in cursor.fetchall():
        cursor.execute(f'DROP TRIGGER "{name}"')


def _measure() -> None:
    from cms.core.scope import PublicScope
    from cms.seo.sitemaps import xml
    from cms.seo.sitemaps.parts import IDS_PER_PART, entries_of, listed_parts

    scope = PublicScope.for_host(host="localhost")
    started = time.perf_counter()
    parts = [listed.part for listed in listed_parts(scope)]
    print(f"index of {len(parts):,} parts in {time.perf_counter() - started:.2f} s")
    times: list[float] = []
    size = total = 0
    memory = _megabytes()
    for part in parts:
        started, entries = time.perf_counter(), 0
        for piece in xml.urlset(entries_of(scope, part)):
            size, entries = size + len(piece), entries + 1
        # The first and the last piece are the frame around the entries.
        total += entries - 2
        # What a part takes beside its entries would hide their cost in a part of few.
        if entries > IDS_PER_PART // 2:
            times.append((time.perf_counter() - started) / (entries - 2) * 1e6)
    tenth = max(1, len(times) // 10)
    first, last = (sum(some) / len(some) for some in (times[:tenth], times[-tenth:]))
    print(f"{total:,} entries, {size / 1e6:.1f} MB")
    print(f"microseconds an entry: {first:.0f} in the first tenth, {last:.0f} in the last")
    print(f"memory: {memory:.0f} MB before, {_megabytes():.0f} MB at most")


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
