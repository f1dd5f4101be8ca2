"""Load articles for measuring: `python -m bench.load 20000`, into a database file of its own.

A file that holds exactly this content already is kept. `--index` fills the search index as well, `--project
stock` loads the project that this one is compared with.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import os
import time
from pathlib import Path

from bench.projects import DIRECTORY, OURS, PROJECTS, ROOT, Project

SUGGESTED = "1000, 20000 or 100000"


def main() -> None:
    """Load what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("articles", type=article_count, help=f"how many, for example {SUGGESTED}")
    parser.add_argument("--project", choices=sorted(PROJECTS), default=OURS.key)
    parser.add_argument("--directory", type=Path, default=DIRECTORY, help="where the database file goes")
    parser.add_argument("--index", action="store_true", help="fill the search index too")
    parser.add_argument("--again", action="store_true", help="load anew even if the file is up to date")
    options = parser.parse_args()
    load_file(
        PROJECTS[options.project],
        options.articles,
        directory=options.directory.resolve(),
        index=options.index,
        again=options.again,
    )


def article_count(text: str) -> int:
    """Return the number of articles that was asked for; small ones cannot refer to five others."""
    count = int(text) if text.isdecimal() else 0
    if not 10 <= count <= 1_000_000:
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 10 to 1000000; use {SUGGESTED}")
    return count


def load_file(project: Project, articles: int, *, directory: Path, index: bool, again: bool) -> None:
    """Make the project's database file with so many articles, unless it is there already."""
    database = project.database(directory, articles)
    stamp = database.with_suffix(".stamp")
    wanted = fingerprint(index=index)
    if not again and database.exists() and stamp.exists() and stamp.read_text() == wanted:
        print(f"{project.label}: {database} is up to date")
        return
    directory.mkdir(parents=True, exist_ok=True)
    for old in (stamp, *(Path(f"{database}{ending}") for ending in ("", "-wal", "-shm"))):
        old.unlink(missing_ok=True)
    started = time.monotonic()
    os.environ.update(project.environment(directory, articles))
    _fill(project, articles, index=index)
    stamp.write_text(wanted)
    megabytes = database.stat().st_size / 1e6
    print(f"{project.label}: {megabytes:,.0f} MB in {time.monotonic() - started:.0f} s, {database}")


def fingerprint(*, index: bool) -> str:
    """Return a hash of everything that decides what is in the file."""
    patterns = ("content.py", "bulk.py", "**/rows.py", "**/models.py", "**/migrations/*.py")
    places = (ROOT / name for name in ("bench", "blog", "cms", "home", "search", "trials"))
    sources = [path for place in places for pattern in patterns for path in place.glob(pattern)]
    digest = hashlib.sha256(f"index={index}".encode())
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _fill(project: Project, articles: int, *, index: bool) -> None:
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    print(f"{project.label}: making the tables", flush=True)
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        # Nothing is lost when the machine stops half-way: the file is then made anew.
        cursor.execute("PRAGMA synchronous=OFF")
    importlib.import_module(project.rows).load(articles)
    if index:
        print(f"{project.label}: filling the search index", flush=True)
        call_command("update_index", verbosity=0)
    connection.close()


if __name__ == "__main__":
    main()
